#include "app/page/why_json.hpp"

#include <cmath>
#include <cstdio>
#include <string>
#include <utility>

#include "app/page/quantity_json.hpp"
#include "app/theatre.hpp"
#include "lessons/guess.hpp"
#include "trace/gathered.hpp"
#include "trace/why.hpp"

namespace theatre::app {
namespace {

// "2.3", and with its sign "+2.9" or "−0.6".
std::string one_decimal(float value, bool with_sign) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", static_cast<double>(std::abs(value)));
  const bool zero = std::string_view(text) == "0.0";
  return (zero ? "" : value < 0 ? "\u2212" : with_sign ? "+" : "") + std::string(text);
}

std::string two_decimals(float value) { return (value > 0 ? "+" : "") + trace::shown(value); }

Json pieces_json(const std::vector<trace::LedgerPart>& parts) {
  Json out = Json::array();
  for (const auto& part : parts) {
    out.push_back({{"text", part.text}, {"token", part.token >= 0 ? Json(part.token) : Json(nullptr)}});
  }
  return out;
}

// The option that comes next after the winner.
int runner_up(const lessons::Answer& answer, bool by_bars) {
  int best = -1;
  for (int i = 0; i + (by_bars ? 1 : 0) < static_cast<int>(answer.options.size()); ++i) {
    const auto& option = answer.options[static_cast<std::size_t>(i)];
    if (i == answer.right || !option.present) continue;
    if (best < 0 || option.value > answer.options[static_cast<std::size_t>(best)].value) best = i;
  }
  return best;
}

Json line_json(const trace::WhyLine& line, const trace::Why& why, const std::string& more, const std::string& less) {
  return {
      {"label", pieces_json(line.label)},
      {"value", line.value},
      {"text", one_decimal(line.value, true)},
      {"detail", trace::shown(line.more) + " for “" + more + "”, " + trace::shown(line.less) + " for “" + less + "”"},
      {"words", {why.row, line.about}},
      {"from", quantity_json(line.from)}};
}

// “mat” lost to “cat” by 2.3, or “cat” beat “tired” by 0.6: the word that was guessed comes first.
Json told(const trace::Trace& trace, const trace::Why& why, const std::string& more, const std::string& less,
          bool guessed_right) {
  using Parts = std::vector<trace::LedgerPart>;
  using trace::Accent;
  const trace::LedgerPart winner{more, Accent::key, why.more}, loser{less, Accent::key, why.less};
  if (why.hidden) {
    return {{"heading", pieces_json({loser, {" can’t be looked at here: the mask hides it."}})},
            {"difference", nullptr},
            {"lines", Json::array()},
            {"rest", nullptr},
            {"closing", nullptr}};
  }
  const auto score = [&](const trace::Quantity& of) { return trace::shown(trace::value_of(trace, of).value_or(0)); };
  Json lines = Json::array();
  for (const auto& line : why.lines) lines.push_back(line_json(line, why, more, less));
  const std::string by = one_decimal(why.difference, false);
  const std::string dial = why.temperature == 1 ? "" : ", at a temperature of " + trace::shown(why.temperature) + ",";
  return {
      {"heading", pieces_json(guessed_right ? Parts{winner, {" beat "}, loser} : Parts{loser, {" lost to "}, winner})},
      {"difference",
       {{"value", why.difference},
        {"text", by},
        {"detail", score(why.more_score) + " − " + score(why.less_score)},
        {"from", quantity_json(why.more_score)},
        {"against", quantity_json(why.less_score)}}},
      {"lines", std::move(lines)},
      {"rest", {{"value", why.rest}, {"text", one_decimal(why.rest, true)}, {"from", quantity_json(why.less_score)}}},
      {"closing", {{"text", by + " points more" + dial + " is "}, {"strong", trace::times_the_light(why.factor)}}}};
}

// “cat” fits better than “mat” by 0.5, and the names that say so.
Json told_of_fits(const trace::Head& head, int row, const lessons::Option& more, const lessons::Option& less) {
  using trace::Accent;
  constexpr std::size_t most = 3;
  const float difference = more.value - less.value;
  float rest = difference;
  Json lines = Json::array();
  for (const auto& line : trace::why_fits(head, row, more.token, less.token, most)) {
    rest -= line.value;
    trace::Quantity from{trace::Quantity::Kind::output, head.layer, head.index, row, line.column};
    lines.push_back({{"label", pieces_json({{line.name}})},
                     {"value", line.value},
                     {"text", two_decimals(line.value)},
                     {"detail", trace::shown(head.output(row, line.column)) + " came home"},
                     {"words", {row, more.token}},
                     {"from", quantity_json(from)}});
  }
  const trace::LedgerPart winner{more.label, Accent::key, more.token}, loser{less.label, Accent::key, less.token};
  return {{"heading", pieces_json({winner,
                                   {" fits better than "},
                                   loser,
                                   {", " + trace::shown(more.value) + " to " + trace::shown(less.value) + ", by:"}})},
          {"difference", nullptr},
          {"lines", std::move(lines)},
          {"rest", {{"value", rest}, {"text", two_decimals(rest)}, {"from", nullptr}}},
          {"closing", nullptr}};
}

}  // namespace

Json why_json(const Theatre& theatre) {
  using Kind = lessons::Predict::Kind;
  const lessons::Predict* question = theatre.question();
  const lessons::Guess& guess = theatre.state().guess;
  if (question == nullptr || !guess.answer || guess.answer->right < 0) return nullptr;
  if (!lessons::is_of_row(*question)) return nullptr;
  const lessons::Answer& answer = *guess.answer;
  const int guessed = lessons::guessed(guess);
  const bool wrong =
      guessed >= 0 && guessed != answer.right && answer.options[static_cast<std::size_t>(guessed)].present;
  const int other = wrong ? guessed : runner_up(answer, guess.by_bars());
  const auto* head = theatre.situation().head_named(question->head);
  if (other < 0 || head == nullptr) return nullptr;
  const auto& winner = answer.options[static_cast<std::size_t>(answer.right)];
  const auto& loser = answer.options[static_cast<std::size_t>(other)];
  const int row = lessons::find_word(trace::queries(theatre.trace(), *head), question->row);
  if (question->kind == Kind::fits) return told_of_fits(*head, row, winner, loser);
  const auto why = trace::why(theatre.trace(), *head, row, winner.token, loser.token);
  return why ? told(theatre.trace(), *why, winner.label, loser.label, !wrong) : Json(nullptr);
}

}  // namespace theatre::app
