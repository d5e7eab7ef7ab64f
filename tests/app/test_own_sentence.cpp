// A learner's own sentence is answered at once: light, a question about its words, a verdict that belongs to its
// moment, and the reasons.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "support/house.hpp"

namespace {

using namespace theatre;
using Json = nlohmann::json;
using test::House;

constexpr const char* dog = "My dog chased the ball because she loves bones";

void go(House& house, const char* lesson, const char* step) {
  house.call("go", {{{"lesson", lesson}, {"step", step}}});
}

Json state_after(House& house, const std::string& text) {
  house.call("setText", {text});
  return house.call("state");
}

bool is_lit(House& house) {
  house.now += 2;
  house.theatre.advance(house.now);
  return !app::is_guessing(house.theatre.state(), house.theatre.course());
}

}  // namespace

TEST_CASE("own sentence: it lights the stage at once, and another word is asked about", "[own]") {
  House house;
  OPEN_OR_SKIP(house);
  REQUIRE_FALSE(is_lit(house));
  Json state = state_after(house, dog);
  CHECK(is_lit(house));
  CHECK(state["predict"]["lit"] == true);
  CHECK(state["predict"]["revealed"] == false);
  CHECK(state["predict"]["question"] == "Where will “she” look most?");
  CHECK(state["predict"]["asks"] == 7);
  CHECK(state["token"] != 7);
  CHECK(state["tokenText"] == "chased");
  for (const auto& option : state["predict"]["options"]) {
    CHECK(option["present"] == true);
    CHECK(option["percent"].is_null());
  }
  CHECK(state["progress"].empty());

  state = house.call("answer", {0});
  CHECK(state["predict"]["revealed"] == true);
  CHECK(state["tokenText"] == "she");  // the lamp went there
  CHECK_FALSE(state["predict"]["answer"].is_null());
  CHECK(state["progress"]["spotlight"].size() == 1);

  state = house.call("undo");
  CHECK(state["predict"]["revealed"] == false);
  CHECK(state["tokenText"] == "chased");
  state = house.call("undo");
  CHECK(state["text"] == "The cat sat on the mat because it was tired");
  CHECK(state["predict"]["question"] == "Where will “it” look most?");
  CHECK_FALSE(is_lit(house));
}

TEST_CASE("own sentence: typed letter by letter it is one deed, and the lamp finds its word again", "[own]") {
  House house;
  OPEN_OR_SKIP(house);
  const std::string text = "The mat has it";
  for (std::size_t n = 1; n <= text.size(); ++n) {
    const Json state = state_after(house, text.substr(0, n));
    CHECK(state["token"] != 0);
    house.now += 0.05;
  }
  Json state = house.call("state");
  CHECK(state["tokenText"] == "it");
  CHECK(is_lit(house));
  CHECK(state["predict"]["asks"] != state["token"]);
  state = house.call("undo");  // the letters after the first, which replaced all that was there
  CHECK(state["text"] == "T");
  state = house.call("undo");
  CHECK(state["text"] == "The cat sat on the mat because it was tired");
  CHECK(state["undo"].is_null());
}

TEST_CASE("own sentence: any text leaves light and an honest question", "[own]") {
  House house;
  OPEN_OR_SKIP(house);
  std::string forty, many;
  for (int i = 0; i < 40; ++i) forty += "cat ";
  for (int i = 0; i < 200; ++i) many += "word" + std::to_string(i) + " ";
  for (const auto& place : {std::pair("spotlight", "guess"), std::pair("spotlight", "one-word"),
                            std::pair("five-steps", "double"), std::pair("panel", "who")}) {
    for (const std::string& text :
         {std::string("cat"), std::string(""), std::string("two words"), std::string("no verb on the table"),
          std::string("😀"), std::string("😀 🍕 🐶"), std::string("猫坐在垫子上"), std::string("القط جلس على الحصيرة"),
          std::string("बिल्ली चटाई पर बैठी"), forty, many}) {
      INFO(place.first << "/" << place.second << ": " << text.substr(0, 40));
      go(house, place.first, place.second);
      const Json done = house.call("state")["progress"];
      const Json state = state_after(house, text);
      CHECK(is_lit(house));
      const Json& predict = state["predict"];
      REQUIRE(predict.is_object());
      CHECK_FALSE(predict["question"].get<std::string>().empty());
      if (predict["kind"] == "none") {
        CHECK(predict["options"].empty());
        CHECK(house.error("answer", {0}) == "There is no answer number 0.");
        CHECK(state["progress"] == done);
        continue;
      }
      CHECK(predict["options"].size() >= 2);
      const Json after = house.call("reveal");
      CHECK_FALSE(after["predict"]["answer"].is_null());
      CHECK_FALSE(after["predict"]["feedback"].get<std::string>().empty());
    }
  }
}

TEST_CASE("own sentence: a verdict goes with the text and the dial that it was given for", "[own]") {
  House house;
  OPEN_OR_SKIP(house);
  Json state = house.call("answer", {1});
  const Json verdict = state["predict"];
  CHECK(verdict["right"] == false);
  house.call("select", {{{"token", 3}}});  // to look elsewhere changes nothing
  house.call("stage", {"mix"});
  CHECK(house.call("state")["predict"] == verdict);
  house.call("set", {{{"temperature", 4}}});
  state = house.call("state");
  CHECK(state["predict"]["revealed"] == false);
  CHECK(state["predict"]["guess"].is_null());
  CHECK(state["predict"]["feedback"].is_null());
  CHECK(is_lit(house));
  state = house.call("undo");
  CHECK(state["predict"] == verdict);
  state = state_after(house, "The cat sat on the mat because it was comfortable");
  CHECK(state["predict"]["revealed"] == false);
  CHECK(state["tokenText"] == "sat");  // where it was put
  CHECK(is_lit(house));
  state = state_after(house, "The cat sat on the mat because it was tired");
  CHECK(state["predict"]["question"] == "Where will “it” look most?");
  CHECK(state["tokenText"] == "it");
}

TEST_CASE("own sentence: of a room of voices the winner is always among the answers", "[own]") {
  House house;
  OPEN_OR_SKIP(house);
  for (const auto& place : {std::pair("party", "guess"), std::pair("library", "question")}) {
    go(house, place.first, place.second);
    Json state = house.call("answer", {0});
    CHECK(state["predict"]["revealed"] == true);
    for (const char* query : {"a cold beer", "how to bake bread", "stars at night", "xyzzy"}) {
      INFO(place.first << ": " << query);
      state = state_after(house, query);
      CHECK(state["token"] == 0);
      CHECK(state["predict"]["revealed"] == false);
      CHECK(is_lit(house));
      state = house.call("reveal");
      if (state["predict"]["kind"] == "none") continue;
      const int winner = state["predict"]["answer"].get<int>();
      int most = 0;
      const Json row = house.call("row");
      for (const auto& entry : row["entries"]) most = std::max(most, entry["percent"].get<int>());
      CHECK(state["predict"]["options"][static_cast<std::size_t>(winner)]["percent"] == most);
    }
  }
}

TEST_CASE("own sentence: a book with the query's title stays a book", "[own]") {
  House house;
  OPEN_OR_SKIP(house);
  go(house, "library", "hard");
  const Json before = house.call("trace")["tokens"];
  const std::string own = house.call("state")["text"];
  house.call("reveal");
  const std::string title = before[1];
  state_after(house, title);
  CHECK(house.call("state")["token"] == 0);
  Json state = state_after(house, title.substr(0, title.size() - 1));
  CHECK(state["token"] == 0);
  CHECK(house.call("trace")["tokens"][1] == title);
  state = state_after(house, own);
  CHECK(state["token"] == 0);
  CHECK(house.call("trace")["tokens"] == before);
}

TEST_CASE("own sentence: a challenge about the lamp isn't done by typing alone", "[own]") {
  House house;
  OPEN_OR_SKIP(house);
  go(house, "spotlight", "any-word");
  REQUIRE(house.call("state")["challenge"].is_object());
  CHECK(house.call("challenge")["done"] == false);
  for (const char* text : {"M", "My dog sleeps", "", "No such word here", dog}) {
    state_after(house, text);
    CHECK(house.call("challenge")["done"] == false);
  }
  house.call("setText", {"The cat sat on the mat because it was tired"});
  CHECK(house.call("challenge")["done"] == false);
  house.call("select", {{{"token", trace::find_token(house.theatre.trace(), "was")}}});
  CHECK(house.call("challenge")["done"] == true);
}

TEST_CASE("own sentence: reasons are the difference of the scores shown, right or wrong", "[own]") {
  House house;
  OPEN_OR_SKIP(house);
  for (const char* text : {"The cat sat on the mat because it was tired", dog, "Rain fell all night"}) {
    for (const int choice : {0, 1}) {
      go(house, "spotlight", "guess");
      house.call("setText", {text});
      CHECK(house.call("state")["predict"]["why"].is_null());
      const Json state = house.call("answer", {choice});
      const Json& why = state["predict"]["why"];
      REQUIRE(why.is_object());
      if (why["difference"].is_null()) continue;  // hidden by the mask
      const auto score = [&](const Json& of) {
        return house.theatre.head().scores(of["row"].get<int>(), of["col"].get<int>());
      };
      const double difference = why["difference"]["value"];
      CHECK(std::abs(difference - (score(why["difference"]["from"]) - score(why["difference"]["against"]))) < 1e-4);
      CHECK(difference >= 0);
      double sum = why["rest"]["value"];
      for (const auto& line : why["lines"]) {
        sum += line["value"].get<double>();
        house.call("open", Json::array({line["from"]}));
      }
      CHECK(std::abs(sum - difference) < 1e-4);
      house.call("open", Json::array({why["difference"]["from"]}));
      CHECK(why["closing"]["strong"].get<std::string>().find("light") != std::string::npos);
    }
  }
}

TEST_CASE("own sentence: it goes on into steps that keep it", "[own]") {
  House house;
  const std::string lessons = test::lessons_text();
  if (lessons.empty()) SKIP("lessons.json was not built: node is missing");
  Json course = Json::parse(lessons);
  course[0]["steps"][2]["keeps_text"] = true;
  house.call("init", {{{"lessons", course}, {"progress", nullptr}}});
  const auto text_of = [&](std::size_t step) {
    house.call("go", {{{"lesson", course[0]["id"]}, {"step", course[0]["steps"][step]["id"]}}});
    return house.call("state")["text"];
  };
  CHECK(text_of(2) == course[0]["steps"][2]["text"]);
  state_after(house, dog);
  CHECK(text_of(3) == course[0]["steps"][3]["text"]);  // one that can't
  CHECK(text_of(2) == dog);
  CHECK(house.call("state")["token"] != 0);
  state_after(house, course[0]["steps"][2]["text"]);  // brought back: nothing of one's own any more
  CHECK(text_of(2) == course[0]["steps"][2]["text"]);
}
