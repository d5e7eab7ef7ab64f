// The panels on passes of other shapes: two texts, rotary positions, no heads.
#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <string>

#include "support/passes.hpp"
#include "trace/ledger.hpp"
#include "ui/stage_hand.hpp"

namespace theatre::ui {
namespace {

using Kind = trace::Quantity::Kind;

constexpr Stage stages[] = {Stage::embed, Stage::qkv, Stage::qkt, Stage::scale, Stage::softmax, Stage::mix};

void show(test::Hands& hands, trace::Trace trace, int layer, int head) {
  hands.input.trace = std::make_shared<const trace::Trace>(std::move(trace));
  hands.input.form = Form::whole;
  hands.input.rect = {100, 84, 1148, 576};
  hands.input.view = {};
  hands.input.view.layer = layer;
  hands.input.view.head = head;
}

TEST_CASE("every pass is drawn in every layout, at every stage, list and arrows") {
  for (const auto& trace : {test::cross_trace(), test::rotary_trace(), test::recurrent_trace()}) {
    for (Form form : {Form::whole, Form::drawer, Form::sheet}) {
      for (Stage stage : stages) {
        for (int layer : {0, 1, 2}) {
          test::Hands hands;
          show(hands, trace, layer, layer == 1 ? 1 : 0);
          hands.input.form = form;
          hands.input.view.stage = stage;
          hands.input.view.arrows = layer == 1;
          hands.frame();
          hands.frame();
          CHECK(hands.vertices() > 0);
        }
      }
    }
  }
}

TEST_CASE("cells and labels of two texts are named by the words of each") {
  test::Hands hands;
  show(hands, test::cross_trace(), 2, 0);
  const trace::Head& head = *trace::find_head(*hands.input.trace, 2, 0);
  hands.input.view.stage = Stage::softmax;
  const auto says = [&](const char* name) -> std::string {
    const auto [x, y] = hands.find(name);
    return x < 0 ? "nowhere" : hands.hover().value;
  };
  CHECK(says("cat → ici, weight") == trace::shown(head.weights(2, 4), true));
  CHECK(says("the → le, weight") == trace::shown(head.weights(0, 0), true));
  CHECK(says("ici, channel 3, k") == trace::shown(head.k(4, 3), true));
  CHECK(says("ici, channel 2, v") == trace::shown(head.v(4, 2), true));
  CHECK(says("cat, channel 0, q") == trace::shown(head.q(2, 0), true));
  CHECK(says("black") == "Made by the seed for “black”.");
  const auto [x, y] = hands.find("dort");
  REQUIRE(x >= 0);
  hands.click(x, y);  // a label of the other text: that word is looked at
  CHECK(hands.input.view.row == 0);
  CHECK(hands.input.view.column == 3);
}

TEST_CASE("the view and the arrow keys stop at the last word of each text") {
  test::Hands hands;
  show(hands, test::cross_trace(), 2, 1);
  for (int i = 0; i < 9; ++i) {
    hands.press(ImGuiKey_DownArrow);
    hands.press(ImGuiKey_RightArrow);
  }
  CHECK(hands.input.view.row == 2);
  CHECK(hands.input.view.column == 4);
  View view = hands.input.view;
  view.layer = view.head = 0;  // the source's own head
  view.row = 9;
  clamp(view, *hands.input.trace);
  CHECK(view.row == 4);
  CHECK(view.column == 4);
}

TEST_CASE("a number before the rotation opens from the one after it", "[slow]") {
  test::Hands hands;
  show(hands, test::rotary_trace(), 0, 0);
  Action open;
  open.kind = Action::Kind::open;
  open.quantity = {Kind::q, 0, 0, 3, 0};
  hands.input.view = apply(hands.input.view, open, *hands.input.trace);
  const auto [x, y] = hands.find("q of sat · channel 1, before its place turns it");
  (void)y;
  CHECK(x == -1);  // it is the fourth word that is asked about
  const auto [left, top] = hands.find("q of on · channel 1, before its place turns it");
  REQUIRE(left >= 0);
  hands.click(left, top);
  CHECK(hands.input.view.open == trace::Quantity{Kind::q_before, 0, 0, 3, 1});
  hands.frame();
  CHECK(hands.vertices() > 0);
}

TEST_CASE("without heads the panels show what each word has become, and lead on into its sums") {
  test::Hands hands;
  show(hands, test::recurrent_trace(), 0, 0);
  hands.input.view.row = 2;
  const auto& trace = *hands.input.trace;
  CHECK(shown_step(trace, nullptr) == 1);
  const trace::Quantity shown = shown_quantity(hands.input.view, trace);
  CHECK(shown.kind == Kind::residual);
  CHECK(shown.step == 1);
  const auto [x, y] = hands.find("sat, trait 3, embedding");
  REQUIRE(x >= 0);
  CHECK(hands.hover().value == trace::shown(trace.steps[1].out(2, 3), true));
  hands.click(x, y);
  CHECK(hands.input.view.open == trace::Quantity{Kind::residual, -1, -1, 2, 3, 1});
  hands.frame();
  hands.press(ImGuiKey_DownArrow);
  hands.press(ImGuiKey_DownArrow);
  CHECK(hands.input.view.row == 3);

  Action point;
  point.kind = Action::Kind::open;
  point.quantity = {Kind::series, -1, -1, 2, 0};
  hands.input.view = apply(hands.input.view, point, trace);
  hands.frame();
  CHECK(hands.vertices() > 0);
}

}  // namespace
}  // namespace theatre::ui
