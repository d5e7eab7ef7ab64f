// What a word takes home: the numbers are those of the trace, and a plain question is answered from them alone.
#include "trace/gathered.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <string>

#include "model/glass_box/glass_box.hpp"
#include "scenes/spotlight/spotlight.hpp"
#include "trace/trace.hpp"

using namespace theatre;
using Catch::Matchers::WithinAbs;

namespace {

const model::GlassBox& glass_box() {
  static const model::GlassBox model;
  return model;
}

const char* const sentences[] = {"The cat sat on the mat because it was tired",
                                 "The cat sat on the mat because it was comfortable",
                                 "My mom made pasta for her friends",
                                 "I love pizza",
                                 "Hello",
                                 "ja ja ja ja",
                                 "🙂 🙂"};

int best(const trace::RowVector& fits, const std::vector<int>& among) {
  int found = among.front();
  for (const int j : among) {
    if (fits(j) > fits(found)) found = j;
  }
  return found;
}

}  // namespace

TEST_CASE("what is gathered is the head's output by name, and what it changes", "[trace][gathered]") {
  for (const char* const sentence : sentences) {
    const auto trace = glass_box().forward(sentence, {});
    const trace::Head* head = trace::find_head(*trace, "reader");
    REQUIRE(head != nullptr);
    for (Eigen::Index row = 0; row < head->output.rows(); ++row) {
      float least = 1e9F;
      for (const auto& one : trace::gathered(*trace, *head, row, 100)) {
        CAPTURE(sentence, row, one.name);
        CHECK(one.taken == head->output(row, one.column));
        CHECK(std::abs(one.taken) <= least);
        least = std::abs(one.taken);
        CHECK_THAT(one.after - one.before, WithinAbs(one.taken, 1e-4));
        CHECK(one.name.find(':') == std::string::npos);
      }
      CHECK(trace::gathered(*trace, *head, row, 1).size() <= 1);
    }
    CHECK(trace::gathered(*trace, *head, -1, 4).empty());
    CHECK(trace::gathered(*trace, *head, head->output.rows(), 4).empty());
  }
}

TEST_CASE("who was tired is answered from what “it” took home, and not without the head", "[trace][gathered]") {
  const auto answer = [](const char* sentence, const model::Switches& switches) {
    const auto trace = glass_box().forward(sentence, switches);
    const trace::Head* head = trace::find_head(*trace, "reader");
    REQUIRE(head != nullptr);
    const trace::RowVector fits = trace::fits(*head, trace::find_token(*trace, "it"));
    CHECK(fits.maxCoeff() <= 1 + 1e-5F);
    CHECK(fits.minCoeff() >= -1 - 1e-5F);
    const int cat = trace::find_token(*trace, "cat"), mat = trace::find_token(*trace, "mat");
    if (fits(cat) == fits(mat)) return std::string("nobody");
    return trace->tokens[static_cast<std::size_t>(best(fits, {cat, mat}))].text;
  };
  CHECK(answer(sentences[0], {}) == "cat");
  CHECK(answer(sentences[1], {}) == "mat");
  const auto trace = glass_box().forward(sentences[0], {});
  const trace::Head* reader = trace::find_head(*trace, "reader");
  model::Switches silent;
  silent.heads_off = {{reader->layer, reader->index}};
  CHECK(answer(sentences[0], silent) == "nobody");
}

TEST_CASE("the stage shows at its last step what is taken home", "[scenes][gathered]") {
  const auto trace = glass_box().forward(sentences[0], {});
  const trace::Head* head = trace::find_head(*trace, "reader");
  scenes::SceneInput input;
  input.trace = trace.get();
  input.row = {head->layer, head->index, trace::find_token(*trace, "it")};
  const auto count = [&](const char* prefix) {
    int labels = 0;
    for (const auto& label : scenes::spotlight(input).labels) labels += label.id.rfind(prefix, 0) == 0 ? 1 : 0;
    return labels;
  };
  input.step = scenes::softmax_step;
  CHECK(count("home") == 0);
  CHECK(count("gives") == 0);
  input.step = scenes::softmax_step + 1;
  CHECK(count("home") >= 2);
  CHECK(count("gives") >= 1);
  for (const auto& spot : scenes::spotlight(input).hotspots) {
    if (spot.id.rfind("home:", 0) != 0) continue;
    CHECK(spot.value == static_cast<double>(head->output(input.row.token, spot.token)));
    CHECK(spot.action == "explain-output");
  }
  input.guessing = true;
  CHECK(count("home") == 0);
}
