#include "app/question_json.hpp"

#include <string>
#include <utility>

#include "app/mask_name.hpp"

namespace theatre::app {
namespace {

constexpr std::size_t largest_mask = 1024;

Json mask_rows(const core::Mask& mask) {
  Json rows = Json::array();
  for (Eigen::Index i = 0; i < mask.rows(); ++i) {
    std::string row;
    for (Eigen::Index j = 0; j < mask.cols(); ++j) row += mask(i, j) ? '1' : '0';
    rows.push_back(std::move(row));
  }
  return rows;
}

// One row as text of 0 and 1: it may come as such, or as a list of 0 and 1, or of false and true. Empty for anything
// else.
std::string row_text(const Json& row) {
  std::string out = as_text(row).value_or("");
  if (row.is_array() && row.size() <= largest_mask) {
    for (const Json& cell : row) {
      const bool on = cell == Json(1) || cell == Json(true);
      if (!on && cell != Json(0) && cell != Json(false)) return "";
      out += on ? '1' : '0';
    }
  }
  return out.find_first_not_of("01") == std::string::npos ? out : "";
}

// Rows of equal length; nullopt for anything else.
std::optional<core::Mask> read_rows(const Json& rows) {
  if (!rows.is_array() || rows.empty() || rows.size() > largest_mask) return std::nullopt;
  const std::size_t columns = row_text(rows[0]).size();
  if (columns == 0 || columns > largest_mask) return std::nullopt;
  core::Mask mask(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(columns));
  for (Eigen::Index i = 0; i < mask.rows(); ++i) {
    const std::string row = row_text(rows[static_cast<std::size_t>(i)]);
    if (row.size() != columns) return std::nullopt;
    for (Eigen::Index j = 0; j < mask.cols(); ++j) mask(i, j) = row[static_cast<std::size_t>(j)] == '1';
  }
  return mask;
}

std::optional<core::Failure> read_heads_off(const Json& value, model::Switches& switches) {
  std::vector<std::pair<int, int>> off;
  for (const Json& pair : value) {
    const auto layer = as_index(argument(pair, 0));
    const auto head = as_index(argument(pair, 1));
    if (!layer || !head) return core::Failure{"headsOff is a list of [layer, head]."};
    off.emplace_back(*layer, *head);
  }
  switches.heads_off = std::move(off);
  return std::nullopt;
}

std::optional<core::Failure> read_mask_value(const Json& value, model::Switches& switches) {
  const std::string name = as_text(value).value_or("");
  if (name == "custom") {
    if (switches.custom.size() == 0) return core::Failure{"The mask “custom” needs its rows as well, in “custom”."};
    switches.mask = model::MaskKind::custom;
  } else if (!read_mask(name, switches)) {
    return core::Failure{"The mask is none, causal or padding:N, not “" + name + "”."};
  }
  return std::nullopt;
}

Json turn_json(const model::Turn& turn) {
  return {{"layer", turn.layer},
          {"head", turn.head},
          {"side", turn.side == trace::Side::query ? "query" : "key"},
          {"row", turn.row},
          {"to", turn.to}};
}

std::optional<model::Turn> read_turn(const Json& given) {
  if (!given.is_object()) return std::nullopt;
  model::Turn turn;
  turn.layer = as_index(member(given, "layer")).value_or(-1);
  turn.head = as_index(member(given, "head")).value_or(-1);
  turn.side = as_text(member(given, "side")) == "key" ? trace::Side::key : trace::Side::query;
  turn.row = as_index(member(given, "row")).value_or(-1);
  for (const Json& number : member(given, "to")) turn.to.push_back(as_number(number).value_or(NAN));
  return turn;
}

}  // namespace

Json switches_json(const model::Switches& switches) {
  Json off = Json::array();
  for (const auto& [layer, head] : switches.heads_off) off.push_back({layer, head});
  Json out = {{"temperature", switches.temperature}, {"mask", mask_name(switches)}, {"headsOff", std::move(off)}};
  for (const auto& flag : model::flags) out[std::string(flag.name)] = switches.*flag.member;
  if (switches.mask == model::MaskKind::custom) out["custom"] = mask_rows(switches.custom);
  return out;
}

std::optional<core::Failure> read_switch(std::string_view name, const Json& value, model::Switches& switches) {
  for (const auto& flag : model::flags) {
    if (flag.name != name) continue;
    const auto on = as_bool(value);
    if (!on) return core::Failure{"“" + std::string(name) + "” is either true or false."};
    switches.*flag.member = *on;
    return std::nullopt;
  }
  if (name == "temperature") {
    const auto number = as_number(value);
    if (!number || *number <= 0) return core::Failure{"The temperature has to be a number above 0."};
    switches.temperature = *number;
    return std::nullopt;
  }
  if (name == "mask") return read_mask_value(value, switches);
  if (name == "headsOff") return read_heads_off(value, switches);
  if (name == "custom") {
    auto mask = read_rows(value);
    if (!mask) return core::Failure{"A mask of one’s own is a list of equally long rows, each of 0 and 1."};
    switches.custom = std::move(*mask);
    switches.mask = model::MaskKind::custom;
    return std::nullopt;
  }
  return core::Failure{"There is no switch “" + std::string(name) + "”."};
}

Json question_json(const model::Question& question) {
  Json out = {{"texts", question.texts},
              {"switches", switches_json(question.switches)},
              {"detail", {{"layer", question.detail.layer}, {"head", question.detail.head}}}};
  if (question.cards) out["cards"] = {{"lines", question.cards->lines}, {"hard", question.cards->hard}};
  if (question.switches.turn) out["turn"] = turn_json(*question.switches.turn);
  return out;
}

model::Question read_question(const Json& given) {
  model::Question out;
  for (const Json& text : member(given, "texts")) out.texts.push_back(as_text(text).value_or(""));
  const Json& switches = member(given, "switches");
  if (switches.is_object()) {
    for (const auto& [name, value] : switches.items()) read_switch(name, value, out.switches);
  }
  out.switches.turn = read_turn(member(given, "turn"));
  const Json& detail = member(given, "detail");
  out.detail.layer = as_index(member(detail, "layer")).value_or(-1);
  out.detail.head = as_index(member(detail, "head")).value_or(-1);
  const Json& cards = member(given, "cards");
  if (cards.is_object()) {
    out.cards =
        model::Cards{as_text(member(cards, "lines")).value_or(""), as_bool(member(cards, "hard")).value_or(false)};
  }
  return out;
}

}  // namespace theatre::app
