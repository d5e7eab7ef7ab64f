#include "trace/plane.hpp"

#include <cmath>

namespace theatre::trace {
namespace {

constexpr float hardly = 1e-4F;  // of its own length: what is left of a vector then is rounding

RowVector without(const RowVector& vector, const RowVector& direction) {
  return direction.size() == 0 ? vector : RowVector(vector - vector.dot(direction) * direction);
}

// The direction of what is left of `vector` beside `other`; empty where that is next to nothing.
RowVector direction_of(const RowVector& vector, const RowVector& other) {
  const RowVector rest = without(vector, other);
  const float length = rest.norm();
  if (!std::isfinite(length) || !(length > hardly * vector.norm())) return {};
  // Once more, for what rounding has left of `other`.
  RowVector out = without(rest / length, other);
  out.normalize();
  return out;
}

// The furthest reaching of the others, or else the first axis that is not `other`'s.
RowVector any_direction(const Matrix& others, const RowVector& other, Eigen::Index size) {
  RowVector best;
  float most = 0;
  for (Eigen::Index i = 0; i < others.rows(); ++i) {
    const RowVector candidate = direction_of(others.row(i), other);
    const float reach = candidate.size() == 0 ? 0 : std::fabs(others.row(i).dot(candidate));
    if (reach > most) {
      most = reach;
      best = candidate;
    }
  }
  for (Eigen::Index c = 0; c < size && best.size() == 0; ++c) best = direction_of(RowVector::Unit(size, c), other);
  return best.size() == 0 ? RowVector::Zero(size) : best;  // a space of one dimension has no second direction
}

}  // namespace

Plane::Plane(const RowVector& query, const RowVector& key, const Matrix& others) {
  const Eigen::Index size = query.size();
  x_ = direction_of(key, {});
  if (x_.size() == 0) x_ = direction_of(query, {});
  if (x_.size() == 0) x_ = any_direction(others, {}, size);
  y_ = direction_of(query, x_);
  if (y_.size() == 0) y_ = any_direction(others, x_, size);
}

Point Plane::shadow(const RowVector& vector) const { return {vector.dot(x_), vector.dot(y_)}; }

RowVector Plane::moved(const RowVector& vector, Point to) const {
  const Point from = shadow(vector);
  return vector + (to.x - from.x) * x_ + (to.y - from.y) * y_;
}

}  // namespace theatre::trace
