// Runs: whole words and headings that are drawn as one glyph. The browser shapes, kerns and orders the run;
// Dear ImGui sees one private-use code point. Bounded: when full, the owner forgets all of them between two
// frames.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace theatre::ui {

class Runs {
 public:
  static constexpr unsigned first_code = 0xE000;  // start of the private-use area of Unicode's first plane
  static constexpr std::size_t area = 6400;       // code points in it
  static constexpr std::size_t capacity = 2048;   // full() from here on

  // The code point that stands for `text`, the same until clear(); 0 when the area has no room left.
  unsigned code(std::string_view text);
  // The text behind a code point, or nullptr when it stands for itself.
  const std::string* text(unsigned code) const;
  bool full() const { return texts_.size() >= capacity; }
  void clear();

 private:
  std::vector<std::string> texts_;
  std::unordered_map<std::string, unsigned> codes_;
};

}  // namespace theatre::ui
