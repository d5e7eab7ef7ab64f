// Whatever is typed, the question is about words that are there, and the winner is among the answers.
#include "lessons/ask.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>
#include <string>
#include <vector>

#include "lessons/predict.hpp"
#include "model/glass_box/glass_box.hpp"
#include "support/small_trace.hpp"

namespace theatre::lessons {
namespace {

const model::GlassBox& glass_box() {
  static const model::GlassBox model;
  return model;
}

const std::string kStart = "The cat sat on the mat because it was tired";

Predict predict_of(Predict::Kind kind) {
  Predict predict;
  predict.kind = kind;
  predict.question = "Where will “it” look most?";
  predict.options = {"cat", "mat", "tired"};
  if (kind == Predict::Kind::head) predict.options = {"verb-subject", "pronoun-antecedent", "same-topic"};
  if (kind == Predict::Kind::choice) predict.options = {"Grows", "Stays", "Shrinks"};
  predict.right = "right";
  predict.wrong = "wrong";
  predict.row = "it";
  predict.col = "cat";
  predict.head = "reader";
  return predict;
}

Situation situation_of(const trace::Trace& trace, const std::string& text) {
  const auto* head = trace::find_head(trace, "reader");
  Situation now{trace, 0, 0, 0, {}, kStart, text};
  if (head != nullptr) {
    now.layer = head->layer;
    now.head = head->index;
  }
  return now;
}

std::string repeated(const std::string& word, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += word + " ";
  return out;
}

std::string many_words(int count) {
  std::string out;
  const char* words[] = {"the",  "dog",     "that",    "she",  "loved", "ran",
                         "home", "quickly", "because", "rain", "fell",  "on"};
  for (int i = 0; i < count; ++i) out += std::string(words[i % 12]) + " ";
  return out;
}

const std::vector<std::string> texts = {"",
                                        "cat",
                                        "two words",
                                        "I love pizza",
                                        "My dog chased the ball because she loves it",
                                        "no verb on the table",
                                        "😀🍕",
                                        "😀 🍕 🐶 loves",
                                        "猫坐在垫子上因为它累了",
                                        "القط جلس على الحصيرة لأنه كان متعبا",
                                        "बिल्ली चटाई पर बैठी क्योंकि वह थकी थी",
                                        "blorf zindled the quonk",
                                        repeated("cat", 40),
                                        many_words(200),
                                        "Today the cat sat on the mat because it was tired",
                                        ". . . !",
                                        "it it it it",
                                        "#3 #4 #5 :2 a:1"};

TEST_CASE("a question about any text has its winner among the answers, and words that are there", "[ask]") {
  int asked = 0, sentences = 0;
  for (const auto& text : texts) {
    const auto trace = glass_box().forward(text, {});
    const Situation now = situation_of(*trace, text);
    for (const auto kind :
         {Predict::Kind::word, Predict::Kind::bars, Predict::Kind::fits, Predict::Kind::head, Predict::Kind::choice}) {
      for (int lit = -1; lit < static_cast<int>(std::min<std::size_t>(trace->size(), 30)); ++lit) {
        INFO(text << ", kind " << static_cast<int>(kind) << ", lit " << lit);
        const auto question = ask(predict_of(kind), now, lit);
        REQUIRE(question);  // these texts are not the lesson's
        CHECK(ask(predict_of(kind), now, lit) == question);
        CHECK_FALSE(question->question.empty());
        if (question->options.empty()) {
          CHECK(question->question.back() == '.');
          ++sentences;
          continue;
        }
        ++asked;
        const Answer answer = answer_of(*question, now);
        REQUIRE(answer.right >= 0);
        CHECK(question->options.size() >= 2);
        CHECK(question->options.size() <= 6);
        const bool words = kind == Predict::Kind::word || kind == Predict::Kind::bars;
        if (!words) continue;
        const auto* head = now.head_named(question->head);
        const int row = find_word(*trace, question->row);
        CHECK(row != lit);
        CHECK(trace->tokens[static_cast<std::size_t>(row)].kind == trace::TokenKind::word);
        CHECK(answer.options[static_cast<std::size_t>(answer.right)].token == largest_in_row(*head, row));
        std::set<std::string> labels;
        for (std::size_t i = 0; i < question->options.size(); ++i) {
          CHECK(answer.options[i].present);
          labels.insert(answer.options[i].label);
        }
        CHECK(labels.size() == question->options.size());
        const std::string said = feedback(*question, answer, 0);
        CHECK(said.find('{') == std::string::npos);
      }
    }
  }
  CHECK(asked > 100);
  CHECK(sentences > 10);
}

TEST_CASE("the lesson's own question stands as long as its words are there and its winner among them", "[ask]") {
  const auto trace = glass_box().forward(kStart, {});
  const Situation now = situation_of(*trace, kStart);
  CHECK_FALSE(ask(predict_of(Predict::Kind::word), now));
  CHECK_FALSE(ask(predict_of(Predict::Kind::bars), now));
  CHECK_FALSE(ask(predict_of(Predict::Kind::head), now));
  CHECK_FALSE(ask(predict_of(Predict::Kind::choice), now));
  Predict without = predict_of(Predict::Kind::word);
  without.options = {"on", "mat", "The"};
  const auto mended = ask(without, now);
  REQUIRE(mended);
  const Answer answer = answer_of(*mended, now);
  CHECK(answer.options[static_cast<std::size_t>(answer.right)].label == "cat");
  CHECK(mended->question == without.question);
}

TEST_CASE("it asks the pronoun, then the main verb, then a content word, in the lesson's own phrase", "[ask]") {
  const auto asked_of = [](const std::string& text, int lit = -1) {
    const auto trace = glass_box().forward(text, {});
    return ask(predict_of(Predict::Kind::word), situation_of(*trace, text), lit)->question;
  };
  CHECK(asked_of("My dog chased the ball because she loves bones") == "Where will “she” look most?");
  CHECK(asked_of("My dog chased the ball because she loves bones", 7) == "Where will “chased” look most?");
  CHECK(asked_of("I love pizza") == "Where will “love” look most?");
  CHECK(asked_of("The girl who lives in Rome sends a letter") == "Where will “sends” look most?");
  CHECK(asked_of("a red apple") == "Where will “red” look most?");
  const auto trace = glass_box().forward("It rained until they left", {});
  CHECK(word_to_ask(*trace, trace::find_head(*trace, "reader")) == 4);  // rather than one that opens the text
  CHECK(word_beside(*trace, trace::find_head(*trace, "reader"), 4) == 2);
}

TEST_CASE("fewer than three words are no question, and say so in a sentence", "[ask]") {
  for (const char* text : {"", "cat", "Hello world", "cat cat cat cat"}) {
    const auto trace = glass_box().forward(text, {});
    const auto question = ask(predict_of(Predict::Kind::word), situation_of(*trace, text));
    REQUIRE(question);
    CHECK(question->options.empty());
    CHECK(question->question.back() == '.');
  }
}

TEST_CASE("a model without named dimensions is asked about pronouns, or what is no small word", "[ask]") {
  test::SmallModel model;
  model.names = false;
  model.masks = false;
  model.text = "the big dog ran and she saw him";
  const auto trace = test::small_trace(model);
  CHECK(word_to_ask(trace, &trace.steps[1].heads[0]) == 5);
  model.text = "the big dog ran";
  const auto plain = test::small_trace(model);
  CHECK(word_to_ask(plain, &plain.steps[1].heads[0]) == 1);
  CHECK(word_to_ask(plain, &plain.steps[1].heads[0], 1) == 2);
}

}  // namespace
}  // namespace theatre::lessons
