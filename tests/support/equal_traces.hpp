// Are two Traces the same, number by number? Parameters aside: those belong to the model.
#pragma once

#include <catch2/catch_test_macros.hpp>

#include "trace/trace.hpp"

namespace theatre::test {

inline bool equal(const core::Matrix& a, const core::Matrix& b) {
  return a.rows() == b.rows() && a.cols() == b.cols() && a == b;
}

inline void check_equal_texts(const trace::Text& a, const trace::Text& b) {
  CHECK(a.name == b.name);
  CHECK(a.text == b.text);
  REQUIRE(a.tokens.size() == b.tokens.size());
  for (std::size_t t = 0; t < a.tokens.size(); ++t) {
    CHECK(a.tokens[t].text == b.tokens[t].text);
    CHECK(a.tokens[t].begin == b.tokens[t].begin);
    CHECK(a.tokens[t].end == b.tokens[t].end);
    CHECK(a.tokens[t].kind == b.tokens[t].kind);
    CHECK(a.tokens[t].source == b.tokens[t].source);
  }
}

inline void check_equal_heads(const trace::Head& p, const trace::Head& q) {
  CHECK(p.layer == q.layer);
  CHECK(p.index == q.index);
  CHECK(p.name == q.name);
  CHECK(p.title == q.title);
  CHECK(p.asks == q.asks);
  CHECK(p.offers == q.offers);
  CHECK(p.carries == q.carries);
  CHECK(p.d_head == q.d_head);
  CHECK(p.scale == q.scale);
  CHECK(p.temperature == q.temperature);
  CHECK(p.off == q.off);
  for (const auto matrix : {&trace::Head::q, &trace::Head::k, &trace::Head::v, &trace::Head::products,
                            &trace::Head::scores, &trace::Head::weights, &trace::Head::output}) {
    CHECK(equal(p.*matrix, q.*matrix));
  }
  REQUIRE(p.turned.has_value() == q.turned.has_value());
  if (p.turned) {
    CHECK(p.turned->side == q.turned->side);
    CHECK(p.turned->row == q.turned->row);
    CHECK(p.turned->was == q.turned->was);
  }
  CHECK(p.mask.rows() == q.mask.rows());
  if (p.mask.rows() == q.mask.rows()) CHECK((p.mask == q.mask).all());
  REQUIRE(p.rotary.has_value() == q.rotary.has_value());
  if (!p.rotary) return;
  CHECK(p.rotary->halves == q.rotary->halves);
  for (const auto matrix : {&trace::Rotary::q, &trace::Rotary::k, &trace::Rotary::q_angles, &trace::Rotary::k_angles}) {
    CHECK(equal((*p.rotary).*matrix, (*q.rotary).*matrix));
  }
}

inline void check_equal(const trace::Trace& a, const trace::Trace& b) {
  CHECK(a.model == b.model);
  CHECK(a.badge == b.badge);
  CHECK(a.d_model == b.d_model);
  CHECK(a.dimensions == b.dimensions);
  CHECK(a.notes == b.notes);
  REQUIRE(a.texts() == b.texts());
  for (std::size_t n = 0; n < a.texts(); ++n) check_equal_texts(a.nth_text(n), b.nth_text(n));
  REQUIRE(a.series.size() == b.series.size());
  for (std::size_t n = 0; n < a.series.size(); ++n) {
    CHECK(a.series[n].name == b.series[n].name);
    CHECK(a.series[n].along == b.series[n].along);
    CHECK(a.series[n].unit == b.series[n].unit);
    CHECK(a.series[n].x == b.series[n].x);
    CHECK(a.series[n].y == b.series[n].y);
  }
  REQUIRE(a.steps.size() == b.steps.size());
  for (std::size_t s = 0; s < a.steps.size(); ++s) {
    const trace::Step &x = a.steps[s], &y = b.steps[s];
    CHECK(x.kind == y.kind);
    CHECK(x.layer == y.layer);
    CHECK(x.name == y.name);
    CHECK(x.text == y.text);
    CHECK(x.reads == y.reads);
    CHECK(x.keys_from == y.keys_from);
    CHECK(x.adds_to == y.adds_to);
    CHECK(equal(x.out, y.out));
    REQUIRE(x.inside.size() == y.inside.size());
    for (std::size_t i = 0; i < x.inside.size(); ++i) {
      CHECK(x.inside[i].name == y.inside[i].name);
      CHECK(equal(x.inside[i].values, y.inside[i].values));
      CHECK(x.inside[i].columns == y.inside[i].columns);
    }
    REQUIRE(x.heads.size() == y.heads.size());
    for (std::size_t h = 0; h < x.heads.size(); ++h) check_equal_heads(x.heads[h], y.heads[h]);
  }
}

}  // namespace theatre::test
