// Calls: the texts, and the word and head that are chosen in them.
#include "app/page/calls.hpp"

namespace theatre::app {
namespace {

constexpr const char* two_texts = "There are a first and a second text, but no “";

Reply set_text(Theatre& t, const Json& arguments) {
  const auto text = as_text(argument(arguments, 0));
  if (!text) return core::Failure{"setText needs a text."};
  const std::string which = as_text(argument(arguments, 1)).value_or("first");
  if (which != "first" && which != "second") return core::Failure{two_texts + which + "”."};
  if (which == "second") {
    t.set_second(*text);
  } else {
    t.set_text(*text);
  }
  return nothing();
}

Reply text(Theatre& t, const Json& arguments) {
  const std::string which = as_text(argument(arguments, 0)).value_or("first");
  if (which != "first" && which != "second") return core::Failure{two_texts + which + "”."};
  return dump(which == "second" ? t.state().second : t.state().text);
}

Reply select(Theatre& t, const Json& arguments) {
  const Json& what = argument(arguments, 0);
  if (!what.is_object()) return core::Failure{"select needs {token, layer, head}."};
  const Json& token = member(what, "token");
  const auto index = as_index(token);
  if (!token.is_null() && !index) return core::Failure{"A token is chosen by its number, from 0."};
  if (index && (*index < 0 || *index >= asking_words(t.view(), t.trace()))) {
    return core::Failure{"There is no token number " + std::to_string(*index) + " on the stage."};
  }
  const auto name = as_text(member(what, "name"));
  const auto layer = as_index(member(what, "layer"));
  const auto head = as_index(member(what, "head"));
  if (layer.has_value() != head.has_value()) return core::Failure{"layer and head go together."};
  if (name) {
    if (auto failure = t.select_head(*name)) return *failure;
  } else if (layer) {
    if (auto failure = t.select_head(*layer, *head)) return *failure;
  }
  if (index) return done(t.select_token(*index), t);
  return t.state_text();
}

constexpr Call calls[] = {{"setText", set_text}, {"text", text}, {"select", select}};

}  // namespace

std::span<const Call> text_calls() { return calls; }

}  // namespace theatre::app
