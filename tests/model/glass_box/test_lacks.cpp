// What the glass box doesn't know is said in one sentence, and nothing is said where it knows all.
#include "model/glass_box/lacks.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "model/glass_box/glass_box.hpp"

namespace theatre::model {
namespace {

std::string said(const std::string& text) {
  static const GlassBox model;
  const auto trace = model.forward(text, {});
  CHECK(trace->notes.size() <= 1);
  return trace->notes.empty() ? "" : trace->notes.front();
}

TEST_CASE("lacks: words that the lexicon knows, with a verb, need no note", "[lacks]") {
  for (const char* text : {"", "Cats sleep", "The cat was tired", "It isn't here", "I love pizza", ". . ."}) {
    INFO(text);
    CHECK(said(text).empty());
  }
}

TEST_CASE("lacks: a single word has nobody to look at", "[lacks]") {
  CHECK(said("cat") == "A single word has no other to look at.");
}

TEST_CASE("lacks: unknown words are named, many are counted, and a missing verb is said", "[lacks]") {
  CHECK(said("The blorf sleeps on the mat") ==
        "The model’s lexicon lacks “blorf”, so it can only guess what sort of word it is.");
  CHECK(said("The blorf likes the other quonk") ==
        "The model’s lexicon lacks “blorf” and “quonk”, so it can only guess what sort of words they are.");
  CHECK(said("The blorf sees the blorf on the mat").find("lacks “blorf”, so") != std::string::npos);
  const std::string other = said("القط جلس على الحصيرة");
  CHECK(other.find("English") != std::string::npos);
  CHECK(other.find("4 of these 4 words") != std::string::npos);
  CHECK(said("no cat on the table") == "The model finds no verb here, so no word is a subject or an object.");
}

}  // namespace
}  // namespace theatre::model
