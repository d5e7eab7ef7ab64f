// Query and keys as arrows, without a screen: what is dragged, clicked and pressed becomes the right numbers.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <string>

#include "support/small_trace.hpp"
#include "trace/ledger.hpp"
#include "trace/plane.hpp"
#include "ui/stage_hand.hpp"

namespace theatre::ui {
namespace {

using Catch::Approx;
using trace::RowVector;

constexpr int it = 7, cat = 1;  // rows of the small trace

void show_arrows(test::Hands& hands, Form form = Form::whole) {
  hands.input.trace = std::make_shared<const trace::Trace>(test::small_trace(test::SmallModel{}));
  hands.input.form = form;
  hands.input.rect = form == Form::whole ? scenes::Rect{400, 184, 848, 476} : scenes::Rect{0, 74, 360, 666};
  hands.input.view.row = it;
  hands.input.view.column = cat;
  hands.input.view.stage = Stage::mix;
  hands.input.view.arrows = true;
}

const trace::Head& head_of(const test::Hands& hands) { return *trace::find_head(*hands.input.trace, 0, 0); }

// Takes what is at (x, y) and moves it; gives the last turn.
std::optional<Action> drag(test::Hands& hands, float x, float y, float by_x, float by_y) {
  std::optional<Action> last;
  const auto look = [&](const std::vector<Action>& actions) {
    for (const Action& action : actions) {
      CHECK(action.kind == Action::Kind::turn);
      last = action;
    }
  };
  hands.point(x, y);
  ImGui::GetIO().AddMouseButtonEvent(0, true);
  look(hands.frame());
  hands.move(x + by_x, y + by_y);
  look(hands.frame());
  look(hands.frame());
  ImGui::GetIO().AddMouseButtonEvent(0, false);
  look(hands.frame());
  return last;
}

RowVector vector_of(const Action& action) {
  return Eigen::Map<const RowVector>(action.to.data(), static_cast<Eigen::Index>(action.to.size()));
}

TEST_CASE("a link beside the sum shows it as arrows, another as a list again") {
  test::Hands hands;
  show_arrows(hands);
  hands.input.view.arrows = false;
  hands.frame();
  const auto [x, y] = hands.find("Show them as arrows");
  REQUIRE(x >= 0);
  hands.click(x, y);
  CHECK(hands.input.view.arrows);
  const auto [bx, by] = hands.find("Show the terms");
  REQUIRE(bx >= 0);
  hands.click(bx, by);
  CHECK_FALSE(hands.input.view.arrows);
}

TEST_CASE("dragging a tip turns that vector in the plane of the pair, as far as the hand went") {
  for (const trace::Side side : {trace::Side::query, trace::Side::key}) {
    test::Hands hands;
    show_arrows(hands);
    hands.frame();
    const bool query = side == trace::Side::query;
    const auto [x, y] = hands.find(query ? "q of it" : "k of cat", 3);
    REQUIRE(x >= 0);
    const RowVector q = head_of(hands).q.row(it), k = head_of(hands).k.row(cat);
    const trace::Plane plane(q, k, head_of(hands).k);
    const auto before = plane.shadow(query ? q : k);
    const auto once = drag(hands, x, y, -30, 20);
    REQUIRE(once);
    CHECK(once->side == side);
    CHECK(once->row == (query ? it : cat));
    const auto after = plane.shadow(vector_of(*once));
    // Left and down on the screen is left and down in the plane, to one scale.
    const float scale = (before.x - after.x) / 30;
    CHECK(scale > 0);
    CHECK(before.y - after.y == Approx(20 * scale).epsilon(1e-3));
    // Nothing was moved out of the plane.
    const RowVector moved = vector_of(*once) - (query ? q : k);
    const auto shadow = plane.shadow(moved);
    CHECK(std::hypot(shadow.x, shadow.y) == Approx(moved.norm()).epsilon(1e-3));
  }
}

TEST_CASE("a tip dragged far out of the picture stops at its edge") {
  test::Hands hands;
  show_arrows(hands);
  hands.frame();
  const auto [x, y] = hands.find("q of it", 3);
  const auto far = drag(hands, x, y, -5000, 4000);
  REQUIRE(far);
  CHECK(vector_of(*far).allFinite());
  CHECK(vector_of(*far).norm() < 20 * head_of(hands).q.row(it).norm());
}

TEST_CASE("a click on another word's key looks at that word") {
  test::Hands hands;
  show_arrows(hands);
  hands.frame();
  // Which word's tip can be pointed at depends on where the tips lie.
  for (const auto& token : hands.input.trace->tokens) {
    const auto [x, y] = hands.find("it → " + token.text + ", q · k", 5);
    if (x < 0 || x > 856) continue;  // the matrices on the right say the same of their cells
    hands.click(x, y);
    CHECK(hands.input.trace->tokens[static_cast<std::size_t>(hands.input.view.column)].text == token.text);
    CHECK(hands.input.view.column != cat);
    return;
  }
  FAIL("no other key can be pointed at");
}

TEST_CASE("Shift and the arrow keys turn the query, with Alt the key, and leave the chosen pair alone") {
  test::Hands hands;
  show_arrows(hands);
  hands.frame();
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, true);
  auto actions = hands.press(ImGuiKey_RightArrow);
  REQUIRE(actions.size() == 1);
  CHECK(actions.front().kind == Action::Kind::turn);
  CHECK(actions.front().side == trace::Side::query);
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Alt, true);
  actions = hands.press(ImGuiKey_UpArrow);
  REQUIRE(actions.size() == 1);
  CHECK(actions.front().side == trace::Side::key);
  CHECK(actions.front().row == cat);
  CHECK(hands.input.view.row == it);
}

TEST_CASE("what a hand has turned can be put back", "[slow]") {
  test::Hands hands;
  show_arrows(hands);
  hands.frame();
  CHECK(hands.find("As the model computed it").first < 0);
  auto turned = std::make_shared<trace::Trace>(*hands.input.trace);
  for (auto& step : turned->steps) {
    for (auto& head : step.heads) {
      if (head.layer == 0 && head.index == 0) {
        const auto row = head.q.row(it);
        head.turned = trace::Turned{trace::Side::query, it, {row.data(), row.data() + row.size()}};
        head.q.row(it) *= -1;
      }
    }
  }
  hands.input.trace = turned;
  hands.frame();
  const auto [x, y] = hands.find("As the model computed it");
  REQUIRE(x >= 0);
  const auto actions = hands.click(x, y);
  REQUIRE(actions.size() == 1);
  CHECK(actions.front().kind == Action::Kind::put_back);
}

TEST_CASE("an arrow that a script has made very long is shown whole") {
  test::Hands hands;
  show_arrows(hands);
  hands.frame();
  auto turned = std::make_shared<trace::Trace>(*hands.input.trace);
  for (auto& head : turned->steps[1].heads) {
    const auto row = head.q.row(it);
    head.turned = trace::Turned{trace::Side::query, it, {row.data(), row.data() + row.size()}};
    head.q.row(it) *= 50;
  }
  hands.input.trace = turned;
  hands.frame();
  CHECK(hands.find("q of it", 3).first >= 0);
}

TEST_CASE("arrows on a phone have the sum, the share and the output below them") {
  test::Hands hands;
  show_arrows(hands, Form::sheet);
  hands.frame();
  CHECK(hands.find("q of it").first >= 0);
  const auto [x, y] = hands.find("k of cat");
  REQUIRE(x >= 0);
  CHECK(hands.holds(x, y));  // a finger there turns the arrow, elsewhere it scrolls the page
  CHECK_FALSE(hands.holds(2, 2));
  CHECK(hands.find("Show the terms").first >= 0);
}

}  // namespace
}  // namespace theatre::ui
