// Scaled dot-product attention: against loops, PyTorch and its own algebra.
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "core/attention.hpp"
#include "core/mask.hpp"
#include "core/random.hpp"
#include "support/golden.hpp"
#include "support/near.hpp"

namespace theatre::core {
namespace {

struct Inputs {
  Matrix q, k, v;
};

Inputs random_inputs(Eigen::Index queries, Eigen::Index keys, std::uint64_t seed) {
  Random random(seed);
  return {random_normal(queries, 8, 1, random), random_normal(keys, 8, 1, random), random_normal(keys, 3, 1, random)};
}

// Straight from the formula, one number at a time.
Matrix naive_attention(const Inputs& in, const Mask& mask) {
  Matrix output = Matrix::Zero(in.q.rows(), in.v.cols());
  for (Eigen::Index i = 0; i < in.q.rows(); ++i) {
    double sum = 0;
    Eigen::RowVectorXd mixed = Eigen::RowVectorXd::Zero(in.v.cols());
    for (Eigen::Index j = 0; j < in.k.rows(); ++j) {
      if (!allows(mask, i, j)) continue;
      double product = 0;
      for (Eigen::Index c = 0; c < in.q.cols(); ++c) {
        product += static_cast<double>(in.q(i, c)) * static_cast<double>(in.k(j, c));
      }
      const double share = std::exp(product / std::sqrt(static_cast<double>(in.q.cols())));
      sum += share;
      mixed += share * in.v.row(j).cast<double>();
    }
    if (sum > 0) output.row(i) = (mixed / sum).cast<float>();
  }
  return output;
}

TEST_CASE("attention equals loops over the formula", "[core]") {
  for (const Eigen::Index n : {1, 2, 5, 9, 40}) {
    const Inputs in = random_inputs(n, n, 10);
    CHECK(test::difference(attention(in.q, in.k, in.v).output, naive_attention(in, {}), 1e-5f) == "");
    for (const MaskRule rule : {MaskRule::causal, MaskRule::strict_causal, MaskRule::strict_anti_causal}) {
      const Mask mask = make_mask(rule, n, n);
      CHECK(test::difference(attention(in.q, in.k, in.v, mask).output, naive_attention(in, mask), 1e-5f) == "");
    }
  }
}

TEST_CASE("attention equals PyTorch's scaled_dot_product_attention", "[core][golden]") {
  const auto golden = test::read_golden("core/attention.txt");
  const Matrix &q = golden.matrix("q"), &k = golden.matrix("k"), &v = golden.matrix("v");
  CHECK(test::difference(attention(q, k, v).output, golden.matrix("output"), 2e-6f) == "");
  CHECK(test::difference(attention(q, k, v, golden.mask("mask")).output, golden.matrix("masked_output"), 2e-6f) == "");
  AttentionOptions unscaled;
  unscaled.scale = false;
  CHECK(test::difference(attention(q, k, v, {}, unscaled).output, golden.matrix("unscaled_output"), 5e-6f) == "");
  const Attention causal = attention(golden.matrix("causal_q"), golden.matrix("causal_k"), golden.matrix("causal_v"),
                                     make_mask(MaskRule::causal, 6, 6));
  CHECK(test::difference(causal.output, golden.matrix("causal_output"), 2e-6f) == "");
}

TEST_CASE("each intermediate follows from the one before", "[core]") {
  const Inputs in = random_inputs(5, 7, 11);
  const Attention pass = attention(in.q, in.k, in.v);
  CHECK(pass.scale == std::sqrt(8.0f));
  CHECK(test::difference(pass.products, in.q * in.k.transpose(), 1e-6f) == "");
  CHECK(test::difference(pass.scores * pass.scale, pass.products, 1e-6f) == "");
  CHECK(test::difference(pass.weights.rowwise().sum(), Matrix::Ones(5, 1), 1e-6f) == "");
  CHECK(test::difference(pass.output, pass.weights * in.v, 1e-6f) == "");
}

TEST_CASE("scale off equals queries multiplied by the root of d", "[core]") {
  const Inputs in = random_inputs(6, 6, 12);
  AttentionOptions unscaled;
  unscaled.scale = false;
  const Attention off = attention(in.q, in.k, in.v, {}, unscaled);
  CHECK(off.scale == 1.0f);
  CHECK(off.scores == off.products);
  const Attention larger = attention(in.q * std::sqrt(8.0f), in.k, in.v);
  CHECK(test::difference(off.weights, larger.weights, 1e-5f) == "");
  CHECK(test::difference(off.output, larger.output, 1e-5f) == "");
}

TEST_CASE("without positions, reordering the words reorders the output", "[core]") {
  const Inputs in = random_inputs(6, 6, 13);
  const Attention straight = attention(in.q, in.k, in.v);
  const Attention turned = attention(in.q.colwise().reverse(), in.k.colwise().reverse(), in.v.colwise().reverse());
  CHECK(test::difference(turned.output, straight.output.colwise().reverse(), 1e-5f) == "");
  CHECK(test::difference(turned.weights, straight.weights.reverse(), 1e-5f) == "");
}

TEST_CASE("causal rows never see the future, to the last bit", "[core]") {
  Inputs in = random_inputs(9, 9, 14);
  const Mask mask = make_mask(MaskRule::causal, 9, 9);
  const Attention before = attention(in.q, in.k, in.v, mask);
  in.q.row(6).setConstant(1e4f);
  in.k.row(6).setConstant(-7e4f);
  in.v.row(6).setConstant(3e5f);
  const Attention after = attention(in.q, in.k, in.v, mask);
  CHECK(after.weights.topRows(6) == before.weights.topRows(6));
  CHECK(after.output.topRows(6) == before.output.topRows(6));
  CHECK(after.output.row(6) != before.output.row(6));
}

TEST_CASE("a query that may look at nothing gets zeros", "[core]") {
  const Inputs in = random_inputs(4, 4, 15);
  const Attention pass = attention(in.q, in.k, in.v, make_mask(MaskRule::strict_causal, 4, 4));
  CHECK(pass.weights.row(0).isZero(0));
  CHECK(pass.output.row(0).isZero(0));
  CHECK(pass.weights.row(1).sum() == 1.0f);
}

TEST_CASE("finite inputs never give NaN, however large", "[core]") {
  Inputs in = random_inputs(5, 5, 16);
  in.q *= 1e38f;
  in.k *= 1e38f;
  in.v *= 1e38f;
  for (const float temperature : {1e-30f, 1.0f, 1e30f}) {
    AttentionOptions options;
    options.temperature = temperature;
    const Attention pass = attention(in.q, in.k, in.v, make_mask(MaskRule::causal, 5, 5), options);
    CHECK(pass.products.allFinite());
    CHECK(pass.weights.allFinite());
    CHECK(pass.output.allFinite());
  }
}

TEST_CASE("attention over nothing", "[core]") {
  CHECK(attention(Matrix(0, 4), Matrix(0, 4), Matrix(0, 2)).output.rows() == 0);
  const Attention none = attention(Matrix::Ones(2, 4), Matrix(0, 4), Matrix(0, 3));
  CHECK(none.output == Matrix::Zero(2, 3));
}

}  // namespace
}  // namespace theatre::core
