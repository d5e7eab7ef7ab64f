// Our attention against a naive loop in one run: rows "ours" and "naive", and their ratio as a counter.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <ctime>

#include "core/attention.hpp"
#include "core/random.hpp"

namespace {

using theatre::core::Matrix;

constexpr Eigen::Index kWidth = 32;  // d_head

struct Inputs {
  Matrix q, k, v;
};

Inputs inputs(Eigen::Index tokens) {
  theatre::core::Random random(1);
  return {theatre::core::random_normal(tokens, kWidth, 1, random),
          theatre::core::random_normal(tokens, kWidth, 1, random),
          theatre::core::random_normal(tokens, kWidth, 1, random)};
}

Matrix naive(const Inputs& in) {
  const Eigen::Index n = in.q.rows();
  Matrix output = Matrix::Zero(n, kWidth);
  const float scale = std::sqrt(static_cast<float>(kWidth));
  Matrix weights(n, n);
  for (Eigen::Index i = 0; i < n; ++i) {
    float largest = -INFINITY, sum = 0;
    for (Eigen::Index j = 0; j < n; ++j) {
      float score = 0;
      for (Eigen::Index c = 0; c < kWidth; ++c) score += in.q(i, c) * in.k(j, c);
      weights(i, j) = score / scale;
      largest = std::max(largest, weights(i, j));
    }
    for (Eigen::Index j = 0; j < n; ++j) sum += weights(i, j) = std::exp(weights(i, j) - largest);
    for (Eigen::Index j = 0; j < n; ++j) {
      for (Eigen::Index c = 0; c < kWidth; ++c) output(i, c) += weights(i, j) / sum * in.v(j, c);
    }
  }
  return output;
}

constexpr int kBatch = 50;  // calls between two looks at the clock

// Processor time, so that other programs on the machine don't count.
template <class Work>
double seconds(Work work) {
  const std::clock_t start = std::clock();
  for (int i = 0; i < kBatch; ++i) work();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

// Both in turn in the same loop, so that a busy machine slows both alike.
void attention_against_naive(benchmark::State& state) {
  const Inputs in = inputs(state.range(0));
  double ours = 0, loops = 0;
  for (auto _ : state) {
    ours += seconds([&] { benchmark::DoNotOptimize(theatre::core::attention(in.q, in.k, in.v)); });
    loops += seconds([&] { benchmark::DoNotOptimize(naive(in)); });
  }
  const auto rounds = static_cast<double>(state.iterations()) * kBatch;
  state.counters["ours_us"] = ours / rounds * 1e6;
  state.counters["naive_us"] = loops / rounds * 1e6;
  state.counters["times_faster"] = loops / ours;
}
BENCHMARK(attention_against_naive)->Arg(8)->Arg(16)->Arg(32)->Arg(64)->Arg(128);

}  // namespace
