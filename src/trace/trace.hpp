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
#include "trace/names.hpp"

namespace theatre::trace {

using core::Matrix;
using core::RowVector;

enum class TokenKind { word, punctuation, added };  // added = by the model: ⟨start⟩, ⟨end⟩, [CLS], [SEP]

struct Token {
  std::string text;       // as the learner spelt it, or the added token's name
  std::size_t begin = 0;  // byte span into its Text::text; empty for added tokens
  std::size_t end = 0;
  TokenKind kind = TokenKind::word;
  std::string source;  // one sentence: where this token's embedding comes from
};

// What a model read or wrote, cut into tokens. T is its size.
struct Text {
  std::string name;  // "source", "target"; empty where the Trace has only one
  std::string text;  // valid UTF-8, what the spans point into
  std::vector<Token> tokens;

  std::size_t size() const { return tokens.size(); }
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
  std::vector<float> was;  // (d_head) what the model had computed
};

// Rotary positions: each pair of channels of a row of q and k was turned by an angle that follows from the row's place.
// Su et al. 2021, "RoFormer", §3.2.2; see core/rotary.hpp.
struct Rotary {
  Matrix q;             // (T_q, d_head) before the rotation: x · W_Q
  Matrix k;             // (T_k, d_head) likewise
  Matrix q_angles;      // (T_q, pairs) radians; channels beyond the last pair are not turned
  Matrix k_angles;      // (T_k, pairs)
  bool halves = false;  // channel c is paired with c + pairs; otherwise 2c with 2c + 1
};

// One attention head's pass. weights = softmax(mask(q kᵀ / scale) / temperature); output = weights · v.
// Rows are the tokens of queries(trace, head), columns those of keys(trace, head): T_q and T_k of them. A Trace may
// keep the weights of a head alone; its other matrices are empty then.
struct Head {
  int layer = 0;
  int index = 0;      // within its layer, from 0; no two heads of a Trace have both in common
  std::string name;   // stable name, e.g. "pronoun-antecedent"; models without names use "5.11"
  std::string title;  // short, for people: "who is it?"
  std::string asks;   // one sentence each: what the query asks for, what the key offers, what the value carries
  std::string offers;
  std::string carries;
  int d_head = 0;
  float scale = 1;  // what q·k was divided by: √d_head, or 1 when the scale was switched off
  float temperature = 1;
  bool off = false;              // switched off: its output does not reach the residual stream
  Matrix q;                      // (T_q, d_head)
  Matrix k;                      // (T_k, d_head)
  Matrix v;                      // (T_k, d_value)
  Matrix products;               // (T_q, T_k) q kᵀ; rows are queries, columns keys
  Matrix scores;                 // (T_q, T_k) products / scale, before mask and temperature
  core::Mask mask;               // (T_q, T_k); empty = nothing masked
  Matrix weights;                // (T_q, T_k); each row sums to 1, or is all zero where every key is masked
  Matrix output;                 // (T_q, d_value) weights · v
  std::optional<Rotary> rotary;  // q and k before positions turned them
  std::optional<Turned> turned;  // q or k were changed before anything was computed from them, after the rotation
  std::shared_ptr<const HeadParameters> parameters;
};

struct Tensor {
  std::string name;  // e.g. "hidden", "positions"
  Matrix values;     // (T, anything)
  Names columns;     // readable names of columns; empty = numbered
};

// rms_norm: Zhang and Sennrich 2019, the row ÷ its root mean square. recurrent: word by word, each from the one before.
enum class StepKind { embedding, attention, feed_forward, layer_norm, pooling, rms_norm, recurrent };

// One named step of the pass. `out` is what later steps read: mostly the residual stream after it.
struct Step {
  // In place of the index of a step:
  static constexpr int usual = -1;
  static constexpr int nothing = -2;

  StepKind kind = StepKind::embedding;
  int layer = -1;              // -1 before the first layer
  std::string name;            // e.g. "embedding", "layer 0 attention", "layer 0 feed-forward"
  int text = 0;                // whose tokens the rows of `out` are: index for Trace::nth_text
  int reads = usual;           // an earlier step; usual: the one before; an embedding reads nothing
  int keys_from = usual;       // where the heads' keys and values come from; usual: what it reads
  int adds_to = usual;         // what `out` is the sum with; usual: what it reads, for attention and feed-forward
  std::vector<Head> heads;     // of an attention step
  std::vector<Tensor> inside;  // other intermediates, in order of computation
  Matrix out;                  // (T, d_model)
};

// A curve for a plot: a y for each x.
struct Series {
  std::string name;         // "loss"
  std::string along;        // what x counts: "step of training"
  std::string unit;         // of y; may be empty
  std::vector<float> x, y;  // as many of each
};

// Its first text is the Trace's own: most models have no other.
struct Trace : Text {
  std::string model;             // "glass-box"
  std::string badge;             // "hand-built", "trained here", "pretrained" or "illustration"
  std::vector<Text> more_texts;  // the second, the third …
  int d_model = 0;
  Names dimensions;                // d_model readable names of the residual stream; may be empty
  std::vector<std::string> notes;  // one sentence each: what was cut, guessed or switched off
  std::vector<Step> steps;         // none of them needs to have heads
  std::vector<Series> series;

  std::size_t texts() const { return 1 + more_texts.size(); }
  const Text& nth_text(std::size_t n) const { return n == 0 ? *this : more_texts[n - 1]; }
};

using TracePtr = std::shared_ptr<const Trace>;

// nullptr when there is none.
const Head* find_head(const Trace& trace, int layer, int index);
const Head* find_head(const Trace& trace, std::string_view name);

// The steps that steps[step] reads, takes its heads' keys and values from, and adds to; -1 = none.
int read_step(const Trace& trace, int step);
int keys_step(const Trace& trace, int step);
int added_to_step(const Trace& trace, int step);

// Index into Trace::steps of the step a head belongs to; -1 = none.
int step_of(const Trace& trace, const Head& head);

// Of the step whose `out` the head's queries were made from; -1 when the head is in no step, or in one that reads
// nothing. And of the one that its keys and values were made from.
int input_step_of(const Trace& trace, const Head& head);
int keys_input_step_of(const Trace& trace, const Head& head);

// `out` of these steps, (T_q, d_model) and (T_k, d_model); empty where there is none.
const Matrix& input_of(const Trace& trace, const Head& head);
const Matrix& keys_input_of(const Trace& trace, const Head& head);

// The texts that the rows and the columns of a head's weights belong to.
const Text& queries(const Trace& trace, const Head& head);
const Text& keys(const Trace& trace, const Head& head);

// Are queries and keys the same words?
bool looks_at_itself(const Trace& trace, const Head& head);

// Does it hold everything that its weights and output were made of, or its weights alone?
bool is_whole(const Head& head);

// Equal, ASCII case ignored.
bool same_word(std::string_view a, std::string_view b);

// Index of the k-th token (k from 1) whose text equals `word`, ASCII case ignored; -1 when there is none.
int find_token(const Text& text, std::string_view word, int k = 1);

}  // namespace theatre::trace
