// Lessons are read whole or refused with one sentence that says where.
#include "lessons/lesson.hpp"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "model/catalog.hpp"
#include "scenes/scene.hpp"

namespace theatre::lessons {
namespace {

using Json = nlohmann::json;

std::string listed(const std::vector<std::string_view>& ids) {
  std::string out;
  for (const std::string_view id : ids) out += (out.empty() ? "" : ", ") + std::string(id);
  return out;
}

// A course of one lesson with one step that uses everything.
Json full() {
  return Json::parse(R"([{
    "id": "spotlight", "title": "Spotlight", "act": 1, "number": 3, "recap": ["One.", "Two.", "Three."],
    "steps": [{
      "id": "guess", "title": "Guess", "part": "try", "scene": "spotlight", "model": "glass-box", "html": "<p>Hi.</p>",
      "text": "The cat sat", "second": "Le chat", "head": "who", "focus": "it:2", "stage": "qkt", "lamp": "off-until-answer",
      "switches": {"temperature": 0.5, "scale": false, "positions": false, "mask": "padding:3"},
      "predict": {"kind": "word", "question": "Where?", "options": ["cat", "mat"], "right": "Yes", "wrong": "No"},
      "challenge": {"prompt": "Do it.", "done": "Done.",
        "when": {"all": [{"largest": {"is": "mat"}}, {"not": {"edited_words": {"at_least": 2}}},
                         {"any": [{"weight": {"row": "a", "col": "b", "head": "h", "at_least": 0.1, "at_most": 0.9}},
                                  {"token_present": ["x", "y"]}, {"selected": {"token": "z"}}, {"head_is": "h"},
                                  {"switch": {"temperature": {"at_least": 2}, "scale": true, "mask": "causal"}}]}]},
        "hints": [{"when": {"token_present": "dog"}, "say": "No dogs."}, {"say": "Try."}]},
      "illustration": {"title": "as drawn", "words": [{"word": "cat", "share": 0.8}, {"word": "mat", "share": 0.203}]},
      "task": "**Click**.", "panel": "numbers"
    }]}])");
}

std::string error_of(const Json& json) {
  const auto course = parse_course(json.dump(), {scenes::scene_ids(), model::lesson_models()});
  return course ? "" : course.error();
}

TEST_CASE("everything a step can say is read", "[lessons]") {
  const auto course = parse_course(full().dump(), {scenes::scene_ids(), model::lesson_models()});
  INFO(course.error());
  REQUIRE(course);
  const Lesson& lesson = course.value().lessons.at(0);
  CHECK(lesson.id == "spotlight");
  CHECK(lesson.act == 1);
  CHECK(lesson.number == 3);
  CHECK(lesson.recap == std::vector<std::string>{"One.", "Two.", "Three."});
  const Step& step = lesson.steps.at(0);
  CHECK(step.part == Part::try_it);
  CHECK(step.scene == "spotlight");
  CHECK(step.text == "The cat sat");
  CHECK(step.second == "Le chat");
  CHECK(step.head == "who");
  CHECK(step.focus == "it:2");
  CHECK(step.stage == "qkt");
  CHECK(step.lamp == Lamp::off_until_answer);
  CHECK(step.switches == Switches{0.5f, false, false, "padding:3"});
  CHECK(step.predict->options == std::vector<std::string>{"cat", "mat"});
  CHECK(step.predict->row == "it:2");  // the step's focus and head
  CHECK(step.predict->head == "who");
  CHECK(step.illustration->title == "as drawn");
  CHECK(step.illustration->row == "it:2");
  CHECK(step.illustration->words.at(1).word == "mat");
  CHECK(step.illustration->words.at(1).share == 0.203);
  CHECK(step.task == "**Click**.");
  CHECK(step.panel == "numbers");
  const Condition& when = step.challenge->when;
  CHECK(when.kind == Condition::Kind::all);
  REQUIRE(when.parts.size() == 3);
  CHECK(when.parts[0].kind == Condition::Kind::largest);
  CHECK(when.parts[0].row == "it:2");
  CHECK(when.parts[0].head == "who");
  CHECK(when.parts[1].kind == Condition::Kind::none);
  CHECK(when.parts[1].parts[0].range.at_least == 2);
  const auto& any = when.parts[2].parts;
  REQUIRE(any.size() == 5);
  CHECK(any[0].row == "a");
  CHECK(any[0].head == "h");
  CHECK(any[0].words == std::vector<std::string>{"b"});
  CHECK(any[1].words.size() == 2);
  CHECK(any[4].scale == true);
  CHECK_FALSE(any[4].positions.has_value());
  CHECK(step.challenge->hints.size() == 2);
  CHECK_FALSE(step.challenge->hints[1].when.has_value());
}

TEST_CASE("what a step leaves out has its meaning", "[lessons]") {
  Json json = full();
  json[0]["steps"][0] = {{"id", "a"}, {"title", "A"}};
  const auto course = parse_course(json.dump(), {scenes::scene_ids(), model::lesson_models()});
  REQUIRE(course);
  const Step& step = course.value().lessons[0].steps[0];
  CHECK(step.part == Part::feel);
  CHECK(step.scene == "spotlight");
  CHECK(step.model.empty());
  CHECK(step.stage == "softmax");
  CHECK(step.lamp == Lamp::on);
  CHECK(step.switches == Switches{});
  CHECK_FALSE(step.text.has_value());
  CHECK_FALSE(step.predict.has_value());
  CHECK_FALSE(step.challenge.has_value());
}

TEST_CASE("lessons come in course order", "[lessons]") {
  Json json = full();
  json.push_back(json[0]);
  json[1]["id"] = "earlier";
  json[1]["number"] = 2;
  const auto course = parse_course(json.dump(), {scenes::scene_ids(), model::lesson_models()});
  REQUIRE(course);
  CHECK(course.value().lessons[0].id == "earlier");
  CHECK(parse_course("[]", {scenes::scene_ids(), model::lesson_models()}).value().lessons.empty());
}

TEST_CASE("each mistake is one sentence that names lesson and step", "[lessons]") {
  const std::string where = "Lesson “spotlight”, step “guess”: ";
  struct Case {
    const char* pointer;
    Json value;
    std::string error;
  };
  const std::vector<Case> cases = {
      {"/0/act", 6, "Lesson “spotlight”: “act” has to be a whole number from 1 to 5."},
      {"/0/act", "one", "Lesson “spotlight”: “act” has to be a whole number from 1 to 5."},
      {"/0/recap", "One.", "Lesson “spotlight”: “recap” has to be three sentences."},
      {"/0/steps", Json::array(), "Lesson “spotlight”: it has no steps."},
      {"/0/id", "", "“id” is missing."},
      {"/0/colour", "red", "Lesson “spotlight”: “lesson” can’t have “colour”."},
      {"/0/steps/0/part", "smell", where + "“part” has to be one of feel, see, try."},
      {"/0/steps/0/scene", "moon", where + "“scene” has to be one of " + listed(scenes::scene_ids()) + "."},
      {"/0/steps/0/model", "moon", where + "“model” has to be one of " + listed(model::lesson_models()) + "."},
      {"/0/steps/0/stage", "next", where + "“stage” has to be one of embed, qkv, qkt, scale, softmax, mix."},
      {"/0/steps/0/lamp", true, where + "“lamp” has to be text."},
      {"/0/steps/0/panel", "books", where + "“panel” has to be numbers or arrows."},
      {"/0/steps/0/switches/temperature", 0, where + "“temperature” has to lie between 0.001 and 1000."},
      {"/0/steps/0/switches/mask", "padding:x", where + "“mask” has to be none, causal or padding:N."},
      {"/0/steps/0/switches/scale", 1, where + "“scale” has to be true or false."},
      {"/0/steps/0/predict/options", Json::array({"cat"}), where + "“options” has to be a list of two to six."},
      {"/0/steps/0/predict/options", Json::array({"cat", 2}), where + "“options” has to be a text or a list of texts."},
      {"/0/steps/0/predict/kind", "choice", where + "“options” of a choice are three: grows, stays, shrinks."},
      {"/0/steps/0/illustration", 1, where + "“illustration” has to be a list of names and values."},
      {"/0/steps/0/illustration/title", "", where + "“title” is missing."},
      {"/0/steps/0/illustration/words", Json::array({1}),
       where + "“words” of an illustration have to be a list of two to eight."},
      {"/0/steps/0/illustration/words", "cat", where + "“words” of an illustration have to be a list of two to eight."},
      {"/0/steps/0/illustration/words/0", "cat", where + "“words” has to be a list of names and values."},
      {"/0/steps/0/illustration/words/0/word", "", where + "“word” is missing."},
      {"/0/steps/0/illustration/words/0/share", "most", where + "“share” has to be a number."},
      {"/0/steps/0/illustration/words/0/share", 1.4, where + "“share” has to lie between 0 and 1."},
      {"/0/steps/0/illustration/words/0/share", 0.7, where + "the shares of an illustration have to add up to 1."},
      {"/0/steps/0/predict/question", "", where + "“question” is missing."},
      {"/0/steps/0/challenge/when", Json::object(), where + "a condition has to be one name with what belongs to it."},
      {"/0/steps/0/challenge/when", {{"wish", 1}}, where + "there is no condition called “wish”."},
      {"/0/steps/0/challenge/when", {{"all", Json::array()}}, where + "“all” has to be a list of conditions."},
      {"/0/steps/0/challenge/when", {{"largest", {{"row", "it"}}}}, where + "“largest” needs a word."},
      {"/0/steps/0/challenge/when",
       {{"weight", {{"col", "x"}, {"at_least", 2}, {"at_most", 1}}}},
       where + "“at_least” is above “at_most”."},
      {"/0/steps/0/challenge/done", "", where + "“done” is missing."},
      {"/0/steps/0/challenge/hints", 3, where + "“hints” has to be a list."},
  };
  for (const auto& [pointer, value, error] : cases) {
    Json json = full();
    json[Json::json_pointer(pointer)] = value;
    INFO(pointer << " = " << value.dump());
    CHECK(error_of(json) == error);
  }
  Json twice = full();
  twice[0]["steps"].push_back(twice[0]["steps"][0]);
  CHECK(error_of(twice) == "Lesson “spotlight”: two steps have the same id.");
  twice = full();
  twice.push_back(twice[0]);
  CHECK(error_of(twice) == "Two lessons have the same id.");
  Json bars = full();
  auto& asked = bars[0]["steps"][0]["predict"];
  asked["kind"] = "bars";
  CHECK(error_of(bars).empty());
  asked["options"] = Json::array({"a", "b", "c", "d", "e", "f"});
  CHECK(error_of(bars) == where + "“options” of bars are two to five words.");
  asked["options"] = Json::array({"a", "b"});
  bars[0]["steps"][0]["lamp"] = "on";
  CHECK(error_of(bars) == where + "bars are set in the dark: the step needs “lamp: off-until-answer”.");
  Json dark = full();
  dark[0]["steps"][0].erase("predict");
  CHECK(error_of(dark) == where + "the lamp is off until an answer, but nothing is asked.");
}

TEST_CASE("what isn't a course is refused", "[lessons]") {
  for (const std::string text : {"", "{}", "[1]", "[[]]", "null", "[{\"id\":", "\xff"})
    CHECK_FALSE(parse_course(text, {scenes::scene_ids(), model::lesson_models()}));
  CHECK_FALSE(parse_course(std::string(5u << 20, ' '), {scenes::scene_ids(), model::lesson_models()}));
  std::string deep = R"({"token_present":"x"})";
  for (int i = 0; i < 50; ++i) deep = R"({"not":)" + deep + "}";
  Json json = full();
  json[0]["steps"][0]["challenge"]["when"] = Json::parse(deep);
  CHECK(error_of(json).find("too deep") != std::string::npos);
}

}  // namespace
}  // namespace theatre::lessons
