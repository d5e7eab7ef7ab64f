#include "trace/gathered.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace theatre::trace {
namespace {

constexpr float worth_telling = 0.05F;

bool has_names(const Head& head) {
  return head.parameters && !head.parameters->value_names.empty() &&
         static_cast<Eigen::Index>(head.parameters->value_names.size()) == head.output.cols();
}

std::string plain_name(const Head& head, Eigen::Index column) {
  const std::string& name = head.parameters->value_names[static_cast<std::size_t>(column)];
  const std::size_t colon = name.find(": ");
  return colon == std::string::npos ? name : name.substr(colon + 2);
}

// Columns whose numbers are worth telling, the largest first.
std::vector<Eigen::Index> largest(const RowVector& numbers, std::size_t most) {
  std::vector<Eigen::Index> columns(static_cast<std::size_t>(numbers.cols()));
  std::iota(columns.begin(), columns.end(), Eigen::Index{0});
  std::stable_sort(columns.begin(), columns.end(),
                   [&](Eigen::Index a, Eigen::Index b) { return std::abs(numbers(a)) > std::abs(numbers(b)); });
  std::erase_if(columns, [&](Eigen::Index c) { return !(std::abs(numbers(c)) >= worth_telling); });
  columns.resize(std::min(columns.size(), most));
  return columns;
}

}  // namespace

std::vector<Gathered> gathered(const Trace& trace, const Head& head, Eigen::Index row, std::size_t most) {
  std::vector<Gathered> out;
  if (head.off || row < 0 || row >= head.output.rows() || !has_names(head)) return out;
  const int step = step_of(trace, head);
  const int from = step < 0 ? -1 : added_to_step(trace, step);
  const Matrix& W_O = head.parameters->W_O;
  for (const Eigen::Index column : largest(head.output.row(row), most)) {
    Gathered one;
    one.column = static_cast<int>(column);
    one.name = plain_name(head, column);
    one.taken = one.after = head.output(row, column);
    if (from >= 0 && column < W_O.rows() && W_O.cols() > 0) {
      Eigen::Index dimension = 0;
      W_O.row(column).cwiseAbs().maxCoeff(&dimension);
      const Matrix& before = trace.steps[static_cast<std::size_t>(from)].out;
      const Matrix& after = trace.steps[static_cast<std::size_t>(step)].out;
      if (dimension < before.cols() && dimension < after.cols() && row < before.rows() && row < after.rows()) {
        one.before = before(row, dimension);
        one.after = after(row, dimension);
      }
    }
    out.push_back(std::move(one));
  }
  return out;
}

std::vector<std::string> handed_over(const Head& head, Eigen::Index row, Eigen::Index key, std::size_t most) {
  std::vector<std::string> out;
  if (head.off || row < 0 || row >= head.weights.rows() || key < 0 || key >= head.v.rows() || !has_names(head))
    return out;
  for (const Eigen::Index column : largest(head.weights(row, key) * head.v.row(key), most))
    out.push_back(plain_name(head, column));
  return out;
}

std::vector<FitLine> why_fits(const Head& head, Eigen::Index row, Eigen::Index more, Eigen::Index less,
                              std::size_t most) {
  std::vector<FitLine> out;
  const auto has = [](const Matrix& of, Eigen::Index i) { return i >= 0 && i < of.rows() && of.row(i).norm() > 0; };
  if (head.off || !has_names(head) || !has(head.output, row) || !has(head.v, more) || !has(head.v, less)) return out;
  const RowVector parts =
      head.output.row(row).normalized().cwiseProduct(head.v.row(more).normalized() - head.v.row(less).normalized());
  for (const Eigen::Index column : largest(parts, most))
    out.push_back({static_cast<int>(column), plain_name(head, column), parts(column)});
  return out;
}

RowVector fits(const Head& head, Eigen::Index row) {
  RowVector out = RowVector::Zero(head.v.rows());
  if (head.off || row < 0 || row >= head.output.rows()) return out;
  const RowVector taken = head.output.row(row);
  for (Eigen::Index j = 0; j < head.v.rows(); ++j) {
    const float size = taken.norm() * head.v.row(j).norm();
    if (size > 0) out(j) = taken.dot(head.v.row(j)) / size;
  }
  return out;
}

}  // namespace theatre::trace
