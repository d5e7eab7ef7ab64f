// Undo and redo as a plain list of States: what is one deed, what is none, and how many are kept.
#include "app/history.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

namespace {

using namespace theatre;
using app::Change;
using app::History;
using app::State;
using Kind = Change::Kind;

struct Learner {
  State state;
  History history;
  double now = 0;

  explicit Learner(const std::string& text = "I love pizza") {
    state.text = text;
    history.begin(state);
  }
  void did() { history.note(state, now); }
  void type(const std::string& more) {
    for (const char letter : more) {
      state.text += letter;
      now += 0.2;
      did();
    }
  }
  bool undo() { return go(history.undo()); }
  bool redo() { return go(history.redo()); }
  bool go(const State* to) {
    if (to == nullptr) return false;
    state = State(*to);
    history.amend(state);
    return true;
  }
};

}  // namespace

TEST_CASE("history: nothing to undo at the start, and nothing after a look around", "[undo]") {
  Learner learner;
  CHECK_FALSE(learner.undo());
  learner.state.numbers_open = true;
  learner.state.view.stage = ui::Stage::mix;
  learner.state.view.column = 2;
  learner.did();
  CHECK(learner.history.last() == nullptr);
  CHECK_FALSE(learner.undo());
}

TEST_CASE("history: what is typed without a pause is one deed", "[undo]") {
  Learner learner;
  learner.type(" and");
  learner.now += 5;
  learner.type(" pasta");
  CHECK(learner.undo());
  CHECK(learner.state.text == "I love pizza and");
  CHECK(learner.undo());
  CHECK(learner.state.text == "I love pizza");
  CHECK_FALSE(learner.undo());
  CHECK(learner.redo());
  CHECK(learner.redo());
  CHECK(learner.state.text == "I love pizza and pasta");
  CHECK_FALSE(learner.redo());
  learner.undo();
  learner.type("!");  // at once: not one with what is before
  CHECK(learner.history.taken_back() == nullptr);
  learner.undo();
  CHECK(learner.state.text == "I love pizza and");
}

TEST_CASE("history: a whole sentence put in is a deed of its own, and typed then erased is none", "[undo]") {
  Learner learner;
  learner.type("!");
  learner.state.text = "She went to the market";
  learner.did();
  learner.undo();
  CHECK(learner.state.text == "I love pizza!");
  Learner other;
  other.type("?");
  other.state.text = "I love pizza";
  other.did();
  CHECK(other.history.last() == nullptr);
}

TEST_CASE("history: what a field takes back by itself is taken back here as well", "[undo]") {
  Learner learner;
  learner.type(" daily");
  learner.now += 5;
  learner.state.text = "I love pizza";
  learner.did();
  CHECK(learner.history.last() == nullptr);
  REQUIRE(learner.history.taken_back() != nullptr);
  CHECK(learner.history.taken_back()->kind == Kind::text);
  learner.now += 5;
  learner.state.text = "I love pizza daily";
  learner.did();
  CHECK(learner.history.taken_back() == nullptr);
  CHECK(learner.undo());
  CHECK(learner.state.text == "I love pizza");
}

TEST_CASE("history: each kind of deed is known by name and comes back in order", "[undo]") {
  Learner learner;
  std::vector<State> states{learner.state};
  const auto deed = [&](Kind kind, auto change) {
    learner.now += 5;
    change(learner.state);
    CHECK(app::change_between(states.back(), learner.state).kind == kind);
    learner.did();
    REQUIRE(learner.history.last() != nullptr);
    CHECK(learner.history.last()->kind == kind);
    states.push_back(learner.state);
  };
  deed(Kind::word, [](State& s) { s.view.row = 3; });
  deed(Kind::head, [](State& s) { s.view.head = 1; });
  deed(Kind::switches, [](State& s) { s.switches.scale = false; });
  deed(Kind::switches, [](State& s) { s.hard = true; });
  deed(Kind::switches, [](State& s) {
    s.switches.mask = model::MaskKind::custom;
    s.switches.custom = core::Mask::Constant(3, 3, true);
  });
  deed(Kind::switches, [](State& s) { s.switches.custom(0, 2) = false; });
  deed(Kind::heads, [](State& s) { s.switches.heads_off = {{0, 1}}; });
  deed(Kind::arrow, [](State& s) { s.switches.turn = model::Turn{0, 1, trace::Side::key, 2, {1, 2}}; });
  deed(Kind::guess, [](State& s) { s.guess.choice = 1; });
  deed(Kind::model, [](State& s) { s.model = "another"; });
  deed(Kind::second, [](State& s) { s.second = "Cooking: soup"; });
  deed(Kind::text, [](State& s) { s.text = "The dog bit the man"; });
  for (std::size_t i = states.size() - 1; i-- > 0;) {
    REQUIRE(learner.undo());
    CHECK(learner.state == states[i]);
  }
  CHECK_FALSE(learner.undo());
  for (std::size_t i = 1; i < states.size(); ++i) {
    REQUIRE(learner.redo());
    CHECK(learner.state == states[i]);
  }
}

TEST_CASE("history: a drag is one deed, two switches are two", "[undo]") {
  Learner learner;
  for (int i = 0; i < 20; ++i) {
    learner.state.switches.turn = model::Turn{0, 0, trace::Side::query, 3, {static_cast<float>(i), 1}};
    learner.now += 0.02;
    learner.did();
  }
  for (int i = 0; i < 20; ++i) {
    learner.state.switches.temperature = 1 + 0.1F * static_cast<float>(i + 1);
    learner.now += 0.02;
    learner.did();
  }
  learner.state.switches.scale = false;
  learner.did();
  learner.state.switches.positions = false;
  learner.did();
  CHECK(learner.undo());
  CHECK(learner.state.switches.positions);
  CHECK(learner.undo());
  CHECK(learner.state.switches.scale);
  CHECK(learner.undo());
  CHECK(learner.state.switches.temperature == 1);
  CHECK(learner.state.switches.turn.has_value());
  CHECK(learner.undo());
  CHECK_FALSE(learner.state.switches.turn.has_value());
  CHECK_FALSE(learner.undo());
}

TEST_CASE("history: another step begins anew; what comes by itself is no deed", "[undo]") {
  Learner learner;
  learner.type("!");
  learner.state.step = 1;
  learner.did();
  CHECK_FALSE(learner.undo());
  learner.state.view.row = 4;
  learner.history.amend(learner.state);
  CHECK_FALSE(learner.undo());
  learner.now += 5;
  learner.type("?");
  learner.undo();
  CHECK(learner.state.view.row == 4);
}

TEST_CASE("history: a choice that comes to nothing by itself leaves nothing to undo", "[undo]") {
  Learner learner;
  learner.state.model = "another";
  learner.did();
  CHECK(learner.history.last()->kind == Kind::model);
  learner.state.model = State{}.model;  // it could not be fetched
  learner.history.amend(learner.state);
  CHECK(learner.history.last() == nullptr);
}

TEST_CASE("history: memory is bounded, and the last deed can always be undone", "[undo]") {
  Learner learner("");
  for (int i = 0; i < 1000; ++i) {
    learner.now += 5;
    learner.state.view.row = i + 1;
    learner.did();
  }
  std::size_t steps = 0;
  while (learner.undo()) ++steps;
  CHECK(steps == History::most_states);
  Learner writer("");
  for (int i = 0; i < 12; ++i) {
    writer.now += 5;
    writer.state.text = std::string(1'000'000, static_cast<char>('a' + i));
    writer.did();
  }
  steps = 0;
  while (writer.undo()) ++steps;
  CHECK(steps >= 1);
  CHECK(steps <= 4);
  Learner shouter("");
  shouter.state.text = std::string(3 * History::most_bytes, 'a');
  shouter.did();
  shouter.now += 5;
  shouter.state.text = "short";
  shouter.did();
  CHECK(shouter.undo());
  CHECK(shouter.state.text.size() == 3 * History::most_bytes);
}
