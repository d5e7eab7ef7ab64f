// MiniLM's Trace: every intermediate of the pass under the names that all models share.
#include <cmath>
#include <string>
#include <utility>

#include "model/attend.hpp"
#include "model/minilm/parts.hpp"
#include "model/turn.hpp"
#include "text/utf8.hpp"

namespace theatre::model {
namespace {

using core::Matrix;
using Eigen::Index;

trace::Token make_token(const text::WordPiece& words, const text::Piece& piece, const std::string& text,
                        std::size_t place) {
  trace::Token token;
  const std::string spelling(words.piece(piece.id));
  token.begin = piece.begin;
  token.end = piece.end;
  if (piece.begin == piece.end) {
    token.text = spelling;
    token.kind = trace::TokenKind::added;
  } else {
    token.text = text.substr(piece.begin, piece.end - piece.begin);
    token.kind = piece.punctuation ? trace::TokenKind::punctuation : trace::TokenKind::word;
  }
  token.source = "Row " + std::to_string(piece.id) + " of the vocabulary, “" + spelling + "”, and place " +
                 std::to_string(place) + " in the text.";
  if (piece.id == words.unknown()) {
    token.source = "This is not in the vocabulary, so it has the row of [UNK], “unknown”, and place " +
                   std::to_string(place) + " in the text.";
  }
  return token;
}

// W[from_row + i][from_column + j] of a packed matrix.
Matrix unpack(const core::Int8Panels& w, int from_row, int rows, int from_column, int columns) {
  Matrix out(rows, columns);
  for (int i = 0; i < rows; ++i) {
    for (int j = 0; j < columns; ++j) out(i, j) = core::panel_weight(w, from_row + i, from_column + j);
  }
  return out;
}

std::shared_ptr<const trace::HeadParameters> make_parameters(const MiniLMWeights& w, int layer, int qkv_of, int head) {
  const EncoderLayerWeights& weights = w.layer[static_cast<std::size_t>(layer)];
  auto out = std::make_shared<trace::HeadParameters>();
  Matrix* const matrices[] = {&out->W_Q, &out->W_K, &out->W_V};
  core::RowVector* const biases[] = {&out->b_Q, &out->b_K, &out->b_V};
  for (int third = 0; third < 3; ++third) {
    const int column = third * w.d + qkv_of * w.d_head;
    *matrices[third] = unpack(weights.qkv.matrix, 0, w.d, column, w.d_head);
    *biases[third] = Eigen::Map<const core::RowVector>(weights.qkv.bias + column, w.d_head);
  }
  out->W_O = unpack(weights.output.matrix, head * w.d_head, w.d_head, 0, w.d);
  return out;
}

trace::Step make_step(trace::StepKind kind, int layer, std::string name, Matrix out) {
  trace::Step step;
  step.kind = kind;
  step.layer = layer;
  step.name = std::move(name);
  step.out = std::move(out);
  return step;
}

// The heads of one layer, out of its pass. Takes the maps away from it, one head after the other.
std::vector<trace::Head> make_heads(const MiniLM::Parts& parts, int layer, const EncoderSwitches& switches,
                                    const LayerPass& pass) {
  const MiniLMWeights& w = parts.weights;
  const Index size = pass.qkv.rows();
  std::vector<trace::Head> heads;
  for (int h = 0; h < w.heads; ++h) {
    trace::Head head = head_of(parts.heads[static_cast<std::size_t>(layer * w.heads + h)]);
    head.d_head = w.d_head;
    head.scale = switches.scale ? std::sqrt(static_cast<float>(w.d_head)) : 1;
    head.temperature = switches.temperature;
    head.off = switches.is_off(layer, h, w.heads);
    head.q = pass.qkv.middleCols(h * w.d_head, w.d_head);
    head.k = pass.qkv.middleCols(w.d + h * w.d_head, w.d_head);
    head.v = pass.qkv.middleCols(2 * w.d + h * w.d_head, w.d_head);
    if (switches.turn && switches.turn->layer == layer && switches.turn->head == h) {
      head.turned = trace::Turned{switches.turn->side, switches.turn->row, pass.turned};
    }
    head.products = pass.products.middleRows(h * size, size);
    head.scores = head.products / head.scale;
    head.mask = switches.mask;
    head.weights = pass.weights.middleRows(h * size, size);
    head.output = pass.mixed.middleCols(h * w.d_head, w.d_head);
    heads.push_back(std::move(head));
  }
  return heads;
}

// Collects the steps into a Trace.
class Collector final : public Receiver {
 public:
  void whole(trace::TracePtr trace) override { trace_ = std::make_shared<trace::Trace>(*trace); }
  void begin(trace::Trace&& trace, std::size_t steps) override {
    trace_ = std::make_shared<trace::Trace>(std::move(trace));
    trace_->steps.reserve(steps);
  }
  void step(trace::Step&& step) override { trace_->steps.push_back(std::move(step)); }
  void more(trace::Addition&&) override {}
  const std::shared_ptr<trace::Trace>& trace() const { return trace_; }

 private:
  std::shared_ptr<trace::Trace> trace_;
};

class Streamed final : public Answer {
 public:
  Streamed(const MiniLM& model, Question question) : model_(model), question_(std::move(question)) {}
  bool next(Receiver& receiver) override {
    model_.stream(question_.text(), question_.switches, receiver);
    return false;
  }

 private:
  const MiniLM& model_;
  Question question_;
};

}  // namespace

void MiniLM::stream(std::string_view bytes, const Switches& switches, Receiver& receiver) const {
  const MiniLMWeights& weights = parts_->weights;
  trace::Trace trace;
  trace.model = id();
  trace.badge = badge();
  trace.d_model = weights.d;
  trace.text = text::valid_utf8(bytes);
  const PreparedText text = prepare(parts_->words, trace.text, longest_text());
  for (std::size_t t = 0; t < text.pieces.size(); ++t) {
    trace.tokens.push_back(make_token(parts_->words, text.pieces[t], trace.text, t));
  }
  if (text.cut) {
    trace.notes.push_back("MiniLM reads at most " + std::to_string(longest_text()) +
                          " pieces of words at once, so the text was cut after “" +
                          trace.tokens[trace.tokens.size() - 2].text + "”.");
  }
  const EncoderSwitches ready = make_ready(switches, weights, static_cast<Index>(text.ids.size()), trace.notes);
  if (ready.turn)
    trace.notes.push_back(note_of(*ready.turn, trace.tokens[static_cast<std::size_t>(ready.turn->row)].text));
  receiver.begin(std::move(trace), static_cast<std::size_t>(4 * weights.layers + 3));

  using trace::StepKind;
  EmbeddingPass embedding;
  embed(weights, text.ids, ready, embedding);
  trace::Step first = make_step(StepKind::embedding, -1, "embedding", std::move(embedding.sum));
  first.inside.push_back({"words", std::move(embedding.words), {}});
  first.inside.push_back({"positions", std::move(embedding.positions), {}});
  receiver.step(std::move(first));
  Matrix x = embedding.out;
  receiver.step(make_step(StepKind::layer_norm, -1, "embedding normalised", std::move(embedding.out)));

  EncoderScratch scratch;
  for (int i = 0; i < weights.layers; ++i) {
    const std::string name = "layer " + std::to_string(i);
    LayerPass pass;
    encode_layer(weights, i, x, ready, Keep::everything, scratch, pass);
    trace::Step attention = make_step(StepKind::attention, i, name + " attention", std::move(pass.attended));
    attention.heads = make_heads(*parts_, i, ready, pass);
    pass.products.resize(0, 0);
    pass.weights.resize(0, 0);
    receiver.step(std::move(attention));
    receiver.step(make_step(StepKind::layer_norm, i, name + " attention normalised", std::move(pass.normalised)));
    trace::Step feed = make_step(StepKind::feed_forward, i, name + " feed-forward", std::move(pass.lowered));
    feed.inside.push_back({"hidden", std::move(pass.hidden), {}});
    receiver.step(std::move(feed));
    x = pass.out;
    receiver.step(make_step(StepKind::layer_norm, i, name + " feed-forward normalised", std::move(pass.out)));
  }
  Pooled pooled = pool(x);
  trace::Step last = make_step(StepKind::pooling, weights.layers - 1, "sentence vector", std::move(x));
  last.inside.push_back({"mean", pooled.mean, {}});
  last.inside.push_back({"sentence", pooled.unit, {}});
  receiver.step(std::move(last));
}

std::unique_ptr<Answer> MiniLM::answer(Question question) const {
  return std::make_unique<Streamed>(*this, std::move(question));
}

trace::TracePtr MiniLM::forward(const Question& question) const {
  const Switches& switches = question.switches;
  Collector collector;
  stream(question.text(), switches, collector);
  for (trace::Step& step : collector.trace()->steps) {
    for (trace::Head& head : step.heads) {
      head.parameters = parameters(head.layer, head.index);
      if (!switches.same_heads || head.index == 0) continue;
      const auto place = static_cast<std::size_t>(head.layer * heads_per_layer() + head.index);
      auto& shared = parts_->parameters_of_first[place];
      if (!shared) shared = make_parameters(parts_->weights, head.layer, 0, head.index);
      head.parameters = shared;
    }
  }
  return collector.trace();
}

std::shared_ptr<const trace::HeadParameters> MiniLM::parameters(int layer, int head) const {
  if (layer < 0 || layer >= layers() || head < 0 || head >= heads_per_layer()) return nullptr;
  auto& shared = parts_->parameters[static_cast<std::size_t>(layer * heads_per_layer() + head)];
  if (!shared) shared = make_parameters(parts_->weights, layer, head, head);
  return shared;
}

void MiniLM::forget_parameters() const {
  for (auto* made : {&parts_->parameters, &parts_->parameters_of_first}) {
    for (auto& one : *made) one.reset();
  }
}

}  // namespace theatre::model
