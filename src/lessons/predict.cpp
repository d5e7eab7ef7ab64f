// Predictions and challenges, judged from the live numbers.
#include "lessons/predict.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "trace/gathered.hpp"
#include "trace/ledger.hpp"
#include "trace/share.hpp"
#include "trace/what_if.hpp"

namespace theatre::lessons {
namespace {

constexpr float kStays = 0.005f;  // half a percent

// The options are words: each gets its number of the row, and the largest above `least` is right.
void answer_words(const trace::Trace& trace, const trace::Head& head, int row, const core::RowVector& values,
                  float least, Answer& answer) {
  for (std::size_t n = 0; n < answer.options.size(); ++n) {
    Option& option = answer.options[n];
    option.token = find_column(trace, head, row, option.label);
    option.present = option.token >= 0 && option.token < values.cols();
    if (!option.present) continue;
    if (!option.label.empty() && option.label.front() == '#')
      option.label = keys(trace, head).tokens[static_cast<std::size_t>(option.token)].text;
    option.value = values(option.token);
    if (!(option.value > least)) continue;
    least = option.value;
    answer.right = static_cast<int>(n);
  }
}

void answer_weights(const trace::Trace& trace, const trace::Head& head, int row, Answer& answer) {
  const core::RowVector weights = head.weights.row(row);
  answer_words(trace, head, row, weights, -1, answer);  // a weight of 0 may win too
  const auto percents = trace::percents(weights);
  for (Option& option : answer.options) {
    if (option.present) option.percent = percents[static_cast<std::size_t>(option.token)];
  }
}

void answer_heads(const Predict& predict, const Situation& situation, Answer& answer) {
  for (std::size_t n = 0; n < answer.options.size(); ++n) {
    Option& option = answer.options[n];
    const auto* head = situation.head_named(predict.options[n]);
    if (head != nullptr && !head->title.empty()) option.label = head->title;
    const int row = head != nullptr ? find_word(queries(situation.trace, *head), predict.row) : -1;
    const int col = head != nullptr ? find_word(keys(situation.trace, *head), predict.col) : -1;
    option.present = row >= 0 && col >= 0 && row < head->weights.rows() && col < head->weights.cols();
    if (!option.present) continue;
    option.value = head->weights(row, col);
    option.percent = trace::percents(head->weights.row(row))[static_cast<std::size_t>(col)];
    if (answer.right < 0 || option.value > answer.options[static_cast<std::size_t>(answer.right)].value) {
      answer.right = static_cast<int>(n);
    }
  }
}

void answer_choice(const Predict& predict, const trace::Trace& trace, const trace::Head& head, int row,
                   Answer& answer) {
  const int col = find_column(trace, head, row, predict.col);
  if (col < 0 || col >= head.weights.cols() || head.scores.rows() <= row) return;
  const core::RowVector now = head.weights.row(row);
  const core::RowVector then = trace::weights_if_scores_times(head, row, predict.scores_times);
  answer.before = trace::percents(now)[static_cast<std::size_t>(col)];
  answer.after = trace::percents(then)[static_cast<std::size_t>(col)];
  const float change = then(col) - now(col);
  answer.right = std::abs(change) < kStays ? 1 : change > 0 ? 0 : 2;
}

// After the words, the share of all that are not among them.
void answer_rest(const trace::Head* head, int row, Answer& answer) {
  Option rest;
  rest.label = "all the others";
  rest.present = head != nullptr;
  if (head != nullptr) {
    const auto percents = trace::percents(head->weights.row(row));
    rest.percent = 0;
    for (int j = 0; j < static_cast<int>(percents.size()); ++j) {
      const bool named =
          std::any_of(answer.options.begin(), answer.options.end(), [&](const Option& o) { return o.token == j; });
      if (named) continue;
      rest.value += head->weights(row, j);
      *rest.percent += percents[static_cast<std::size_t>(j)];
    }
  }
  answer.options.push_back(std::move(rest));
}

// What a hard look-up finds: texts that are the row's own, letter for letter but for case.
std::string matches_of(const trace::Text& text, int row) {
  constexpr std::array<const char*, 5> numbers = {"None", "One", "Two", "Three", "Four"};
  std::size_t matches = 0;
  for (int j = 0; j < static_cast<int>(text.size()); ++j) {
    const auto word = [&](int i) { return std::string_view(text.tokens[static_cast<std::size_t>(i)].text); };
    if (j != row && trace::same_word(word(j), word(row))) ++matches;
  }
  return matches < numbers.size() ? numbers[matches] : std::to_string(matches);
}

// "65 %" that never breaks at the space.
std::string unbroken_percent(int percent) { return std::to_string(percent) + "\u00A0%"; }

void replace_all(std::string& text, std::string_view name, const std::string& value) {
  for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size())) {
    text.replace(at, name.size(), value);
  }
}

}  // namespace

bool is_of_row(const Predict& predict) {
  using Kind = Predict::Kind;
  return predict.kind == Kind::word || predict.kind == Kind::bars || predict.kind == Kind::fits;
}

Answer answer_of(const Predict& predict, const Situation& situation) {
  Answer answer;
  for (const auto& label : predict.options) {
    Option option;
    option.label = label;
    answer.options.push_back(std::move(option));
  }
  const trace::Trace& trace = situation.trace;
  if (predict.kind == Predict::Kind::head) {
    answer_heads(predict, situation, answer);
    return answer;
  }
  const auto* head = situation.head_named(predict.head);
  const int row = head ? find_word(queries(trace, *head), predict.row) : -1;
  if (!head || row < 0 || row >= head->weights.rows()) {
    for (auto& option : answer.options) option.present = !is_of_row(predict);
    if (predict.kind == Predict::Kind::bars) answer_rest(nullptr, -1, answer);
  } else if (predict.kind == Predict::Kind::word || predict.kind == Predict::Kind::bars) {
    answer_weights(trace, *head, row, answer);
    if (predict.kind == Predict::Kind::bars) answer_rest(head, row, answer);
  } else if (predict.kind == Predict::Kind::fits) {
    answer_words(trace, *head, row, trace::fits(*head, row), 0, answer);
  } else if (predict.kind == Predict::Kind::matches) {
    const std::string number = matches_of(queries(trace, *head), row);
    for (std::size_t n = 0; n < answer.options.size(); ++n) {
      if (answer.options[n].label == number) answer.right = static_cast<int>(n);
    }
  } else {
    answer_choice(predict, trace, *head, row, answer);
  }
  return answer;
}

std::string matches_in_words(const Predict& predict, const Situation& situation) {
  const auto* head = situation.head_named(predict.head);
  const int row = head != nullptr ? find_word(queries(situation.trace, *head), predict.row) : -1;
  return row >= 0 ? matches_of(queries(situation.trace, *head), row) : "";
}

std::string question_text(const Predict& predict, const Answer& answer) {
  std::string text = predict.question;
  replace_all(text, "{before}", unbroken_percent(answer.before));
  return text;
}

std::vector<int> no_shares(const Predict& predict) {
  std::vector<int> bars(predict.options.size() + 1, 0);
  bars.back() = 100;
  return bars;
}

std::vector<int> share_out(const std::vector<int>& bars, int bar, int percent) {
  const int last = static_cast<int>(bars.size()) - 1;
  if (bar < 0 || bar > last || last < 1) return bars;
  percent = std::clamp(percent, 0, 100);
  core::RowVector shares = core::RowVector::Zero(last + 1);
  for (int i = 0; i <= last; ++i) {
    if (i != bar && i != last) shares(i) = static_cast<float>(bars[static_cast<std::size_t>(i)]);
  }
  const float others = shares.sum(), left = static_cast<float>(100 - percent);
  if (bar != last && others <= left) {
    shares(last) = left - others;
  } else if (others > 0) {
    shares *= left / others;
  } else {
    shares.setConstant(left / static_cast<float>(last));
  }
  shares(bar) = static_cast<float>(percent);
  return trace::percents(shares);
}

int favourite(const Answer& answer, const std::vector<int>& bars) {
  int best = static_cast<int>(bars.size()) - 1;
  int most = 0;
  for (int i = 0; i + 1 < static_cast<int>(bars.size()); ++i) {
    const int here = bars[static_cast<std::size_t>(i)];
    if (here < most || here == 0 || (here == most && best != answer.right)) continue;
    best = i;
    most = here;
  }
  return best;
}

std::vector<int> misses(const Answer& answer, const std::vector<int>& bars) {
  std::vector<int> off(bars.size(), 0);
  for (std::size_t i = 0; i < std::min(bars.size(), answer.options.size()); ++i) {
    if (answer.options[i].percent) off[i] = bars[i] - *answer.options[i].percent;
  }
  return off;
}

std::string feedback(const Predict& predict, const Answer& answer, const std::vector<int>& bars) {
  const bool whole =
      std::all_of(answer.options.begin(), answer.options.end(), [](const Option& o) { return o.present; });
  if (!whole || bars.size() != answer.options.size()) return feedback(predict, Answer{}, -1);
  const std::vector<int> off = misses(answer, bars);
  std::size_t most = 0;
  int total = 0;
  for (std::size_t i = 0; i < off.size(); ++i) {
    total += std::abs(off[i]);
    if (std::abs(off[i]) > std::abs(off[most])) most = i;
  }
  const int count = static_cast<int>(off.size());
  const int average = (2 * total + count) / (2 * count);
  std::string text = total == 0     ? " Your bars were right to the percent."
                     : average == 0 ? " You were off by less than a point."
                     : average == 1 ? " You were off by 1 point on average{most}"
                                    : " You were off by {points} points on average{most}";
  replace_all(text, "{most}", ", most at “{label}”: {guess} instead of {share}.");
  replace_all(text, "{points}", std::to_string(average));
  replace_all(text, "{guess}", unbroken_percent(bars[most]));
  replace_all(text, "{share}", unbroken_percent(answer.options[most].percent.value_or(0)));
  replace_all(text, "{label}", answer.options[most].label);
  return feedback(predict, answer, favourite(answer, bars)) + text;
}

std::string feedback(const Predict& predict, const Answer& answer, int guess) {
  if (answer.right < 0) return "Change the sentence back to compare your guess.";
  const auto option = [&](int n) { return n < 0 ? Option{} : answer.options[static_cast<std::size_t>(n)]; };
  const auto percent = [&](const Option& o) {
    return predict.kind == Predict::Kind::fits ? trace::shown(o.value) : unbroken_percent(o.percent.value_or(0));
  };
  const bool known = guess >= 0 && guess < static_cast<int>(answer.options.size());
  // Shown without a guess, the plain fact is what the right answer's sentence says.
  std::string text = !known || guess == answer.right ? predict.right : predict.wrong;
  replace_all(text, "{answer}", option(answer.right).label);
  replace_all(text, "{share}", percent(option(answer.right)));
  replace_all(text, "{guess}", known ? option(guess).label : "");
  replace_all(text, "{guess_share}", known ? percent(option(guess)) : "");
  replace_all(text, "{before}", unbroken_percent(answer.before));
  replace_all(text, "{after}", unbroken_percent(answer.after));
  return text;
}

Verdict judge(const Challenge& challenge, const Situation& situation) {
  if (holds(challenge.when, situation)) return {true, ""};
  for (const Hint& hint : challenge.hints) {
    if (!hint.when || holds(*hint.when, situation)) return {false, hint.say};
  }
  return {};
}

Verdict judge(const Step& step, const Situation& situation) {
  return step.challenge ? judge(*step.challenge, situation) : Verdict{};
}

}  // namespace theatre::lessons
