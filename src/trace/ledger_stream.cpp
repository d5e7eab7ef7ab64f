// The arithmetic of the residual stream, what each step found there and what it added; and a point of a curve.
#include <algorithm>
#include <cmath>

#include "trace/ledger_writer.hpp"

namespace theatre::trace::ledger {

// What the step keeps of its own parts, where they add up to its result.
bool Writer::from_parts(const Step& step, int stage) {
  std::vector<LedgerTerm> terms;
  for (const Tensor& part : step.inside) {
    if (part.values.rows() != step.out.rows() || part.values.cols() != step.out.cols()) continue;
    terms.push_back(value_term(part.name, part.values(asked.row, asked.col)));
  }
  const float gap = std::abs(total(terms) - ledger.result);
  if (terms.empty() || !(gap <= 1e-5f * std::max(1.0f, std::abs(ledger.result)))) return false;
  add(sum_of(std::move(terms), "Add them up", stage, ledger.result));
  return true;
}

void Writer::embedded(const Step& step) {
  title({{"Where the number " + in_quotes(dimension_name(trace, asked.col)) + " of"},
         named(asked.row, Accent::plain),
         {"comes from"}});
  const Token& token = rows.tokens[static_cast<std::size_t>(asked.row)];
  add(note_of(token.source.empty() ? "It is looked up in the model’s table of words." : token.source, kEmbed));
  if (!from_parts(step, kEmbed)) add(step_of(dimension_name(trace, asked.col), "", kEmbed, ledger.result));
}

LedgerTerm Writer::before(int step) const {
  const Step& earlier = trace.steps[static_cast<std::size_t>(step)];
  return value_term("before: after the " + earlier.name, earlier.out(asked.row, asked.col),
                    stream(step, asked.row, asked.col));
}

// A step that adds shows what was there before and what each of its parts added; another what it made it from.
void Writer::streamed() {
  const int at = asked.kind == Kind::embedding ? 0 : asked.step;
  const Step& step = trace.steps[static_cast<std::size_t>(at)];
  if (at == 0 || step.kind == StepKind::embedding) return embedded(step);
  title({named(asked.row, Accent::plain), {": " + dimension_name(trace, asked.col) + ", after the " + step.name}});
  const auto same_shape = [&](int other) {
    const Matrix* out = other < 0 ? nullptr : &trace.steps[static_cast<std::size_t>(other)].out;
    return out && out->rows() == step.out.rows() && out->cols() == step.out.cols();
  };
  const int to = added_to_step(trace, at), from = read_step(trace, at);
  if (same_shape(to) || (to < 0 && !step.heads.empty())) {
    added(step, to);
  } else if (!from_parts(step, kMix)) {
    add(step_of("after the " + step.name, "", kMix, ledger.result));
    const bool norm = step.kind == StepKind::layer_norm || step.kind == StepKind::rms_norm;
    if (norm && same_shape(from)) normalised(step, from);
  }
}

// `to`: the step whose result was there before; -1 = none.
void Writer::added(const Step& step, int to) {
  std::vector<LedgerTerm> parts;
  for (const Head& other : step.heads) {
    const Quantity quantity{Kind::contribution, other.layer, other.index, asked.row, asked.col, -1};
    if (other.off || !has_contribution(other, asked.row, asked.col)) continue;
    parts.push_back(value_term("head " + in_quotes(other.name),
                               other.output.row(asked.row).dot(other.parameters->W_O.col(asked.col)), quantity));
  }
  std::optional<LedgerTerm> start;
  if (to >= 0) start = before(to);
  const float there = start ? start->product : 0;
  // What the Trace doesn't hold piece by piece: a feed-forward's units, or a bias behind W_O.
  const float change = ledger.result - there;
  const float rest = change - total(parts);
  const float largest = std::max({1.0f, std::abs(ledger.result), std::abs(there)});
  if (step.kind == StepKind::feed_forward || std::abs(rest) > 1e-5f * largest) {
    parts.push_back(value_term(step.kind == StepKind::feed_forward ? "added by the " + step.name : "bias", rest));
  }
  collapse(parts, most);
  if (start) parts.insert(parts.begin(), *start);
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
    add(list_of(std::move(terms), most, "Units that are on for " + in_quotes(word(rows, asked.row)), -1));
  }
}

void Writer::normalised(const Step& step, int from) {
  const auto row = trace.steps[static_cast<std::size_t>(from)].out.row(asked.row).cast<double>();
  const double mean = row.mean();
  const double spread = std::sqrt((row.array() - mean).square().mean());
  Section section;
  section.kind = Section::Kind::list;
  section.label = "From";
  section.terms.push_back(before(from));
  const auto put = [&](const char* label, double value) {
    section.terms.push_back(value_term(label, static_cast<float>(value)));
  };
  if (step.kind == StepKind::rms_norm) {
    section.note = "÷ the row’s root mean square, then stretched by learnt numbers.";
    put("the row’s root mean square", std::sqrt(row.array().square().mean()));
  } else {
    section.note = "Less the row’s mean, ÷ its spread, then stretched and shifted by learnt numbers.";
    put("the row’s mean", mean);
    put("the row’s spread", spread);
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

void Writer::plotted() {
  const Series& series = trace.series[static_cast<std::size_t>(asked.col)];
  title({{series.name + " at " + point_name(series, asked.row)}});
  add(step_of(series.name + (series.unit.empty() ? "" : ", in " + series.unit), "", -1, ledger.result));
}

}  // namespace theatre::trace::ledger
