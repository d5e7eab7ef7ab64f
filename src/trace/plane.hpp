// A flat picture of many-dimensional arrows that keeps every score true: the plane that a query and a key span.
#pragma once

#include "core/tensor.hpp"

namespace theatre::trace {

using core::Matrix;
using core::RowVector;

struct Point {
  float x = 0;
  float y = 0;
};

inline float dot(Point a, Point b) { return a.x * b.x + a.y * b.y; }

// Two directions of length 1 at a right angle, (1, d_head) each. The query and the key lie in the plane whole, and
// for any vector k of d_head numbers q · k = dot(shadow(q), shadow(k)): what of k stands off the plane, q does not see.
class Plane {
 public:
  // The x direction is the key's. Where the two don't span a plane (one is 0, or they are parallel), the missing
  // direction is that in which the rows of `others` (any, d_head) reach furthest; else any.
  Plane(const RowVector& query, const RowVector& key, const Matrix& others);

  Point shadow(const RowVector& vector) const;
  // `vector` with its shadow moved to `to`; what stands off the plane stays.
  RowVector moved(const RowVector& vector, Point to) const;

 private:
  RowVector x_, y_;
};

}  // namespace theatre::trace
