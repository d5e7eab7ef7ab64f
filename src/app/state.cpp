#include "app/state.hpp"

#include <algorithm>

#include "app/mask_name.hpp"

namespace theatre::app {
namespace {

model::Switches model_switches(const lessons::Switches& given) {
  model::Switches switches;
  switches.temperature = given.temperature;
  switches.scale = given.scale;
  switches.positions = given.positions;
  switches.same_heads = given.same_heads;
  read_mask(given.mask, switches);  // the lesson's own check has let only good names through
  return switches;
}

}  // namespace

const lessons::Lesson* lesson_of(const State& state, const lessons::Course& course) {
  return state.lesson < course.lessons.size() ? &course.lessons[state.lesson] : nullptr;
}

const lessons::Step* step_of(const State& state, const lessons::Course& course) {
  const auto* lesson = lesson_of(state, course);
  return lesson != nullptr && state.step < lesson->steps.size() ? &lesson->steps[state.step] : nullptr;
}

const scenes::Scene& scene_of(const State& state, const lessons::Course& course) {
  const auto* step = step_of(state, course);
  const scenes::Scene* wanted = step != nullptr ? scenes::find_scene(step->scene) : nullptr;
  return wanted != nullptr ? *wanted : scenes::all_scenes().front();
}

bool is_guessing(const State& state, const lessons::Course& course) {
  const auto* step = step_of(state, course);
  return step != nullptr && step->lamp == lessons::Lamp::off_until_answer && !state.guess.revealed && !state.guess.lit;
}

ui::Stage first_stage(const State& state, const lessons::Course& course) {
  const auto* step = step_of(state, course);
  const ui::Stage wanted =
      (step != nullptr ? ui::stage_from_name(step->stage) : std::nullopt).value_or(ui::Stage::softmax);
  if (!is_guessing(state, course)) return wanted;
  return std::min(wanted, static_cast<ui::Stage>(scene_of(state, course).guess_step));
}

State entered(const State& before, const lessons::Course& course, std::size_t lesson, std::size_t step) {
  const lessons::Step& now = course.lessons[lesson].steps[step];
  State state;
  state.lesson = lesson;
  state.step = step;
  state.own = before.own;
  state.word = before.word;
  state.text = now.keeps_text && !before.own.empty() ? before.own : now.text.value_or(before.text);
  // Books and voices stay behind in their own lesson.
  state.second = now.second || lesson != before.lesson ? now.second.value_or("") : before.second;
  state.switches = model_switches(now.switches);
  state.hard = now.switches.hard;
  state.model = before.model;
  state.guess = lessons::no_guess(now);
  state.view.layer = before.view.layer;
  state.view.head = before.view.head;
  state.view.row = before.view.row;
  state.view.arrows = now.panel == "arrows";
  state.view.stage = first_stage(state, course);
  state.job = before.job;
  const bool panels_only = scene_of(state, course).ground == scenes::Ground::panels;
  state.numbers_open = now.panel == "numbers" || (now.panel == "arrows" && !panels_only);
  return state;
}

}  // namespace theatre::app
