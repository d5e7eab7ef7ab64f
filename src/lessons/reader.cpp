// Reading checked values out of JSON.
#include "lessons/reader.hpp"

#include <algorithm>
#include <cmath>

namespace theatre::lessons {
namespace {

using Json = Reader::Json;
using Kind = Condition::Kind;

constexpr int kDeepest = 8;  // conditions inside conditions

const Json* member(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

std::string in_quotes(std::string_view text) { return "“" + std::string(text) + "”"; }

}  // namespace

bool is_mask(const std::string& mask) {
  if (mask == "none" || mask == "causal") return true;
  const std::string padding = "padding:";
  return mask.rfind(padding, 0) == 0 && mask.size() > padding.size() && mask.size() <= padding.size() + 4 &&
         mask.find_first_not_of("0123456789", padding.size()) == std::string::npos;
}

void Reader::fail(const std::string& what) {
  if (failed()) return;
  if (!lesson_.empty()) error_ = "Lesson " + in_quotes(lesson_);
  if (!step_.empty()) error_ += ", step " + in_quotes(step_);
  error_ += (error_.empty() ? "" : ": ") + what;
}

void Reader::enter_lesson(const std::string& id) {
  lesson_ = id;
  step_.clear();
}

void Reader::enter_step(const std::string& id) { step_ = id; }

bool Reader::is_object(const Json& json, const std::string& name, std::initializer_list<std::string_view> keys) {
  if (!json.is_object()) {
    fail(in_quotes(name) + " has to be a list of names and values.");
    return false;
  }
  for (const auto& [key, value] : json.items()) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) {
      fail(in_quotes(name) + " can’t have " + in_quotes(key) + ".");
      return false;
    }
  }
  return true;
}

void Reader::text(const Json& object, const char* key, std::string& out) {
  const Json* value = member(object, key);
  if (!value) return;
  if (value->is_string()) {
    out = value->get_ref<const std::string&>();
  } else {
    fail(in_quotes(key) + " has to be text.");
  }
}

void Reader::text(const Json& object, const char* key, std::optional<std::string>& out) {
  if (member(object, key)) text(object, key, out.emplace());
}

void Reader::words(const Json& object, const char* key, std::vector<std::string>& out) {
  const Json* value = member(object, key);
  if (!value) return;
  const auto add = [&](const Json& word) {
    if (word.is_string() && !word.get_ref<const std::string&>().empty()) {
      out.push_back(word.get_ref<const std::string&>());
    } else {
      fail(in_quotes(key) + " has to be a text or a list of texts.");
    }
  };
  if (value->is_array()) {
    std::for_each(value->begin(), value->end(), add);
  } else {
    add(*value);
  }
}

void Reader::number(const Json& object, const char* key, double& out) {
  const Json* value = member(object, key);
  if (!value) return;
  if (value->is_number() && std::isfinite(value->get<double>())) {
    out = value->get<double>();
  } else {
    fail(in_quotes(key) + " has to be a number.");
  }
}

void Reader::whole(const Json& object, const char* key, int low, int high, int& out) {
  const Json* value = member(object, key);
  if (!value) return;
  const bool fits = value->is_number_integer() && value->get<double>() >= low && value->get<double>() <= high;
  if (fits) {
    out = value->get<int>();
  } else {
    fail(in_quotes(key) + " has to be a whole number from " + std::to_string(low) + " to " + std::to_string(high) +
         ".");
  }
}

void Reader::boolean(const Json& object, const char* key, bool& out) {
  const Json* value = member(object, key);
  if (!value) return;
  if (value->is_boolean()) {
    out = value->get<bool>();
  } else {
    fail(in_quotes(key) + " has to be true or false.");
  }
}

void Reader::boolean(const Json& object, const char* key, std::optional<bool>& out) {
  if (member(object, key)) boolean(object, key, out.emplace());
}

void Reader::range(const Json& object, Range& out) {
  number(object, "at_least", out.at_least);
  number(object, "at_most", out.at_most);
  if (out.at_least > out.at_most) fail("“at_least” is above “at_most”.");
}

Switches Reader::switches(const Json& json) {
  Switches out;
  if (!is_object(json, "switches", {"temperature", "scale", "positions", "mask", "hard", "same_heads"})) return out;
  double temperature = 1;
  number(json, "temperature", temperature);
  if (!(temperature >= 1e-3 && temperature <= 1e3)) fail("“temperature” has to lie between 0.001 and 1000.");
  out.temperature = static_cast<float>(temperature);
  boolean(json, "scale", out.scale);
  boolean(json, "positions", out.positions);
  boolean(json, "hard", out.hard);
  boolean(json, "same_heads", out.same_heads);
  text(json, "mask", out.mask);
  if (!is_mask(out.mask)) fail("“mask” has to be none, causal or padding:N.");
  return out;
}

Condition Reader::condition(const Json& json, const std::string& row, const std::string& head, int depth) {
  Condition out;
  if (!json.is_object() || json.size() != 1) {
    fail("a condition has to be one name with what belongs to it.");
    return out;
  }
  if (depth > kDeepest) {
    fail("conditions stand too deep inside each other.");
    return out;
  }
  const std::string kind = json.begin().key();
  const Json& body = json.begin().value();
  out.row = row;
  out.head = head;
  if (kind == "all" || kind == "any") {
    out.kind = kind == "all" ? Kind::all : Kind::any;
    if (!body.is_array() || body.empty()) fail(in_quotes(kind) + " has to be a list of conditions.");
    if (failed()) return out;
    for (const Json& part : body) out.parts.push_back(condition(part, row, head, depth + 1));
  } else if (kind == "not") {
    out.kind = Kind::none;
    out.parts.push_back(condition(body, row, head, depth + 1));
  } else if (kind == "largest" || kind == "weight") {
    weight_condition(kind, body, out);
  } else if (kind == "switch") {
    switch_condition(body, out);
  } else {
    other_condition(json, out);
  }
  return out;
}

void Reader::need_words(const std::string& kind, const Condition& condition) {
  if (condition.words.empty()) fail(in_quotes(kind) + " needs a word.");
}

void Reader::weight_condition(const std::string& kind, const Json& body, Condition& out) {
  const bool largest = kind == "largest";
  out.kind = largest ? Kind::largest : Kind::weight;
  if (largest ? !is_object(body, kind, {"row", "is", "head"})
              : !is_object(body, kind, {"row", "col", "head", "at_least", "at_most"}))
    return;
  text(body, "row", out.row);
  text(body, "head", out.head);
  if (largest) {
    words(body, "is", out.words);
  } else {
    std::string col;
    text(body, "col", col);
    if (!col.empty()) out.words.push_back(col);
    range(body, out.range);
  }
  need_words(kind, out);
  if (out.row.empty()) fail(in_quotes(kind) + " needs a “row”, or the step a “focus”.");
}

void Reader::switch_condition(const Json& body, Condition& out) {
  out.kind = Kind::switches;
  if (!is_object(body, "switch", {"temperature", "scale", "positions", "mask", "hard", "same_heads", "heads_off"}))
    return;
  if (const Json* temperature = member(body, "temperature")) {
    if (is_object(*temperature, "temperature", {"at_least", "at_most"})) range(*temperature, out.range);
  }
  boolean(body, "scale", out.scale);
  if (const Json* off = member(body, "heads_off")) {
    if (is_object(*off, "heads_off", {"at_least", "at_most"})) range(*off, out.heads_off);
  }
  boolean(body, "positions", out.positions);
  boolean(body, "hard", out.hard);
  boolean(body, "same_heads", out.same_heads);
  text(body, "mask", out.mask);
  if (!out.mask.empty() && !is_mask(out.mask)) fail("“mask” has to be none, causal or padding:N.");
}

void Reader::other_condition(const Json& json, Condition& out) {
  const std::string kind = json.begin().key();
  const Json& body = json.begin().value();
  if (kind == "edited_words") {
    out.kind = Kind::edited_words;
    if (is_object(body, kind, {"at_least", "at_most"})) range(body, out.range);
  } else if (kind == "second_edited") {
    out.kind = Kind::second_edited;
    if (body != true) fail("“second_edited” can only be true.");
  } else if (kind == "token_present" || kind == "head_is") {
    out.kind = kind == "head_is" ? Kind::head_is : Kind::token_present;
    words(json, kind.c_str(), out.words);
    need_words(kind, out);
  } else if (kind == "selected") {
    out.kind = Kind::selected;
    if (!is_object(body, kind, {"token"})) return;
    words(body, "token", out.words);
    need_words(kind, out);
  } else {
    fail("there is no condition called " + in_quotes(kind) + ".");
  }
}

}  // namespace theatre::lessons
