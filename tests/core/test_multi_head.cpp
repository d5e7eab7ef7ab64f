// Multi-head attention: against PyTorch's layer, and against single heads.
#include <catch2/catch_test_macros.hpp>

#include "core/mask.hpp"
#include "core/multi_head.hpp"
#include "core/random.hpp"
#include "support/golden.hpp"
#include "support/near.hpp"

namespace theatre::core {
namespace {

MultiHeadParameters random_parameters(int heads, Eigen::Index d_model, Eigen::Index d_head, std::uint64_t seed) {
  Random random(seed);
  const Eigen::Index width = heads * d_head;
  MultiHeadParameters p;
  p.heads = heads;
  p.W_Q = random_normal(d_model, width, 0.5f, random);
  p.W_K = random_normal(d_model, width, 0.5f, random);
  p.W_V = random_normal(d_model, width, 0.5f, random);
  p.W_O = random_normal(width, d_model, 0.5f, random);
  p.b_Q = random_normal(1, width, 0.5f, random).row(0);
  p.b_K = random_normal(1, width, 0.5f, random).row(0);
  p.b_V = random_normal(1, width, 0.5f, random).row(0);
  p.b_O = random_normal(1, d_model, 0.5f, random).row(0);
  return p;
}

TEST_CASE("multi-head attention equals PyTorch's layer", "[core][golden]") {
  const auto golden = test::read_golden("core/multi_head.txt");
  MultiHeadParameters p;
  p.heads = static_cast<int>(golden.number("heads"));
  p.W_Q = golden.matrix("W_Q");
  p.W_K = golden.matrix("W_K");
  p.W_V = golden.matrix("W_V");
  p.W_O = golden.matrix("W_O");
  p.b_Q = golden.row("b_Q");
  p.b_K = golden.row("b_K");
  p.b_V = golden.row("b_V");
  p.b_O = golden.row("b_O");
  const Matrix &x = golden.matrix("x"), &memory = golden.matrix("memory");
  const auto compare = [&](const std::string& name, const MultiHead& pass) {
    INFO(name);
    CHECK(test::difference(pass.output, golden.matrix(name + "_output"), 1e-5f) == "");
    for (int h = 0; h < p.heads; ++h) {
      CHECK(test::difference(pass.heads[static_cast<std::size_t>(h)].attention.weights,
                             golden.matrix(name + "_weights_" + std::to_string(h)), 5e-6f) == "");
    }
  };
  compare("self", multi_head(x, x, p));
  compare("cross", multi_head(x, memory, p));
  compare("masked", multi_head(x, memory, p, golden.mask("mask")));
}

TEST_CASE("each head is attention on its own columns", "[core]") {
  Random random(20);
  const MultiHeadParameters p = random_parameters(4, 10, 5, 21);
  const Matrix x = random_normal(6, 10, 1, random);
  const MultiHead pass = multi_head(x, x, p);
  REQUIRE(pass.heads.size() == 4);
  Matrix expected = p.b_O.replicate(6, 1);
  for (int h = 0; h < 4; ++h) {
    const HeadPass& head = pass.heads[static_cast<std::size_t>(h)];
    // Written out here, column by column, so that a slip in the slicing would show.
    for (Eigen::Index c = 0; c < 5; ++c) {
      const Eigen::Index column = h * 5 + c;
      for (Eigen::Index i = 0; i < 6; ++i) {
        CHECK(std::abs(head.q(i, c) - (x.row(i).dot(p.W_Q.col(column)) + p.b_Q(column))) < 1e-4f);
        CHECK(std::abs(head.k(i, c) - (x.row(i).dot(p.W_K.col(column)) + p.b_K(column))) < 1e-4f);
        CHECK(std::abs(head.v(i, c) - (x.row(i).dot(p.W_V.col(column)) + p.b_V(column))) < 1e-4f);
      }
    }
    CHECK(head.attention.output == attention(head.q, head.k, head.v).output);
    CHECK(pass.concatenated.middleCols(h * 5, 5) == head.attention.output);
    expected += head.attention.output * p.W_O.middleRows(h * 5, 5);
  }
  CHECK(test::difference(pass.output, expected, 1e-5f) == "");
}

TEST_CASE("causal multi-head rows never see the future, to the last bit", "[core]") {
  Random random(22);
  const MultiHeadParameters p = random_parameters(3, 12, 4, 23);
  Matrix x = random_normal(7, 12, 1, random);
  const Mask mask = make_mask(MaskRule::causal, 7, 7);
  const MultiHead before = multi_head(x, x, p, mask);
  x.row(5).setConstant(9);
  const MultiHead after = multi_head(x, x, p, mask);
  CHECK(after.output.topRows(5) == before.output.topRows(5));
  CHECK(after.output.row(5) != before.output.row(5));
}

TEST_CASE("equal heads give equal weights", "[core]") {
  Random random(24);
  MultiHeadParameters p = random_parameters(2, 6, 3, 25);
  p.W_Q.rightCols(3) = p.W_Q.leftCols(3).eval();
  p.W_K.rightCols(3) = p.W_K.leftCols(3).eval();
  p.b_Q.rightCols(3) = p.b_Q.leftCols(3).eval();
  p.b_K.rightCols(3) = p.b_K.leftCols(3).eval();
  const Matrix x = random_normal(5, 6, 1, random);
  const MultiHead pass = multi_head(x, x, p);
  CHECK(test::difference(pass.heads[0].attention.weights, pass.heads[1].attention.weights, 1e-6f) == "");
}

}  // namespace
}  // namespace theatre::core
