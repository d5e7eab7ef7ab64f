// Calls: the way through the course, guesses and challenges, links, undo and redo.
#include "app/page/calls.hpp"
#include "app/page/state_json.hpp"

namespace theatre::app {
namespace {

Reply init(Theatre& t, const Json& arguments) {
  const Json& options = argument(arguments, 0);
  if (const auto text = as_text(member(options, "progress"))) t.restore_progress(*text);
  Layout layout = t.layout();
  layout.reduced_motion = as_bool(member(options, "reducedMotion")).value_or(false);
  t.set_layout(layout);
  return done(t.load_lessons(dump(member(options, "lessons"))), t);
}

Reply go(Theatre& t, const Json& arguments) {
  const Json& place = argument(arguments, 0);
  const auto lesson = as_text(member(place, "lesson"));
  if (!lesson) return core::Failure{"go needs {lesson, step}."};
  return done(t.go(*lesson, as_text(member(place, "step")).value_or("")), t);
}

Reply next(Theatre& t, const Json&) { return done(t.next(), t); }
Reply back(Theatre& t, const Json&) { return done(t.back(), t); }
Reply undo(Theatre& t, const Json&) { return done(t.undo(), t); }
Reply redo(Theatre& t, const Json&) { return done(t.redo(), t); }

Reply restart(Theatre& t, const Json&) {
  t.restart();
  return t.state_text();
}

Reply answer(Theatre& t, const Json& arguments) {
  const auto option = as_index(argument(arguments, 0));
  if (!option) return core::Failure{"answer needs the number of an answer, from 0."};
  return done(t.answer(*option), t);
}

Reply guess(Theatre& t, const Json& arguments) {
  const auto bar = as_index(argument(arguments, 0)), percent = as_index(argument(arguments, 1));
  if (!bar || !percent) return core::Failure{"guess needs the number of a bar, from 0, and whole percents."};
  return done(t.guess(*bar, *percent), t);
}

Reply reveal(Theatre& t, const Json&) {
  t.reveal();
  return t.state_text();
}

Reply link(Theatre& t, const Json&) { return dump(t.link()); }

// An address's part behind the #, and where the learner is already, if that goes before it. Gives {model, head}: the
// model that it was made with, if that is still to be fetched, and whether it chooses a head.
Reply follow(Theatre& t, const Json& arguments) {
  const auto hash = as_text(argument(arguments, 0));
  if (!hash) return core::Failure{"follow needs the part of an address behind the #."};
  const Json& place = argument(arguments, 1);
  const auto followed =
      t.follow(*hash, as_text(member(place, "lesson")).value_or(""), as_text(member(place, "step")).value_or(""));
  return dump(
      {{"model", followed.model.empty() ? Json(nullptr) : Json(followed.model)}, {"head", followed.chose_head}});
}

Reply state(Theatre& t, const Json&) { return t.state_text(); }
Reply lessons(Theatre& t, const Json&) { return lessons_json(t); }
Reply challenge(Theatre& t, const Json&) { return challenge_json(t); }
Reply progress(Theatre& t, const Json&) { return dump(t.progress().to_json()); }

constexpr Call calls[] = {
    {"init", init},        {"lessons", lessons}, {"go", go},           {"next", next},     {"back", back},
    {"undo", undo},        {"redo", redo},       {"restart", restart}, {"answer", answer}, {"guess", guess},
    {"reveal", reveal},    {"link", link},       {"follow", follow},   {"state", state},   {"challenge", challenge},
    {"progress", progress}};

}  // namespace

std::span<const Call> course_calls() { return calls; }

}  // namespace theatre::app
