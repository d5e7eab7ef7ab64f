// Finding things in a Trace.
#include "trace/trace.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/small_trace.hpp"

namespace theatre::trace {
namespace {

TEST_CASE("heads are found by place and by name", "[trace]") {
  const Trace trace = test::small_trace();
  const Head* head = find_head(trace, 1, 2);
  REQUIRE(head != nullptr);
  CHECK(head->name == "head-1-2");
  CHECK(find_head(trace, "head-1-2") == head);
  CHECK(find_head(trace, 7, 0) == nullptr);
  CHECK(find_head(trace, "nobody") == nullptr);
}

TEST_CASE("a head's input is the residual stream of the step before its own", "[trace]") {
  const Trace trace = test::small_trace();
  CHECK(&input_of(trace, *find_head(trace, 0, 1)) == &trace.steps[0].out);
  CHECK(&input_of(trace, *find_head(trace, 1, 0)) == &trace.steps[2].out);
  CHECK(input_step_of(trace, *find_head(trace, 1, 0)) == 2);
  CHECK(input_step_of(trace, Head{}) == 0);  // layer 0, head 0
  Head stranger;
  stranger.layer = 9;
  CHECK(input_step_of(trace, stranger) == -1);
}

TEST_CASE("words are found whatever their case, by occurrence", "[trace]") {
  const Trace trace = test::small_trace();
  CHECK(find_token(trace, "it") == 7);
  CHECK(find_token(trace, "the") == 0);
  CHECK(find_token(trace, "THE", 2) == 4);
  CHECK(find_token(trace, "the", 3) == -1);
  CHECK(find_token(trace, "dog") == -1);
  CHECK(find_token(trace, "the", 0) == -1);
  CHECK(same_word("Naïve", "naïve"));
  CHECK_FALSE(same_word("cat", "cats"));
}

}  // namespace
}  // namespace theatre::trace
