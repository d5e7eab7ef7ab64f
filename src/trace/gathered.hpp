// What a word takes home from a head: the values that it gathered by their names, who handed them over, and whose own
// values they fit.
#pragma once

#include <string>
#include <vector>

#include "trace/trace.hpp"

namespace theatre::trace {

struct Gathered {
  int column = -1;   // of the head's values
  std::string name;  // its readable name, without what stands before a colon
  float before = 0;  // the residual stream's number of that name before the step,
  float after = 0;   // and after it
  float taken = 0;   // the part of the head's output: Σ_j weight · v
};

// The named values in the head's output for `row`, by size, at most `most` and none below .05. Nothing for a head that
// is silenced, whose values have no names, or for a row that isn't there.
std::vector<Gathered> gathered(const Trace& trace, const Head& head, Eigen::Index row, std::size_t most);

// The names of the largest parts weight · v of what `key` hands over to `row`, likewise.
std::vector<std::string> handed_over(const Head& head, Eigen::Index row, Eigen::Index key, std::size_t most);

// One name's part in how much better one word's values fit what `row` took home than another's.
struct FitLine {
  int column = -1;
  std::string name;
  float value = 0;  // output_c ÷ |output| · (more_c ÷ |more| − less_c ÷ |less|)
};

// The largest of these parts, at most `most`, none below .05; all parts add up to fits(more) − fits(less).
std::vector<FitLine> why_fits(const Head& head, Eigen::Index row, Eigen::Index more, Eigen::Index less,
                              std::size_t most);

// How well every word's own values fit what `row` took home, (1, T_k): the cosine of output and v_j, in [-1, 1]; 0
// where either is 0, and everywhere for a head that is silenced.
RowVector fits(const Head& head, Eigen::Index row);

}  // namespace theatre::trace
