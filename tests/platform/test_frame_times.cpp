// How long the last frames took: median, 95th percentile and maximum of those that are kept.
#include "platform/frame_times.hpp"

#include <catch2/catch_test_macros.hpp>

using theatre::platform::FrameTimes;

TEST_CASE("frame times: none, one, a hundred in any order") {
  FrameTimes times;
  CHECK(times.summary().median == 0);
  CHECK(times.summary().max == 0);
  times.add(3);
  CHECK(times.summary().median == 3);
  CHECK(times.summary().p95 == 3);
  CHECK(times.summary().max == 3);

  FrameTimes hundred;
  for (int i = 0; i < 100; ++i) hundred.add((i * 37) % 100 + 1);  // 1 to 100
  CHECK(hundred.summary().median == 50);
  CHECK(hundred.summary().p95 == 95);
  CHECK(hundred.summary().max == 100);
}

TEST_CASE("frame times: what is long past no longer counts") {
  FrameTimes times;
  times.add(1000);
  for (std::size_t i = 0; i < FrameTimes::kKept - 1; ++i) times.add(2);
  CHECK(times.summary().max == 1000);
  times.add(2);
  CHECK(times.summary().max == 2);
  CHECK(times.summary().median == 2);
}
