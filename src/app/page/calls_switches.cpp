// Calls: the switches, the mask that was painted, the arrow that was turned.
#include <cmath>
#include <optional>

#include "app/page/calls.hpp"
#include "app/question_json.hpp"
#include "model/turn.hpp"

namespace theatre::app {
namespace {

// {side, token, to}, with {layer, head} where it is not the head that is shown; null puts it back.
Theatre::Done read_turn(const Theatre& t, const Json& value, std::optional<model::Turn>& out) {
  out.reset();
  if (value.is_null()) return std::nullopt;
  const auto side = as_text(member(value, "side"));
  const auto token = as_index(member(value, "token"));
  const bool known = side == "query" || side == "key";
  const auto layer = as_index(member(value, "layer")).value_or(t.view().layer);
  const auto index = as_index(member(value, "head")).value_or(t.view().head);
  const auto* head = trace::find_head(t.trace(), layer, index);
  if (!known || !token || head == nullptr)
    return core::Failure{"turn needs {side, token, to}; its side is query or key."};
  model::Turn turn{layer, index, side == "query" ? trace::Side::query : trace::Side::key, *token, {}};
  for (const Json& number : member(value, "to")) turn.to.push_back(as_number(number).value_or(NAN));
  if (!model::fits(turn, layer, index, head->q.rows(), head->q.cols())) {
    return core::Failure{"“to” has to be " + std::to_string(head->d_head) + " numbers, of a word on the stage."};
  }
  out = std::move(turn);
  return std::nullopt;
}

// A mask of one's own has a row for each word that asks, and in it a place for each that may be looked at.
Theatre::Done check_mask(const Theatre& t, const model::Switches& next) {
  if (next.mask != model::MaskKind::custom) return std::nullopt;
  const Eigen::Index rows = next.custom.rows(), columns = next.custom.cols();
  const auto& weights = t.head().weights;
  if (rows == columns || (rows == weights.rows() && columns == weights.cols())) return std::nullopt;
  return core::Failure{"A mask has as many rows as columns, or " + std::to_string(weights.rows()) + " rows of " +
                       std::to_string(weights.cols()) + " here; this one has " + std::to_string(rows) + " rows of " +
                       std::to_string(columns) + "."};
}

Reply set(Theatre& t, const Json& arguments) {
  const Json& given = argument(arguments, 0);
  if (!given.is_object()) return core::Failure{"set needs an object of switches."};
  model::Switches next = t.state().switches;
  std::optional<bool> hard;
  // In the order of their names: the rows of a mask before the mask that needs them.
  for (const auto& [key, value] : given.items()) {
    if (key == "hard") {
      hard = as_bool(value);
      if (!hard) return core::Failure{"“hard” is either true or false."};
    } else if (key == "turn") {
      if (auto failure = read_turn(t, value, next.turn)) return std::move(*failure);
    } else if (auto failure = read_switch(key, value, next)) {
      return std::move(*failure);
    }
  }
  if (auto failure = check_mask(t, next)) return std::move(*failure);
  return done(t.set_switches(next, hard), t);
}

constexpr Call calls[] = {{"set", set}};

}  // namespace

std::span<const Call> switch_calls() { return calls; }

}  // namespace theatre::app
