// What a learner has made of the page, as one plain value: the place in the course, the texts, the switches, the guess,
// what is chosen and what is open. Numbers are not in it: they are computed from it. A link is made from it (link.hpp),
// and undo goes back to earlier ones (history.hpp).
#pragma once

#include <cstddef>
#include <string>

#include "lessons/guess.hpp"
#include "lessons/lesson.hpp"
#include "model/model.hpp"
#include "scenes/scene.hpp"
#include "ui/view.hpp"

namespace theatre::app {

struct State {
  std::size_t lesson = 0, step = 0;  // place in the course
  std::string text, second;
  std::string own;   // the sentence that the learner has written last; empty = none. Steps that can, go on with it
  std::string word;  // that the lamp was hung over: it finds it again, though it be gone meanwhile
  model::Switches switches;
  bool hard = false;   // a look-up that finds only what is spelt alike
  std::string model;   // the learner's choice; empty = the first of the catalog
  bool chose = false;  // and it was made in this step: it goes before the step's own model
  lessons::Guess guess;
  ui::View view;               // head, asking word, word it looks at, stage, open ledger
  std::string job = "reader";  // what the chosen head is there for, by its stable name
  bool numbers_open = false;

  bool operator==(const State&) const = default;
};

// nullptr before there are lessons.
const lessons::Lesson* lesson_of(const State& state, const lessons::Course& course);
const lessons::Step* step_of(const State& state, const lessons::Course& course);

// Of the step; before there is one, the first of the table.
const scenes::Scene& scene_of(const State& state, const lessons::Course& course);

// Is the light off until the learner has answered?
bool is_guessing(const State& state, const lessons::Course& course);

// How far the strip goes when the step opens, and while the learner guesses.
ui::Stage first_stage(const State& state, const lessons::Course& course);

// The state in which a step begins: its own text, switches and panel, and what goes on from the step before. There must
// be such a step. The word and the head that it asks for are looked up in its Trace, later.
State entered(const State& before, const lessons::Course& course, std::size_t lesson, std::size_t step);

}  // namespace theatre::app
