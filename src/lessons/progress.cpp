// Which steps of the course are done.
#include "lessons/progress.hpp"

#include <nlohmann/json.hpp>

namespace theatre::lessons {
namespace {

using Json = nlohmann::json;

// Far above any course: a damaged or hostile record can't fill the memory.
constexpr std::size_t kMostLessons = 1000, kMostSteps = 1000, kLongestId = 100;

bool is_id(const std::string& text) { return !text.empty() && text.size() <= kLongestId; }

}  // namespace

void Progress::mark_done(std::string_view lesson, std::string_view step) {
  done_[std::string(lesson)].insert(std::string(step));
}

bool Progress::is_done(std::string_view lesson, std::string_view step) const {
  const auto found = done_.find(lesson);
  return found != done_.end() && found->second.find(step) != found->second.end();
}

int Progress::count(std::string_view lesson) const {
  const auto found = done_.find(lesson);
  return found == done_.end() ? 0 : static_cast<int>(found->second.size());
}

std::string Progress::to_json() const {
  Json done = Json::object();
  for (const auto& [lesson, steps] : done_) done[lesson] = steps;
  return Json{{"version", 1}, {"done", done}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void Progress::restore(std::string_view json) {
  const Json record = Json::parse(json, nullptr, false);
  if (!record.is_object() || !record.contains("done") || !record["done"].is_object()) return;
  for (const auto& [lesson, steps] : record["done"].items()) {
    if (!is_id(lesson) || !steps.is_array() || done_.size() >= kMostLessons) continue;
    for (const Json& step : steps) {
      if (!step.is_string() || !is_id(step.get_ref<const std::string&>())) continue;
      auto& known = done_[lesson];
      if (known.size() < kMostSteps) known.insert(step.get_ref<const std::string&>());
    }
  }
}

}  // namespace theatre::lessons
