// The quantised products against plain sums, for every kernel that this machine has.
#include "core/int8_product.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdint>
#include <vector>

#include "support/near.hpp"

using namespace theatre;
using core::Kernel;

namespace {

std::vector<Kernel> kernels() {
  std::vector<Kernel> out;
  for (const Kernel kernel : {Kernel::portable, Kernel::simd, Kernel::wide}) {
    if (core::has_kernel(kernel)) out.push_back(kernel);
  }
  return out;
}

// Whole numbers in [-limit, limit] from a small generator of its own: the same on every target.
class Numbers {
 public:
  int next(int limit) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<int>((state_ >> 33) % static_cast<unsigned>(2 * limit + 1)) - limit;
  }
  core::Matrix matrix(int rows, int columns) {
    core::Matrix out(rows, columns);
    for (Eigen::Index i = 0; i < out.size(); ++i) out.data()[i] = static_cast<float>(next(10000)) / 3000;
    return out;
  }

 private:
  std::uint64_t state_ = 7;
};

}  // namespace

TEST_CASE("Packing keeps every weight and its place", "[int8]") {
  const int inputs = 6, outputs = 16;
  std::vector<std::int8_t> row_major;
  for (int i = 0; i < inputs * outputs; ++i) row_major.push_back(static_cast<std::int8_t>(i));
  row_major[5] = -128;
  row_major[0] = 127;
  const std::vector<std::uint8_t> packed = core::pack_panels(row_major, inputs, outputs);
  REQUIRE(packed.size() == row_major.size());
  const core::Int8Panels w{inputs, outputs, inputs, packed.data(), nullptr};
  for (int k = 0; k < inputs; ++k) {
    for (int o = 0; o < outputs; ++o) CHECK(core::panel_value(w, k, o) == row_major[k * outputs + o]);
  }
  // The first lanes: input 0 of outputs 0 and 4, then input 1 of them.
  CHECK(packed[0] == row_major[0] + 128);
  CHECK(static_cast<std::int8_t>(packed[1]) == row_major[4]);
  CHECK(packed[2] == row_major[outputs] + 128);
  CHECK(packed[4] == row_major[1] + 128);
}

TEST_CASE("Tiles hold every number of every row once", "[int8]") {
  for (const int rows : {1, 2, 3, 4, 5, 8, 13}) {
    int next = 0;
    for (int i = 0; i < core::tiles_of(rows); ++i) {
      const core::RowTile tile = core::row_tile(rows, i);
      CHECK(tile.first == next);
      CHECK(tile.rows >= 1);
      CHECK(tile.rows <= core::tile_rows);
      next += tile.rows;
    }
    CHECK(next == rows);
    core::Int16Rows x;
    x.reshape(rows, 6);
    std::vector<int> taken(static_cast<std::size_t>(rows) * 6);
    for (int r = 0; r < rows; ++r) {
      for (int k = 0; k < 6; ++k) ++taken.at(static_cast<std::size_t>(x.index(r, k)));
    }
    CHECK(taken == std::vector<int>(taken.size(), 1));
  }
}

TEST_CASE("A buffer that held a larger matrix serves a smaller one", "[int8]") {
  Numbers numbers;
  core::Int16Rows rows;
  core::Int16Panels keys;
  for (const int tokens : {17, 3, 9}) {
    const core::Matrix q = numbers.matrix(tokens, 32), k = numbers.matrix(tokens, 32);
    core::quantise_rows(q.data(), tokens, 32, 32, 0, 8190, rows);
    keys.reshape(32, tokens);
    for (int t = 0; t < tokens; ++t) core::pack_row(k.data() + t * 32, t, 8190, keys);
    core::Matrix products(tokens, tokens);
    core::int16_product(rows, keys, 0, tokens, products.data(), tokens);
    CHECK(test::difference(products, q * k.transpose(), 5e-3F) == "");
  }
}

TEST_CASE("int8 products are the naive sums, by every kernel", "[int8]") {
  Numbers numbers;
  const int shapes[][4] = {{1, 2, 8, 2},      {2, 4, 8, 4},      {3, 12, 24, 6},    {4, 16, 16, 8},
                           {5, 384, 40, 128}, {7, 384, 24, 384}, {9, 1536, 16, 64}, {16, 96, 56, 96}};
  for (const auto& [rows, inputs, outputs, group] : shapes) {
    std::vector<std::int8_t> weights(static_cast<std::size_t>(inputs) * outputs);
    for (auto& w : weights) w = static_cast<std::int8_t>(numbers.next(127));
    std::vector<std::uint16_t> scales(static_cast<std::size_t>(inputs / group) * outputs);
    for (auto& s : scales) s = static_cast<std::uint16_t>(0x3C00 + numbers.next(60));  // about 0.008
    std::vector<float> bias(static_cast<std::size_t>(outputs));
    for (auto& b : bias) b = static_cast<float>(numbers.next(100));
    const core::Matrix activations = numbers.matrix(rows, inputs);
    core::Int16Rows x;
    core::quantise_rows(activations.data(), rows, inputs, inputs, group, 32000, x);
    const std::vector<std::uint8_t> packed = core::pack_panels(weights, inputs, outputs);
    const core::Int8Panels w{inputs, outputs, group, packed.data(), scales.data()};

    for (const bool with_bias : {false, true}) {
      core::Matrix expected(rows, outputs);
      for (int r = 0; r < rows; ++r) {
        for (int o = 0; o < outputs; ++o) {
          double sum = with_bias ? static_cast<double>(bias[o]) : 0;
          for (int k = 0; k < inputs; ++k) {
            sum += static_cast<double>(x.values[x.index(r, k)]) * static_cast<double>(x.scales[r]) *
                   static_cast<double>(core::panel_weight(w, k, o));
          }
          expected(r, o) = static_cast<float>(sum);
        }
      }
      core::Matrix portable;
      for (const Kernel kernel : kernels()) {
        INFO("kernel " << static_cast<int>(kernel) << " rows " << rows << " inputs " << inputs << " outputs "
                       << outputs);
        // Two columns more than needed: what lies beside y must stay as it is.
        core::Matrix y = core::Matrix::Constant(rows, outputs + 2, 12345);
        core::int8_product(x, w, with_bias ? bias.data() : nullptr, y.data(), outputs + 2, kernel);
        CHECK(test::difference(y.leftCols(outputs), expected, 3e-5F) == "");
        CHECK(y.rightCols(2) == core::Matrix::Constant(rows, 2, 12345));
        if (kernel == Kernel::portable) portable = y;
        CHECK(test::difference(y, portable, 1e-6F) == "");
      }
    }
  }
}

TEST_CASE("The largest activations and weights don't overflow", "[int8]") {
  for (const int inputs : {64, 128, 384, 1536}) {
    const std::int32_t limit = core::activation_limit(inputs);
    CHECK(limit <= 32000);
    CHECK(std::int64_t{limit} * inputs * 128 < (std::int64_t{1} << 31));
    const core::Matrix lowest = core::Matrix::Constant(1, inputs, -static_cast<float>(limit));
    core::Int16Rows x;
    core::quantise_rows(lowest.data(), 1, inputs, inputs, inputs, limit, x);
    CHECK(x.values[x.index(0, inputs - 1)] == -limit);
    const std::vector<std::uint8_t> weights =
        core::pack_panels(std::vector<std::int8_t>(static_cast<std::size_t>(inputs) * 16, -128), inputs, 16);
    const std::vector<std::uint16_t> scales(16, 0x3F80);  // 1
    for (const Kernel kernel : kernels()) {
      core::Matrix y(1, 16);
      core::int8_product(x, {inputs, 16, inputs, weights.data(), scales.data()}, nullptr, y.data(), 16, kernel);
      CHECK(test::difference(
                y, core::Matrix::Constant(1, 16, 128.0F * static_cast<float>(limit) * static_cast<float>(inputs)),
                1e-6F) == "");
    }
  }
}

TEST_CASE("Rounded activations are within half a step", "[int8]") {
  Numbers numbers;
  core::Matrix x = numbers.matrix(5, 23);
  x.row(3).setZero();
  x.row(4) *= 1e-38F;
  core::Int16Rows out;
  core::quantise_rows(x.data(), 5, 22, 23, 0, 32000, out);
  for (int r = 0; r < 5; ++r) {
    for (int k = 0; k < 22; ++k) {
      const float back = static_cast<float>(out.values[out.index(r, k)]) * out.scales[r];
      CHECK(std::abs(back - x(r, k)) <= 0.51F * out.scales[r] + 1e-30F);
    }
  }
}

TEST_CASE("Products of two activations are the float products, by every kernel", "[int8]") {
  Numbers numbers;
  for (const int tokens : {1, 2, 3, 8, 13, 33}) {
    const int d = 32;
    const core::Matrix q = numbers.matrix(tokens, d), k = numbers.matrix(tokens, 3 * d), v = numbers.matrix(tokens, d);
    core::Int16Rows rows;
    core::quantise_rows(q.data(), tokens, d, d, 0, 8190, rows);
    core::Int16Panels keys, values;
    keys.reshape(d, tokens);
    for (int t = 0; t < tokens; ++t) core::pack_row(k.data() + (3 * t + 1) * d, t, 8190, keys);
    core::pack_columns(v.data(), tokens, d, d, 32000, values);
    CHECK(keys.outputs % core::panel_outputs == 0);
    const core::Matrix expected = q * k.middleCols(d, d).transpose();
    core::Matrix shares = numbers.matrix(tokens, tokens).cwiseAbs();
    for (int t = 0; t < tokens; ++t) shares.row(t) /= shares.row(t).sum();
    core::Int16Rows whole;
    // One scale for all rows, so that a row adds up to 32000 at most.
    whole.reshape(tokens, values.inputs);
    for (int i = 0; i < core::tiles_of(tokens); ++i) {
      core::quantise_tile_by(shares.data() + 4 * i * tokens, tokens, tokens, i, 32000, whole);
    }
    for (int r = 0; r < tokens; ++r) {
      for (int i = 0; i < whole.inputs; ++i) {
        const float share = i < tokens ? shares(r, i) : 0;
        CHECK(std::abs(static_cast<float>(whole.values[whole.index(r, i)]) - share * 32000) <= 0.51F);
      }
    }
    const core::Matrix mixed = shares * v;
    for (const Kernel kernel : kernels()) {
      INFO("kernel " << static_cast<int>(kernel) << " tokens " << tokens);
      core::Matrix products = core::Matrix::Constant(tokens, tokens + 1, 7);
      core::int16_product(rows, keys, 0, tokens, products.data(), tokens + 1, kernel);
      CHECK(test::difference(products.leftCols(tokens), expected, 5e-3F) == "");
      CHECK(products.rightCols(1) == core::Matrix::Constant(tokens, 1, 7));
      core::Matrix out(tokens, d);
      core::int16_product(whole, values, 0, d, out.data(), d, kernel);
      CHECK(test::difference(out, mixed, 1e-3F) == "");
      core::Matrix part(tokens, 8);
      core::int16_product(whole, values, 16, 8, part.data(), 8, kernel);
      CHECK(part == out.middleCols(16, 8));
    }
  }
}
