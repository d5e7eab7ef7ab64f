// How long the last frames took.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

namespace theatre::platform {

class FrameTimes {
 public:
  static constexpr std::size_t kKept = 240;  // frames: some seconds of movement

  struct Summary {
    double median = 0, p95 = 0, max = 0;  // ms; the 95th percentile; all 0 before the first frame
  };

  void add(double milliseconds) {
    last_[next_ % kKept] = milliseconds;
    ++next_;
  }

  Summary summary() const {
    const std::size_t count = std::min(next_, kKept);
    if (count == 0) return {};
    std::array<double, kKept> sorted = last_;
    std::sort(sorted.begin(), sorted.begin() + count);
    return {sorted[(count - 1) / 2], sorted[(count - 1) * 95 / 100], sorted[count - 1]};
  }

 private:
  std::array<double, kKept> last_{};
  std::size_t next_ = 0;
};

}  // namespace theatre::platform
