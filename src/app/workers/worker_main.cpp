// MiniLM for a Web Worker: the page's calls into WebAssembly. web/js/models/model-worker.mjs is the only caller.
#include <emscripten.h>

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/workers/worker_switches.hpp"
#include "model/minilm/minilm.hpp"
#include "trace/bytes.hpp"

namespace {

using theatre::model::MiniLM;

// One model at a time, and the answer to the latest call.
struct Worker {
  std::uint8_t* weights = nullptr;
  std::unique_ptr<MiniLM> model;
  std::vector<std::uint8_t> answer;
  std::string sentence;  // the latest failure

  // Frees the answer's memory; `answer = {}` would keep it.
  void forget() { std::vector<std::uint8_t>().swap(answer); }
};

Worker& worker() {
  static Worker instance;
  return instance;
}

// Writes each step as soon as it is there.
class StepWriter final : public MiniLM::Receiver {
 public:
  StepWriter(const MiniLM& model, bool of_first) : model_(model), of_first_(of_first) {}

  void begin(theatre::trace::Trace&& trace, std::size_t steps) override {
    const std::size_t tokens = trace.size(), d = static_cast<std::size_t>(model_.d_model());
    const std::size_t layers = static_cast<std::size_t>(model_.layers());
    const std::size_t maps = 2 * static_cast<std::size_t>(model_.heads_per_layer()) * tokens * tokens;
    // Per layer: q, k, v, output, four residual streams and the hidden units (4 d); before and after: seven
    // more.
    const std::size_t floats = layers * (maps + 12 * tokens * d) + 7 * tokens * d;
    const std::size_t masks = layers * tokens * tokens;
    writer_ = theatre::trace::BytesWriter(4 * floats + masks + 256 * tokens + trace.text.size() + 65536, of_first_);
    writer_.begin(trace, steps);
  }
  void step(theatre::trace::Step&& step) override { writer_.step(step); }
  std::vector<std::uint8_t> finish() { return writer_.finish(); }

 private:
  const MiniLM& model_;
  bool of_first_;
  theatre::trace::BytesWriter writer_;
};

}  // namespace

extern "C" {

// Room for `size` bytes of weights; what was there before is let go of. Null when there is no memory.
EMSCRIPTEN_KEEPALIVE std::uint8_t* theatre_worker_room(std::size_t size) {
  Worker& w = worker();
  w.model.reset();
  std::free(w.weights);
  w.weights = static_cast<std::uint8_t*>(std::aligned_alloc(16, (size + 15) / 16 * 16));
  return w.weights;
}

// Checks and opens the `size` bytes that now lie in the room. Null when all is well, else one sentence.
EMSCRIPTEN_KEEPALIVE const char* theatre_worker_load(std::size_t size) {
  Worker& w = worker();
  auto loaded = MiniLM::load({w.weights, w.weights != nullptr ? size : 0});
  if (!loaded) {
    w.sentence = loaded.error();
    return w.sentence.c_str();
  }
  w.model = std::move(loaded).value();
  return nullptr;
}

EMSCRIPTEN_KEEPALIVE void theatre_worker_warm_up() {
  if (worker().model) worker().model->warm_up();
}

// The Trace of a text as bytes (trace/bytes.hpp); gives their number and leaves them at
// theatre_worker_answer(). Switches: app/worker_switches.hpp.
EMSCRIPTEN_KEEPALIVE std::size_t theatre_worker_trace(const char* text, std::size_t length, float temperature,
                                                      int flags, int mask, int padding, const std::uint8_t* custom,
                                                      int side, const std::int32_t* off, int offs, const float* turn,
                                                      int turn_size) {
  Worker& w = worker();
  w.forget();
  if (!w.model) return 0;
  const auto switches =
      theatre::app::worker_switches(temperature, flags, mask, padding, custom, side, off, offs, turn, turn_size);
  StepWriter writer(*w.model, switches.same_heads);
  w.model->stream({text, length}, switches, writer);
  w.answer = writer.finish();
  return w.answer.size();
}

// The parameters of one layer's heads as bytes; likewise.
EMSCRIPTEN_KEEPALIVE std::size_t theatre_worker_parameters(int layer) {
  Worker& w = worker();
  w.forget();
  if (!w.model) return 0;
  theatre::trace::ParameterSet set;
  for (int head = 0; head < w.model->heads_per_layer(); ++head) {
    if (auto parameters = w.model->parameters(layer, head)) set.put(layer, head, std::move(parameters));
  }
  w.answer = set.layer_to_bytes(layer);
  w.model->forget_parameters();
  return w.answer.size();
}

// The fast path, all maps kept until the call ends; the answer is the sentence vector, f32.
EMSCRIPTEN_KEEPALIVE std::size_t theatre_worker_vector(const char* text, std::size_t length) {
  Worker& w = worker();
  w.forget();
  if (!w.model) return 0;
  const theatre::model::Encoding encoding = w.model->run({text, length});
  const auto* first = reinterpret_cast<const std::uint8_t*>(encoding.vector.data());
  w.answer.assign(first, first + encoding.vector.size() * sizeof(float));
  return w.answer.size();
}

EMSCRIPTEN_KEEPALIVE const std::uint8_t* theatre_worker_answer() { return worker().answer.data(); }
EMSCRIPTEN_KEEPALIVE void theatre_worker_forget() { worker().forget(); }
EMSCRIPTEN_KEEPALIVE int theatre_worker_layers() { return worker().model ? worker().model->layers() : 0; }

}  // extern "C"

int main() { return 0; }
