#include "scenes/spotlight/steps.hpp"

#include <string>
#include <vector>

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

}  // namespace theatre::scenes
