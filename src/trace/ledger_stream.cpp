// The arithmetic of the residual stream: what each step found there and what it added.
#include <algorithm>
#include <cmath>

#include "trace/ledger_writer.hpp"

namespace theatre::trace::ledger {

void Writer::embedded() {
  title({{"Where the number " + in_quotes(dimension_name(trace, asked.col)) + " of"},
         named(asked.row, Accent::plain),
         {"comes from"}});
  const Token& token = trace.tokens[static_cast<std::size_t>(asked.row)];
  add(note_of(token.source.empty() ? "It is looked up in the model’s table of words." : token.source, kEmbed));
  const Step& step = trace.steps.front();
  std::vector<LedgerTerm> terms;
  for (const Tensor& part : step.inside) {
    if (part.values.rows() != step.out.rows() || part.values.cols() != step.out.cols()) continue;
    terms.push_back(value_term(part.name, part.values(asked.row, asked.col)));
  }
  const float gap = std::abs(total(terms) - ledger.result);
  if (!terms.empty() && gap <= 1e-5f * std::max(1.0f, std::abs(ledger.result))) {
    add(sum_of(std::move(terms), "Add them up", kEmbed, ledger.result));
  } else {
    add(step_of(dimension_name(trace, asked.col), "", kEmbed, ledger.result));
  }
}

LedgerTerm Writer::before() const {
  const Step& previous = trace.steps[static_cast<std::size_t>(asked.step - 1)];
  return value_term("before: after the " + previous.name, previous.out(asked.row, asked.col),
                    stream(asked.step - 1, asked.row, asked.col));
}

// The step's result as what was there before and what each part of the step added.
void Writer::streamed() {
  const Step& step = trace.steps[static_cast<std::size_t>(asked.step)];
  const Matrix& earlier = trace.steps[static_cast<std::size_t>(asked.step - 1)].out;
  title({named(asked.row, Accent::plain), {": " + dimension_name(trace, asked.col) + ", after the " + step.name}});
  const bool same_shape = earlier.rows() == step.out.rows() && earlier.cols() == step.out.cols();
  const bool adds = step.kind == StepKind::attention || step.kind == StepKind::feed_forward;
  if (!same_shape || !adds) {
    add(step_of("after the " + step.name, "", kMix, ledger.result));
    if (step.kind == StepKind::layer_norm && same_shape) normalised(earlier);
    return;
  }
  std::vector<LedgerTerm> parts;
  for (const Head& other : step.heads) {
    const Quantity quantity{Kind::contribution, other.layer, other.index, asked.row, asked.col, -1};
    if (other.off || !has_contribution(other, asked.row, asked.col)) continue;
    parts.push_back(value_term("head " + in_quotes(other.name),
                               other.output.row(asked.row).dot(other.parameters->W_O.col(asked.col)), quantity));
  }
  // What the Trace doesn't hold piece by piece: a feed-forward's units, or a bias behind W_O.
  const LedgerTerm start = before();
  const float change = ledger.result - start.product;
  const float rest = change - total(parts);
  const float largest = std::max({1.0f, std::abs(ledger.result), std::abs(start.product)});
  if (step.kind == StepKind::feed_forward || std::abs(rest) > 1e-5f * largest) {
    parts.push_back(value_term(step.kind == StepKind::feed_forward ? "added by the " + step.name : "bias", rest));
  }
  collapse(parts, most);
  parts.insert(parts.begin(), start);
  add(sum_of(std::move(parts), "Add them up", kMix, ledger.result));
  fired(step);
}

// Which hidden units of a feed-forward step are above 0: their outgoing weights are not in the Trace.
void Writer::fired(const Step& step) {
  if (step.inside.empty() || step.inside.front().values.rows() != step.out.rows()) return;
  const Tensor& hidden = step.inside.front();
  std::vector<LedgerTerm> terms;
  for (Index u = 0; u < hidden.values.cols(); ++u) {
    const float value = hidden.values(asked.row, u);
    if (value == 0) continue;
    const auto* name = name_in(hidden.columns, u);
    terms.push_back(value_term(name ? *name : "unit " + std::to_string(u), value,
                               Quantity{Kind::hidden, -1, -1, asked.row, static_cast<int>(u), asked.step}));
  }
  if (!terms.empty()) {
    add(list_of(std::move(terms), most, "Units that are on for " + in_quotes(word(trace, asked.row)), -1));
  }
}

void Writer::normalised(const Matrix& earlier) {
  const auto row = earlier.row(asked.row).cast<double>();
  const double mean = row.mean();
  const double spread = std::sqrt((row.array() - mean).square().mean());
  Section section;
  section.kind = Section::Kind::list;
  section.label = "From";
  section.note = "Less the row’s mean, ÷ its spread, then stretched and shifted by learnt numbers.";
  section.terms.push_back(before());
  for (const auto& [label, value] : {std::pair{"the row’s mean", mean}, std::pair{"the row’s spread", spread}}) {
    section.terms.push_back(value_term(label, static_cast<float>(value)));
  }
  add(std::move(section));
}

void Writer::hidden_unit() {
  const Step& step = trace.steps[static_cast<std::size_t>(asked.step)];
  const auto* name = name_in(step.inside.front().columns, asked.col);
  title({{"The unit " + in_quotes(name ? *name : std::to_string(asked.col)) + " of the " + step.name + " for"},
         named(asked.row, Accent::plain)});
  add(step_of(name ? *name : "unit " + std::to_string(asked.col), "", -1, ledger.result));
  add(note_of("A unit adds up what it reads; below 0 it stays off and counts as 0.", -1));
}

}  // namespace theatre::trace::ledger
