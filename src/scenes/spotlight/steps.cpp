#include "scenes/spotlight/steps.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "scenes/spotlight/spotlight.hpp"
#include "trace/ledger.hpp"

namespace theatre::scenes {

void add_step_labels(Picture& picture, const trace::Head& head, int row, std::string_view step) {
  const bool roles = step == "qkv";
  const bool products = step == "qkt";
  if (!roles && !products && step != "scale") return;
  constexpr std::string_view prefix = "word:";
  std::vector<Label> added;
  for (const Label& word : picture.labels) {
    if (word.id.compare(0, prefix.size(), prefix) != 0) continue;
    const int key = std::stoi(word.id.substr(prefix.size()));
    if (row >= head.products.rows() || key >= head.products.cols()) continue;
    const bool masked = head.mask.size() > 0 && !head.mask(row, key);
    Label label = word;
    label.id = "step:" + std::to_string(key);
    label.size = 15;
    label.weight = 500;
    label.font = Font::sans;
    label.y = word.y + 24;
    if (roles) {
      label.text = key == row ? "asks" : "offers";
      label.role = key == row ? Role::query : Role::key;
    } else {
      label.text = masked && !products ? "–" : trace::shown(products ? head.products(row, key) : head.scores(row, key));
      label.role = Role::text_2;
    }
    added.push_back(label);
  }
  picture.labels.insert(picture.labels.end(), added.begin(), added.end());
}

Picture spotlight_at_step(const SceneInput& input) {
  static constexpr std::array<std::string_view, softmax_step> names = {"embed", "qkv", "qkt", "scale"};
  Picture picture = spotlight(lit_by_weights(input));
  if (input.guessing || input.step >= softmax_step || input.trace == nullptr) return picture;
  if (const trace::Head* head = trace::find_head(*input.trace, input.row.layer, input.row.head)) {
    add_step_labels(picture, *head, input.row.token, names[static_cast<std::size_t>(std::max(0, input.step))]);
  }
  return picture;
}

}  // namespace theatre::scenes
