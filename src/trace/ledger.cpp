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

bool is_of_head(Kind kind) {
  return kind != Kind::embedding && kind != Kind::residual && kind != Kind::hidden && kind != Kind::series;
}

bool is_projection(Kind kind) {
  return kind == Kind::q || kind == Kind::k || kind == Kind::v || kind == Kind::q_before || kind == Kind::k_before;
}

// Are rows words that are looked at, rather than words that ask?
bool is_of_key(Kind kind) { return kind == Kind::k || kind == Kind::v || kind == Kind::k_before; }

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
    case Kind::q_before:
      return head && head->rotary ? &head->rotary->q : nullptr;
    case Kind::k_before:
      return head && head->rotary ? &head->rotary->k : nullptr;
    case Kind::contribution:
    case Kind::series:
    case Kind::part:
      return nullptr;
  }
  return nullptr;
}

const Series* series_of(const Trace& trace, const Quantity& quantity) {
  const bool is = quantity.kind == Kind::series && is_in(quantity.col, static_cast<Index>(trace.series.size()));
  return is ? &trace.series[static_cast<std::size_t>(quantity.col)] : nullptr;
}

const Head* head_of(const Trace& trace, const Quantity& quantity) {
  return is_of_head(quantity.kind) ? find_head(trace, quantity.layer, quantity.head) : nullptr;
}

}  // namespace

const Text* text_of_row(const Trace& trace, const Quantity& quantity) {
  if (is_of_head(quantity.kind)) {
    const Head* head = head_of(trace, quantity);
    return head == nullptr ? nullptr : is_of_key(quantity.kind) ? &keys(trace, *head) : &queries(trace, *head);
  }
  if (quantity.kind == Kind::series) return nullptr;
  const Step* step = step_at(trace, quantity.kind == Kind::embedding ? 0 : quantity.step);
  return step == nullptr ? nullptr : &trace.nth_text(static_cast<std::size_t>(step->text));
}

bool is_of_pair(Quantity::Kind kind) {
  return kind == Kind::product || kind == Kind::score || kind == Kind::weight || kind == Kind::part;
}

std::optional<float> value_of(const Trace& trace, const Quantity& quantity) {
  const Head* head = head_of(trace, quantity);
  if (quantity.kind == Kind::contribution) {
    if (!head || !has_contribution(*head, quantity.row, quantity.col)) return std::nullopt;
    return head->output.row(quantity.row).dot(head->parameters->W_O.col(quantity.col));
  }
  if (quantity.kind == Kind::series) {
    const Series* series = series_of(trace, quantity);
    if (!series || !is_in(quantity.row, static_cast<Index>(series->y.size()))) return std::nullopt;
    return series->y[static_cast<std::size_t>(quantity.row)];
  }
  if (quantity.kind == Kind::part) {
    if (!head || !ledger::has_part(*head, quantity.row, quantity.col, quantity.step)) return std::nullopt;
    return ledger::part_of(*head, quantity.row, quantity.col, quantity.step) / head->scale;
  }
  const Matrix* matrix = matrix_of(trace, quantity, head);
  if (!matrix || !is_in(quantity.row, matrix->rows()) || !is_in(quantity.col, matrix->cols())) return std::nullopt;
  return (*matrix)(quantity.row, quantity.col);
}

std::string name_of(const Trace& trace, const Quantity& quantity) {
  if (const Series* series = series_of(trace, quantity)) {
    if (!value_of(trace, quantity)) return "a number that is gone";
    return series->name + " at " + ledger::point_name(*series, quantity.row);
  }
  const Text* text = text_of_row(trace, quantity);
  if (!text || !is_in(quantity.row, static_cast<Index>(text->size()))) return "a number that is gone";
  const Head* head = head_of(trace, quantity);
  std::string row = word(*text, quantity.row);
  const auto with = [&](const char* kind, const std::string& rest) { return std::string(kind) + " " + row + rest; };
  const auto pair = [&](const char* kind) { return with(kind, " → " + word(keys(trace, *head), quantity.col)); };
  switch (quantity.kind) {
    case Kind::embedding:
      return row + " · " + dimension_name(trace, quantity.col);
    case Kind::residual: {
      const Step* step = step_at(trace, quantity.step);
      if (step && step->kind == StepKind::embedding) step = nullptr;
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
    case Kind::q_before:
    case Kind::k_before:
      return with(quantity.kind == Kind::q_before ? "q of" : "k of",
                  " · " + channel_name(*head, Kind::q, quantity.col) + ", before its place turns it");
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
    case Kind::part:
      return pair("score") + (value_of(trace, quantity) ? " · " + ledger::group_name(*head, quantity.step) : "");
    case Kind::series:
      break;
  }
  return row;
}

namespace {

// Why a number that is there can't be explained; nullptr where it can.
const char* missing(const Trace& trace, const Quantity& quantity, const Head* head) {
  if (is_projection(quantity.kind)) {
    const Matrix& x = is_of_key(quantity.kind) ? keys_input_of(trace, *head) : input_of(trace, *head);
    const bool kept = head->parameters && quantity.row < x.rows() && head->parameters->W_Q.rows() == x.cols();
    return kept ? nullptr : "This model doesn’t keep the matrices that made this number.";
  }
  const bool mixed = is_of_pair(quantity.kind) || quantity.kind == Kind::output;
  if (mixed && !is_whole(*head)) return "This model doesn’t keep the sums behind this number.";
  return nullptr;
}

}  // namespace

core::Result<Ledger> explain(const Trace& trace, const Quantity& quantity, std::size_t most_terms) {
  const auto value = value_of(trace, quantity);
  const Head* head = head_of(trace, quantity);
  const Text* text = text_of_row(trace, quantity);
  const bool named = text ? is_in(quantity.row, static_cast<Index>(text->size())) : quantity.kind == Kind::series;
  if (!value || !named) return core::Failure{"The model’s pass over this sentence holds no such number."};
  if (const char* why = missing(trace, quantity, head)) return core::Failure{why};

  ledger::Writer writer{trace,
                        quantity,
                        head,
                        text ? *text : trace,
                        head ? keys(trace, *head) : trace,
                        std::max<std::size_t>(most_terms, 1),
                        {}};
  writer.ledger.quantity = quantity;
  writer.ledger.result = *value;
  switch (quantity.kind) {
    case Kind::embedding:
    case Kind::residual:
      writer.streamed();
      break;
    case Kind::hidden:
      writer.hidden_unit();
      break;
    case Kind::q:
    case Kind::k:
    case Kind::v:
    case Kind::q_before:
    case Kind::k_before:
      writer.projected();
      break;
    case Kind::product:
    case Kind::score:
    case Kind::weight:
      writer.score_like();
      break;
    case Kind::part:
      writer.part();
      break;
    case Kind::output:
      writer.mixed();
      break;
    case Kind::contribution:
      writer.contributed();
      break;
    case Kind::series:
      writer.plotted();
      break;
  }
  return std::move(writer.ledger);
}

}  // namespace theatre::trace
