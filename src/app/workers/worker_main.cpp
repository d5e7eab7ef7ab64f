// One model in a Web Worker: the page's calls into WebAssembly. web/js/models/worker.mjs is the only caller.
#include <emscripten.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/question_json.hpp"
#include "model/loaders.hpp"
#include "trace/bytes.hpp"

namespace {

using namespace theatre;

// One model at a time, what it is at, and the answer to the latest call.
struct Worker {
  std::uint8_t* file = nullptr;
  std::unique_ptr<model::Model> model;
  std::unique_ptr<model::Answer> passes;
  bool of_first = false;  // see trace::ParameterSet
  std::vector<std::uint8_t> answer;
  std::string sentence;  // the latest failure

  // Frees the answer's memory; `answer = {}` would keep it.
  void forget() { std::vector<std::uint8_t>().swap(answer); }
  int layers() const {
    int count = 0;
    for (const auto& head : model->heads()) count = std::max(count, head.layer + 1);
    return count;
  }
};

Worker& worker() {
  static Worker instance;
  return instance;
}

// A pass as bytes, each step written as soon as it is there.
class PassWriter final : public model::Receiver {
 public:
  explicit PassWriter(const Worker& of) : worker_(of) {}

  void whole(trace::TracePtr trace) override {
    begin(trace::Trace(*trace), trace->steps.size());
    for (const auto& step : trace->steps) writer_.step(step);
  }
  void begin(trace::Trace&& trace, std::size_t steps) override {
    const std::size_t tokens = trace.size(), d = static_cast<std::size_t>(trace.d_model);
    const std::size_t heads = worker_.model->heads().size(), layers = static_cast<std::size_t>(worker_.layers());
    // Per head: products and weights. Per layer: q, k, v, output, four residual streams and hidden units (4 d); before
    // and after them seven more.
    const std::size_t floats = 2 * heads * tokens * tokens + (12 * layers + 7) * tokens * d;
    const std::size_t masks = layers * tokens * tokens;
    writer_ = trace::BytesWriter(4 * floats + masks + 256 * tokens + trace.text.size() + 65536, worker_.of_first);
    writer_.begin(trace, steps);
    is_whole_ = true;
  }
  void step(trace::Step&& step) override { writer_.step(step); }
  void more(trace::Addition&& addition) override { addition_ = trace::to_bytes(addition); }
  std::vector<std::uint8_t> finish() { return is_whole_ ? writer_.finish() : std::move(addition_); }

 private:
  const Worker& worker_;
  trace::BytesWriter writer_;
  bool is_whole_ = false;
  std::vector<std::uint8_t> addition_;
};

}  // namespace

extern "C" {

// Room for `size` bytes of the model's file; what was there before is let go of. Null when there is no memory.
EMSCRIPTEN_KEEPALIVE std::uint8_t* theatre_worker_room(std::size_t size) {
  Worker& w = worker();
  w.passes.reset();
  w.model.reset();
  std::free(w.file);
  w.file = static_cast<std::uint8_t*>(std::aligned_alloc(16, (size + 15) / 16 * 16));
  return w.file;
}

// Makes the model `id` of the `size` bytes that now lie in the room. Null when all is well, else one sentence.
EMSCRIPTEN_KEEPALIVE const char* theatre_worker_load(const char* id, std::size_t size) {
  Worker& w = worker();
  auto loaded = model::load_model(id, {w.file, w.file != nullptr ? size : 0});
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

// A question as JSON (app/question_json.hpp): the one before it is let go of. Its passes come from theatre_worker_next.
EMSCRIPTEN_KEEPALIVE void theatre_worker_ask(const char* json) {
  Worker& w = worker();
  w.passes.reset();
  if (!w.model) return;
  model::Question question = app::read_question(app::Json::parse(json, nullptr, false));
  w.of_first = question.switches.same_heads;
  w.passes = w.model->answer(std::move(question));
}

// One more pass as bytes (trace/bytes.hpp, trace/addition.hpp): gives their number and leaves them at
// theatre_worker_answer().
EMSCRIPTEN_KEEPALIVE std::size_t theatre_worker_next() {
  Worker& w = worker();
  w.forget();
  if (!w.passes) return 0;
  PassWriter writer(w);
  if (!w.passes->next(writer)) w.passes.reset();
  w.answer = writer.finish();
  return w.answer.size();
}

// Does a further pass come?
EMSCRIPTEN_KEEPALIVE int theatre_worker_goes_on() { return worker().passes ? 1 : 0; }

// The parameters of one layer's heads as bytes; likewise.
EMSCRIPTEN_KEEPALIVE std::size_t theatre_worker_parameters(int layer) {
  Worker& w = worker();
  w.forget();
  if (!w.model) return 0;
  trace::ParameterSet set;
  for (const auto& head : w.model->heads()) {
    if (head.layer != layer) continue;
    if (auto parameters = w.model->parameters(layer, head.index)) set.put(layer, head.index, std::move(parameters));
  }
  w.answer = set.layer_to_bytes(layer);
  w.model->forget_parameters();
  return w.answer.size();
}

// The vectors of texts, given as a JSON array: one after the other, f32, all equally long.
EMSCRIPTEN_KEEPALIVE std::size_t theatre_worker_vectors(const char* json) {
  Worker& w = worker();
  w.forget();
  if (!w.model) return 0;
  std::vector<std::string> texts;
  for (const auto& text : app::Json::parse(json, nullptr, false)) texts.push_back(app::as_text(text).value_or(""));
  const auto vectors = w.model->vectors(texts);
  if (!vectors) return 0;
  const auto* first = reinterpret_cast<const std::uint8_t*>(vectors->rows.data());
  w.answer.assign(first, first + static_cast<std::size_t>(vectors->rows.size()) * sizeof(float));
  return w.answer.size();
}

EMSCRIPTEN_KEEPALIVE const std::uint8_t* theatre_worker_answer() { return worker().answer.data(); }
EMSCRIPTEN_KEEPALIVE void theatre_worker_forget() { worker().forget(); }
EMSCRIPTEN_KEEPALIVE int theatre_worker_layers() { return worker().model ? worker().layers() : 0; }

}  // extern "C"

int main() { return 0; }
