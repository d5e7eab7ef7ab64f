// How long one forward pass of the glass box takes, by number of words, and how long it takes to make one.
#include <benchmark/benchmark.h>

#include <string>

#include "model/model.hpp"

namespace {

// A text of `words` words that uses every head.
std::string text_of(int words) {
  const std::string sentence[] = {"The",  "old",  "cat", "that", "slept", "on",   "a",   "mat",
                                  "woke", "when", "it",  "saw",  "the",   "dogs", "and", "ran"};
  std::string text;
  for (int i = 0; i < words; ++i) text += sentence[i % 16] + " ";
  return text;
}

void glass_box_forward(benchmark::State& state) {
  const auto model = theatre::model::make_glass_box();
  const std::string text = text_of(static_cast<int>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(model->forward(text, {}));
  state.counters["words"] = static_cast<double>(state.range(0));
}
BENCHMARK(glass_box_forward)->Arg(8)->Arg(32)->Arg(100)->Arg(200)->Unit(benchmark::kMillisecond);

void glass_box_make(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(theatre::model::make_glass_box());
}
BENCHMARK(glass_box_make)->Unit(benchmark::kMillisecond);

}  // namespace
