// Soft look-up: one query, cards, and the arithmetic of attention between them.
#include "model/look_up/look_up.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>

#include "trace/ledger.hpp"

namespace {

using namespace theatre;
using Catch::Approx;

const std::string shelf =
    "Renaissance art: Painters learn perspective.\n"
    "\n"
    "  Medieval art: Gold leaf and cathedrals. \n"
    "Cooking: A recipe for soup.\n";

model::LookUp asked(const std::string& query, const std::string& lines) {
  model::LookUp given;
  given.query = query;
  given.cards = model::parse_cards(lines);
  std::vector<std::string> texts{query};
  for (const auto& card : given.cards) texts.push_back(card.title);
  given.vectors = model::topic_vectors(texts, model::built_in_lexicon());
  given.model = "glass-box";
  given.badge = "hand-built";
  return given;
}

const trace::Head& head_of(const trace::Trace& trace) { return *trace::find_head(trace, "look-up"); }

}  // namespace

TEST_CASE("cards are lines, with a title and what it says", "[look-up]") {
  const auto cards = model::parse_cards(shelf);
  REQUIRE(cards.size() == 3);
  CHECK(cards[1].title == "Medieval art");
  CHECK(cards[1].content == "Gold leaf and cathedrals.");
  CHECK(model::parse_cards("just a title")[0].content.empty());
  CHECK(model::parse_cards("at 10:30 sharp")[0].title == "at 10:30 sharp");
  CHECK(model::parse_cards(": no title")[0].title == ": no title");
  CHECK(model::parse_cards(" \n\t\r\n").empty());
  std::string many;
  for (int i = 0; i < 30; ++i) many += "a book\n";
  CHECK(model::parse_cards(many).size() == model::most_cards);
  CHECK(model::cards_note(many) == "Only the first 20 lines are on stage; the rest of your text is kept.");
  CHECK(model::cards_note(shelf).empty());
  CHECK_FALSE(model::cards_note("").empty());
  CHECK(model::parse_cards("\xFF: \xFE")[0].title == "\xEF\xBF\xBD");
}

TEST_CASE("a look-up is attention: cosines, softmax, a mix", "[look-up]") {
  auto given = asked("information about Renaissance art", shelf);
  given.temperature = 0.5F;
  const auto trace = model::look_up(given, model::built_in_lexicon());
  const auto& head = head_of(*trace);
  REQUIRE(trace->size() == 4);
  CHECK(head.scale == 1);
  // every number by the plain formulas
  for (int i = 0; i < 4; ++i) {
    double sum = 0;
    for (int j = 1; j < 4; ++j) {
      double dot = 0;
      for (int c = 0; c < head.d_head; ++c)
        dot += static_cast<double>(given.vectors.rows(i, c) * given.vectors.rows(j, c));
      CHECK(static_cast<double>(head.scores(i, j)) == Approx(dot).margin(1e-6));
      sum += std::exp(dot / 0.5);
    }
    CHECK(head.weights(i, 0) == 0);
    for (int j = 1; j < 4; ++j) {
      CHECK(static_cast<double>(head.weights(i, j)) ==
            Approx(std::exp(static_cast<double>(head.scores(i, j)) / 0.5) / sum).margin(1e-6));
    }
  }
  CHECK(head.weights(0, 1) > head.weights(0, 2));
  CHECK(head.weights(0, 2) > head.weights(0, 3));
  // what is read: each word of a card counts as much as its card
  const auto& words = head.parameters->value_names;
  const auto perspective = std::find(words.begin(), words.end(), "perspective") - words.begin();
  REQUIRE(perspective < static_cast<long>(words.size()));
  CHECK(head.output(0, perspective) == Approx(head.weights(0, 1)));
  // and the arithmetic behind each of its numbers can be told
  for (const auto kind : {trace::Quantity::Kind::weight, trace::Quantity::Kind::score, trace::Quantity::Kind::q,
                          trace::Quantity::Kind::k, trace::Quantity::Kind::output, trace::Quantity::Kind::v}) {
    const auto ledger = trace::explain(*trace, {kind, 0, 0, 0, 1, -1});
    INFO(static_cast<int>(kind));
    CHECK(ledger);
  }
}

TEST_CASE("a hard look-up opens the book with that very title, or none", "[look-up]") {
  auto given = asked("renaissance ART", shelf);
  given.hard = true;
  const auto one = model::look_up(given, model::built_in_lexicon());
  CHECK(head_of(*one).weights.row(0).sum() == 1);
  CHECK(head_of(*one).weights(0, 1) == 1);
  given = asked("information about Renaissance art", shelf);
  given.hard = true;
  const auto none = model::look_up(given, model::built_in_lexicon());
  CHECK(head_of(*none).weights.row(0).isZero());
  CHECK(head_of(*none).output.row(0).isZero());
}

TEST_CASE("a look-up takes any input", "[look-up]") {
  for (const std::string& lines :
       {std::string(), std::string("\n\n"), std::string("\xF0\x9F\x8E\xA8: \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D"),
        std::string(100000, 'x'), std::string("a:b\0c: d", 8)}) {
    for (const std::string& query : {std::string(), std::string("?!"), std::string(5000, 'y')}) {
      const auto trace = model::look_up(asked(query, lines), model::built_in_lexicon());
      const auto& head = head_of(*trace);
      CHECK(head.weights.allFinite());
      CHECK(head.output.allFinite());
      CHECK(trace->size() == model::parse_cards(lines).size() + 1);
    }
  }
}

TEST_CASE("topic vectors know what words are about", "[look-up]") {
  const auto vectors = model::topic_vectors({"soup and bread", "a tasty meal", "the stock market", "", "qzx"},
                                            model::built_in_lexicon());
  REQUIRE(vectors.rows.rows() == 5);
  CHECK(vectors.names.size() == static_cast<std::size_t>(vectors.rows.cols()));
  const auto like = [&](int a, int b) { return vectors.rows.row(a).dot(vectors.rows.row(b)); };
  CHECK(like(0, 1) > like(0, 2));
  CHECK(like(0, 0) == Approx(1));
  CHECK(vectors.rows.row(3).isZero());
}

TEST_CASE("a look-up says what it doesn't know of a query", "[look-up]") {
  const auto notes = [](const std::string& query, const std::string& lines = shelf) {
    return model::look_up(asked(query, lines), model::built_in_lexicon())->notes;
  };
  CHECK(notes("information about Renaissance art").empty());
  CHECK(notes("soup").empty());
  CHECK(notes("").empty());
  CHECK(notes("?!").empty());
  CHECK(notes("soup", "").empty());
  REQUIRE(notes("the moon").size() == 1);
  CHECK(notes("the moon").front() ==
        "The model finds nothing here that is about “the moon”, so all get nearly the same.");
  CHECK(notes("der Sternenhimmel").front().find("“Sternenhimmel”") != std::string::npos);
  CHECK(notes("blorf art", "blorf art: Art.").empty());  // a card has the word
  CHECK(notes("zxq " + std::string(5000, 'y')).size() == 1);
  // A trained model knows pieces of words, and a hard look-up only letters.
  auto given = asked("the moon", shelf);
  given.hard = true;
  CHECK(model::look_up(given, model::built_in_lexicon())->notes.empty());
  given.hard = false;
  given.vectors.names.clear();
  CHECK(model::look_up(given, model::built_in_lexicon())->notes.empty());
}
