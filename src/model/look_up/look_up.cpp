#include "model/look_up/look_up.hpp"

#include <algorithm>
#include <utility>

#include "model/attend.hpp"
#include "model/lexicon/features.hpp"
#include "model/look_up/unmatched.hpp"
#include "model/turn.hpp"
#include "text/utf8.hpp"
#include "text/words.hpp"

namespace theatre::model {
namespace {

using core::Matrix;
using Eigen::Index;

std::string_view trimmed(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

template <class Use>
void each_line(std::string_view lines, Use use) {
  while (!lines.empty()) {
    const auto end = std::min(lines.find('\n'), lines.size());
    if (const auto line = trimmed(lines.substr(0, end)); !line.empty()) use(line);
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
}

// The words of a text that say something, by the base form a dictionary has them under: "movies" → movie.
struct Word {
  std::string lemma;
  FeatureVector features;
};
std::vector<Word> content_words(std::string_view text, const Lexicon& lexicon) {
  std::vector<Word> words;
  bool first = true;
  for (const auto& token : text::split_words(text)) {
    if (token.kind != text::Kind::word && token.kind != text::Kind::number) continue;
    WordFeatures found = lexicon.look_up(token.text, first);
    first = false;
    using F = Feature;
    const auto& f = found.features;
    if (f[F::Noun] + f[F::Verb] + f[F::Adjective] + f[F::Adverb] < 0.5F) continue;
    words.push_back({std::move(found.lemma), found.features});
  }
  return words;
}

// Index of `name` in `names`, which gets it where it is new.
Index index_of(const std::string& name, std::vector<std::string>& names) {
  const auto index = std::find(names.begin(), names.end(), name) - names.begin();
  if (index == static_cast<Index>(names.size())) names.push_back(name);
  return index;
}

// Counts of the content words of each text. (texts, words)
Matrix count_words(const std::vector<std::vector<Word>>& texts, std::vector<std::string>& names) {
  std::vector<std::pair<Index, Index>> places;
  for (std::size_t t = 0; t < texts.size(); ++t) {
    for (const auto& word : texts[t]) places.emplace_back(static_cast<Index>(t), index_of(word.lemma, names));
  }
  Matrix counts = Matrix::Zero(static_cast<Index>(texts.size()), static_cast<Index>(names.size()));
  for (const auto& [row, column] : places) counts(row, column) += 1;
  return counts;
}

// (d, d_model): the identity in the rows from `first` on.
Matrix window(Index d_model, Index first, Index d) {
  Matrix out = Matrix::Zero(d_model, d);
  out.middleRows(first, d).setIdentity();
  return out;
}

}  // namespace

std::vector<Card> parse_cards(std::string_view lines) {
  std::vector<Card> cards;
  each_line(lines, [&](std::string_view line) {
    if (cards.size() == most_cards) return;
    const auto colon = line.find(": ");
    const bool has_title = colon != std::string_view::npos && colon > 0;
    cards.push_back({text::valid_utf8(trimmed(line.substr(0, has_title ? colon : line.size()))),
                     has_title ? text::valid_utf8(trimmed(line.substr(colon + 2))) : std::string()});
  });
  return cards;
}

std::string cards_note(std::string_view lines) {
  std::size_t count = 0;
  each_line(lines, [&](std::string_view) { ++count; });
  if (count == 0) return "There is nothing to choose from yet: write one line for each.";
  if (count <= most_cards) return "";
  return "Only the first " + std::to_string(most_cards) + " lines are on stage; the rest of your text is kept.";
}

TextVectors topic_vectors(const std::vector<std::string>& texts, const Lexicon& lexicon) {
  std::vector<std::vector<Word>> words;
  for (const auto& text : texts) words.push_back(content_words(text, lexicon));
  TextVectors out;
  for (std::size_t k = 0; k < kTopicCount; ++k) out.names.emplace_back(feature_name(block_feature(kFirstTopic, k)));
  for (std::size_t k = 0; k < kKindCount; ++k) out.names.emplace_back(feature_name(block_feature(kFirstKind, k)));
  std::vector<std::string> lemmas;
  const Matrix counts = count_words(words, lemmas);
  for (const auto& lemma : lemmas) out.names.push_back("the word “" + lemma + "”");
  const auto known = static_cast<Index>(kTopicCount + kKindCount);
  out.rows = Matrix::Zero(static_cast<Index>(texts.size()), known + counts.cols());
  for (std::size_t t = 0; t < texts.size(); ++t) {
    auto row = out.rows.row(static_cast<Index>(t));
    for (const auto& word : words[t]) {
      for (std::size_t k = 0; k < kTopicCount; ++k) {
        row(static_cast<Index>(k)) += word.features[block_feature(kFirstTopic, k)];
      }
      // What kind of thing a word stands for says less than what it is about: half as much.
      for (std::size_t k = 0; k < kKindCount; ++k) {
        row(static_cast<Index>(kTopicCount + k)) +=
            0.5F * word.features[Feature::Noun] * word.features[block_feature(kFirstKind, k)];
      }
    }
    row.tail(counts.cols()) = counts.row(static_cast<Index>(t));
    const float length = row.norm();
    if (length > 0) row /= length;
  }
  return out;
}

namespace {

// The query and, a line each, the titles of the cards.
void put_texts(const LookUp& given, trace::Trace& trace) {
  trace.text = text::valid_utf8(given.query);
  trace.tokens.push_back({trace.text, 0, trace.text.size(), trace::TokenKind::word, "What you ask for."});
  for (const Card& card : given.cards) {
    if (!trace.text.empty()) trace.text += '\n';
    const std::size_t begin = trace.text.size();
    trace.text += card.title;
    trace.tokens.push_back({card.title, begin, trace.text.size(), trace::TokenKind::word, card.content});
  }
}

// How often each card says which word; the query says nothing.
Matrix words_said(const LookUp& given, const Lexicon& lexicon, std::vector<std::string>& names) {
  std::vector<std::vector<Word>> said(1);
  for (const Card& card : given.cards)
    said.push_back(content_words(card.content.empty() ? card.title : card.content, lexicon));
  return count_words(said, names);
}

// An exact match looks at the cards with the query's own title; no row looks at the query.
core::Mask mask_of(bool hard, const std::vector<trace::Token>& tokens) {
  const auto size = static_cast<Index>(tokens.size());
  core::Mask mask = core::Mask::Constant(size, size, true);
  mask.col(0).setConstant(false);
  if (!hard) return mask;
  for (Index i = 0; i < size; ++i) {
    for (Index j = 1; j < size; ++j) {
      mask(i, j) = trace::same_word(trimmed(tokens[static_cast<std::size_t>(i)].text),
                                    trimmed(tokens[static_cast<std::size_t>(j)].text));
    }
  }
  return mask;
}

// The head, up to its q, k and v; `vectors` (T, d) are what it compares, `said` (T, words) what it carries.
trace::Head head_of(const LookUp& given, const trace::Trace& trace, const Matrix& vectors, const Matrix& said,
                    const std::vector<std::string>& said_names) {
  const Index d = vectors.cols(), d_model = d + said.cols();
  auto parameters = std::make_shared<trace::HeadParameters>();
  parameters->W_Q = parameters->W_K = window(d_model, 0, d);
  parameters->W_V = window(d_model, d, said.cols());
  parameters->W_O = parameters->W_V.transpose();
  parameters->channels = {trace.dimensions.begin(), trace.dimensions.begin() + d};
  parameters->value_names = said_names;

  trace::Head head;
  head.name = "look-up";
  head.title = given.hard ? "exact match" : "soft look-up";
  head.asks = "The query asks for what its words mean.";
  head.offers = "Each card offers what its title means.";
  head.carries = "Each card carries the words that it says.";
  head.d_head = static_cast<int>(d);
  head.temperature = given.temperature > 0 ? given.temperature : 1;
  head.parameters = parameters;
  head.q = head.k = vectors;
  head.v = said;
  head.mask = mask_of(given.hard, trace.tokens);
  return head;
}

}  // namespace

trace::TracePtr look_up(const LookUp& given, const Lexicon& lexicon) {
  auto trace = std::make_shared<trace::Trace>();
  trace->model = given.model;
  trace->badge = given.badge;
  trace->notes = given.notes;
  put_texts(given, *trace);
  const auto size = static_cast<Index>(trace->tokens.size());

  std::vector<std::string> said_names;
  const Matrix said = words_said(given, lexicon, said_names);
  Matrix vectors = Matrix::Zero(size, given.vectors.rows.cols());
  const Index rows = std::min(size, given.vectors.rows.rows());
  vectors.topRows(rows) = given.vectors.rows.topRows(rows);

  trace->d_model = static_cast<int>(vectors.cols() + said.cols());
  std::vector<std::string> dimensions;
  for (Index c = 0; c < vectors.cols(); ++c) {
    dimensions.push_back(given.vectors.names.empty() ? "meaning " + std::to_string(c)
                                                     : given.vectors.names[static_cast<std::size_t>(c)]);
  }
  for (const auto& word : said_names) dimensions.push_back("says “" + word + "”");
  trace->dimensions = std::move(dimensions);

  trace::Step embedding;
  embedding.name = "embedding";
  embedding.out.resize(size, trace->d_model);
  embedding.out << vectors, said;
  trace->steps.push_back(std::move(embedding));

  trace::Head head = head_of(given, *trace, vectors, said, said_names);
  attend(head, false, given.turn);

  trace::Step attention;
  attention.kind = trace::StepKind::attention;
  attention.layer = 0;
  attention.name = "layer 0 attention";
  attention.out = trace->steps.back().out;
  attention.out.rightCols(said.cols()) += head.output;  // output · W_O puts the words said into their own dimensions
  attention.heads.push_back(std::move(head));
  trace->steps.push_back(std::move(attention));
  // One sentence is enough; vectors without names are a trained model's, which knows pieces of words.
  if (trace->notes.empty() && !given.hard && !given.vectors.names.empty()) {
    if (auto note = unmatched(*trace, lexicon); !note.empty()) trace->notes.push_back(std::move(note));
  }
  note_turn(given.turn, *trace);
  return trace;
}

}  // namespace theatre::model
