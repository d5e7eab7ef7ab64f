// Masks: who may look at whom.
#include <catch2/catch_test_macros.hpp>

#include "core/mask.hpp"

namespace theatre::core {
namespace {

constexpr MaskRule kRules[] = {
    MaskRule::all,   MaskRule::causal, MaskRule::strict_causal, MaskRule::anti_causal, MaskRule::strict_anti_causal,
    MaskRule::others};

TEST_CASE("each rule of places", "[core]") {
  for (Eigen::Index i = 0; i < 5; ++i) {
    for (Eigen::Index j = 0; j < 7; ++j) {
      CHECK(make_mask(MaskRule::all, 5, 7)(i, j));
      CHECK(make_mask(MaskRule::causal, 5, 7)(i, j) == (j <= i));
      CHECK(make_mask(MaskRule::strict_causal, 5, 7)(i, j) == (j < i));
      CHECK(make_mask(MaskRule::anti_causal, 5, 7)(i, j) == (j >= i));
      CHECK(make_mask(MaskRule::strict_anti_causal, 5, 7)(i, j) == (j > i));
      CHECK(make_mask(MaskRule::others, 5, 7)(i, j) == (j != i));
    }
  }
}

TEST_CASE("names lead back to their rules", "[core]") {
  for (const MaskRule rule : kRules) {
    CHECK_FALSE(mask_name(rule).empty());
    CHECK(mask_from_name(mask_name(rule)) == rule);
  }
  CHECK_FALSE(mask_from_name("sideways").has_value());
}

TEST_CASE("padding hides the last keys", "[core]") {
  const Mask mask = padding_mask(3, 5, 2);
  CHECK(mask.leftCols(3).all());
  CHECK_FALSE(mask.rightCols(2).any());
  CHECK(padding_mask(3, 5, 0).all());
  CHECK_FALSE(padding_mask(3, 5, 99).any());
  CHECK(padding_mask(3, 5, -1).all());
}

TEST_CASE("combining allows what both allow", "[core]") {
  const Mask causal = make_mask(MaskRule::causal, 4, 4);
  const Mask anti = make_mask(MaskRule::anti_causal, 4, 4);
  const Mask both = combine(causal, anti);
  for (Eigen::Index i = 0; i < 4; ++i) {
    for (Eigen::Index j = 0; j < 4; ++j) CHECK(both(i, j) == (i == j));
  }
  CHECK((combine(causal, {}) == causal).all());
  CHECK((combine({}, causal) == causal).all());
  CHECK(combine({}, {}).size() == 0);
  CHECK(allows({}, 3, 9));
  CHECK_FALSE(allows(causal, 0, 1));
}

}  // namespace
}  // namespace theatre::core
