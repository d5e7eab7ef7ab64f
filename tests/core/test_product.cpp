// Matrix products against loops, and their promise to stay finite.
#include <catch2/catch_test_macros.hpp>

#include "core/product.hpp"
#include "core/random.hpp"
#include "support/near.hpp"

namespace theatre::core {
namespace {

Matrix naive_product(const Matrix& a, const Matrix& b) {
  Matrix out = Matrix::Zero(a.rows(), b.cols());
  for (Eigen::Index i = 0; i < a.rows(); ++i) {
    for (Eigen::Index j = 0; j < b.cols(); ++j) {
      for (Eigen::Index d = 0; d < a.cols(); ++d) out(i, j) += a(i, d) * b(d, j);
    }
  }
  return out;
}

TEST_CASE("product equals three loops", "[core]") {
  Random random(1);
  for (const Eigen::Index n : {1, 3, 8, 33}) {
    const Matrix a = random_normal(n, 17, 1, random);
    const Matrix b = random_normal(17, n + 2, 1, random);
    CHECK(test::difference(product(a, b), naive_product(a, b), 1e-5f) == "");
    CHECK(test::difference(product_transposed(a, b.transpose()), naive_product(a, b), 1e-5f) == "");
  }
}

TEST_CASE("affine adds the bias to each row, and an empty one adds nothing", "[core]") {
  Random random(2);
  const Matrix x = random_normal(4, 6, 1, random);
  const Matrix W = random_normal(6, 3, 1, random);
  const RowVector bias = random_normal(1, 3, 1, random).row(0);
  CHECK(affine(x, W, {}) == product(x, W));
  const Matrix with_bias = affine(x, W, bias);
  for (Eigen::Index i = 0; i < 4; ++i) CHECK(with_bias.row(i) == product(x, W).row(i) + bias);
}

TEST_CASE("finite input gives finite products, however large", "[core]") {
  Matrix a(1, 2), b(2, 2);
  a << 3e38f, 3e38f;
  b << 3e38f, 3e38f, 3e38f, -3e38f;  // too large for a float, and infinity minus infinity
  const Matrix out = product(a, b);
  CHECK(out(0, 0) == std::numeric_limits<float>::max());
  CHECK(out(0, 1) == 0.0f);
  CHECK(product_transposed(a, b.transpose()) == out);
  RowVector bias(2);
  bias << 3e38f, 1.0f;
  CHECK(affine(a, b, bias).allFinite());
}

TEST_CASE("products without rows or columns", "[core]") {
  CHECK(product(Matrix(0, 4), Matrix(4, 3)).rows() == 0);
  CHECK(product(Matrix(2, 0), Matrix(0, 3)) == Matrix::Zero(2, 3));
}

}  // namespace
}  // namespace theatre::core
