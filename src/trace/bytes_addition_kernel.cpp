// An Addition as bytes and back, believing nothing. Names and parameters are those of the pass before and stay at home.
#include <cstring>
#include <string>
#include <utility>

#include "trace/addition.hpp"
#include "trace/bytes_stream.hpp"

namespace theatre::trace {
namespace {

constexpr char magic[4] = {'A', 'D', 'D', 'N'};
constexpr std::uint32_t version = 1;

void put_head(Put& put, const Head& head) {
  put.number<std::int32_t>(head.layer);
  put.number<std::int32_t>(head.index);
  put.number(head.scale);
  put.number(head.temperature);
  put.number<std::uint8_t>(head.off ? 1 : 0);
  for (const Matrix* m : {&head.q, &head.k, &head.v, &head.products, &head.scores, &head.weights, &head.output}) {
    put.matrix(*m);
  }
  using Bits = Eigen::Array<std::uint8_t, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  put.matrix(Bits(head.mask.cast<std::uint8_t>()));
  put.number<std::uint8_t>(head.rotary ? 1 : 0);
  if (!head.rotary) return;
  for (const Matrix* m : {&head.rotary->q, &head.rotary->k, &head.rotary->q_angles, &head.rotary->k_angles}) {
    put.matrix(*m);
  }
}

Head get_head(Get& get) {
  Head head;
  head.layer = get.index();
  head.index = get.index();
  head.scale = get.number<float>();
  head.temperature = get.number<float>();
  head.off = get.choice(2) == 1;
  for (Matrix* m : {&head.q, &head.k, &head.v, &head.products, &head.scores, &head.weights, &head.output}) {
    *m = get.matrix<Matrix>();
  }
  using Bits = Eigen::Array<std::uint8_t, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const Bits bits = get.matrix<Bits>();
  if ((bits > 1).any()) get.fail();
  head.mask = bits != 0;
  if (get.choice(2) == 0) return head;
  Rotary& rotary = head.rotary.emplace();
  for (Matrix* m : {&rotary.q, &rotary.k, &rotary.q_angles, &rotary.k_angles}) *m = get.matrix<Matrix>();
  return head;
}

void put_tokens(Put& put, const std::vector<Token>& tokens) {
  put.size(tokens.size());
  for (const Token& token : tokens) {
    put.text(token.text);
    put.size(token.begin);
    put.size(token.end);
    put.number(static_cast<std::uint8_t>(token.kind));
    put.text(token.source);
  }
}

std::vector<Token> get_tokens(Get& get) {
  std::vector<Token> tokens(get.size(17));
  for (Token& token : tokens) {
    token.text = get.text();
    token.begin = get.number<std::uint32_t>();
    token.end = get.number<std::uint32_t>();
    token.kind = static_cast<TokenKind>(get.choice(static_cast<int>(TokenKind::added) + 1));
    token.source = get.text();
  }
  return tokens;
}

}  // namespace

std::vector<std::uint8_t> to_bytes(const Addition& more) {
  std::vector<std::uint8_t> bytes;
  Put put(bytes);
  put.raw(magic, sizeof magic);
  put.number(version);
  for (const std::size_t count : {more.grows, more.kept, more.kept_text}) put.size(count);
  put.text(more.rows.text);
  put_tokens(put, more.rows.tokens);
  put.texts(more.rows.notes);
  put.size(more.rows.steps.size());
  for (const Step& step : more.rows.steps) {
    put.size(step.heads.size());
    for (const Head& head : step.heads) put_head(put, head);
    put.size(step.inside.size());
    for (const Tensor& tensor : step.inside) put.matrix(tensor.values);
    put.matrix(step.out);
  }
  put.size(more.products_above.size());
  for (const Matrix& above : more.products_above) put.matrix(above);
  return bytes;
}

bool is_addition(std::span<const std::uint8_t> bytes) {
  return bytes.size() >= sizeof magic && std::memcmp(bytes.data(), magic, sizeof magic) == 0;
}

core::Result<Addition> addition_from_bytes(std::span<const std::uint8_t> bytes) {
  Get get(bytes);
  char start[sizeof magic] = {};
  get.raw(start, sizeof start);
  if (!is_addition(bytes) || get.number<std::uint32_t>() != version) {
    return core::Failure{"These bytes are not what a pass adds."};
  }
  Addition more;
  for (std::size_t* count : {&more.grows, &more.kept, &more.kept_text}) *count = get.number<std::uint32_t>();
  more.rows.text = get.text();
  more.rows.tokens = get_tokens(get);
  more.rows.notes = get.texts();
  more.rows.steps.resize(get.size(16));
  for (Step& step : more.rows.steps) {
    step.heads.resize(get.size(64));
    for (Head& head : step.heads) head = get_head(get);
    step.inside.resize(get.size(8));
    for (Tensor& tensor : step.inside) tensor.values = get.matrix<Matrix>();
    step.out = get.matrix<Matrix>();
  }
  more.products_above.resize(get.size(8));
  for (Matrix& above : more.products_above) above = get.matrix<Matrix>();
  if (!get.fine() || !get.at_end()) return core::Failure{"What a pass adds is damaged."};
  return more;
}

}  // namespace theatre::trace
