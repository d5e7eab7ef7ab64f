// Any bytes through tokenizer, lexicon and glass box, with switches taken from the first bytes: every number
// must be finite, and every row of weights sum to 1 or be empty.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "model/model.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto model = theatre::model::make_glass_box();
  theatre::model::Switches switches;
  if (size > 2) {
    switches.temperature = static_cast<float>(data[0]) / 32 - 1;  // 0 and less among them
    switches.scale = (data[1] & 1) == 0;
    switches.positions = (data[1] & 2) == 0;
    switches.same_heads = (data[1] & 4) != 0;
    switches.mask = static_cast<theatre::model::MaskKind>((data[1] >> 3) & 3);
    switches.padding = static_cast<int>(data[2]) - 20;
    switches.heads_off = {{data[2] % 7, data[2] / 7}};
  }
  const auto trace = model->forward(std::string_view(reinterpret_cast<const char*>(data), size), switches);
  if (trace->tokens.size() < 2 || trace->tokens.size() > 202) std::abort();
  for (const auto& step : trace->steps) {
    if (!step.out.allFinite()) std::abort();
    for (const auto& head : step.heads) {
      for (Eigen::Index i = 0; i < head.weights.rows(); ++i) {
        const float sum = head.weights.row(i).sum();
        if (sum != 0 && !(std::abs(sum - 1) < 1e-3f)) std::abort();
      }
    }
  }
  return 0;
}
