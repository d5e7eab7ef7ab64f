// What one head's matrices amount to: the ends of their colour scales, and which columns are worth showing
// first.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/panel_state.hpp"

namespace theatre::ui {
namespace {

constexpr std::size_t few_channels = 9;

std::vector<int> counted(Eigen::Index n) {
  std::vector<int> out(static_cast<std::size_t>(n));
  std::iota(out.begin(), out.end(), 0);
  return out;
}

// The `few_channels` columns with the largest worth, in the matrix's own order; all of them when they are
// few.
std::vector<int> worthiest(const std::vector<float>& worth) {
  std::vector<int> order = counted(static_cast<Eigen::Index>(worth.size()));
  if (order.size() <= few_channels + 1) return order;
  const auto value = [&](int i) { return worth[static_cast<std::size_t>(i)]; };
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return value(a) > value(b); });
  order.resize(few_channels);
  std::sort(order.begin(), order.end());
  return order;
}

std::vector<float> column_sizes(const core::Matrix& m) {
  std::vector<float> out(static_cast<std::size_t>(m.cols()), 0.0F);
  for (Eigen::Index c = 0; c < m.cols(); ++c) out[static_cast<std::size_t>(c)] = m.col(c).cwiseAbs().sum();
  return out;
}

// The size that most numbers other than 0 don't exceed. A word has a few large numbers (its place, squared)
// beside many small ones that say what it is; a scale up to the largest would leave those without colour.
float typical_size(const core::Matrix& m) {
  std::vector<float> sizes;
  for (Eigen::Index i = 0; i < m.size(); ++i) {
    const float v = std::fabs(m.data()[i]);
    if (v > 0 && std::isfinite(v)) sizes.push_back(v);
  }
  if (sizes.empty()) return 1;
  const auto at = static_cast<std::ptrdiff_t>(0.75 * static_cast<double>(sizes.size() - 1));
  std::nth_element(sizes.begin(), sizes.begin() + at, sizes.end());
  return std::max(1e-6F, sizes[static_cast<std::size_t>(at)]);
}

// Columns that are not zero everywhere. First those that vary most from word to word (as coloured, up to
// `limit`) and are zero for most words: "pronoun" says more of a word than a clock's hand.
std::vector<int> most_varied(const core::Matrix& m, float limit) {
  std::vector<std::pair<float, int>> found;
  for (Eigen::Index c = 0; c < m.cols(); ++c) {
    if (m.rows() == 0 || m.col(c).cwiseAbs().maxCoeff() == 0) continue;
    const auto coloured = m.col(c).array().max(-limit).min(limit).eval();
    found.emplace_back((coloured - coloured.mean()).square().sum() * rarity(m, c), static_cast<int>(c));
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<int> out;
  for (const auto& [variance, column] : found) out.push_back(column);
  return out;
}

std::string numbered(const std::vector<std::string>& names, int i, const char* what) {
  if (i >= 0 && static_cast<std::size_t>(i) < names.size()) return names[static_cast<std::size_t>(i)];
  return std::string(what) + " " + std::to_string(i);
}

}  // namespace

float rarity(const core::Matrix& x, Eigen::Index column) {
  if (x.rows() == 0) return 0;
  const auto values = x.col(column).array();
  const auto zeros = static_cast<float>((values == 0).count());
  const auto whole = static_cast<float>((values == values.round()).count());
  const float share = zeros * whole / static_cast<float>(x.rows() * x.rows());
  return 0.02F + share * share;
}

const core::Matrix& shown_input(const trace::Trace& trace, const trace::Head* head) {
  static const core::Matrix none;
  const int step = shown_step(trace, head);
  return step < 0 ? none : trace.steps[static_cast<std::size_t>(step)].out;
}

HeadSummary summarise(const trace::Trace& trace, const trace::Head* shown) {
  HeadSummary out;
  static const trace::Head none;
  const trace::Head& head = shown != nullptr ? *shown : none;
  const core::Matrix& x = shown_input(trace, shown);
  const auto set = [&](Slot slot, float limit) { out.limit[static_cast<std::size_t>(slot)] = limit; };
  const float typical = typical_size(x);
  set(Slot::x, typical);
  set(Slot::q, limit_of(head.q));
  set(Slot::k, limit_of(head.k));
  set(Slot::v, limit_of(head.v));
  set(Slot::products, limit_of(head.products));
  set(Slot::scores, limit_of(head.scores));
  set(Slot::weights, 1.0F);
  set(Slot::output, limit_of(head.v));  // the scale of what is mixed

  out.dimensions = most_varied(x, typical);
  std::vector<float> worth = column_sizes(head.q);
  const std::vector<float> offered = column_sizes(head.k);
  for (std::size_t c = 0; c < worth.size() && c < offered.size(); ++c) {
    worth[c] = worth[c] * offered[c] + 1e-6F * (worth[c] + offered[c]);
  }
  out.channels = worthiest(worth);
  out.value_channels = worthiest(column_sizes(head.v));
  out.all_channels = counted(head.q.cols());
  out.all_value_channels = counted(head.v.cols());
  return out;
}

std::string dimension_name(const trace::Trace& trace, int column) {
  return numbered(trace.dimensions, column, "dimension");
}
std::string channel_name(const trace::Head& head, int column) {
  static const std::vector<std::string> none;
  return numbered(head.parameters ? head.parameters->channels : none, column, "channel");
}
std::string value_name(const trace::Head& head, int column) {
  static const std::vector<std::string> none;
  return numbered(head.parameters ? head.parameters->value_names : none, column, "channel");
}

}  // namespace theatre::ui
