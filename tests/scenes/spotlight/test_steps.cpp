// What stands under the words before there is light.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "scenes/spotlight/spotlight.hpp"
#include "scenes/spotlight/steps.hpp"
#include "support/small_trace.hpp"
#include "trace/ledger.hpp"

namespace {

using namespace theatre;

const scenes::Label* find(const scenes::Picture& picture, const std::string& id) {
  for (const auto& label : picture.labels) {
    if (label.id == id) return &label;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("spotlight steps: products and scores are the trace's own, roles are named, embed adds nothing") {
  const trace::Trace small = test::small_trace();
  const auto* trace = &small;
  const auto* head = trace::find_head(*trace, 0, 0);
  REQUIRE(head != nullptr);
  const int row = 1;
  scenes::SceneInput input;
  input.trace = trace;
  input.row = {0, 0, row};
  input.reveal = 0;
  const auto dark = scenes::spotlight(input);
  for (const std::string step : {"embed", "qkv", "qkt", "scale"}) {
    auto picture = dark;
    scenes::add_step_labels(picture, *head, row, step);
    const std::size_t words = trace->size();
    CHECK(picture.labels.size() == dark.labels.size() + (step == "embed" ? 0 : words));
    for (int key = 0; key < static_cast<int>(words) && step != "embed"; ++key) {
      const auto* label = find(picture, "step:" + std::to_string(key));
      const auto* word = find(picture, "word:" + std::to_string(key));
      REQUIRE(label != nullptr);
      REQUIRE(word != nullptr);
      CHECK(label->x == word->x);
      CHECK(label->y > word->y);
      const bool masked = head->mask.size() > 0 && !head->mask(row, key);
      if (step == "qkv") CHECK(label->text == (key == row ? "asks" : "offers"));
      if (step == "qkt") CHECK(label->text == trace::shown(head->products(row, key)));
      if (step == "scale") CHECK(label->text == (masked ? "–" : trace::shown(head->scores(row, key))));
    }
  }
}
