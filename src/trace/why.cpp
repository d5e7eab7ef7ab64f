// Two rows of sums, taken from each other; and their names, told of the two words.
#include "trace/why.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/mask.hpp"
#include "trace/ledger_pieces.hpp"

namespace theatre::trace {
namespace {

using ledger::Index;

// A line whose number would print as 0.0 goes into the rest.
constexpr float worth_a_line = 0.05F;

struct Sum {
  std::string name;
  float more = 0, less = 0;
  Quantity from;  // of the word with the larger number
};

bool has_scores(const Head& head, int row, int key) { return row < head.scores.rows() && key < head.scores.cols(); }

bool has_names(const Head& head) {
  return is_whole(head) && head.parameters != nullptr &&
         static_cast<Index>(head.parameters->channels.size()) == head.q.cols() && head.q.cols() == head.k.cols();
}

Quantity of(Quantity::Kind kind, const Head& head, int row, int col, int step = -1) {
  return {kind, head.layer, head.index, row, col, step};
}

std::vector<Sum> group_sums(const Head& head, int row, int more, int less) {
  std::vector<Sum> sums;
  for (int g = 0; g < static_cast<int>(head.parameters->groups.size()); ++g) {
    Sum sum;
    sum.name = ledger::group_name(head, g);
    sum.more = ledger::part_of(head, row, more, g) / head.scale;
    sum.less = ledger::part_of(head, row, less, g) / head.scale;
    const int larger = std::abs(sum.more) >= std::abs(sum.less) ? more : less;
    sum.from = of(Quantity::Kind::part, head, row, larger, g);
    sums.push_back(std::move(sum));
  }
  return sums;
}

std::vector<Sum> channel_sums(const Head& head, int row, int more, int less) {
  std::vector<Sum> sums;
  for (Index c = 0; c < head.q.cols(); ++c) {
    Sum sum;
    sum.name = ledger::channel_name(head, Quantity::Kind::k, c);
    sum.more = head.q(row, c) * head.k(more, c) / head.scale;
    sum.less = head.q(row, c) * head.k(less, c) / head.scale;
    const int larger = std::abs(sum.more) >= std::abs(sum.less) ? more : less;
    sum.from = of(Quantity::Kind::k, head, larger, static_cast<int>(c));
    sums.push_back(std::move(sum));
  }
  return sums;
}

// --- names in which the asking word says “I” to the word it looks at

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// As after he, she or it.
std::string third_person(const std::string& verb) {
  if (is_one_of(verb, {"am", "are"})) return "is";
  if (verb == "have") return "has";
  if (is_one_of(verb, {"may", "can", "would", "was", "were"})) return verb;
  return verb + (verb == "do" || (verb.size() > 2 && verb.substr(verb.size() - 2) == "ch") ? "es" : "s");
}

std::vector<std::string> split_at_spaces(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    if (end > at) words.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

class Teller {
 public:
  Teller(const LedgerPart& asks, const LedgerPart& key) : asks_(asks), key_(key) {}

  std::vector<LedgerPart> tell(std::string_view name) {
    const auto words = split_at_spaces(name);
    for (std::size_t i = 0; i < words.size(); ++i) {
      const bool last = i + 1 == words.size();
      const auto [word, comma] = bare(words[i]);
      if (is_one_of(word, {"my", "your"}) && !last) {  // the subject of “it”
        const auto [thing, mark] = bare(words[++i]);
        say("the " + thing + " of");
        say(word == "my" ? asks_ : key_);
        if (mark) plain_ += ",";
      } else if (is_one_of(word, {"I", "you", "me"})) {
        say(word == "you" ? key_ : asks_);
        const bool subject = word != "me" && !comma && !last && !(i > 0 && speaks_to(words[i - 1]));
        if (subject) say(third_person(words[++i]));
      } else if (word == "we") {
        say(asks_);
        say("and");
        say(key_);
      } else {
        say(word);
      }
      if (comma) plain_ += ",";
    }
    flush();
    return std::move(parts_);
  }

 private:
  static std::pair<std::string, bool> bare(const std::string& word) {
    const bool comma = word.size() > 1 && word.back() == ',';
    return {comma ? word.substr(0, word.size() - 1) : word, comma};
  }
  // A word after which “you” is spoken to, and does nothing itself.
  static bool speaks_to(const std::string& word) { return is_one_of(word, {"for", "to", "with", "after", "of"}); }

  void say(const std::string& words) { plain_ += (plain_.empty() && parts_.empty() ? "" : " ") + words; }
  void say(const LedgerPart& word) {
    if (!plain_.empty() || !parts_.empty()) plain_ += " ";
    flush();
    parts_.push_back(word);
  }
  void flush() {
    if (!plain_.empty()) parts_.push_back({std::exchange(plain_, {})});
  }

  const LedgerPart &asks_, &key_;
  std::vector<LedgerPart> parts_;
  std::string plain_;
};

LedgerPart part_named(const Text& text, int token, Accent accent) { return {ledger::word(text, token), accent, token}; }

void explain_difference(const Trace& trace, const Head& head, Why& out) {
  const bool grouped = ledger::has_groups(head);
  if (!grouped && !has_names(head)) return;
  std::vector<Sum> sums =
      grouped ? group_sums(head, out.row, out.more, out.less) : channel_sums(head, out.row, out.more, out.less);
  std::stable_sort(sums.begin(), sums.end(),
                   [](const Sum& a, const Sum& b) { return std::abs(a.more - a.less) > std::abs(b.more - b.less); });
  const LedgerPart asks = part_named(queries(trace, head), out.row, Accent::query);
  for (Sum& sum : sums) {
    const float value = sum.more - sum.less;
    if (out.lines.size() == most_why_lines || std::abs(value) < worth_a_line) break;
    const int about = std::abs(sum.more) >= std::abs(sum.less) ? out.more : out.less;
    const LedgerPart key = part_named(keys(trace, head), about, Accent::key);
    WhyLine line{{}, value, sum.more, sum.less, about, sum.from};
    line.label = grouped ? said_of(sum.name, asks, key) : std::vector<LedgerPart>{key, {": " + sum.name}};
    out.lines.push_back(std::move(line));
    out.rest -= value;
  }
}

}  // namespace

std::vector<LedgerPart> said_of(std::string_view name, const LedgerPart& asks, const LedgerPart& key) {
  return Teller(asks, key).tell(name);
}

std::optional<Why> why(const Trace& trace, const Head& head, int row, int more, int less) {
  const bool known = row >= 0 && more >= 0 && less >= 0 && more != less && has_scores(head, row, more) &&
                     has_scores(head, row, less) && head.temperature > 0;
  if (!known || !core::allows(head.mask, row, more)) return std::nullopt;
  Why out;
  out.row = row;
  out.more = more;
  out.less = less;
  out.more_score = of(Quantity::Kind::score, head, row, more);
  out.less_score = of(Quantity::Kind::score, head, row, less);
  out.hidden = !core::allows(head.mask, row, less);
  out.difference = out.rest = head.scores(row, more) - head.scores(row, less);
  out.temperature = head.temperature;
  out.factor = std::exp(out.difference / out.temperature);
  if (!out.hidden) explain_difference(trace, head, out);
  return out;
}

std::string times_the_light(float factor) {
  constexpr std::array<const char*, 13> numbers = {"",
                                                   "",
                                                   "twice",
                                                   "three times",
                                                   "four times",
                                                   "five times",
                                                   "six times",
                                                   "seven times",
                                                   "eight times",
                                                   "nine times",
                                                   "ten times",
                                                   "eleven times",
                                                   "twelve times"};
  const char* light = " the light";
  if (!(factor >= 1.5F)) return "nearly the same light";
  if (factor < 1.75F) return std::string("one and a half times") + light;
  if (factor > 1000) return std::string("more than a thousand times") + light;
  const long whole = std::lround(factor);
  if (whole < static_cast<long>(numbers.size())) return numbers[static_cast<std::size_t>(whole)] + std::string(light);
  const long step = whole < 100 ? 1 : 10;  // two figures
  return "about " + std::to_string((whole + step / 2) / step * step) + " times" + light;
}

}  // namespace theatre::trace
