// Which steps of the course are done.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace theatre::lessons {

class Progress {
 public:
  void mark_done(std::string_view lesson, std::string_view step);
  bool is_done(std::string_view lesson, std::string_view step) const;
  int count(std::string_view lesson) const;  // steps done in this lesson

  // {"version":1,"done":{"lesson-id":["step-id","another"]}}
  std::string to_json() const;

  // Takes over what can be read; anything else in the text is passed over. What is already done stays done.
  void restore(std::string_view json);

 private:
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> done_;
};

}  // namespace theatre::lessons
