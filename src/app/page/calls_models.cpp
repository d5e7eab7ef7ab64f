// Calls: the models and how far each is, their heads, what was measured of them.
#include "app/page/calls.hpp"
#include "app/page/heads_json.hpp"
#include "app/page/state_json.hpp"

namespace theatre::app {
namespace {

Reply models(Theatre& t, const Json&) { return models_json(t); }

// With true behind it: the choice of an earlier visit, which is nothing to undo.
Reply set_model(Theatre& t, const Json& arguments) {
  const auto id = as_text(argument(arguments, 0));
  if (!id) return core::Failure{"setModel needs the name of a model."};
  auto failure = t.choose_model(*id);
  if (as_bool(argument(arguments, 1)).value_or(false)) t.forgive();
  return done(std::move(failure), t);
}

// Fetches a model without choosing it: for a step that is about it. Downloads are nothing to undo.
Reply fetch_model(Theatre& t, const Json& arguments) {
  const auto id = as_text(argument(arguments, 0));
  if (!id) return core::Failure{"fetchModel needs the name of a model."};
  auto failure = t.fetch_model(*id);
  t.forgive();
  return done(std::move(failure), t);
}

Reply stop_model(Theatre& t, const Json& arguments) {
  const auto id = as_text(argument(arguments, 0));
  if (!id) return core::Failure{"stopModel needs the name of a model."};
  auto failure = t.stop_fetch(*id);
  t.forgive();
  return done(std::move(failure), t);
}

// The page tells how far a model has come: {model, state, bytes, received, error}.
Reply model_state(Theatre& t, const Json& arguments) {
  const Json& given = argument(arguments, 0);
  using State = Shelf::State;
  const std::string name = as_text(member(given, "state")).value_or("");
  for (const State state : {State::available, State::loading, State::ready, State::failed}) {
    if (name != state_name(state)) continue;
    auto failure = t.model_state(as_text(member(given, "model")).value_or(""), state,
                                 static_cast<double>(as_number(member(given, "received")).value_or(0)),
                                 static_cast<double>(as_number(member(given, "bytes")).value_or(0)),
                                 as_text(member(given, "error")).value_or(""));
    if (failure) return std::move(*failure);
    return nothing();
  }
  return core::Failure{"A model is available, loading, ready or failed."};
}

Reply refuse(Theatre& t, const Json& arguments) {
  t.refuse(as_index(argument(arguments, 0)).value_or(0), as_text(argument(arguments, 1)).value_or(""));
  return nothing();
}

Reply heads(Theatre& t, const Json&) { return heads_json(t); }

Reply maps(Theatre& t, const Json& arguments) {
  const int side = as_index(member(argument(arguments, 0), "side")).value_or(24);
  if (side < 1 || side > 64) return core::Failure{"Small maps are 1 to 64 cells wide."};
  return maps_json(t.trace(), side);
}

Reply find(Theatre& t, const Json& arguments) {
  const Json& given = argument(arguments, 0);
  const int size = static_cast<int>(t.trace().size());
  const int from = as_index(member(given, "from")).value_or(-1), to = as_index(member(given, "to")).value_or(-1);
  if (from < 0 || from >= size || to < 0 || to >= size) {
    return core::Failure{"find needs two words, {from, to}, by their numbers."};
  }
  return links_json(t.trace(), from, to);
}

Reply resumes(Theatre& t, const Json&) { return resumes_json(t.trace().model); }

Reply side_by_side(Theatre& t, const Json&) {
  t.compute_beside();
  return side_by_side_json(t);
}

constexpr Call calls[] = {{"models", models},
                          {"setModel", set_model},
                          {"fetchModel", fetch_model},
                          {"stopModel", stop_model},
                          {"modelState", model_state},
                          {"refuse", refuse},
                          {"heads", heads},
                          {"maps", maps},
                          {"find", find},
                          {"resumes", resumes},
                          {"sideBySide", side_by_side}};

}  // namespace

std::span<const Call> model_calls() { return calls; }

}  // namespace theatre::app
