// The flat picture of a query and its keys: every score in it is the true one.
#include "trace/plane.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "core/random.hpp"

using namespace theatre;
using Catch::Approx;
using trace::Plane;
using trace::Point;
using trace::RowVector;

namespace {

// In double, to be an oracle.
double product(const RowVector& a, const RowVector& b) {
  double sum = 0;
  for (Eigen::Index c = 0; c < a.size(); ++c) sum += static_cast<double>(a(c)) * b(c);
  return sum;
}

void check_scores(const Plane& plane, const RowVector& query, const core::Matrix& keys) {
  const Point q = plane.shadow(query);
  for (Eigen::Index j = 0; j < keys.rows(); ++j) {
    const RowVector key = keys.row(j);
    const double size = static_cast<double>(query.norm()) * key.norm();
    CHECK(trace::dot(q, plane.shadow(key)) == Approx(product(query, key)).margin(1e-5 * size + 1e-5));
  }
}

}  // namespace

TEST_CASE("A product of two shadows is the product of the vectors", "[plane]") {
  core::Random random(7);
  for (const Eigen::Index size : {1, 2, 3, 32, 77, 384}) {
    const core::Matrix keys = core::random_normal(9, size, 1, random);
    const RowVector query = core::random_normal(1, size, 1, random);
    const Plane plane(query, keys.row(4), keys);
    check_scores(plane, query, keys);
    // Both lie in the plane whole; the key points along x.
    const Point q = plane.shadow(query), k = plane.shadow(keys.row(4));
    CHECK(std::hypot(q.x, q.y) == Approx(query.norm()).epsilon(1e-4));
    CHECK(k.x == Approx(keys.row(4).norm()).epsilon(1e-4));
    CHECK(k.y == Approx(0).margin(1e-4 * keys.row(4).norm()));
    // A query moved within the plane still sees every key as it is.
    const RowVector moved = plane.moved(query, {-1.5F, size > 1 ? 0.75F : q.y});
    CHECK(plane.shadow(moved).x == Approx(-1.5F).margin(1e-4));
    check_scores(plane, moved, keys);
    // A key moved: what stands off the plane stays.
    const RowVector key = plane.moved(keys.row(2), {2, size > 1 ? 1.0F : plane.shadow(keys.row(2)).y});
    CHECK(product(query, key) == Approx(trace::dot(q, plane.shadow(key))).margin(1e-3));
  }
}

TEST_CASE("Arrows that span no plane get one all the same", "[plane]") {
  core::Random random(8);
  const core::Matrix keys = core::random_normal(5, 12, 1, random);
  const RowVector zero = RowVector::Zero(12), query = core::random_normal(1, 12, 1, random);
  const core::Matrix none = core::Matrix::Zero(5, 12);
  struct Case {
    RowVector query, key;
    core::Matrix others;
  };
  for (const Case& c : {Case{query, query * -2, keys}, Case{query, query * 3, none}, Case{zero, keys.row(1), keys},
                        Case{query, zero, keys}, Case{zero, zero, keys}, Case{zero, zero, none}}) {
    const Plane plane(c.query, c.key, c.others);
    check_scores(plane, c.query, c.others);
    // It has two directions at a right angle: every point of it can be reached.
    for (const Point to : {Point{1, 0}, Point{0, 1}, Point{-2, 3}}) {
      const Point at = plane.shadow(plane.moved(c.query, to));
      CHECK(at.x == Approx(to.x).margin(1e-4));
      CHECK(at.y == Approx(to.y).margin(1e-4));
    }
  }
}
