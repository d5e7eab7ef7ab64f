#include "ui/view.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "lessons/lesson.hpp"

namespace theatre::ui {
namespace {

constexpr std::size_t longest_history = 64;

using trace::Quantity;
bool exists(const Quantity& q, const trace::Trace& trace) { return trace::value_of(trace, q).has_value(); }

int into(int i, std::size_t count) { return std::clamp(i, 0, std::max(0, static_cast<int>(count) - 1)); }

}  // namespace

std::string_view stage_name(Stage stage) { return lessons::stage_names()[static_cast<std::size_t>(stage)]; }

std::optional<Stage> stage_from_name(std::string_view name) {
  const auto& names = lessons::stage_names();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Stage>(found - names.begin());
}

View apply(View view, const Action& action, const trace::Trace& trace) {
  switch (action.kind) {
    case Action::Kind::choose_row:
      view.row = action.row;
      break;
    case Action::Kind::choose_column:
      view.column = action.column;
      break;
    case Action::Kind::choose_cell:
      view.row = action.row;
      view.column = action.column;
      view.open.reset();
      view.history.clear();
      break;
    case Action::Kind::open:
      if (exists(action.quantity, trace) && view.open != action.quantity) {
        view.history.push_back(view.open);
        if (view.history.size() > longest_history) view.history.erase(view.history.begin());
        view.open = action.quantity;
      }
      break;
    case Action::Kind::back:
      if (!view.history.empty()) {
        view.open = view.history.back();
        view.history.pop_back();
      } else {
        view.open.reset();
      }
      break;
    case Action::Kind::show_arrows:
    case Action::Kind::show_list:
      view.arrows = action.kind == Action::Kind::show_arrows;
      break;
    case Action::Kind::close:
    case Action::Kind::turn:
    case Action::Kind::put_back:
      break;
  }
  clamp(view, trace);
  return view;
}

void clamp(View& view, const trace::Trace& trace) {
  if (trace::find_head(trace, view.layer, view.head) == nullptr) {  // another model: its first head
    for (const trace::Step& step : trace.steps) {
      if (step.heads.empty()) continue;
      view.layer = step.heads.front().layer;
      view.head = step.heads.front().index;
      break;
    }
  }
  const trace::Head* head = trace::find_head(trace, view.layer, view.head);
  view.row = into(view.row, head ? queries(trace, *head).size() : trace.size());
  view.column = into(view.column, head ? keys(trace, *head).size() : trace.size());
  const auto gone = [&](const std::optional<Quantity>& q) { return q && !exists(*q, trace); };
  std::erase_if(view.history, gone);
  if (gone(view.open)) view.open.reset();
}

int shown_step(const trace::Trace& trace, const trace::Head* head) {
  if (head != nullptr) return trace::input_step_of(trace, *head);
  int last = static_cast<int>(trace.steps.size()) - 1;
  while (last >= 0 && trace.steps[static_cast<std::size_t>(last)].text != 0) --last;
  return last;
}

Quantity input_quantity(const trace::Trace& trace, const trace::Head* head, int row, int column) {
  const int step = shown_step(trace, head);
  Quantity q;
  q.kind = step > 0 ? Quantity::Kind::residual : Quantity::Kind::embedding;
  q.row = row;
  q.col = column;
  if (step > 0) q.step = step;
  return q;
}

Quantity shown_quantity(const View& view, const trace::Trace& trace) {
  if (view.open) return *view.open;
  Quantity q;
  q.kind = Quantity::Kind::weight;
  q.layer = view.layer;
  q.head = view.head;
  q.row = view.row;
  q.col = view.column;
  const trace::Head* head = trace::find_head(trace, view.layer, view.head);
  if (view.stage != Stage::embed && head != nullptr) return q;
  // The word's most telling dimension.
  const int step = shown_step(trace, head);
  Eigen::Index column = 0;
  if (step >= 0) {
    const trace::Matrix& x = trace.steps[static_cast<std::size_t>(step)].out;
    if (view.row < x.rows() && x.cols() > 0) x.row(view.row).cwiseAbs().maxCoeff(&column);
  }
  return input_quantity(trace, head, view.row, static_cast<int>(column));
}

}  // namespace theatre::ui
