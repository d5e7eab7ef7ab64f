// Finding things in a Trace.
#include "trace/trace.hpp"

#include <algorithm>
#include <cassert>

namespace theatre::trace {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

template <class Matches>
const Head* first_head(const Trace& trace, Matches matches) {
  for (const Step& step : trace.steps) {
    for (const Head& head : step.heads) {
      if (matches(head)) return &head;
    }
  }
  return nullptr;
}

}  // namespace

const Head* find_head(const Trace& trace, int layer, int index) {
  return first_head(trace, [&](const Head& head) { return head.layer == layer && head.index == index; });
}

const Head* find_head(const Trace& trace, std::string_view name) {
  return first_head(trace, [&](const Head& head) { return head.name == name; });
}

int input_step_of(const Trace& trace, const Head& head) {
  for (std::size_t s = 1; s < trace.steps.size(); ++s) {
    for (const Head& other : trace.steps[s].heads) {
      if (other.layer == head.layer && other.index == head.index) return static_cast<int>(s) - 1;
    }
  }
  return -1;
}

const Matrix& input_of(const Trace& trace, const Head& head) {
  const int step = input_step_of(trace, head);
  assert(step >= 0);
  return trace.steps[static_cast<std::size_t>(step)].out;
}

bool same_word(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

int find_token(const Trace& trace, std::string_view word, int k) {
  for (std::size_t i = 0; i < trace.tokens.size(); ++i) {
    if (same_word(trace.tokens[i].text, word) && --k == 0) return static_cast<int>(i);
  }
  return -1;
}

}  // namespace theatre::trace
