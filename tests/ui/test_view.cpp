// The view's one way to change.
#include <catch2/catch_test_macros.hpp>
#include <memory>

#include "support/small_trace.hpp"
#include "ui/view.hpp"

namespace theatre::ui {
namespace {

using trace::Quantity;

const trace::Trace& small() {
  static const trace::Trace trace = test::small_trace();
  return trace;
}

Action open(Quantity::Kind kind, int row, int column) {
  Action action;
  action.kind = Action::Kind::open;
  action.quantity = {kind, 0, 0, row, column, -1};
  return action;
}

TEST_CASE("stages have the names that the page uses, both ways") {
  for (const char* name : {"embed", "qkv", "qkt", "scale", "softmax", "mix"}) {
    REQUIRE(stage_from_name(name));
    CHECK(stage_name(*stage_from_name(name)) == name);
  }
  CHECK_FALSE(stage_from_name("Softmax"));
  CHECK_FALSE(stage_from_name(""));
}

TEST_CASE("history goes back as in a browser") {
  View view;
  view.row = 7;
  view.column = 1;
  view = apply(view, open(Quantity::Kind::q, 7, 2), small());
  view = apply(view, open(Quantity::Kind::embedding, 7, 5), small());
  REQUIRE(view.open);
  CHECK(view.open->kind == Quantity::Kind::embedding);
  CHECK(view.history.size() == 2);

  Action back;
  back.kind = Action::Kind::back;
  view = apply(view, back, small());
  CHECK(view.open->kind == Quantity::Kind::q);
  view = apply(view, back, small());
  CHECK_FALSE(view.open);
  view = apply(view, back, small());  // once more does no harm
  CHECK_FALSE(view.open);
  CHECK(view.history.empty());
}

TEST_CASE("opening what is open already adds nothing to go back to") {
  View view = apply({}, open(Quantity::Kind::q, 1, 1), small());
  view = apply(view, open(Quantity::Kind::q, 1, 1), small());
  CHECK(view.history.size() == 1);
}

TEST_CASE("a number that the trace lacks is not opened") {
  for (const Action& action :
       {open(Quantity::Kind::q, 99, 0), open(Quantity::Kind::q, 0, 99), open(Quantity::Kind::weight, -1, 0)}) {
    CHECK_FALSE(apply({}, action, small()).open);
  }
}

TEST_CASE("history stays bounded") {
  View view;
  for (int i = 0; i < 500; ++i) view = apply(view, open(Quantity::Kind::q, i % 10, i % 5), small());
  CHECK(view.history.size() <= 64);
}

TEST_CASE("choosing a cell closes what was opened, and stays inside the trace") {
  View view = apply({}, open(Quantity::Kind::q, 1, 1), small());
  Action action;
  action.kind = Action::Kind::choose_cell;
  action.row = 400;
  action.column = -3;
  view = apply(view, action, small());
  CHECK_FALSE(view.open);
  CHECK(view.history.empty());
  CHECK(view.row == 9);
  CHECK(view.column == 0);
}

TEST_CASE("an edit that shortens the sentence drops what is gone") {
  test::SmallModel model;
  model.text = "The cat sat";
  const trace::Trace shorter = test::small_trace(model);
  View view;
  view.row = 7;
  view.column = 1;
  view.open = Quantity{Quantity::Kind::q, 0, 0, 7, 1, -1};
  view.history = {std::nullopt, Quantity{Quantity::Kind::k, 0, 0, 9, 1, -1}};
  clamp(view, shorter);
  CHECK(view.row == 2);
  CHECK_FALSE(view.open);
  REQUIRE(view.history.size() == 1);
  CHECK_FALSE(view.history[0]);
}

TEST_CASE("what a head reads is named by the step before its own") {
  const Quantity first = input_quantity(small(), trace::find_head(small(), 0, 0), 1, 2);
  CHECK(first.kind == Quantity::Kind::embedding);
  const trace::Head* head = trace::find_head(small(), 1, 0);
  const Quantity second = input_quantity(small(), head, 1, 2);
  CHECK(second.kind == Quantity::Kind::residual);
  CHECK(trace::value_of(small(), second) == trace::input_of(small(), *head)(1, 2));
  CHECK(trace::value_of(small(), first) == small().steps[0].out(1, 2));
}

}  // namespace
}  // namespace theatre::ui
