// The expert panel: what it prints is what the trace holds, at every size, and nothing lies over anything.
#include "scenes/panel/panel.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <set>
#include <string>

#include "scenes/kit/measure.hpp"
#include "scenes/labels.hpp"
#include "scenes/panel/report.hpp"
#include "support/small_trace.hpp"
#include "trace/share.hpp"

using namespace theatre;
using namespace theatre::scenes;
using test::find_label;
using test::find_spot;

namespace {

struct Size {
  Screen screen;
  Rect canvas, scene;
};
const Size sizes[] = {
    {Screen::wide, {0, 0, 904, 800}, {24, 84, 848, 556}},
    {Screen::phone, {0, 0, 360, 566}, {0, 30, 360, 520}},
    {Screen::projector, {0, 0, 1920, 1080}, {80, 130, 1760, 780}},
    {Screen::wide, {0, 0, 1480, 1080}, {24, 84, 1424, 836}},
    {Screen::phone, {0, 0, 904, 800}, {24, 84, 408, 576}},  // beside an open drawer
};

trace::Trace trace_of(const std::string& text, int heads = 10) {
  test::SmallModel model;
  model.text = text;
  model.heads = heads;
  model.masks = false;
  return test::small_trace(model);
}

SceneInput input_for(const trace::Trace& trace, const Size& size, int seats = 8) {
  SceneInput input;
  input.trace = &trace;
  input.row = {1, 2, 0};
  input.step = 5;
  input.screen = size.screen;
  input.canvas = size.canvas;
  input.scene = size.scene;
  for (int i = 0; i < seats; ++i) {
    Seat seat;
    seat.layer = 1;
    seat.head = i;
    seat.name = "Head 1." + std::to_string(i);
    seat.job = i % 3 == 0 ? "Which noun do I belong to?" : i % 3 == 1 ? "Who is it?" : "Done with what, where, how?";
    if (i % 3 != 2) {
      seat.tested = "preposition → its object";
      seat.share = 0.94F;
    }
    seat.measured = "Measured.";
    input.seats.push_back(seat);
  }
  return input;
}

const std::vector<std::string> texts = {
    "The cat sat on the mat because it was tired",
    "it",
    "The bank can guarantee deposits will eventually cover future tuition costs and a good many other things that "
    "students need in a year",
    "Donaudampfschifffahrtsgesellschaftskapitän incomprehensibilities floccinaucinihilipilification",
    "جلست القطة على الحصيرة لأنها كانت متعبة",
    "猫がマットの上に座ったのは疲れていたからです 猫 マット",
};

const trace::Head& head_of(const trace::Trace& trace, int head) { return *trace::find_head(trace, 1, head); }

}  // namespace

TEST_CASE("panel: each paddle shows the word its head looks at most, to the printed digit", "[scenes][panel]") {
  const trace::Trace trace = trace_of(texts[0]);
  for (const Size& size : sizes) {
    for (int row = 0; row < static_cast<int>(trace.size()); row += 3) {
      for (int chosen = 0; chosen < 8; ++chosen) {
        SceneInput input = input_for(trace, size);
        input.row = {1, chosen, row};
        const Picture picture = panel(input);
        const std::string id = "1." + std::to_string(chosen);
        const trace::RowVector weights = head_of(trace, chosen).weights.row(row);
        Eigen::Index best = 0;
        const float largest = weights.maxCoeff(&best);
        const int percent = trace::percents(weights)[static_cast<std::size_t>(best)];
        const Label* share = find_label(picture, "share:" + id);
        REQUIRE(share != nullptr);
        CHECK(share->text == trace::percent_text(percent));
        std::string said = find_label(picture, "says:" + id)->text;
        if (const auto cut = said.find("…"); cut != std::string::npos) said.resize(cut);
        CHECK_FALSE(said.empty());
        CHECK(trace.tokens[static_cast<std::size_t>(best)].text.rfind(said, 0) == 0);
        const HotSpot* paddle = find_spot(picture, "paddle:" + id);
        REQUIRE(paddle != nullptr);
        CHECK(paddle->value == static_cast<double>(largest));
        CHECK(paddle->token == static_cast<int>(best));
        CHECK(paddle->head == chosen);
        CHECK(find_spot(picture, "head:" + id)->selected);
        CHECK(find_spot(picture, "head:" + id)->label.find(trace::percent_text(percent)) != std::string::npos);
      }
    }
  }
}

TEST_CASE("panel: seats stand in the order of the words their heads look at", "[scenes][panel]") {
  const trace::Trace trace = trace_of(texts[0]);
  const Picture picture = panel(input_for(trace, sizes[0]));
  std::vector<std::pair<float, int>> seen;
  for (const HotSpot& spot : picture.hotspots) {
    if (spot.action == "select-head" && spot.id.rfind("head:", 0) == 0) seen.emplace_back(spot.rect.x, spot.token);
  }
  REQUIRE(seen.size() == 8);
  std::sort(seen.begin(), seen.end());
  for (std::size_t i = 1; i < seen.size(); ++i) CHECK(seen[i - 1].second <= seen[i].second);
}

TEST_CASE("panel: no label lies over another, and hot spots stay inside, at every size and script", "[scenes][panel]") {
  for (const std::string& text : texts) {
    const trace::Trace trace = trace_of(text);
    for (const Size& size : sizes) {
      for (const int seats : {0, 1, 5, 8}) {
        for (const Theme theme : {Theme::dark, Theme::light}) {
          SceneInput input = input_for(trace, size, seats);
          input.theme = theme;
          const Picture picture = panel(input);
          INFO(text << ", " << size.scene.w << " px, " << seats << " seats");
          CHECK(test::first_overlap(picture) == "");
          for (const HotSpot& spot : picture.hotspots) {
            INFO(spot.id);
            if (spot.rect.x + spot.rect.w < size.scene.x || spot.rect.x > size.scene.x + size.scene.w)
              continue;  // another page
            CHECK(spot.rect.y >= size.scene.y - 1);
            CHECK(spot.rect.y + spot.rect.h <= size.scene.y + size.scene.h + 1);
          }
          CHECK(picture.figures.size() <= 32);
        }
      }
    }
  }
}

TEST_CASE("panel: the chosen head's beam is three times as strong as the others'", "[scenes][panel]") {
  trace::Trace trace = trace_of(texts[0]);
  for (auto& step : trace.steps) {
    for (auto& head : step.heads) {
      if (head.layer != 1 || head.index != 2) continue;
      head.weights.row(0).setZero();
      head.weights(0, 1) = 0.6F;
      head.weights(0, 2) = 0.36F;
      head.weights(0, 3) = 0.04F;
    }
  }
  const Picture picture = panel(input_for(trace, sizes[0]));
  const trace::RowVector row = head_of(trace, 2).weights.row(0);
  int shared = 0;  // the chosen head throws one at each word with a share worth a beam
  for (const float weight : row) shared += weight >= 0.05F ? 1 : 0;
  REQUIRE(shared == 2);
  REQUIRE(static_cast<int>(picture.beams.size()) == 7 + shared);
  int strong = 0;
  for (const Beam& beam : picture.beams) {
    const auto token = static_cast<std::size_t>(picture.figures[static_cast<std::size_t>(beam.figure)].token);
    const float rest = trace.tokens[token].kind == trace::TokenKind::added ? 0.35F : 1.0F;
    CHECK((beam.gain == 1.5F * rest || beam.gain == 0.5F * rest));
    strong += beam.gain == 1.5F * rest ? 1 : 0;
  }
  CHECK(strong == shared);
}

TEST_CASE("panel: heads that look at a token no one wrote rest: said quietly, with the percent still there",
          "[scenes][panel]") {
  trace::Trace trace = trace_of(texts[0]);
  trace.tokens[0].kind = trace::TokenKind::added;
  for (auto& step : trace.steps) {
    for (auto& head : step.heads) {
      if (head.layer != 1 || head.index == 3) continue;
      head.weights.row(2).setZero();
      head.weights(2, 0) = 1;
    }
  }
  for (const Size& size : sizes) {
    SceneInput input = input_for(trace, size);
    for (const int chosen : {0, 3}) {
      input.row = {1, chosen, 2};
      const Picture picture = panel(input);
      const std::string id = "1." + std::to_string(chosen);
      const bool rests = chosen == 0;
      CHECK(find_spot(picture, "paddle:" + id)->label.find(rests ? "rests on" : "looks at") != std::string::npos);
      CHECK((find_label(picture, "rests:" + id) != nullptr) == rests);
      if (rests) CHECK(find_label(picture, "share:" + id)->text == "100 %");
      CHECK(test::first_overlap(picture) == "");
      float brightest = 0;  // however many rest, their pool is one's
      for (const Figure& figure : picture.figures) {
        if (!figure.body && figure.token == 0) brightest = std::max(brightest, figure.gain);
      }
      CHECK(brightest <= 1.5F * 0.35F + 0.01F);
    }
  }
}

TEST_CASE("panel: while it compares, a paddle shows the score of the word that fits best", "[scenes][panel]") {
  const trace::Trace trace = trace_of(texts[0]);
  for (const Size& size : sizes) {
    for (const int step : {2, 3}) {
      SceneInput input = input_for(trace, size);
      input.step = step;
      const Picture picture = panel(input);
      const trace::Head& head = head_of(trace, input.row.head);
      const std::string id = "1." + std::to_string(input.row.head);
      const HotSpot* paddle = find_spot(picture, "paddle:" + id);
      REQUIRE(paddle != nullptr);
      const float score = (step == 2 ? head.products : head.scores)(input.row.token, paddle->token);
      CHECK(paddle->value == static_cast<double>(score));
      CHECK(find_label(picture, "score:" + id)->text == trace::shown(score));
      CHECK(test::first_overlap(picture) == "");
      input.reveal = 0;
      CHECK(find_label(panel(input), "score:" + id) == nullptr);
    }
  }
}

TEST_CASE("panel: before softmax, and before the guess, nothing is lit and no percent is printed", "[scenes][panel]") {
  const trace::Trace trace = trace_of(texts[0]);
  for (const bool guess : {false, true}) {
    SceneInput input = input_for(trace, sizes[0]);
    if (guess) {
      input.reveal = 0;
    } else {
      input.step = 2;
    }
    const Picture picture = panel(input);
    CHECK(picture.beams.empty());
    for (const Label& label : picture.labels) CHECK(label.id.rfind("share:", 0) == std::string::npos);
    CHECK(find_spot(picture, "head:1.0") != nullptr);
    CHECK(find_spot(picture, "answer") == nullptr);
  }
}

TEST_CASE("panel: a silenced head sends no beam, and its note is empty", "[scenes][panel]") {
  trace::Trace trace = trace_of(texts[0]);
  for (trace::Step& step : trace.steps) {
    for (trace::Head& head : step.heads) head.off = head.index == 3;
  }
  const Picture picture = panel(input_for(trace, sizes[0]));
  const auto from = [&](const Picture& p) {
    std::set<float> seats;
    for (const Beam& beam : p.beams) seats.insert(beam.from_x);
    return seats.size();
  };
  CHECK(from(picture) == 7);
  CHECK(find_spot(picture, "silence:1.3")->label.find("speak again") != std::string::npos);
  CHECK(find_spot(picture, "head:1.3")->label.find("silenced") != std::string::npos);
  CHECK(find_spot(picture, "report:1.3")->label.find("silenced") != std::string::npos);
}

TEST_CASE("panel: the report's cells are outputs of the trace, the answer the change of the residual stream",
          "[scenes][panel]") {
  const trace::Trace trace = trace_of(texts[0]);
  const Report report = report_of(trace, 1, 4, 2, 6);
  REQUIRE(report.notes.size() == 10);
  for (const Note& note : report.notes) {
    const trace::Head& head = head_of(trace, note.head);
    for (const Cell& cell : note.cells) CHECK(cell.value == head.output(4, cell.column));
    CHECK(std::abs(strongest(note.cells)->value) == head.output.row(4).cwiseAbs().maxCoeff());
  }
  const auto step = static_cast<std::size_t>(report.step);
  const trace::RowVector change = trace.steps[step].out.row(4) - trace.steps[step - 1].out.row(4);
  CHECK(std::abs(strongest(report.answer)->value) == change.cwiseAbs().maxCoeff());
  SceneInput input = input_for(trace, sizes[0]);
  input.row.token = 4;
  const Picture picture = panel(input);
  const HotSpot* answer = find_spot(picture, "answer");
  REQUIRE(answer != nullptr);
  CHECK(answer->value == static_cast<double>(change(answer->token)));
  const HotSpot* note = find_spot(picture, "report:1.2");
  REQUIRE(note != nullptr);
  CHECK(note->value == static_cast<double>(head_of(trace, 2).output(4, note->token)));
}

TEST_CASE("panel: a head that is silenced still sets the scale of the notes", "[scenes][panel]") {
  trace::Trace trace = trace_of(texts[0]);
  const float before = report_of(trace, 1, 4, 2, 6).largest_note;
  for (trace::Step& step : trace.steps) {
    for (trace::Head& head : step.heads) head.off = true;
  }
  CHECK(report_of(trace, 1, 4, 2, 6).largest_note == before);
}

TEST_CASE("panel: on a phone seats come in pages of four, and the chosen one is in view", "[scenes][panel]") {
  const trace::Trace trace = trace_of(texts[0]);
  for (int chosen = 0; chosen < 8; ++chosen) {
    SceneInput input = input_for(trace, sizes[1]);
    input.row.head = chosen;
    const Picture picture = panel(input);
    CHECK(picture.scroll_max == sizes[1].scene.w);
    const bool first = find_spot(picture, "turn:on") != nullptr;
    CHECK(first != (find_spot(picture, "turn:back") != nullptr));
    CHECK(find_label(picture, first ? "turn:on" : "turn:back")->text.find("4 more") != std::string::npos);
    CHECK(find_spot(picture, first ? "turn:on" : "turn:back")->action == "scroll");
    const HotSpot* mine = find_spot(picture, "head:1." + std::to_string(chosen));
    REQUIRE(mine != nullptr);
    CHECK(mine->rect.x >= 0);
    CHECK(mine->rect.x + mine->rect.w <= 360);
  }
}

TEST_CASE("panel: no trace, no seats and rows that don't exist give a picture all the same", "[scenes][panel]") {
  CHECK(panel({}).labels.empty());
  const trace::Trace trace = trace_of(texts[0]);
  SceneInput input = input_for(trace, sizes[0]);
  input.row = {7, 99, 99};
  CHECK(panel(input).beams.empty());
}

TEST_CASE("panel: a question that can't be read whole gives way to what was measured", "[scenes][panel]") {
  const trace::Trace trace = trace_of(texts[0]);
  for (const std::string job : {"What stands just after me?", "Which noun do I belong to, of all that come later?"}) {
    SceneInput input = input_for(trace, sizes[0]);
    for (Seat& seat : input.seats) {
      seat.job = job;
      seat.tested = "next word";
      seat.share = 1.0F;
    }
    input.measure = [](std::string_view text, Font, float size, int) {
      return 0.75F * size * static_cast<float>(text.size());
    };
    const Picture picture = panel(input);
    CHECK(find_label(picture, "job0:1.1")->text.rfind("next", 0) == 0);
  }
}

TEST_CASE("panel: lines are broken at spaces, and only the last is cut", "[scenes][panel]") {
  const Measure measure = [](std::string_view text, Font, float size, int) {
    return static_cast<float>(text.size()) * size;
  };
  using Lines = std::vector<std::string>;
  CHECK(wrapped("one two three", 3, 8, Font::sans, 1, 500, measure) == Lines{"one two", "three"});
  CHECK(wrapped("one two three", 1, 20, Font::sans, 1, 500, measure) == Lines{"one two three"});
  CHECK(wrapped("", 2, 8, Font::sans, 1, 500, measure).empty());
  CHECK(wrapped("one two three four", 2, 9, Font::sans, 1, 500, measure).back().find("…") != std::string::npos);
}
