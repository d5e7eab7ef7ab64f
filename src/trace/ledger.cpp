// Finding a number in the Trace, its name, and who explains it.
#include "trace/ledger.hpp"

#include <algorithm>

#include "trace/ledger_writer.hpp"

namespace theatre::trace {

using ledger::channel_name;
using ledger::dimension_name;
using ledger::has_contribution;
using ledger::Index;
using ledger::is_in;
using ledger::Kind;
using ledger::word;

namespace {

const Step* step_at(const Trace& trace, int step) {
  return is_in(step, static_cast<Index>(trace.steps.size())) ? &trace.steps[static_cast<std::size_t>(step)] : nullptr;
}

bool is_of_head(Kind kind) { return kind != Kind::embedding && kind != Kind::residual && kind != Kind::hidden; }

// The matrix that holds the number; nullptr where it is in none (a contribution) or there is none.
const Matrix* matrix_of(const Trace& trace, const Quantity& quantity, const Head* head) {
  const Step* step = step_at(trace, quantity.kind == Kind::embedding ? 0 : quantity.step);
  switch (quantity.kind) {
    case Kind::embedding:
    case Kind::residual:
      return step ? &step->out : nullptr;
    case Kind::hidden:
      return step && !step->inside.empty() ? &step->inside.front().values : nullptr;
    case Kind::q:
      return head ? &head->q : nullptr;
    case Kind::k:
      return head ? &head->k : nullptr;
    case Kind::v:
      return head ? &head->v : nullptr;
    case Kind::product:
      return head ? &head->products : nullptr;
    case Kind::score:
      return head ? &head->scores : nullptr;
    case Kind::weight:
      return head ? &head->weights : nullptr;
    case Kind::output:
      return head ? &head->output : nullptr;
    case Kind::contribution:
      return nullptr;
  }
  return nullptr;
}

const Head* head_of(const Trace& trace, const Quantity& quantity) {
  return is_of_head(quantity.kind) ? find_head(trace, quantity.layer, quantity.head) : nullptr;
}

}  // namespace

bool is_of_pair(Quantity::Kind kind) { return kind == Kind::product || kind == Kind::score || kind == Kind::weight; }

std::optional<float> value_of(const Trace& trace, const Quantity& quantity) {
  const Head* head = head_of(trace, quantity);
  if (quantity.kind == Kind::contribution) {
    if (!head || !has_contribution(*head, quantity.row, quantity.col)) return std::nullopt;
    return head->output.row(quantity.row).dot(head->parameters->W_O.col(quantity.col));
  }
  const Matrix* matrix = matrix_of(trace, quantity, head);
  if (!matrix || !is_in(quantity.row, matrix->rows()) || !is_in(quantity.col, matrix->cols())) return std::nullopt;
  return (*matrix)(quantity.row, quantity.col);
}

std::string name_of(const Trace& trace, const Quantity& quantity) {
  if (!is_in(quantity.row, static_cast<Index>(trace.size()))) return "a number that is gone";
  const Head* head = head_of(trace, quantity);
  const std::string row = word(trace, quantity.row);
  const auto with = [&](const char* kind, const std::string& rest) { return std::string(kind) + " " + row + rest; };
  const auto pair = [&](const char* kind) { return with(kind, " → " + word(trace, quantity.col)); };
  switch (quantity.kind) {
    case Kind::embedding:
      return row + " · " + dimension_name(trace, quantity.col);
    case Kind::residual: {
      const Step* step = quantity.step > 0 ? step_at(trace, quantity.step) : nullptr;
      return row + " · " + dimension_name(trace, quantity.col) + (step ? " after the " + step->name : "");
    }
    case Kind::hidden:
      return row + " · unit " + std::to_string(quantity.col);
    case Kind::q:
      return with("q of", head ? " · " + channel_name(*head, Kind::q, quantity.col) : "");
    case Kind::k:
      return with("k of", head ? " · " + channel_name(*head, Kind::k, quantity.col) : "");
    case Kind::v:
      return with("v of", head ? " · " + channel_name(*head, Kind::v, quantity.col) : "");
    case Kind::product:
      return pair("q · k");
    case Kind::score:
      return pair("score");
    case Kind::weight:
      return pair("weight");
    case Kind::output:
      return with("output of", head ? " · " + channel_name(*head, Kind::output, quantity.col) : "");
    case Kind::contribution:
      return with(head ? head->name.c_str() : "head", " · " + dimension_name(trace, quantity.col));
  }
  return row;
}

core::Result<Ledger> explain(const Trace& trace, const Quantity& quantity, std::size_t most_terms) {
  const auto value = value_of(trace, quantity);
  const Head* head = head_of(trace, quantity);
  const bool token = is_in(quantity.row, static_cast<Index>(trace.size()));
  if (!value || !token) return core::Failure{"The model’s pass over this sentence holds no such number."};
  const bool projection = quantity.kind == Kind::q || quantity.kind == Kind::k || quantity.kind == Kind::v;
  if (projection && (!head->parameters || input_step_of(trace, *head) < 0)) {
    return core::Failure{"This model doesn’t keep the matrices that made this number."};
  }

  if (is_of_pair(quantity.kind) &&
      (head->products.rows() != head->weights.rows() || head->scores.rows() != head->weights.rows())) {
    return core::Failure{"This model doesn’t keep the sums behind this number."};
  }

  ledger::Writer writer{trace, quantity, head, std::max<std::size_t>(most_terms, 1), {}};
  writer.ledger.quantity = quantity;
  writer.ledger.result = *value;
  switch (quantity.kind) {
    case Kind::embedding:
      writer.embedded();
      break;
    case Kind::residual:
      quantity.step == 0 ? writer.embedded() : writer.streamed();
      break;
    case Kind::hidden:
      writer.hidden_unit();
      break;
    case Kind::q:
    case Kind::k:
    case Kind::v:
      writer.projected();
      break;
    case Kind::product:
    case Kind::score:
    case Kind::weight:
      writer.score_like();
      break;
    case Kind::output:
      writer.mixed();
      break;
    case Kind::contribution:
      writer.contributed();
      break;
  }
  return std::move(writer.ledger);
}

}  // namespace theatre::trace
