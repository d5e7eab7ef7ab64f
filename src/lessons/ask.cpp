// Choosing whom to ask, and which answers to offer.
#include "lessons/ask.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "lessons/predict.hpp"

namespace theatre::lessons {
namespace {

using Kind = Predict::Kind;

constexpr int least_words = 3;  // fewer leave nothing to choose between
constexpr std::size_t two = 2;  // options that are strongest
constexpr std::uint32_t fnv = 2166136261U, fnv_prime = 16777619U;

constexpr std::string_view pronouns[] = {"he",      "she",     "it",     "they",      "him",   "her",
                                         "them",    "his",     "hers",   "its",       "their", "theirs",
                                         "himself", "herself", "itself", "themselves"};
// The verb just after one of these says which one is meant, and not what happens.
constexpr std::string_view relatives[] = {"who", "which", "that", "whom"};
// What a model without named dimensions can't tell from a content word.
constexpr std::string_view small_words[] = {
    "a",  "an",  "the", "this", "that", "these", "those", "my",   "your", "our",     "and",  "or",   "but",
    "if", "so",  "of",  "in",   "on",   "at",    "to",    "from", "by",   "with",    "for",  "as",   "is",
    "am", "are", "was", "were", "be",   "been",  "do",    "does", "did",  "has",     "had",  "have", "not",
    "i",  "you", "we",  "me",   "us",   "who",   "which", "what", "when", "because", "than", "then", "there"};

template <std::size_t n>
bool is_one_of(std::string_view word, const std::string_view (&words)[n]) {
  return std::any_of(std::begin(words), std::end(words), [&](auto known) { return trace::same_word(word, known); });
}

// What the words of a text are, as far as the model's named dimensions say.
class Kinds {
 public:
  Kinds(const trace::Trace& trace, const trace::Head* head)
      : text_(head != nullptr ? trace::queries(trace, *head) : trace),
        x_(head != nullptr       ? trace::input_of(trace, *head)
           : trace.steps.empty() ? none_
                                 : trace.steps.back().out) {
    const auto column = [&](std::string_view name) {
      const auto found = std::find(trace.dimensions.begin(), trace.dimensions.end(), name);
      return found != trace.dimensions.end() ? static_cast<int>(found - trace.dimensions.begin()) : -1;
    };
    main_verb_ = column("main verb");
    noun_ = column("noun here");
    content_ = {noun_, column("verb here"), column("adjective here"), main_verb_};
  }

  bool is_word(int i) const { return token(i).kind == trace::TokenKind::word; }
  bool is_pronoun(int i) const { return is_one_of(token(i).text, pronouns); }
  bool is_main_verb(int i) const {
    const auto opens = [&](int j) { return j >= 0 && is_one_of(token(j).text, relatives); };
    return holds(main_verb_, i) && !opens(i - 1) && !opens(i - 2);
  }
  bool is_noun(int i) const { return holds(noun_, i) && is_content(i); }
  bool is_content(int i) const {
    if (token(i).text.substr(0, 2) == "##") return false;  // the rest of a word
    if (noun_ < 0) return !is_one_of(token(i).text, small_words) && !is_pronoun(i);
    return !is_pronoun(i) && std::any_of(content_.begin(), content_.end(), [&](int c) { return holds(c, i); });
  }
  int size() const { return static_cast<int>(text_.size()); }
  const trace::Token& token(int i) const { return text_.tokens[static_cast<std::size_t>(i)]; }

 private:
  bool holds(int column, int i) const {
    return column >= 0 && column < x_.cols() && i < x_.rows() && x_(i, column) > 0.5F;
  }

  const core::Matrix none_;
  const trace::Text& text_;
  const core::Matrix& x_;
  int main_verb_ = -1, noun_ = -1;
  std::array<int, 4> content_{};
};

// Does the word's light rest on a token that the model adds, or is there none?
bool rests(const trace::Trace& trace, const trace::Head& head, int row) {
  const int best = largest_in_row(head, row);
  return best < 0 || trace::keys(trace, head).tokens[static_cast<std::size_t>(best)].kind == trace::TokenKind::added;
}

// The word with the smallest rank; of equal ones the first.
template <class Rank>
int first_by(const trace::Trace& trace, const trace::Head* head, int not_this, const Kinds& kinds, Rank rank) {
  constexpr int at_rest = 100;
  int best = -1, least = 0;
  for (int i = 0; i < kinds.size(); ++i) {
    if (i == not_this || !kinds.is_word(i)) continue;
    const int here = rank(i) + (head != nullptr && rests(trace, *head, i) ? at_rest : 0);
    if (best >= 0 && here >= least) continue;
    best = i;
    least = here;
  }
  return best;
}

bool opens_the_text(const Kinds& kinds, int i) {
  for (int j = 0; j < i; ++j) {
    if (kinds.is_word(j)) return false;
  }
  return true;
}

std::string place(int token) { return "#" + std::to_string(token); }

bool is_place(const std::string& word) { return !word.empty() && word.front() == '#'; }

// "it" of "it:2".
std::string_view bare(std::string_view word) { return word.substr(0, word.rfind(':')); }

std::string in_quotes(std::string_view word) { return "“" + std::string(word) + "”"; }

// The lesson's own phrase with another word in it; `otherwise` where it doesn't name the word.
std::string with_word(std::string phrase, std::string_view before, const std::string& now,
                      const std::string& otherwise) {
  const std::string quoted = in_quotes(bare(before));
  const auto at = phrase.find(quoted);
  if (at == std::string::npos) return otherwise;
  return phrase.replace(at, quoted.size(), in_quotes(now));
}

// An order that gives nothing away and stays as long as the words do.
std::uint32_t shuffled(std::string_view word) {
  std::uint32_t hash = fnv;
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * fnv_prime;
  return hash;
}

Predict nothing_to_ask(const Predict& predict, std::string sentence) {
  Predict out;
  out.kind = predict.kind;
  out.question = std::move(sentence);
  out.row = predict.row;
  out.head = predict.head;
  return out;
}

// Whose row it is, and whose light.
struct Row {
  const trace::Trace& trace;
  const trace::Head& head;
  int row;

  const trace::Text& keys() const { return trace::keys(trace, head); }
  const std::string& key(int j) const { return keys().tokens[static_cast<std::size_t>(j)].text; }
  float weight(int j) const { return head.weights(row, j); }
};

// Words that can be looked at, each spelling once, the strongest first.
std::vector<int> by_strength(const Row& asked) {
  const bool itself = trace::looks_at_itself(asked.trace, asked.head);
  std::vector<int> words;
  for (int j = 0; j < static_cast<int>(asked.head.weights.cols()); ++j) {
    const bool hidden = asked.head.mask.size() > 0 && !asked.head.mask(asked.row, j);
    const bool word = asked.keys().tokens[static_cast<std::size_t>(j)].kind == trace::TokenKind::word;
    if (word && !hidden && !(itself && j == asked.row)) words.push_back(j);
  }
  std::stable_sort(words.begin(), words.end(), [&](int a, int b) { return asked.weight(a) > asked.weight(b); });
  std::vector<int> once;
  for (const int j : words) {
    const bool twice = std::any_of(once.begin(), once.end(),
                                   [&](int known) { return trace::same_word(asked.key(known), asked.key(j)); });
    if (!twice) once.push_back(j);
  }
  return once;
}

// The two strongest words and a weak one, a noun if there is one.
std::vector<int> computed_options(const Row& asked, const Kinds& kinds) {
  std::vector<int> words = by_strength(asked), out;
  if (words.size() <= two) return words;
  out.assign(words.begin(), words.begin() + two);
  int weak = -1, best = 3;
  const bool same_text = trace::looks_at_itself(asked.trace, asked.head);
  for (auto word = words.rbegin(); word + two != words.rend(); ++word) {
    const int rank = !same_text ? 0 : kinds.is_noun(*word) ? 0 : kinds.is_content(*word) ? 1 : 2;
    if (rank >= best) continue;
    weak = *word;
    best = rank;
  }
  out.push_back(weak);
  std::sort(out.begin(), out.end(), [&](int a, int b) { return shuffled(asked.key(a)) < shuffled(asked.key(b)); });
  return out;
}

// The real winner is among the answers: beside a few, or in the place of the weakest.
void put_winner_in(const Row& asked, std::vector<int>& options) {
  const int winner = largest_in_row(asked.head, asked.row);
  const bool itself = winner == asked.row && trace::looks_at_itself(asked.trace, asked.head);
  if (winner < 0 || itself || std::find(options.begin(), options.end(), winner) != options.end()) return;
  if (options.size() <= two) return options.push_back(winner);
  const auto weakest =
      std::min_element(options.begin(), options.end(), [&](int a, int b) { return asked.weight(a) < asked.weight(b); });
  if (weakest != options.end()) *weakest = winner;
}

// The lesson's options as tokens; empty when one of them is gone.
std::vector<int> own_options(const Predict& predict, const Row& asked) {
  std::vector<int> out;
  for (const auto& word : predict.options) {
    const int token = find_column(asked.trace, asked.head, asked.row, word);
    if (token < 0 || token >= asked.head.weights.cols()) return {};
    out.push_back(token);
  }
  return out;
}

bool is_edited(const Situation& s) { return s.text != s.start_text || s.second != s.start_second; }

// How many words there are to choose between, in a sentence for too few.
std::string too_few(const Kinds& kinds) {
  int words = 0;
  for (int i = 0; i < kinds.size(); ++i) words += kinds.is_word(i) ? 1 : 0;
  if (words == 0) return "Type a sentence, and there is something to guess.";
  return words < least_words ? "It takes three words to have something to guess: these only have each other." : "";
}

std::optional<Predict> ask_words(const Predict& predict, const Situation& s, int lit) {
  const trace::Head* head = s.head_named(predict.head);
  if (head == nullptr) head = s.head_named("");
  if (head == nullptr) return nothing_to_ask(predict, "This model shares no light, so there is nothing to guess.");
  const Kinds kinds(s.trace, head);
  const bool query = is_place(predict.row);  // the whole text asks, and cards answer
  if (std::string sentence = query ? "" : too_few(kinds); !sentence.empty()) return nothing_to_ask(predict, sentence);
  int row = find_word(trace::queries(s.trace, *head), predict.row);
  const bool same_row = row >= 0 && (query || row != lit);
  if (!same_row) row = word_to_ask(s.trace, head, lit);
  if (row < 0 || row >= head->weights.rows()) return nothing_to_ask(predict, "There is nothing to guess here yet.");
  const Row asked{s.trace, *head, row};
  const std::vector<int> own = same_row ? own_options(predict, asked) : std::vector<int>{};
  std::vector<int> options = own.empty() ? computed_options(asked, kinds) : own;
  put_winner_in(asked, options);
  if (options.size() < two)
    return nothing_to_ask(predict, "There is only one word to look at, so there is nothing to guess.");
  const bool as_it_was = same_row && options == own && s.head_named(predict.head) == head;
  if (as_it_was && !is_edited(s)) return std::nullopt;

  Predict out = predict;
  out.row = place(row);
  if (s.head_named(predict.head) != head) out.head.clear();
  if (!same_row) {
    const std::string& word = kinds.token(row).text;
    out.question = with_word(predict.question, predict.row, word, "Where will " + in_quotes(word) + " look most?");
  }
  out.options.clear();
  for (const int token : options) out.options.push_back(place(token));
  const bool bars = predict.kind == Kind::bars;
  out.right = bars ? "“{answer}” leads with {share}." : "Out of 100 %, “{answer}” gets {share}.";
  out.wrong = bars ? out.right : "“{guess}” gets {guess_share}; “{answer}” gets {share}.";
  return out;
}

// Does one of the heads that are offered give the word half of the light or more? Else another word is worth asking
// for.
bool found_by_one(const Predict& predict, const Situation& s, int row, int col) {
  constexpr float half = 0.5F;
  return std::any_of(predict.options.begin(), predict.options.end(), [&](const std::string& name) {
    const trace::Head* head = s.head_named(name);
    return head != nullptr && row < head->weights.rows() && col < head->weights.cols() &&
           head->weights(row, col) >= half;
  });
}

// Which head gives most light from one word to another: the pair for which one of them gives most.
std::optional<Predict> ask_heads(const Predict& predict, const Situation& s) {
  int row = find_word(s.trace, predict.row), col = find_word(s.trace, predict.col);
  const bool there = row >= 0 && col >= 0 && (!is_edited(s) || found_by_one(predict, s, row, col));
  if (there && !is_edited(s)) return std::nullopt;
  const Kinds kinds(s.trace, nullptr);
  if (std::string sentence = too_few(kinds); !sentence.empty()) return nothing_to_ask(predict, sentence);
  if (row < 0) row = word_to_ask(s.trace, s.head_named(predict.options.front()));
  float most = 0;
  for (const auto& name : predict.options) {
    const trace::Head* head = s.head_named(name);
    if (there || head == nullptr || row < 0 || row >= head->weights.rows()) continue;
    for (int j = 0; j < static_cast<int>(head->weights.cols()); ++j) {
      if (!kinds.is_word(j) || head->weights(row, j) <= most) continue;
      most = head->weights(row, j);
      col = j;
    }
  }
  if (row < 0 || col < 0)
    return nothing_to_ask(predict, "None of these heads looks at a word here, so there is nothing to guess.");
  Predict out = predict;
  out.row = place(row);
  out.col = place(col);
  const std::string &from = kinds.token(row).text, &to = kinds.token(col).text;
  if (!there) {
    const std::string plain = "Which head gives “" + to + "” most of the light of “" + from + "”?";
    out.question = with_word(predict.question, predict.row, from, plain);
    out.question = with_word(out.question, predict.col, to, out.question);
  }
  out.right = "“{answer}” gives “" + to + "” {share}.";
  out.wrong = "“{guess}” gives “" + to + "” {guess_share}; “{answer}” gives it {share}.";
  return out;
}

// What happens to one share: of the word that comes second, for the first only grows.
std::optional<Predict> ask_choice(const Predict& predict, const Situation& s) {
  const trace::Head* head = s.head_named(predict.head);
  if (head == nullptr) return nothing_to_ask(predict, "This model has no such head, so there is nothing to guess.");
  const Kinds kinds(s.trace, head);
  int row = find_word(trace::queries(s.trace, *head), predict.row);
  const bool same_row = row >= 0;
  if (!same_row) row = word_to_ask(s.trace, head);
  int col = same_row ? find_column(s.trace, *head, row, predict.col) : -1;
  if (col >= 0 && !is_edited(s)) return std::nullopt;
  if (row < 0 || row >= head->weights.rows())
    return nothing_to_ask(predict, "Type a sentence, and there is something to guess.");
  const Row asked{s.trace, *head, row};
  const bool same_col = col >= 0;
  if (!same_col) {
    const std::vector<int> words = by_strength(asked);
    if (words.size() < two)
      return nothing_to_ask(predict, "There is only one word to look at, so there is nothing to guess.");
    col = words[1];
  }
  Predict out = predict;
  out.row = place(row);
  out.col = place(col);
  if (!same_col) {
    out.question = with_word(predict.question, predict.col, asked.key(col), predict.question);
    if (!same_row) out.question = with_word(out.question, predict.row, kinds.token(row).text, out.question);
  }
  out.right = out.wrong = "From {before} to {after}.";
  return out;
}

// Whose values fit what a word took home: of the words that gave most of it.
std::optional<Predict> ask_fits(const Predict& predict, const Situation& s) {
  const trace::Head* head = s.head_named(predict.head);
  if (head == nullptr) head = s.head_named("");
  if (head == nullptr) return nothing_to_ask(predict, "This model shares no light, so nothing is taken home.");
  if (head->off) return nothing_to_ask(predict, "The head is silent. Nothing came home, so nobody can tell.");
  const Kinds kinds(s.trace, head);
  if (std::string sentence = too_few(kinds); !sentence.empty()) return nothing_to_ask(predict, sentence);
  int row = find_word(trace::queries(s.trace, *head), predict.row);
  const bool same_row = row >= 0;
  if (!same_row) row = word_to_ask(s.trace, head);
  if (row < 0 || row >= head->weights.rows()) return nothing_to_ask(predict, "There is nothing to guess here yet.");
  const Row asked{s.trace, *head, row};
  const std::vector<int> own = same_row ? own_options(predict, asked) : std::vector<int>{};
  if (!own.empty() && !is_edited(s) && s.head_named(predict.head) == head) return std::nullopt;
  Predict out = predict;
  out.row = place(row);
  if (s.head_named(predict.head) != head) out.head.clear();
  out.options.clear();
  for (const int token : own.empty() ? computed_options(asked, kinds) : own) out.options.push_back(place(token));
  if (out.options.size() < two)
    return nothing_to_ask(predict, "There is only one word to look at, so there is nothing to guess.");
  out.question = "Whom does what " + in_quotes(kinds.token(row).text) + " took home fit best?";
  out.right = "It fits “{answer}” best: {share}, where 1 would be the very same.";
  out.wrong = "It fits “{guess}” by {guess_share}, and “{answer}” by {share}. 1 would be the very same.";
  if (answer_of(out, s).right < 0)
    return nothing_to_ask(predict, "Nothing came home that fits a word, so nobody can tell.");
  return out;
}

// The number that is right takes the last place where it is none of the lesson's.
std::optional<Predict> ask_matches(const Predict& predict, const Situation& s) {
  const Answer answer = answer_of(predict, s);
  if (answer.right >= 0 && !is_edited(s)) return std::nullopt;
  Predict out = predict;
  if (answer.right < 0) {
    const std::string number = matches_in_words(predict, s);
    if (number.empty()) return nothing_to_ask(predict, "There is nothing to guess here yet.");
    out.options.back() = number;
  }
  out.right = out.wrong = "{answer}: a hard look-up opens what is spelt exactly alike, and nothing else.";
  return out;
}

}  // namespace

int word_to_ask(const trace::Trace& trace, const trace::Head* head, int not_this) {
  const Kinds kinds(trace, head);
  return first_by(trace, head, not_this, kinds, [&](int i) {
    if (kinds.is_pronoun(i)) return opens_the_text(kinds, i) ? 1 : 0;
    return kinds.is_main_verb(i) ? 2 : kinds.is_content(i) ? 3 : 4;
  });
}

int word_beside(const trace::Trace& trace, const trace::Head* head, int asked) {
  const Kinds kinds(trace, head);
  const int other = first_by(trace, head, asked, kinds, [&](int i) {
    return kinds.is_main_verb(i) ? 0 : kinds.is_content(i) ? 1 : 2;
  });
  return other >= 0 ? other : asked;
}

std::optional<Predict> ask(const Predict& predict, const Situation& situation, int lit) {
  switch (predict.kind) {
    case Kind::word:
    case Kind::bars:
      return ask_words(predict, situation, lit);
    case Kind::head:
      return ask_heads(predict, situation);
    case Kind::choice:
      return ask_choice(predict, situation);
    case Kind::fits:
      return ask_fits(predict, situation);
    case Kind::matches:
      break;
  }
  return ask_matches(predict, situation);
}

}  // namespace theatre::lessons
