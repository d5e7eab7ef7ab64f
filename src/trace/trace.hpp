// The immutable record of one forward pass: every intermediate, named, with its shape. Whoever draws,
// explains, exports or tests reads it; nobody recomputes what it holds. One shape for every model.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/tensor.hpp"

namespace theatre::trace {

using core::Matrix;
using core::RowVector;

enum class TokenKind { word, punctuation, added };  // added = by the model: ⟨start⟩, ⟨end⟩, [CLS], [SEP]

struct Token {
  std::string text;       // as the learner spelt it, or the added token's name
  std::size_t begin = 0;  // byte span into Trace::text; empty for added tokens
  std::size_t end = 0;
  TokenKind kind = TokenKind::word;
  std::string source;  // one sentence: where this token's embedding comes from
};

// Columns of q and k that are one thought together, and what it is worth in points of the score where it holds fully.
struct ChannelGroup {
  std::string name;
  float points = 0;
};

// Parameters of one head; shared between traces, never copied per forward pass.
struct HeadParameters {
  Matrix W_Q;                            // (d_model, d_head)
  Matrix W_K;                            // (d_model, d_head)
  Matrix W_V;                            // (d_model, d_value)
  Matrix W_O;                            // (d_value, d_model): this head's rows of W_O
  RowVector b_Q, b_K, b_V;               // (1, d_head), (1, d_head), (1, d_value); empty = no bias
  std::vector<std::string> channels;     // d_head readable names of the columns of q and k; may be empty
  std::vector<std::string> value_names;  // d_value readable names of the columns of v; may be empty
  std::vector<ChannelGroup> groups;      // may be empty
  std::vector<int> group_of;             // d_head places in `groups`, or empty
};

// Whose arrow: a row of q, or a row of k.
enum class Side { query, key };

// An arrow that the learner has turned by hand: this row of q or k is no longer x · W.
struct Turned {
  Side side = Side::query;
  int row = 0;
  std::vector<float> was;  // (d_head) what x · W had given
};

// One attention head's pass. weights = softmax(mask(q kᵀ / scale) / temperature); output = weights · v.
struct Head {
  int layer = 0;
  int index = 0;      // within its layer, from 0
  std::string name;   // stable name, e.g. "pronoun-antecedent"; models without names use "5.11"
  std::string title;  // short, for people: "who is it?"
  std::string asks;   // one sentence each: what the query asks for, what the key offers, what the value carries
  std::string offers;
  std::string carries;
  int d_head = 0;
  float scale = 1;  // what q·k was divided by: √d_head, or 1 when the scale was switched off
  float temperature = 1;
  bool off = false;              // switched off: its output does not reach the residual stream
  Matrix q;                      // (T, d_head)
  Matrix k;                      // (T, d_head)
  Matrix v;                      // (T, d_value)
  Matrix products;               // (T, T) q kᵀ; rows are queries, columns keys
  Matrix scores;                 // (T, T) products / scale, before mask and temperature
  core::Mask mask;               // (T, T); empty = nothing masked
  Matrix weights;                // (T, T); each row sums to 1, or is all zero where every key is masked
  Matrix output;                 // (T, d_value) weights · v
  std::optional<Turned> turned;  // q or k were changed before anything was computed from them
  std::shared_ptr<const HeadParameters> parameters;
};

struct Tensor {
  std::string name;                  // e.g. "hidden", "positions"
  Matrix values;                     // (T, anything)
  std::vector<std::string> columns;  // readable names of columns; empty = numbered
};

enum class StepKind { embedding, attention, feed_forward, layer_norm, pooling };

// One named step of the pass. `out` is the residual stream after it.
struct Step {
  StepKind kind = StepKind::embedding;
  int layer = -1;              // -1 before the first layer
  std::string name;            // e.g. "embedding", "layer 0 attention", "layer 0 feed-forward"
  std::vector<Head> heads;     // of an attention step
  std::vector<Tensor> inside;  // other intermediates, in order of computation
  Matrix out;                  // (T, d_model)
};

struct Trace {
  std::string model;  // "glass-box"
  std::string badge;  // "hand-built", "trained here", "pretrained" or "illustration"
  std::string text;   // valid UTF-8, what the spans point into
  std::vector<Token> tokens;
  int d_model = 0;
  std::vector<std::string> dimensions;  // d_model readable names of the residual stream; may be empty
  std::vector<std::string> notes;       // one sentence each: what was cut, guessed or switched off
  std::vector<Step> steps;

  std::size_t size() const { return tokens.size(); }  // T
};

using TracePtr = std::shared_ptr<const Trace>;

// nullptr when there is none.
const Head* find_head(const Trace& trace, int layer, int index);
const Head* find_head(const Trace& trace, std::string_view name);

// The residual stream a head read: `out` of the step before its own. (T, d_model)
const Matrix& input_of(const Trace& trace, const Head& head);

// Index into Trace::steps of that step; -1 when the head is in no step, or in the first.
int input_step_of(const Trace& trace, const Head& head);

// Equal, ASCII case ignored.
bool same_word(std::string_view a, std::string_view b);

// Index of the k-th token (k from 1) whose text equals `word`, ASCII case ignored; -1 when there is none.
int find_token(const Trace& trace, std::string_view word, int k = 1);

}  // namespace theatre::trace
