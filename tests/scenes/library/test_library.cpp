// The library scene: what spines, percents and the open book say is what the trace holds, at every size and for any
// shelf.
#include "scenes/library/library.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "model/look_up/look_up.hpp"
#include "scenes/kit/measure.hpp"
#include "scenes/labels.hpp"
#include "trace/share.hpp"

using namespace theatre;
using namespace theatre::scenes;
using test::find_label;
using test::find_spot;

namespace {

const std::string shelf =
    "Cooking: Recipes for soup and bread.\n"
    "Medieval art: Painters gild cathedrals.\n"
    "Astronomy: Telescopes watch the planets.\n"
    "Chess: Openings, traps and endgames.\n"
    "Renaissance art: Painters learn perspective.\n"
    "Gardening: Seeds, soil and patience.\n"
    "Modern art: Painters break perspective.\n"
    "Sailing: Wind, ropes and tides.\n";

trace::TracePtr asked(const std::string& query, const std::string& lines, float temperature, bool hard = false) {
  model::LookUp given;
  given.query = query;
  given.cards = model::parse_cards(lines);
  std::vector<std::string> texts{query};
  for (const auto& card : given.cards) texts.push_back(card.title);
  given.vectors = model::topic_vectors(texts, model::built_in_lexicon());
  given.model = "glass-box";
  given.badge = "hand-built";
  given.temperature = temperature;
  given.hard = hard;
  return model::look_up(given, model::built_in_lexicon());
}

struct Size {
  const char* name;
  Screen screen;
  Rect canvas, scene;
};

const std::array<Size, 4> sizes = {{{"phone", Screen::phone, {0, 0, 360, 506}, {0, 30, 360, 460}},
                                    {"desk", Screen::wide, {0, 0, 904, 800}, {24, 84, 848, 556}},
                                    {"large", Screen::wide, {0, 0, 1480, 1080}, {24, 84, 1424, 836}},
                                    {"projector", Screen::projector, {0, 0, 1920, 1080}, {80, 130, 1808, 780}}}};

SceneInput input_for(const trace::Trace& trace, const Size& size, int step) {
  SceneInput input;
  input.trace = &trace;
  input.row = {0, 0, 0};
  input.step = step;
  input.reveal = step >= 4 ? 1 : 0;
  input.canvas = size.canvas;
  input.scene = size.scene;
  input.screen = size.screen;
  return input;
}

struct Corners {
  float left, top, right, bottom;
};

Corners corners_of(const Label& label) {
  const float width = estimate_width(label.text, label.font, label.size, label.weight);
  const float height = 0.84F * label.size;  // of capital letters and descenders, not of the line
  if (label.angle == -90) return {label.x - height / 2, label.y - width / 2, label.x + height / 2, label.y + width / 2};
  const float left = label.align < 0 ? label.x : label.align > 0 ? label.x - width : label.x - width / 2;
  return {left, label.y - height / 2, left + width, label.y + height / 2};
}

// Inside a card that lies askew, lines keep their distance along its own axes.
std::string first_overlap(const Picture& picture) {
  for (std::size_t i = 0; i < picture.labels.size(); ++i) {
    for (std::size_t j = i + 1; j < picture.labels.size(); ++j) {
      const Label& a = picture.labels[i];
      const Label& b = picture.labels[j];
      if (a.opacity <= 0 || b.opacity <= 0) continue;
      if (a.angle != 0 && a.angle == b.angle && a.angle != -90) continue;
      const Corners p = corners_of(a), q = corners_of(b);
      if (p.left < q.right && q.left < p.right && p.top < q.bottom && q.top < p.bottom) {
        return a.id + " “" + a.text + "” and " + b.id + " “" + b.text + "”";
      }
    }
  }
  return {};
}

bool starts(const std::string& text, const char* with) { return text.rfind(with, 0) == 0; }

std::string some_books(int count) {
  const std::vector<std::string> kinds = {
      "Renaissance art: Painters learn perspective.",
      "The extraordinarily long and winding history of parliamentary procedure in the lower valleys: Nobody reads it.",
      "猫は疲れていたのでマットの上に座った: 座った猫。",
      "שלום וברכה לכל הקוראים: ספר על שלום.",
      "Donaudampfschifffahrtsgesellschaftskapitänswitwe: Ein Wort.",
      "A: b.",
      "WWWWWWWWWWWW MMMMMMMMMMMMM: WWWWWWW MMMMMMM WWWWWW MMMMMM WWWWWW MMMMM.",
      "Just a title"};
  std::string lines;
  for (int i = 0; i < count; ++i) lines += kinds[static_cast<std::size_t>(i) % kinds.size()] + "\n";
  return lines;
}

}  // namespace

TEST_CASE("labels of the library never overlap and stay on the canvas", "[scenes][library]") {
  for (const Size& size : sizes) {
    for (const int count : {0, 1, 2, 8, 20}) {
      for (const std::string& query :
           {std::string("information about Renaissance art"), std::string(),
            std::string("A question that goes on and on, about everything that was ever written, and more"),
            std::string("猫は疲れていたのでマットの上に座った猫は疲れていたのでマットの上に座った")}) {
        for (const float temperature : {0.02F, 0.15F, 1.0F, 20.0F}) {
          const auto trace = asked(query, some_books(count), temperature);
          for (int step = 0; step <= 5; ++step) {
            const SceneInput input = input_for(*trace, size, step);
            const Picture picture = library(input);
            INFO(size.name << ", " << count << " books, step " << step << ", temperature " << temperature << ": "
                           << query);
            CHECK(first_overlap(picture) == "");
            for (const Label& label : picture.labels) {
              if (size.screen == Screen::projector) CHECK(label.size >= 24);
              const Corners c = corners_of(label);
              INFO(label.id << " " << label.text);
              CHECK(c.left >= input.canvas.x - 1);
              CHECK(c.right <= input.canvas.x + input.canvas.w + 1);
            }
          }
        }
      }
    }
  }
}

TEST_CASE("what is printed in the library is what the trace holds", "[scenes][library]") {
  for (const std::string& query :
       {std::string("information about Renaissance art"), std::string("what can I eat"), std::string("boats")}) {
    for (const float temperature : {0.05F, 0.18F, 1.0F}) {
      const auto trace = asked(query, shelf, temperature);
      const trace::Head& head = *trace::find_head(*trace, "look-up");
      const auto shares = trace::percents(trace::RowVector(head.weights.row(0)));
      for (const Size& size : sizes) {
        INFO(query << ", " << temperature << ", " << size.name);
        const Picture mixed = library(input_for(*trace, size, 5));
        int sum = 0;
        for (int i = 1; i < static_cast<int>(trace->size()); ++i) {
          const std::string number = std::to_string(i);
          sum += shares[static_cast<std::size_t>(i)];
          if (mixed.scroll_max > 0 && find_label(mixed, "percent:" + number) == nullptr)
            continue;  // beyond the shelf's end
          REQUIRE(find_label(mixed, "percent:" + number) != nullptr);
          CHECK(find_label(mixed, "percent:" + number)->text ==
                trace::percent_text(shares[static_cast<std::size_t>(i)]));
          REQUIRE(find_spot(mixed, "book:" + number) != nullptr);
          CHECK(find_spot(mixed, "book:" + number)->value == static_cast<double>(head.weights(0, i)));
          CHECK(find_spot(mixed, "book:" + number)->action == "explain");
          const Label* entry = find_label(mixed, "entry:" + number);
          if (entry != nullptr) CHECK(entry->text == trace::percent_text(shares[static_cast<std::size_t>(i)]));
        }
        CHECK(sum == 100);
        int words = 0;
        float last = 1e9F;
        for (const Label& label : mixed.labels) {
          if (!starts(label.id, "amount:")) continue;
          const int c = std::stoi(label.id.substr(7));
          CHECK(label.text == trace::shown(head.output(0, c)));
          CHECK(head.output(0, c) <= last);  // largest first
          last = head.output(0, c);
          const HotSpot* blend = find_spot(mixed, "blend:" + std::to_string(c));
          REQUIRE(blend != nullptr);
          CHECK(blend->value == static_cast<double>(head.output(0, c)));
          REQUIRE(blend->quantity);
          CHECK(trace::value_of(*trace, *blend->quantity) == head.output(0, c));
          ++words;
        }
        CHECK(words >= 3);
        CHECK(last <= 1e9F);
        for (const auto& [step, products] : {std::pair{2, true}, std::pair{3, false}}) {
          const Picture scored = library(input_for(*trace, size, step));
          for (int i = 1; i < static_cast<int>(trace->size()); ++i) {
            const float score = products ? head.products(0, i) : head.scores(0, i);
            if (scored.scroll_max > 0 && find_label(scored, "score:" + std::to_string(i)) == nullptr) continue;
            REQUIRE(find_label(scored, "score:" + std::to_string(i)) != nullptr);
            CHECK(find_label(scored, "score:" + std::to_string(i))->text == trace::shown(score));
            const HotSpot* book = find_spot(scored, "book:" + std::to_string(i));
            REQUIRE(book->quantity);
            CHECK(trace::value_of(*trace, *book->quantity) == score);
          }
        }
      }
    }
  }
}

TEST_CASE("the blend's words are those with the largest amounts", "[scenes][library]") {
  const auto trace = asked("information about Renaissance art", shelf, 0.18F);
  const trace::Head& head = *trace::find_head(*trace, "look-up");
  const Picture picture = library(input_for(*trace, sizes[1], 5));
  float least = 1e9F;
  std::vector<bool> listed(static_cast<std::size_t>(head.output.cols()));
  for (const Label& label : picture.labels) {
    if (!starts(label.id, "amount:")) continue;
    const auto c = static_cast<std::size_t>(std::stoi(label.id.substr(7)));
    listed[c] = true;
    least = std::min(least, head.output(0, static_cast<Eigen::Index>(c)));
  }
  for (std::size_t c = 0; c < listed.size(); ++c) {
    if (!listed[c]) CHECK(head.output(0, static_cast<Eigen::Index>(c)) <= least);
  }
}

TEST_CASE("a heavier book slides further out, and what nobody looks at stays at rest", "[scenes][library]") {
  const auto trace = asked("information about Renaissance art", shelf, 0.18F);
  const trace::Head& head = *trace::find_head(*trace, "look-up");
  const Picture rest = library(input_for(*trace, sizes[1], 0));
  const Picture out = library(input_for(*trace, sizes[1], 4));
  const auto bottom = [](const HotSpot* s) { return s->rect.y + s->rect.h; };
  for (int i = 1; i <= 8; ++i) {
    for (int j = 1; j <= 8; ++j) {
      if (head.weights(0, i) <= head.weights(0, j)) continue;
      const std::string a = "book:" + std::to_string(i), b = "book:" + std::to_string(j);
      CHECK(bottom(find_spot(out, a)) - bottom(find_spot(rest, a)) >
            bottom(find_spot(out, b)) - bottom(find_spot(rest, b)));
    }
  }
  SceneInput still = input_for(*trace, sizes[1], 4);
  still.travel = false;  // reduced motion: the light changes, nothing slides
  CHECK(bottom(find_spot(library(still), "book:5")) == bottom(find_spot(rest, "book:5")));
  const auto none = asked("information about Renaissance art", shelf, 0.18F, true);
  const Picture hard = library(input_for(*none, sizes[1], 5));
  for (int i = 1; i <= 8; ++i) {
    const std::string id = "book:" + std::to_string(i);
    CHECK(bottom(find_spot(hard, id)) == bottom(find_spot(rest, id)));
    CHECK(find_label(hard, "percent:" + std::to_string(i))->text == "0 %");
    CHECK(find_label(hard, "entry:" + std::to_string(i)) == nullptr);
  }
  CHECK(find_label(hard, "note:0")->text.find("No title") == 0);
  const auto one = asked("renaissance ART", shelf, 0.18F, true);
  CHECK(find_label(library(input_for(*one, sizes[1], 5)), "percent:5")->text == "100 %");
}

TEST_CASE("ribbons are as wide as weights and together as wide as one whole", "[scenes][library]") {
  const auto trace = asked("information about Renaissance art", shelf, 0.3F);
  const trace::Head& head = *trace::find_head(*trace, "look-up");
  const auto ribbons = [&](int step) {
    std::vector<float> widths;
    for (const Paint& paint : library(input_for(*trace, sizes[1], step)).paints) {
      // Other bands are boards and pages: level at one of their ends.
      if (paint.kind == Paint::Kind::band && paint.a[0].y == paint.b[0].y && paint.a[0].x == paint.a[1].x)
        widths.push_back(paint.b[3].x - paint.a[3].x);
    }
    return widths;
  };
  CHECK(ribbons(4).empty());
  const std::vector<float> widths = ribbons(5);
  std::vector<float> expected;
  for (int i = 1; i <= 8; ++i) {
    if (78 * head.weights(0, i) >= 0.3F) expected.push_back(78 * head.weights(0, i));
  }
  REQUIRE(widths.size() == expected.size());
  for (std::size_t n = 0; n < widths.size(); ++n) CHECK(std::abs(widths[n] - expected[n]) < 0.05F);
}

TEST_CASE("before the answer nothing tells a share", "[scenes][library]") {
  const auto trace = asked("information about Renaissance art", shelf, 0.18F);
  SceneInput input = input_for(*trace, sizes[1], 5);
  input.reveal = 0;
  const Picture picture = library(input);
  for (const Label& label : picture.labels) CHECK(label.text.find('%') == std::string::npos);
  for (const HotSpot& hotspot : picture.hotspots) {
    CHECK(hotspot.label.find('%') == std::string::npos);
    CHECK(hotspot.action != "explain");
  }
}

TEST_CASE("hot spots of the library lie on its canvas", "[scenes][library]") {
  for (const Size& size : sizes) {
    const auto trace = asked("information about Renaissance art", some_books(20), 0.2F);
    for (int step = 0; step <= 5; ++step) {
      const SceneInput input = input_for(*trace, size, step);
      for (const HotSpot& s : library(input).hotspots) {
        INFO(size.name << " " << s.id);
        CHECK(s.rect.x >= input.canvas.x - 20);
        CHECK(s.rect.x + s.rect.w <= input.canvas.x + input.canvas.w + 20);
        CHECK(s.rect.y >= input.scene.y - 1);
        CHECK(s.rect.y + s.rect.h <= input.scene.y + input.scene.h + 12);
        CHECK(s.rect.w > 0);
      }
    }
  }
}

TEST_CASE("a full shelf scrolls to its ends, and the strongest book is in view", "[scenes][library]") {
  std::string lines;
  for (int i = 0; i < 19; ++i) lines += "Cooking " + std::to_string(i) + ": Soup.\n";
  lines += "Renaissance art: Painters.\n";
  const auto trace = asked("Renaissance art", lines, 0.1F);
  SceneInput input = input_for(*trace, sizes[0], 4);
  Picture picture = library(input);
  REQUIRE(picture.scroll_max > 0);
  REQUIRE(find_label(picture, "percent:20") != nullptr);
  CHECK(find_label(picture, "percent:20")->opacity == 1);
  CHECK(find_label(picture, "left") != nullptr);
  input.follow = false;
  picture = library(input);
  CHECK(picture.scroll == 0);
  CHECK(find_label(picture, "percent:20") == nullptr);
  CHECK(find_label(picture, "right")->text.find("%") != std::string::npos);
}

TEST_CASE("an empty library can be drawn", "[scenes][library]") {
  SceneInput input;
  CHECK_FALSE(library(input).paints.empty());
  CHECK(find_label(library(input), "no-books") != nullptr);
}

TEST_CASE("texts are broken between words, and cut where lines run out", "[scenes][measure]") {
  const auto lines = [](const char* text, float width, std::size_t most) {
    return wrapped(text, most, width, Font::sans, 16, 400, estimate_width);
  };
  CHECK(lines("", 100, 3).empty());
  CHECK(lines("one", 100, 3) == std::vector<std::string>{"one"});
  const auto two = lines("information about Renaissance art", 170, 3);
  REQUIRE(two.size() == 2);
  CHECK(two[0] + " " + two[1] == "information about Renaissance art");
  CHECK(lines("information about Renaissance art", 90, 2).back().find("…") != std::string::npos);
  for (const auto& line : lines("猫は疲れていたのでマットの上に座った", 60, 9))
    CHECK(estimate_width(line, Font::sans, 16, 400) <= 60);
}
