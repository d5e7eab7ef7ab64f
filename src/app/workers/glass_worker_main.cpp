// The glass box for a Web Worker: long texts take more time there than a frame has. web/js/models/glass-worker.mjs is
// the only caller; the functions are those of worker_main.cpp.
#include <emscripten.h>

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "app/workers/worker_switches.hpp"
#include "model/model.hpp"
#include "trace/bytes.hpp"

namespace {

std::vector<std::uint8_t>& answer() {
  static std::vector<std::uint8_t> bytes;
  return bytes;
}

const theatre::model::Model& glass_box() {
  static const std::unique_ptr<theatre::model::Model> model = theatre::model::make_glass_box();
  return *model;
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE std::size_t theatre_worker_trace(const char* text, std::size_t length, float temperature,
                                                      int flags, int mask, int padding, const std::uint8_t* custom,
                                                      int side, const std::int32_t* off, int offs, const float* turn,
                                                      int turn_size) {
  const auto switches =
      theatre::app::worker_switches(temperature, flags, mask, padding, custom, side, off, offs, turn, turn_size);
  answer() = theatre::trace::to_bytes(*glass_box().forward({text, length}, switches));
  return answer().size();
}

EMSCRIPTEN_KEEPALIVE const std::uint8_t* theatre_worker_answer() { return answer().data(); }
EMSCRIPTEN_KEEPALIVE void theatre_worker_forget() { std::vector<std::uint8_t>().swap(answer()); }

}  // extern "C"

int main() { glass_box(); }
