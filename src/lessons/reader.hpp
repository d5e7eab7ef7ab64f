// Reading checked values out of JSON: the first thing that is wrong is kept as one sentence. Inside lessons
// only.
#pragma once

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lessons/condition.hpp"

namespace theatre::lessons {

class Reader {
 public:
  using Json = nlohmann::json;

  bool failed() const { return !error_.empty(); }
  const std::string& error() const { return error_; }
  void fail(const std::string& what);  // `what` goes on from "Lesson “x”, step “y”: "; the first one is kept

  // What the sentences begin with.
  void enter_lesson(const std::string& id);
  void enter_step(const std::string& id);  // empty = no step

  // Is it an object with no keys but these? `name` is what it is called in a sentence.
  bool is_object(const Json& json, const std::string& name, std::initializer_list<std::string_view> keys);

  // Each reads one member into `out` and leaves it alone where the member is missing.
  void text(const Json& object, const char* key, std::string& out);
  void text(const Json& object, const char* key, std::optional<std::string>& out);
  void words(const Json& object, const char* key,
             std::vector<std::string>& out);  // one text or a list of them
  void number(const Json& object, const char* key, double& out);
  void whole(const Json& object, const char* key, int low, int high, int& out);
  void boolean(const Json& object, const char* key, bool& out);
  void boolean(const Json& object, const char* key, std::optional<bool>& out);
  void range(const Json& object, Range& out);  // at_least, at_most

  // {kind: …}. row and head are what the step says where the condition leaves them out.
  Condition condition(const Json& json, const std::string& row, const std::string& head, int depth = 0);
  Switches switches(const Json& json);

 private:
  // Of the kinds that say something of a row's weights, of the switches, and of everything else.
  void weight_condition(const std::string& kind, const Json& body, Condition& out);
  void switch_condition(const Json& body, Condition& out);
  void other_condition(const Json& json, Condition& out);
  void need_words(const std::string& kind, const Condition& condition);

  std::string error_, lesson_, step_;
};

// "none", "causal" or "padding:N"
bool is_mask(const std::string& mask);

}  // namespace theatre::lessons
