// The JSON of a Trace: what scripts rely on.
#include "trace/json.hpp"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "support/small_trace.hpp"

namespace theatre::trace {
namespace {

using Json = nlohmann::json;

Json parsed(const Trace& trace, const JsonOptions& options = {}) {
  const Json json = Json::parse(to_json(trace, options), nullptr, false);
  REQUIRE_FALSE(json.is_discarded());
  return json;
}

void check_equal(const Json& rows, const Matrix& matrix, const core::Mask& mask = {}) {
  REQUIRE(rows.size() == static_cast<std::size_t>(matrix.rows()));
  for (Eigen::Index i = 0; i < matrix.rows(); ++i) {
    const Json& row = rows[static_cast<std::size_t>(i)];
    REQUIRE(row.size() == static_cast<std::size_t>(matrix.cols()));
    for (Eigen::Index j = 0; j < matrix.cols(); ++j) {
      const Json& cell = row[static_cast<std::size_t>(j)];
      if (core::allows(mask, i, j)) {
        CHECK(cell.get<float>() == matrix(i, j));  // to the last bit
      } else {
        CHECK(cell.is_null());
      }
    }
  }
}

TEST_CASE("every number of every head comes back from JSON to the last bit", "[trace]") {
  const Trace trace = test::small_trace();
  const Json json = parsed(trace);
  CHECK(json["model"] == "small");
  CHECK(json["badge"] == "illustration");
  CHECK(json["text"] == trace.text);
  CHECK(json["d_model"] == 12);
  CHECK(json["tokens"].size() == trace.size());
  CHECK(json["tokens"][1] == "cat");
  CHECK(json["spans"][1] == Json::array({4, 7}));
  CHECK(json["dimensions"] == Json(trace.dimensions));
  CHECK(json["notes"] == Json::array());
  REQUIRE(json["heads"].size() == 6);
  std::size_t n = 0;
  for (const Step& step : trace.steps) {
    for (const Head& head : step.heads) {
      const Json& out = json["heads"][n++];
      CHECK(out["layer"] == head.layer);
      CHECK(out["head"] == head.index);
      CHECK(out["name"] == head.name);
      CHECK(out["d_head"] == head.d_head);
      CHECK(out["scale"].get<float>() == head.scale);
      check_equal(out["q"], head.q);
      check_equal(out["k"], head.k);
      check_equal(out["v"], head.v);
      check_equal(out["scores"], head.scores, head.mask);
      check_equal(out["weights"], head.weights);
      check_equal(out["output"], head.output);
    }
  }
}

TEST_CASE("only the heads asked for", "[trace]") {
  const Trace trace = test::small_trace();
  CHECK(parsed(trace, {1, -1, ""})["heads"].size() == 3);
  CHECK(parsed(trace, {1, 2, ""})["heads"][0]["name"] == "head-1-2");
  CHECK(parsed(trace, {-1, -1, "head-0-1"})["heads"].size() == 1);
  CHECK(parsed(trace, {9, -1, ""})["heads"].empty());
}

TEST_CASE("numbers are as short as they can be", "[trace]") {
  Trace trace = test::lit_trace("a b", "h", "a", {{"a", 0.1f}, {"b", 0.9f}});
  CHECK(to_json(trace).find("[0.1,0.9]") != std::string::npos);
}

TEST_CASE("any text stays text", "[trace]") {
  Trace trace = test::lit_trace("x", "h", "x", {});
  trace.text = "\"quoted\" \\ </script> \n\t\x01 é 猫 🐈";
  trace.tokens[0].text = trace.text;
  trace.notes = {"It said \"no\"."};
  const Json json = parsed(trace);
  CHECK(json["text"] == trace.text);
  CHECK(json["tokens"][0] == trace.text);
  CHECK(json["notes"][0] == trace.notes[0]);
  trace.text = "broken \xff byte";
  CHECK(parsed(trace)["text"] == "broken \xEF\xBF\xBD byte");
}

TEST_CASE("a Trace of nothing is still one object on one line", "[trace]") {
  const std::string json = to_json(Trace{});
  CHECK(json.find('\n') == std::string::npos);
  CHECK(parsed(Trace{})["heads"] == Json::array());
}

}  // namespace
}  // namespace theatre::trace
