// Finding things in a Trace.
#include "trace/trace.hpp"

#include <algorithm>

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

const Text& text_of(const Trace& trace, int step) {
  return step < 0 ? trace : trace.nth_text(static_cast<std::size_t>(trace.steps[static_cast<std::size_t>(step)].text));
}

const Matrix& out_of(const Trace& trace, int step) {
  static const Matrix none;
  return step < 0 ? none : trace.steps[static_cast<std::size_t>(step)].out;
}

}  // namespace

const Head* find_head(const Trace& trace, int layer, int index) {
  return first_head(trace, [&](const Head& head) { return head.layer == layer && head.index == index; });
}

const Head* find_head(const Trace& trace, std::string_view name) {
  return first_head(trace, [&](const Head& head) { return head.name == name; });
}

int read_step(const Trace& trace, int step) {
  const Step& here = trace.steps[static_cast<std::size_t>(step)];
  if (here.reads >= 0) return here.reads;
  const bool none = here.reads == Step::nothing || here.kind == StepKind::embedding;
  return none ? -1 : step - 1;
}

int keys_step(const Trace& trace, int step) {
  const Step& here = trace.steps[static_cast<std::size_t>(step)];
  if (here.keys_from >= 0) return here.keys_from;
  return here.keys_from == Step::nothing ? -1 : read_step(trace, step);
}

int added_to_step(const Trace& trace, int step) {
  const Step& here = trace.steps[static_cast<std::size_t>(step)];
  if (here.adds_to >= 0) return here.adds_to;
  const bool adds = here.kind == StepKind::attention || here.kind == StepKind::feed_forward;
  return here.adds_to == Step::usual && adds ? read_step(trace, step) : -1;
}

int step_of(const Trace& trace, const Head& head) {
  for (std::size_t s = 0; s < trace.steps.size(); ++s) {
    for (const Head& other : trace.steps[s].heads) {
      if (other.layer == head.layer && other.index == head.index) return static_cast<int>(s);
    }
  }
  return -1;
}

int input_step_of(const Trace& trace, const Head& head) {
  const int step = step_of(trace, head);
  return step < 0 ? -1 : read_step(trace, step);
}

int keys_input_step_of(const Trace& trace, const Head& head) {
  const int step = step_of(trace, head);
  return step < 0 ? -1 : keys_step(trace, step);
}

const Matrix& input_of(const Trace& trace, const Head& head) { return out_of(trace, input_step_of(trace, head)); }

const Matrix& keys_input_of(const Trace& trace, const Head& head) {
  return out_of(trace, keys_input_step_of(trace, head));
}

const Text& queries(const Trace& trace, const Head& head) { return text_of(trace, step_of(trace, head)); }

const Text& keys(const Trace& trace, const Head& head) {
  const int from = keys_input_step_of(trace, head);
  return from < 0 ? queries(trace, head) : text_of(trace, from);
}

bool looks_at_itself(const Trace& trace, const Head& head) { return &queries(trace, head) == &keys(trace, head); }

bool is_whole(const Head& head) {
  const auto same_size = [&](const Matrix& matrix) {
    return matrix.rows() == head.weights.rows() && matrix.cols() == head.weights.cols();
  };
  return same_size(head.products) && same_size(head.scores) && head.q.rows() == head.weights.rows() &&
         head.k.rows() == head.weights.cols() && head.v.rows() == head.weights.cols() &&
         head.output.rows() == head.weights.rows();
}

bool same_word(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

int find_token(const Text& text, std::string_view word, int k) {
  for (std::size_t i = 0; i < text.tokens.size(); ++i) {
    if (same_word(text.tokens[i].text, word) && --k == 0) return static_cast<int>(i);
  }
  return -1;
}

}  // namespace theatre::trace
