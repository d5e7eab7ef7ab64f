// The portable form of the four-float helpers.
#define THEATRE_PORTABLE 1
#include "support/lanes_checks.hpp"

TEST_CASE("exp, GELU and rounding on four floats, portable", "[lanes]") {
  check_exp();
  check_gelu();
  check_rounding();
  check_folding();
}
