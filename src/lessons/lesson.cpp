// From the JSON that the build makes of web/lessons/*.md to lessons, every value checked.
#include "lessons/lesson.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "lessons/reader.hpp"

namespace theatre::lessons {
namespace {

using Json = Reader::Json;

// What the whole file may have: far above any course, so that a damaged one can't fill the memory.
constexpr std::size_t kMostBytes = 4u << 20;

std::string in_quotes(const std::string& text) { return "“" + text + "”"; }

// The value that goes with the text of a member; the first one where the member is missing.
template <class Value, std::size_t n>
Value one_of(Reader& reader, const Json& object, const char* key,
             const std::array<std::pair<const char*, Value>, n>& known) {
  std::string name = known[0].first, names;
  reader.text(object, key, name);
  for (const auto& [text, value] : known) {
    if (name == text) return value;
    names += (names.empty() ? "" : ", ") + std::string(text);
  }
  reader.fail(in_quotes(key) + " has to be one of " + names + ".");
  return known[0].second;
}

void need(Reader& reader, const std::string& value, const char* key) {
  if (value.empty()) reader.fail(in_quotes(key) + " is missing.");
}

Predict read_predict(Reader& reader, const Json& json, const Step& step) {
  Predict out;
  out.row = step.focus;
  out.head = step.head;
  if (!reader.is_object(json, "predict",
                        {"question", "kind", "options", "right", "wrong", "row", "head", "col", "scores_times"})) {
    return out;
  }
  constexpr std::array<std::pair<const char*, Predict::Kind>, 6> kinds{{{"word", Predict::Kind::word},
                                                                        {"bars", Predict::Kind::bars},
                                                                        {"head", Predict::Kind::head},
                                                                        {"matches", Predict::Kind::matches},
                                                                        {"fits", Predict::Kind::fits},
                                                                        {"choice", Predict::Kind::choice}}};
  out.kind = one_of(reader, json, "kind", kinds);
  reader.text(json, "question", out.question);
  reader.words(json, "options", out.options);
  reader.text(json, "right", out.right);
  reader.text(json, "wrong", out.wrong);
  reader.text(json, "row", out.row);
  reader.text(json, "head", out.head);
  reader.text(json, "col", out.col);
  double times = static_cast<double>(out.scores_times);
  reader.number(json, "scores_times", times);
  out.scores_times = static_cast<float>(times);
  need(reader, out.question, "question");
  need(reader, out.right, "right");
  need(reader, out.wrong, "wrong");
  if (out.row.empty()) reader.fail("“predict” needs a “row”, or the step a “focus”.");
  if (out.options.size() < 2 || out.options.size() > 6) reader.fail("“options” has to be a list of two to six.");
  if (out.kind == Predict::Kind::bars) {
    if (out.options.size() > 5) reader.fail("“options” of bars are two to five words.");
    if (step.lamp != Lamp::off_until_answer) {
      reader.fail("bars are set in the dark: the step needs “lamp: off-until-answer”.");
    }
  }
  if (out.kind == Predict::Kind::head) need(reader, out.col, "col");
  if (out.kind == Predict::Kind::choice) {
    if (out.options.size() != 3) reader.fail("“options” of a choice are three: grows, stays, shrinks.");
    if (!(times >= 1e-3 && times <= 1e3)) reader.fail("“scores_times” has to lie between 0.001 and 1000.");
    need(reader, out.col, "col");
  }
  return out;
}

Illustration read_illustration(Reader& reader, const Json& json, const Step& step) {
  Illustration out;
  out.row = step.focus;
  if (!reader.is_object(json, "illustration", {"title", "row", "words"})) return out;
  reader.text(json, "title", out.title);
  reader.text(json, "row", out.row);
  need(reader, out.title, "title");
  if (out.row.empty()) reader.fail("“illustration” needs a “row”, or the step a “focus”.");
  const Json words = json.value("words", Json::array());
  if (!words.is_array() || words.size() < 2 || words.size() > 8) {
    reader.fail("“words” of an illustration have to be a list of two to eight.");
    return out;
  }
  double sum = 0;
  for (const Json& given : words) {
    Illustration::Share share;
    if (!reader.is_object(given, "words", {"word", "share"})) return out;
    reader.text(given, "word", share.word);
    reader.number(given, "share", share.share);
    need(reader, share.word, "word");
    if (!(share.share >= 0 && share.share <= 1)) reader.fail("“share” has to lie between 0 and 1.");
    sum += share.share;
    out.words.push_back(std::move(share));
  }
  if (std::abs(sum - 1) > 0.005) reader.fail("the shares of an illustration have to add up to 1.");
  return out;
}

Challenge read_challenge(Reader& reader, const Json& json, const Step& step) {
  Challenge out;
  if (!reader.is_object(json, "challenge", {"prompt", "when", "hints", "done"})) return out;
  reader.text(json, "prompt", out.prompt);
  reader.text(json, "done", out.done);
  need(reader, out.prompt, "prompt");
  need(reader, out.done, "done");
  if (!json.contains("when")) {
    reader.fail("“challenge” needs a “when”.");
    return out;
  }
  out.when = reader.condition(json["when"], step.focus, step.head);
  if (!json.contains("hints")) return out;
  if (!json["hints"].is_array()) {
    reader.fail("“hints” has to be a list.");
    return out;
  }
  for (const Json& given : json["hints"]) {
    Hint hint;
    if (!reader.is_object(given, "hints", {"when", "say"})) return out;
    if (given.contains("when")) hint.when = reader.condition(given["when"], step.focus, step.head);
    reader.text(given, "say", hint.say);
    need(reader, hint.say, "say");
    out.hints.push_back(std::move(hint));
  }
  return out;
}

void read_id(Reader& reader, const Json& json, const std::string& key, const std::vector<std::string_view>& known,
             std::string& out) {
  reader.text(json, key.c_str(), out);
  if (std::find(known.begin(), known.end(), out) != known.end()) return;
  std::string names;
  for (const std::string_view id : known) names += (names.empty() ? "" : ", ") + std::string(id);
  reader.fail("“" + key + "” has to be one of " + names + ".");
}

Step read_step(Reader& reader, const Json& json, const Known& known) {
  Step out;
  if (json.is_object()) reader.text(json, "id", out.id);
  reader.enter_step(out.id);
  // `html` is the prose, which the page keeps to itself.
  if (!reader.is_object(
          json, "step",
          {"id", "title", "part", "scene", "model", "text", "keeps_text", "second", "head", "focus", "stage", "lamp",
           "switches", "predict", "challenge", "illustration", "task", "panel", "html"})) {
    return out;
  }
  reader.text(json, "title", out.title);
  constexpr std::array<std::pair<const char*, Part>, 3> parts{
      {{"feel", Part::feel}, {"see", Part::see}, {"try", Part::try_it}}};
  out.part = one_of(reader, json, "part", parts);
  if (!known.scenes.empty()) out.scene = known.scenes.front();
  read_id(reader, json, "scene", known.scenes, out.scene);
  reader.text(json, "model", out.model);
  if (!out.model.empty()) read_id(reader, json, "model", known.models, out.model);
  reader.text(json, "text", out.text);
  reader.boolean(json, "keeps_text", out.keeps_text);
  if (out.keeps_text && !out.text) reader.fail("“keeps_text” needs a “text”, for who has no sentence yet.");
  reader.text(json, "second", out.second);
  reader.text(json, "head", out.head);
  reader.text(json, "focus", out.focus);
  out.stage = "softmax";
  reader.text(json, "stage", out.stage);
  const auto& stages = stage_names();
  if (std::find(stages.begin(), stages.end(), out.stage) == stages.end()) {
    reader.fail("“stage” has to be one of embed, qkv, qkt, scale, softmax, mix.");
  }
  constexpr std::array<std::pair<const char*, Lamp>, 2> lamps{
      {{"on", Lamp::on}, {"off-until-answer", Lamp::off_until_answer}}};
  out.lamp = one_of(reader, json, "lamp", lamps);
  reader.text(json, "task", out.task);
  reader.text(json, "panel", out.panel);
  if (!out.panel.empty() && out.panel != "numbers" && out.panel != "arrows") {
    reader.fail("“panel” has to be numbers or arrows.");
  }
  need(reader, out.id, "id");
  need(reader, out.title, "title");
  if (json.contains("switches")) out.switches = reader.switches(json["switches"]);
  if (json.contains("predict")) out.predict = read_predict(reader, json["predict"], out);
  if (json.contains("illustration")) out.illustration = read_illustration(reader, json["illustration"], out);
  if (json.contains("challenge")) out.challenge = read_challenge(reader, json["challenge"], out);
  if (out.lamp == Lamp::off_until_answer && !out.predict) {
    reader.fail("the lamp is off until an answer, but nothing is asked.");
  }
  return out;
}

template <class Items>
bool has_twice(const Items& items) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (items[i].id == items[j].id) return true;
    }
  }
  return false;
}

Lesson read_lesson(Reader& reader, const Json& json, const Known& known) {
  Lesson out;
  reader.enter_lesson("");
  if (json.is_object()) reader.text(json, "id", out.id);
  reader.enter_lesson(out.id);
  if (!reader.is_object(json, "lesson", {"id", "title", "act", "number", "recap", "steps"})) return out;
  need(reader, out.id, "id");
  reader.text(json, "title", out.title);
  need(reader, out.title, "title");
  reader.whole(json, "act", 1, 5, out.act);
  reader.whole(json, "number", 1, 99, out.number);
  reader.words(json, "recap", out.recap);
  if (json.contains("recap") && out.recap.size() != 3) reader.fail("“recap” has to be three sentences.");
  if (!json.contains("steps") || !json["steps"].is_array() || json["steps"].empty()) {
    reader.fail("it has no steps.");
    return out;
  }
  for (const Json& step : json["steps"]) {
    if (reader.failed()) return out;
    reader.enter_step("");
    out.steps.push_back(read_step(reader, step, known));
  }
  reader.enter_step("");
  if (has_twice(out.steps)) reader.fail("two steps have the same id.");
  return out;
}

}  // namespace

const std::vector<std::string>& stage_names() {
  static const std::vector<std::string> names = {"embed", "qkv", "qkt", "scale", "softmax", "mix"};
  return names;
}

core::Result<Course> parse_course(std::string_view json, const Known& known) {
  if (json.size() > kMostBytes) return core::Failure{"The lessons are too long to be lessons."};
  const Json given = Json::parse(json, nullptr, false);
  if (!given.is_array()) return core::Failure{"The lessons can’t be read."};
  Course course;
  Reader reader;
  for (const Json& lesson : given) {
    course.lessons.push_back(read_lesson(reader, lesson, known));
    if (reader.failed()) return core::Failure{reader.error()};
  }
  if (has_twice(course.lessons)) return core::Failure{"Two lessons have the same id."};
  std::stable_sort(course.lessons.begin(), course.lessons.end(),
                   [](const Lesson& a, const Lesson& b) { return a.number < b.number; });
  return course;
}

}  // namespace theatre::lessons
