// The four-float helpers as this target has them.
#include "support/lanes_checks.hpp"

TEST_CASE("exp, GELU and rounding on four floats", "[lanes]") {
  check_exp();
  check_gelu();
  check_rounding();
  check_folding();
}
