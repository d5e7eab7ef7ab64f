// The panels without a screen: they draw everything they may be given, and clicks lead to the right numbers.
#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <string>

#include "support/small_trace.hpp"
#include "trace/ledger.hpp"
#include "ui/stage_hand.hpp"

namespace theatre::ui {
namespace {

using trace::Quantity;

trace::TracePtr traced(int words, int d_head = 5) {
  test::SmallModel model;
  model.d_head = d_head;
  if (words != 10) {
    model.text.clear();
    for (int i = 0; i < words; ++i) model.text += (i > 0 ? " word" : "word") + std::to_string(i);
  }
  return std::make_shared<const trace::Trace>(test::small_trace(model));
}

void whole(test::Hands& hands, const trace::TracePtr& trace) {
  hands.input.trace = trace;
  hands.input.form = Form::whole;
  hands.input.rect = {400, 184, 848, 476};
  hands.input.view.row = std::min<int>(7, static_cast<int>(trace->size()) - 1);
  hands.input.view.column = std::min<int>(1, static_cast<int>(trace->size()) - 1);
}

TEST_CASE("every form draws at every length, stage and head") {
  for (int words : {0, 1, 2, 12, 200}) {
    const auto trace = traced(words, words == 12 ? 32 : 5);
    for (Form form : {Form::whole, Form::drawer, Form::sheet}) {
      test::Hands hands;
      hands.input.trace = trace;
      hands.input.form = form;
      hands.input.rect = form == Form::whole    ? scenes::Rect{400, 184, 848, 476}
                         : form == Form::drawer ? scenes::Rect{824, 84, 424, 576}
                                                : scenes::Rect{0, 74, 360, 666};
      for (Stage stage : {Stage::embed, Stage::qkv, Stage::qkt, Stage::scale, Stage::softmax, Stage::mix}) {
        hands.input.view = {};
        hands.input.view.arrows = stage == Stage::qkv || stage == Stage::softmax;
        hands.input.view.stage = stage;
        hands.input.view.layer = stage == Stage::mix ? 1 : 0;
        hands.input.view.head = stage == Stage::scale ? 1 : 0;  // the masked one
        hands.input.theme = stage == Stage::qkt ? scenes::Theme::dark : scenes::Theme::light;
        hands.frame();
        hands.frame();
        CHECK(hands.vertices() > 0);
        // A text of any length stays one handful of calls and far from millions of vertices.
        CHECK(hands.draw_calls() <= 24);
        CHECK(hands.vertices() < 60000);
      }
    }
  }
}

TEST_CASE("nothing to show, nothing to draw on, a head that isn't there") {
  test::Hands hands;
  hands.input.rect = {400, 184, 848, 476};
  CHECK(hands.frame().empty());
  hands.input.trace = traced(3);
  hands.input.view.layer = 77;
  CHECK(hands.frame().empty());
  hands.input.view.layer = 0;
  hands.input.rect = {};
  CHECK(hands.frame().empty());
  CHECK(hands.vertices() == 0);
  hands.input.rect = {10, 10, 60, 60};
  hands.frame();
}

TEST_CASE("a trace that holds weights alone is drawn without the rest") {
  test::Hands hands;
  hands.input.trace = std::make_shared<const trace::Trace>(
      test::lit_trace("The cat sat", "lit", "sat", {{"cat", 0.75F}, {"The", 0.25F}}));
  hands.input.rect = {400, 184, 848, 476};
  hands.input.view.row = 2;
  for (Stage stage : {Stage::embed, Stage::qkv, Stage::qkt, Stage::scale, Stage::softmax, Stage::mix}) {
    hands.input.view.stage = stage;
    hands.frame();
    CHECK(hands.vertices() > 0);
  }
}

TEST_CASE("the value under the pointer is the trace's own", "[slow]") {
  test::Hands hands;
  const auto trace = traced(10);
  whole(hands, trace);
  const trace::Head& head = *trace::find_head(*trace, 0, 0);
  struct Wanted {
    const char* name;
    float value;
  };
  for (const Wanted& w :
       {Wanted{"it → cat, weight", head.weights(7, 1)}, Wanted{"sat → tired, weight", head.weights(2, 9)},
        Wanted{"it → mat, score", head.scores(7, 5)}, Wanted{"cat, question 0, k", head.k(1, 0)},
        Wanted{"tired, question 4, q", head.q(9, 4)}, Wanted{"on, gift 2, v", head.v(3, 2)}}) {
    const auto [x, y] = hands.find(w.name);
    INFO(w.name);
    REQUIRE(x >= 0);
    CHECK(hands.hover().value == trace::shown(w.value, true));
  }
}

TEST_CASE("a click on a cell between words chooses the pair") {
  test::Hands hands;
  whole(hands, traced(10));
  const auto [x, y] = hands.find("sat → mat, weight");
  REQUIRE(x >= 0);
  const auto actions = hands.click(x, y);
  REQUIRE(actions.size() == 1);
  CHECK(actions[0].kind == Action::Kind::choose_cell);
  CHECK(actions[0].row == 2);
  CHECK(actions[0].column == 5);
  CHECK(hands.input.view.row == 2);
  CHECK(hands.input.view.column == 5);
}

TEST_CASE("a click on a cell of Q opens that number, and back leads back") {
  test::Hands hands;
  whole(hands, traced(10));
  const auto [x, y] = hands.find("mat, question 3, q");
  REQUIRE(x >= 0);
  const auto actions = hands.click(x, y);
  REQUIRE(actions.size() == 1);
  CHECK(actions[0].kind == Action::Kind::open);
  CHECK(actions[0].quantity == Quantity{Quantity::Kind::q, 0, 0, 5, 3, -1});
  REQUIRE(hands.input.view.open);

  const auto [bx, by] = hands.find("Back");
  REQUIRE(bx >= 0);
  const auto back = hands.click(bx, by);
  REQUIRE(back.size() == 1);
  CHECK(back[0].kind == Action::Kind::back);
  CHECK_FALSE(hands.input.view.open);
}

TEST_CASE("a term of the ledger leads on to its own ledger") {
  test::Hands hands;
  const auto trace = traced(10);
  whole(hands, trace);
  const trace::Head& head = *trace::find_head(*trace, 0, 0);
  hands.input.rect.w = 848;
  // The factor of "it" in the ledger's first list, not the cell of the same number: search the left card
  // alone.
  const Quantity wanted{Quantity::Kind::q, 0, 0, 7, 1, -1};
  const auto [x, y] = hands.find(trace::name_of(*trace, wanted), 3);
  REQUIRE(x >= 0);
  CHECK(hands.hover().value == trace::shown(head.q(7, 1), true));
  hands.click(x, y);
  REQUIRE(hands.input.view.open);
  CHECK(*hands.input.view.open == wanted);
}

TEST_CASE("the line for the smaller terms opens into all of them, and folds again", "[slow]") {
  test::Hands hands;
  const auto trace = traced(10, 32);
  whole(hands, trace);
  hands.frame();
  const auto [x, y] = hands.find("Show all terms");
  REQUIRE(x >= 0);
  hands.click(x, y);
  CHECK(hands.find("Show all terms").first < 0);
  // 32 terms are taller than the card: it scrolls, down to the line that folds them.
  hands.point(500, 400);
  for (int i = 0; i < 60; ++i) {
    ImGui::GetIO().AddMouseWheelEvent(0, -1);
    hands.frame();
  }
  const auto [fx, fy] = hands.find("Show the largest only");
  REQUIRE(fx >= 0);
  hands.click(fx, fy);
  for (int i = 0; i < 4; ++i) hands.frame();
  CHECK(hands.find("Show all terms").first >= 0);
}

TEST_CASE("fonts that arrive late are drawn again") {
  test::Hands hands;
  whole(hands, traced(10));
  hands.frame();
  const int before = hands.vertices();
  hands.fonts_changed();
  hands.frame();
  CHECK(hands.vertices() == before);
}

TEST_CASE("dragging is not clicking") {
  test::Hands hands;
  whole(hands, traced(10));
  const auto [x, y] = hands.find("sat → mat, weight");
  hands.point(x, y);
  ImGui::GetIO().AddMouseButtonEvent(0, true);
  hands.frame();
  hands.point(x + 30, y);
  hands.point(x, y);
  ImGui::GetIO().AddMouseButtonEvent(0, false);
  CHECK(hands.frame().empty());
}

TEST_CASE("arrow keys move the chosen cell and stop at the edge") {
  test::Hands hands;
  whole(hands, traced(10));
  hands.frame();
  hands.press(ImGuiKey_LeftArrow);
  CHECK(hands.input.view.column == 0);
  CHECK(hands.press(ImGuiKey_LeftArrow).empty());
  hands.press(ImGuiKey_DownArrow);
  CHECK(hands.input.view.row == 8);
  hands.input.keyboard = false;
  CHECK(hands.press(ImGuiKey_UpArrow).empty());
}

TEST_CASE("a big matrix zooms under the wheel, and the chosen pair stays in view") {
  test::Hands hands;
  const auto trace = traced(200);
  whole(hands, trace);
  hands.input.view.stage = Stage::qkt;
  hands.point(1100, 560);
  const std::string small = hands.hover().name;
  REQUIRE(!small.empty());
  const int vertices = hands.vertices();
  for (int i = 0; i < 40; ++i) {
    ImGui::GetIO().AddMouseWheelEvent(0, 1);
    hands.frame();
  }
  hands.frame();
  CHECK(hands.hover().name == small);  // what is under the pointer stays under it
  CHECK(hands.vertices() > vertices);  // a few cells now, drawn one by one
  hands.press(ImGuiKey_DownArrow);     // the chosen row comes into view
  hands.frame();
  bool seen = false;
  for (float y = 430; y < 650 && !seen; y += 2) {
    hands.point(1100, y);
    seen = hands.hover().name.rfind("word8 ", 0) == 0;
  }
  CHECK(seen);
}

TEST_CASE("the drawer has a cross, the cards have none") {
  test::Hands hands;
  hands.input.trace = traced(10);
  hands.input.form = Form::drawer;
  hands.input.rect = {824, 84, 424, 576};
  const auto actions = hands.click(824 + 424 - 26, 84 + 28);
  REQUIRE(actions.size() == 1);
  CHECK(actions[0].kind == Action::Kind::close);
  CHECK(hands.press(ImGuiKey_Escape).size() == 1);
  hands.input.form = Form::whole;
  hands.input.rect = {400, 184, 848, 476};
  CHECK(hands.press(ImGuiKey_Escape).empty());
}

TEST_CASE("a new trace each frame, long and short, leaves nothing behind") {
  test::Hands hands;
  whole(hands, traced(120));
  for (int i = 0; i < 30; ++i) {
    hands.input.trace = traced(i % 3 == 0 ? 120 : i % 3 == 1 ? 60 : 10);
    hands.frame();
  }
  hands.input.trace = traced(10);
  for (int i = 0; i < 4; ++i) hands.frame();
  // The atlas, and at most one texture for each map.
  CHECK(ImGui::GetPlatformIO().Textures.Size <= 10);
}

}  // namespace
}  // namespace theatre::ui
