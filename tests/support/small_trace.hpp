// Small Traces for tests: really computed by core on seeded random matrices, or with a chosen row of weights.
#pragma once

#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "core/attention.hpp"
#include "core/mask.hpp"
#include "core/product.hpp"
#include "core/random.hpp"
#include "trace/trace.hpp"

namespace theatre::test {

// Words at single spaces, spans filled in.
inline std::vector<trace::Token> words_of(const std::string& text) {
  std::vector<trace::Token> tokens;
  std::istringstream in(text);
  std::string word;
  std::size_t at = 0;
  while (in >> word) {
    at = text.find(word, at);
    tokens.push_back({word, at, at + word.size(), trace::TokenKind::word, "Made by the seed for “" + word + "”."});
    at += word.size();
  }
  return tokens;
}

struct SmallModel {
  std::string text = "The cat sat on the mat because it was tired";
  std::uint64_t seed = 1;
  int d_model = 12;
  int d_head = 5;
  int d_value = 3;
  int layers = 2;
  int heads = 3;
  float temperature = 1;
  bool scale = true;
  bool names = true;   // channels, value names and dimensions have names
  bool biases = true;  // q, k and v have biases
  // The rule of head h in each layer: everything, only what came before (so the first row is all masked),
  // everything …
  bool masks = true;
};

// Two attention steps, each followed by a feed-forward step. Every number follows from the ones before, as in
// a real model: all laws of a Trace hold.
inline trace::Trace small_trace(const SmallModel& model = {}) {
  using core::Matrix;
  core::Random random(model.seed);
  trace::Trace trace;
  trace.model = "small";
  trace.badge = "illustration";
  trace.text = model.text;
  trace.tokens = words_of(model.text);
  trace.d_model = model.d_model;
  const auto size = static_cast<Eigen::Index>(trace.tokens.size());
  std::vector<std::string> dimensions;
  for (int d = 0; model.names && d < model.d_model; ++d) dimensions.push_back("trait " + std::to_string(d));
  trace.dimensions = std::move(dimensions);

  trace::Step embedding;
  embedding.name = "embedding";
  embedding.inside.push_back({"word", core::random_normal(size, model.d_model, 1, random), trace.dimensions});
  embedding.inside.push_back({"place", core::random_normal(size, model.d_model, 0.3f, random), trace.dimensions});
  embedding.out = embedding.inside[0].values + embedding.inside[1].values;
  trace.steps.push_back(std::move(embedding));

  for (int layer = 0; layer < model.layers; ++layer) {
    const Matrix x = trace.steps.back().out;
    trace::Step attention;
    attention.kind = trace::StepKind::attention;
    attention.layer = layer;
    attention.name = "layer " + std::to_string(layer) + " attention";
    attention.out = x;
    for (int h = 0; h < model.heads; ++h) {
      auto p = std::make_shared<trace::HeadParameters>();
      p->W_Q = core::random_normal(model.d_model, model.d_head, 0.5f, random);
      p->W_K = core::random_normal(model.d_model, model.d_head, 0.5f, random);
      p->W_V = core::random_normal(model.d_model, model.d_value, 0.5f, random);
      p->W_O = core::random_normal(model.d_value, model.d_model, 0.5f, random);
      if (model.biases) {
        p->b_Q = core::random_normal(1, model.d_head, 0.5f, random).row(0);
        p->b_K = core::random_normal(1, model.d_head, 0.5f, random).row(0);
        p->b_V = core::random_normal(1, model.d_value, 0.5f, random).row(0);
      }
      for (int c = 0; model.names && c < model.d_head; ++c) p->channels.push_back("question " + std::to_string(c));
      for (int c = 0; model.names && c < model.d_value; ++c) p->value_names.push_back("gift " + std::to_string(c));

      trace::Head head;
      head.layer = layer;
      head.index = h;
      head.name = "head-" + std::to_string(layer) + "-" + std::to_string(h);
      head.title = "a head";
      head.asks = "Asks what the seed says.";
      head.offers = "Offers what the seed says.";
      head.carries = "Carries what the seed says.";
      head.d_head = model.d_head;
      head.temperature = model.temperature;
      head.q = core::affine(x, p->W_Q, p->b_Q);
      head.k = core::affine(x, p->W_K, p->b_K);
      head.v = core::affine(x, p->W_V, p->b_V);
      if (model.masks && h == 1) head.mask = core::make_mask(core::MaskRule::strict_causal, size, size);
      auto pass = core::attention(head.q, head.k, head.v, head.mask, {model.scale, model.temperature});
      head.scale = pass.scale;
      head.products = std::move(pass.products);
      head.scores = std::move(pass.scores);
      head.weights = std::move(pass.weights);
      head.output = std::move(pass.output);
      head.parameters = p;
      attention.out += core::product(head.output, p->W_O);
      attention.heads.push_back(std::move(head));
    }
    trace.steps.push_back(std::move(attention));

    trace::Step feed_forward;
    feed_forward.kind = trace::StepKind::feed_forward;
    feed_forward.layer = layer;
    feed_forward.name = "layer " + std::to_string(layer) + " feed-forward";
    const Matrix W_1 = core::random_normal(model.d_model, 7, 0.4f, random);
    const Matrix W_2 = core::random_normal(7, model.d_model, 0.4f, random);
    const Matrix hidden = core::product(trace.steps.back().out, W_1).cwiseMax(0.0f);
    feed_forward.out = trace.steps.back().out + core::product(hidden, W_2);
    feed_forward.inside.push_back({"hidden", hidden, {}});
    trace.steps.push_back(std::move(feed_forward));
  }
  return trace;
}

// A Trace of `text` in which one head's row of `word` has the given weights (word, weight), all else 0.
// For testing what reads weights; scores and the rest of the pass are left empty.
inline trace::Trace lit_trace(const std::string& text, const std::string& head_name, const std::string& word,
                              const std::vector<std::pair<std::string, float>>& row) {
  trace::Trace trace;
  trace.model = "lit";
  trace.badge = "illustration";
  trace.text = text;
  trace.tokens = words_of(text);
  const auto size = static_cast<Eigen::Index>(trace.tokens.size());
  trace::Head head;
  head.name = head_name;
  head.weights = core::Matrix::Zero(size, size);
  const int query = trace::find_token(trace, word);
  for (const auto& [key, weight] : row) {
    const int j = trace::find_token(trace, key);
    if (query >= 0 && j >= 0) head.weights(query, j) = weight;
  }
  trace::Step step;
  step.kind = trace::StepKind::attention;
  step.layer = 0;
  step.heads.push_back(std::move(head));
  trace.steps.push_back({});
  trace.steps.push_back(std::move(step));
  return trace;
}

}  // namespace theatre::test
