#include "app/command_line/bench.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

namespace theatre::app {
namespace {

// A text of `words` words, by repeating an ordinary sentence.
std::string text_of(int words) {
  static constexpr const char* sentence[] = {"the", "cat",  "that", "I",   "saw",   "yesterday", "sat", "on",
                                             "the", "soft", "mat",  "and", "slept", "because",   "it",  "was"};
  std::string text;
  for (int i = 0; i < words; ++i) text += std::string(i > 0 ? " " : "") + sentence[i % 16];
  return text;
}

}  // namespace

std::string bench(const model::Model& model) {
  using Clock = std::chrono::steady_clock;
  std::string out = "words   median ms   best ms\n";
  for (const int words : {8, 16, 32, 64, 128, 200}) {
    const std::string text = text_of(words);
    std::vector<double> times;
    for (int run = 0; run < 21; ++run) {
      const auto start = Clock::now();
      const auto trace = model.forward(text, {});
      times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
      if (trace->size() == 0) return "The model gave nothing.\n";
    }
    std::sort(times.begin(), times.end());
    char line[64];
    std::snprintf(line, sizeof line, "%5d %11.2f %9.2f\n", words, times[times.size() / 2], times.front());
    out += line;
  }
  return out;
}

}  // namespace theatre::app
