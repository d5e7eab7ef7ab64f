// Percents that a view may print beside a row of weights.
#include "trace/share.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace theatre::trace {

std::vector<int> percents(const core::RowVector& weights) {
  const auto count = static_cast<std::size_t>(weights.size());
  std::vector<int> whole(count, 0);
  std::vector<double> exact(count);
  for (std::size_t j = 0; j < count; ++j) {
    exact[j] = std::max(0.0, static_cast<double>(weights(static_cast<Eigen::Index>(j))));
  }
  const double sum = std::accumulate(exact.begin(), exact.end(), 0.0);
  if (!(sum > 0) || !std::isfinite(sum)) return whole;

  int left = 100;
  std::vector<std::size_t> order;
  for (std::size_t j = 0; j < count; ++j) {
    exact[j] *= 100 / sum;
    whole[j] = static_cast<int>(exact[j]);
    left -= whole[j];
    if (exact[j] > 0) order.push_back(j);
  }
  const auto remainder = [&](std::size_t j) { return exact[j] - whole[j]; };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainder(a) > remainder(b); });
  for (int n = 0; n < left; ++n) ++whole[order[static_cast<std::size_t>(n)]];
  return whole;
}

std::string percent_text(int percent) { return std::to_string(percent) + " %"; }

}  // namespace theatre::trace
