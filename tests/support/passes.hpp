// Three passes of other shapes than a plain encoder's, really computed by core on seeded random matrices: two texts
// with cross-attention, rotary positions with norms before each part, and words read one by one without any head.
#pragma once

#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/attention.hpp"
#include "core/layer_norm.hpp"
#include "core/mask.hpp"
#include "core/product.hpp"
#include "core/random.hpp"
#include "core/rotary.hpp"
#include "support/small_trace.hpp"
#include "trace/trace.hpp"

namespace theatre::test {

inline constexpr int pass_width = 8, pass_head = 4, pass_value = 3;

// What the makers below share: the Trace so far and the numbers to come.
struct PassMaker {
  trace::Trace trace;
  core::Random random;

  explicit PassMaker(std::string model, std::uint64_t seed) : random(seed) {
    trace.model = std::move(model);
    trace.badge = "illustration";
    trace.d_model = pass_width;
    std::vector<std::string> dimensions;
    for (int d = 0; d < pass_width; ++d) dimensions.push_back("trait " + std::to_string(d));
    trace.dimensions = std::move(dimensions);
  }

  const core::Matrix& out(int step) const { return trace.steps[static_cast<std::size_t>(step)].out; }
  int last() const { return static_cast<int>(trace.steps.size()) - 1; }

  // Adds the step and gives its index.
  int add(trace::StepKind kind, int layer, std::string name, core::Matrix values, int text = 0) {
    trace::Step step;
    step.kind = kind;
    step.layer = layer;
    step.name = std::move(name);
    step.text = text;
    step.out = std::move(values);
    trace.steps.push_back(std::move(step));
    return last();
  }

  int embed(const std::string& name, int text) {
    const auto size = static_cast<Eigen::Index>(trace.nth_text(static_cast<std::size_t>(text)).size());
    return add(trace::StepKind::embedding, -1, name, core::random_normal(size, pass_width, 1.0f, random), text);
  }

  trace::Head head(int layer, int index) const {
    trace::Head made;
    made.layer = layer;
    made.index = index;
    made.name = std::to_string(layer) + "." + std::to_string(index);
    made.title = "a head";
    made.d_head = pass_head;
    return made;
  }

  // q, k and v before any rotation.
  void project(trace::Head& head, const core::Matrix& x, const core::Matrix& memory) {
    auto p = std::make_shared<trace::HeadParameters>();
    p->W_Q = core::random_normal(pass_width, pass_head, 0.5f, random);
    p->W_K = core::random_normal(pass_width, pass_head, 0.5f, random);
    p->W_V = core::random_normal(pass_width, pass_value, 0.5f, random);
    p->W_O = core::random_normal(pass_value, pass_width, 0.5f, random);
    head.q = core::product(x, p->W_Q);
    head.k = core::product(memory, p->W_K);
    head.v = core::product(memory, p->W_V);
    head.parameters = std::move(p);
  }

  static void attend(trace::Head& head) {
    core::Attention pass = core::attention(head.q, head.k, head.v, head.mask);
    head.scale = pass.scale;
    head.products = std::move(pass.products);
    head.scores = std::move(pass.scores);
    head.weights = std::move(pass.weights);
    head.output = std::move(pass.output);
  }

  // An attention step of two heads that reads `from`, looks at `memory` and adds to `to`.
  int attention(int layer, std::string name, int from, int memory, int to, bool causal, bool rotary = false) {
    const auto text = trace.steps[static_cast<std::size_t>(from)].text;
    std::vector<trace::Head> heads;
    core::Matrix sum = out(to);
    for (int h = 0; h < 2; ++h) {
      trace::Head made = head(layer, h);
      project(made, out(from), out(memory));
      if (rotary) turn(made, h == 1);
      if (causal) made.mask = core::make_mask(core::MaskRule::causal, made.q.rows(), made.k.rows());
      attend(made);
      sum += core::product(made.output, made.parameters->W_O);
      heads.push_back(std::move(made));
    }
    const int step = add(trace::StepKind::attention, layer, std::move(name), std::move(sum), text);
    trace::Step& made = trace.steps.back();
    made.heads = std::move(heads);
    if (from != step - 1) made.reads = from;
    if (memory != from) made.keys_from = memory;
    if (to != from) made.adds_to = to;
    return step;
  }

  // The first head turns neighbours, the second halves of all but its last two channels.
  static void turn(trace::Head& head, bool halves) {
    const core::Matrix angles = core::rotary_angles(head.q.rows(), halves ? pass_head - 2 : pass_head);
    head.rotary = trace::Rotary{head.q, head.k, angles, angles, halves};
    head.q = core::rotated(head.q, angles, halves);
    head.k = core::rotated(head.k, angles, halves);
  }

  int feed_forward(int layer, std::string name, int from, int to) {
    const core::Matrix W_1 = core::random_normal(pass_width, 6, 0.5f, random);
    const core::Matrix W_2 = core::random_normal(6, pass_width, 0.5f, random);
    core::Matrix hidden = core::product(out(from), W_1).cwiseMax(0.0f);
    const auto text = trace.steps[static_cast<std::size_t>(from)].text;
    const int step =
        add(trace::StepKind::feed_forward, layer, std::move(name), out(to) + core::product(hidden, W_2), text);
    trace::Step& made = trace.steps.back();
    made.inside.push_back({"hidden", std::move(hidden), {}});
    if (from != step - 1) made.reads = from;
    if (to != from) made.adds_to = to;
    return step;
  }
};

// A translator: 3 words that are being written look at 5 that were read. The heads of layer 2 are (3, 5).
inline trace::Trace cross_trace(std::uint64_t seed = 5) {
  PassMaker maker("translator", seed);
  maker.trace.name = "source";
  maker.trace.text = "le chat noir dort ici";
  maker.trace.tokens = words_of(maker.trace.text);
  trace::Text target;
  target.name = "target";
  target.text = "the black cat";
  target.tokens = words_of(target.text);
  maker.trace.more_texts.push_back(std::move(target));
  const int read = maker.embed("embedding", 0);
  const int memory = maker.attention(0, "source attention", read, read, read, false);
  const int written = maker.embed("target embedding", 1);
  const int own = maker.attention(1, "target attention", written, written, written, true);
  const int cross = maker.attention(2, "cross-attention", own, memory, own, false);
  maker.feed_forward(2, "target feed-forward", cross, cross);
  return std::move(maker.trace);
}

// Two layers with rotary positions; norms stand before each part, so that parts add to what the norm read.
inline trace::Trace rotary_trace(std::uint64_t seed = 6, const std::string& text = "the cat sat on the mat") {
  PassMaker maker("turner", seed);
  maker.trace.text = text;
  maker.trace.tokens = words_of(text);
  int stream = maker.embed("embedding", 0);
  for (int layer = 0; layer < 2; ++layer) {
    const std::string name = "layer " + std::to_string(layer);
    const int first = maker.add(trace::StepKind::layer_norm, layer, name + " attention norm",
                                core::layer_norm(maker.out(stream), {}, {}));
    stream = maker.attention(layer, name + " attention", first, first, stream, true, true);
    const core::Matrix& x = maker.out(stream);
    const Eigen::VectorXf size = x.array().square().rowwise().mean().sqrt();
    const int second = maker.add(trace::StepKind::rms_norm, layer, name + " feed-forward norm",
                                 (x.array().colwise() / size.array()).matrix());
    stream = maker.feed_forward(layer, name + " feed-forward", second, stream);
  }
  return std::move(maker.trace);
}

// Words read one by one: each state is half the one before and what is new of the word. No heads, and a curve.
inline trace::Trace recurrent_trace(std::uint64_t seed = 7, const std::string& text = "the cat sat down") {
  PassMaker maker("reader", seed);
  maker.trace.text = text;
  maker.trace.tokens = words_of(text);
  const int read = maker.embed("embedding", 0);
  const core::Matrix W = core::random_normal(pass_width, pass_width, 0.5f, maker.random);
  const core::Matrix fresh = core::product(maker.out(read), W);
  core::Matrix kept = core::Matrix::Zero(fresh.rows(), fresh.cols()), state = fresh;
  for (Eigen::Index t = 1; t < fresh.rows(); ++t) {
    kept.row(t) = 0.5f * state.row(t - 1);
    state.row(t) = kept.row(t) + fresh.row(t);
  }
  maker.add(trace::StepKind::recurrent, 0, "state", state);
  maker.trace.steps.back().inside = {{"kept of the words before", kept, {}}, {"new of this word", fresh, {}}};
  trace::Series memory{"memory of the first word", "word", "", {}, {}};
  for (Eigen::Index t = 0; t < state.rows(); ++t) {
    memory.x.push_back(static_cast<float>(t));
    memory.y.push_back(std::pow(0.5f, static_cast<float>(t)));
  }
  maker.trace.series.push_back(std::move(memory));
  return std::move(maker.trace);
}

}  // namespace theatre::test
