// Traces for the stage's tests: words and one row of weights for each, made from a seed.
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "trace/trace.hpp"

namespace theatre::test {

inline trace::Trace stage_trace(const std::vector<std::string>& words, unsigned seed = 1, float sharpness = 3) {
  trace::Trace trace;
  for (const std::string& word : words) {
    trace::Token token;
    token.text = word;
    if (word == "⟨start⟩" || word == "⟨end⟩") token.kind = trace::TokenKind::added;
    trace.tokens.push_back(token);
  }
  const auto n = static_cast<Eigen::Index>(words.size());
  trace::Head head;
  head.weights = trace::Matrix::Zero(n, n);
  for (Eigen::Index row = 0; row < n; ++row) {
    for (Eigen::Index column = 0; column < n; ++column) {
      seed = seed * 1664525U + 1013904223U;
      head.weights(row, column) = std::exp(sharpness * static_cast<float>(seed >> 8U) / 16777216.0F);
    }
    head.weights.row(row) /= head.weights.row(row).sum();
  }
  trace::Step step;
  step.kind = trace::StepKind::attention;
  step.layer = 0;
  step.heads.push_back(head);
  trace.steps.push_back(step);
  return trace;
}

inline std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> words{"⟨start⟩"};
  std::string word;
  for (const char c : text + " ") {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(word);
      word.clear();
    }
  }
  words.emplace_back("⟨end⟩");
  return words;
}

}  // namespace theatre::test
