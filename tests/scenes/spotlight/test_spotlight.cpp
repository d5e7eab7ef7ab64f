// The spotlight scene: what the picture says is what the trace holds, and it can be read at every size.
#include "scenes/spotlight/spotlight.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <numeric>
#include <set>
#include <string>

#include "scenes/kit/measure.hpp"
#include "scenes/spotlight/metrics.hpp"
#include "scenes/stage_trace.hpp"
#include "trace/share.hpp"

using namespace theatre;
using namespace theatre::scenes;
using test::split;
using test::stage_trace;

namespace {

SceneInput input_for(const trace::Trace& trace, float width, int token = 0) {
  SceneInput input;
  input.trace = &trace;
  input.row.token = token;
  if (width < 720) {
    input.screen = Screen::phone;
    input.canvas = {0, 0, width, 740};
    input.scene = {0, 256, width, 300};
  } else {
    input.canvas = {0, 0, width, 800};
    input.scene = {24, 84, width - 56, 556};
  }
  return input;
}

struct Box2 {
  float left, top, right, bottom;
};

Box2 box_of(const Label& label) {
  const float width = estimate_width(label.text, label.font, label.size, label.weight);
  const float left = label.align < 0 ? label.x : label.align > 0 ? label.x - width : label.x - width / 2;
  // Of capital letters and descenders, not of the line.
  return {left, label.y - 0.42F * label.size, left + width, label.y + 0.42F * label.size};
}

bool overlap(const Box2& a, const Box2& b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

std::string first_overlap(const Picture& picture) {
  for (std::size_t i = 0; i < picture.labels.size(); ++i) {
    for (std::size_t j = i + 1; j < picture.labels.size(); ++j) {
      if (overlap(box_of(picture.labels[i]), box_of(picture.labels[j]))) {
        return picture.labels[i].id + " “" + picture.labels[i].text + "” and " + picture.labels[j].id + " “" +
               picture.labels[j].text + "”";
      }
    }
  }
  return {};
}

const Label* find(const Picture& picture, const std::string& id) {
  for (const Label& label : picture.labels) {
    if (label.id == id) return &label;
  }
  return nullptr;
}

const HotSpot* spot(const Picture& picture, const std::string& id) {
  for (const HotSpot& hotspot : picture.hotspots) {
    if (hotspot.id == id) return &hotspot;
  }
  return nullptr;
}

// Of "cat, 71 % of the attention of it".
int share_in(const std::string& label) {
  const std::size_t end = label.rfind(" % of the attention");
  if (end == std::string::npos) return 0;
  const std::size_t begin = label.rfind(' ', end - 1);
  return std::stoi(label.substr(begin + 1, end - begin - 1));
}

// Everything in a picture that can be compared.
std::string fingerprint(const Picture& p) {
  std::string s;
  const auto add = [&](float value) { s += std::to_string(value) + ";"; };
  for (const Label& l : p.labels) {
    s += l.id + l.text;
    for (const float v : {l.x, l.y, l.size, l.opacity}) add(v);
  }
  for (const HotSpot& h : p.hotspots) {
    s += h.id + h.label + h.action;
    for (const float v : {h.rect.x, h.rect.y, h.rect.w, h.rect.h, static_cast<float>(h.value)}) add(v);
  }
  for (const Figure& f : p.figures) {
    for (const float v : {f.x, f.foot, f.height, f.light, f.asks, f.opacity}) add(v);
  }
  for (const Beam& b : p.beams) {
    for (const float v : {b.from_x, b.from_y, b.weight}) add(v);
  }
  for (const Lamp& l : p.lamps) {
    for (const float v : {l.x, l.y, l.power, l.ghost}) add(v);
  }
  for (const Box& b : p.boxes) {
    for (const float v : {b.rect.x, b.rect.y, b.rect.w, b.opacity}) add(v);
  }
  return s;
}

const std::vector<std::string> sentences = {
    "The cat sat on the mat because it was tired",
    "I love pizza",
    "Hi",
    "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "She gave him the book that her brother had written about the incomprehensibilities of parliament",
    "Donaudampfschifffahrtsgesellschaftskapitänswitwe Donaudampfschifffahrtsgesellschaftskapitänswitwe",
    "Die Katze schläft, weil sie müde ist.",
    "猫 は 疲れて いた ので マット の 上 に 座った",
    "mmmmmm wwwwww MMMMMM WWWWWW mmmmmm wwwwww MMMMMM WWWWWW mmmmmm wwwwww",
};

}  // namespace

TEST_CASE("labels never overlap", "[scenes][spotlight]") {
  for (const float width : {320.0F, 360.0F, 412.0F, 700.0F, 720.0F, 904.0F, 1480.0F}) {
    for (const std::string& sentence : sentences) {
      for (const float sharpness : {0.0F, 3.0F, 12.0F, 60.0F}) {
        const trace::Trace trace = stage_trace(split(sentence), 7, sharpness);
        for (std::size_t token = 0; token < trace.size(); token += 1 + trace.size() / 6) {
          const Picture picture = spotlight(input_for(trace, width, static_cast<int>(token)));
          INFO(width << " px, sharpness " << sharpness << ", token " << token << ": " << sentence);
          CHECK(first_overlap(picture) == "");
        }
      }
    }
  }
}

TEST_CASE("labels never overlap on a projector", "[scenes][spotlight]") {
  for (const std::string& sentence : sentences) {
    for (const float sharpness : {0.0F, 12.0F, 60.0F}) {
      const trace::Trace trace = stage_trace(split(sentence), 3, sharpness);
      SceneInput input = input_for(trace, 1920);
      input.screen = Screen::projector;
      input.scene = {70, 140, 1780, 760};
      INFO(sentence);
      const Picture picture = spotlight(input);
      CHECK(first_overlap(picture) == "");
      for (const Label& label : picture.labels) CHECK(label.size >= 24);
    }
  }
}

TEST_CASE("percents on the stage add to 100, those outside the window included", "[scenes][spotlight]") {
  for (const float width : {360.0F, 904.0F}) {
    for (const std::string& sentence : sentences) {
      const trace::Trace trace = stage_trace(split(sentence), 11, 6);
      const Picture picture = spotlight(input_for(trace, width, 1));
      int sum = 0;
      for (const HotSpot& named : picture.hotspots) {
        if (named.id.rfind("word:", 0) == 0) sum += share_in(named.label);
      }
      for (const Label& label : picture.labels) {
        if (label.id.rfind("percent:", 0) == 0) {
          CHECK(std::stoi(label.text) == share_in(spot(picture, "word:" + label.id.substr(8))->label));
        }
        if (label.id == "left" || label.id == "right") {
          sum += std::stoi(label.text.substr(label.text.find("· ") + std::string("· ").size()));
        }
      }
      INFO(width << " px: " << sentence);
      CHECK(sum == 100);
    }
  }
}

namespace {

// What kinds of words a long sentence can be of.
std::vector<std::vector<std::string>> vocabularies() {
  return {{"a"},
          {"My", "grandmother", ",", "who", "lives", "in", "a", "small", "village"},
          {"Donaudampfschifffahrtsgesellschaftskapitänswitwe"},
          {"猫", "は", "疲れていた", "ので"},
          {"buffalo"},
          {"🐈", "wwwwwwww"}};
}

SceneInput on_screen(const trace::Trace& trace, Screen screen) {
  SceneInput input = input_for(trace, screen == Screen::phone ? 360 : 904, static_cast<int>(trace.size() / 2));
  input.screen = screen;
  if (screen == Screen::projector) {
    input.canvas = {0, 0, 1920, 1080};
    input.scene = {80, 130, 1808, 780};
  }
  if (screen == Screen::phone) {
    const float tall = phone_height_for(trace.size(), 346);
    input.canvas = {0, 0, 360, tall};
    input.scene = {0, 30, 360, tall - 46};
  }
  return input;
}

}  // namespace

TEST_CASE("up to 36 words stand in view, on a phone up to 24: none over another, all inside", "[scenes][spotlight]") {
  for (const Screen screen : {Screen::wide, Screen::phone, Screen::projector}) {
    const std::size_t most = screen == Screen::phone ? 24 : 36;
    for (const auto& vocabulary : vocabularies()) {
      for (std::size_t n = 1; n <= most; ++n) {
        std::vector<std::string> words;
        for (std::size_t i = 0; i < n; ++i) words.push_back(vocabulary[i % vocabulary.size()]);
        const trace::Trace trace = stage_trace(words, 5, n % 2 == 0 ? 3.0F : 30.0F);
        const SceneInput input = on_screen(trace, screen);
        const Picture picture = spotlight(input);
        INFO(static_cast<int>(screen) << ", " << n << " times " << vocabulary.front());
        CHECK(picture.scroll_max == 0);
        CHECK(picture.figures.size() == n);
        CHECK(picture.tiers.size() <= 4);
        CHECK(first_overlap(picture) == "");
        for (const Label& label : picture.labels) {
          const Box2 box = box_of(label);
          CHECK(box.left >= input.scene.x - 1);
          CHECK(box.right <= input.scene.x + input.scene.w + 1);
          CHECK(box.top >= input.scene.y - 1);
          CHECK(box.bottom <= input.scene.y + input.scene.h + 16);
        }
        for (const Figure& figure : picture.figures) {
          CHECK(figure.foot - figure.height > picture.lamps.back().y);
          CHECK(figure.height >= 20);
        }
      }
    }
  }
}

TEST_CASE("actors keep clear of the words of the tier behind them", "[scenes][spotlight]") {
  std::vector<std::string> words;
  for (int i = 0; i < 36; ++i) words.push_back(i % 4 == 0 ? "grandmother" : "lives");
  for (const Screen screen : {Screen::wide, Screen::phone, Screen::projector}) {
    words.resize(screen == Screen::phone ? 24 : 36);
    const trace::Trace trace = stage_trace(words, 5, 3);
    const Picture picture = spotlight(on_screen(trace, screen));
    INFO(static_cast<int>(screen));
    for (const Label& label : picture.labels) {
      if (label.id.rfind("word:", 0) != 0 && label.id.rfind("percent:", 0) != 0) continue;
      const Box2 box = box_of(label);
      for (const Figure& figure : picture.figures) {
        const float side = 0.2F * figure.height;
        CHECK_FALSE(overlap(box, {figure.x - side, figure.foot - figure.height, figure.x + side, figure.foot}));
      }
    }
    // Pools end at the nose of their step, words stand below it.
    for (const Tier& tier : picture.tiers) CHECK(tier.top < tier.nose);
    CHECK(picture.shaded.size() >= words.size() / 2);
  }
}

TEST_CASE("small shares of a long stage are not printed, but named, and shown under the pointer",
          "[scenes][spotlight]") {
  const trace::Trace trace = stage_trace(std::vector<std::string>(30, "word"), 5, 6);
  SceneInput input = on_screen(trace, Screen::wide);
  const auto& weights = trace.steps[0].heads[0].weights;
  const Picture picture = spotlight(input);
  int hidden = -1;
  for (int i = 0; i < 30; ++i) {
    const bool printed = find(picture, "percent:" + std::to_string(i)) != nullptr;
    CHECK(printed == (weights(15, i) >= 0.03F));
    CHECK(spot(picture, "word:" + std::to_string(i))->value == static_cast<double>(weights(15, i)));
    if (!printed) hidden = i;
  }
  REQUIRE(hidden >= 0);
  input.hover = hidden;
  CHECK(find(spotlight(input), "percent:" + std::to_string(hidden)) != nullptr);
}

TEST_CASE("a word that may not look at itself asks, and has no share", "[scenes][spotlight]") {
  trace::Trace trace = stage_trace(split(sentences[0]), 5, 5);
  trace::Matrix& weights = trace.steps[0].heads[0].weights;
  weights(9, 9) = 0;
  weights.row(9) /= weights.row(9).sum();
  const Picture picture = spotlight(input_for(trace, 904, 9));
  REQUIRE(find(picture, "asks") != nullptr);
  CHECK(find(picture, "percent:9") == nullptr);
  CHECK(find(picture, "asks")->x == find(picture, "word:9")->x);
}

TEST_CASE("values are those of the trace", "[scenes][spotlight]") {
  const trace::Trace trace = stage_trace(split(sentences[0]), 5, 5);
  const trace::Matrix& weights = trace.steps[0].heads[0].weights;
  for (int token = 0; token < static_cast<int>(trace.size()); ++token) {
    const Picture picture = spotlight(input_for(trace, 904, token));
    const std::vector<int> shares = trace::percents(trace::RowVector(weights.row(token)));
    REQUIRE(picture.figures.size() == trace.size());
    for (const Figure& figure : picture.figures) CHECK(figure.light == weights(token, figure.token));
    for (const HotSpot& hotspot : picture.hotspots) {
      INFO(hotspot.id);
      CHECK(hotspot.value == static_cast<double>(weights(token, hotspot.token)));
      CHECK(hotspot.action == (hotspot.id.rfind("word:", 0) == 0 ? "select" : "explain"));
    }
    for (std::size_t i = 0; i < trace.size(); ++i) {
      const std::string number = std::to_string(i);
      CHECK(find(picture, "percent:" + number)->text == trace::percent_text(shares[i]));
      CHECK(find(picture, "word:" + number)->text == trace.tokens[i].text);
      for (const char* kind : {"word:", "percent:", "beam:", "share:"}) {
        REQUIRE(spot(picture, kind + number) != nullptr);
        CHECK(spot(picture, kind + number)->label == trace.tokens[i].text + ", " + trace::percent_text(shares[i]) +
                                                         " of the attention of " +
                                                         trace.tokens[static_cast<std::size_t>(token)].text);
      }
    }
    CHECK(find(picture, "lamp")->text == trace.tokens[static_cast<std::size_t>(token)].text);
    CHECK(find(picture, "total")->text == "100 %");
  }
}

TEST_CASE("the share bar is divided as the weights are", "[scenes][spotlight]") {
  const trace::Trace trace = stage_trace(split(sentences[0]), 5, 5);
  const Picture picture = spotlight(input_for(trace, 904, 4));
  float all = 0;
  for (std::size_t i = 0; i < trace.size(); ++i) all += spot(picture, "share:" + std::to_string(i))->rect.w;
  for (std::size_t i = 0; i < trace.size(); ++i) {
    const HotSpot* share = spot(picture, "share:" + std::to_string(i));
    CHECK_THAT(share->rect.w / all, Catch::Matchers::WithinAbs(share->value, 1e-4));
  }
}

TEST_CASE("nothing moves when only the light changes", "[scenes][spotlight]") {
  const std::vector<std::string> words = split(sentences[0]);
  const trace::Trace soft = stage_trace(words, 5, 0);
  const trace::Trace sharp = stage_trace(words, 8, 60);
  for (const float width : {360.0F, 904.0F}) {
    const Picture a = spotlight(input_for(soft, width, 3));
    const Picture b = spotlight(input_for(sharp, width, 7));
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string id = "word:" + std::to_string(i);
      CHECK(find(a, id)->x == find(b, id)->x);
      CHECK(find(a, id)->y == find(b, id)->y);
      CHECK(spot(a, id)->rect.x == spot(b, id)->rect.x);
    }
  }
}

TEST_CASE("the same input gives the same picture", "[scenes][spotlight]") {
  const trace::Trace trace = stage_trace(split(sentences[4]), 5, 5);
  SceneInput input = input_for(trace, 904, 4);
  input.previous = AttentionRow{0, 0, 2};
  input.move = 0.37F;
  input.hover = 1;
  CHECK(fingerprint(spotlight(input)) == fingerprint(spotlight(input)));
}

TEST_CASE("the window keeps the chosen word in view and never holds more than 32 actors", "[scenes][spotlight]") {
  std::vector<std::string> words;
  for (int i = 0; i < 200; ++i) words.push_back(i % 3 == 0 ? "a" : i % 3 == 1 ? "window" : "extraordinary");
  const trace::Trace trace = stage_trace(words, 9, 4);
  for (const float width : {360.0F, 904.0F, 1480.0F, 2400.0F}) {
    for (const int token : {0, 1, 57, 120, 199}) {
      const SceneInput input = input_for(trace, width, token);
      const Picture picture = spotlight(input);
      INFO(width << " px, token " << token);
      CHECK(picture.figures.size() <= 96);
      CHECK(picture.scroll_max > 0);
      const Label* chosen = find(picture, "word:" + std::to_string(token));
      REQUIRE(chosen != nullptr);
      CHECK(chosen->opacity == 1);
      CHECK(chosen->x > input.scene.x);
      CHECK(chosen->x < input.scene.x + input.scene.w);
      CHECK(first_overlap(picture) == "");
      if (token > 100) CHECK(find(picture, "left") != nullptr);
      if (token < 100) CHECK(find(picture, "right") != nullptr);
    }
  }
}

TEST_CASE("scrolling shows the whole sentence and stops at its ends", "[scenes][spotlight]") {
  const trace::Trace trace = stage_trace(split(sentences[3] + " " + sentences[3]), 9, 4);
  for (const float width : {360.0F, 904.0F}) {
    SceneInput input = input_for(trace, width, 1);
    input.follow = false;
    std::set<int> seen;
    const float max = spotlight(input).scroll_max;
    REQUIRE(max > 0);
    for (float scroll = -100; scroll < max + 200; scroll += 20) {
      input.scroll = scroll;
      const Picture picture = spotlight(input);
      CHECK(picture.scroll == std::clamp(scroll, 0.0F, max));
      CHECK(picture.figures.size() <= 96);
      for (const Figure& figure : picture.figures) {
        if (figure.opacity == 1) seen.insert(figure.token);
      }
    }
    CHECK(seen.size() == trace.size());
  }
}

TEST_CASE("the lamp travels along the rail while the weights cross-fade", "[scenes][spotlight]") {
  const trace::Trace trace = stage_trace(split(sentences[0]), 5, 5);
  const trace::Matrix& weights = trace.steps[0].heads[0].weights;
  SceneInput input = input_for(trace, 904, 9);
  input.previous = AttentionRow{0, 0, 2};
  const auto at = [&](float move) {
    input.move = move;
    return spotlight(input);
  };
  const float from = find(at(0), "word:2")->x;
  const float to = find(at(0), "word:9")->x;
  CHECK_THAT(at(0).lamps.back().x, Catch::Matchers::WithinAbs(from, 0.01));
  CHECK_THAT(at(0.5F).lamps.back().x, Catch::Matchers::WithinAbs((from + to) / 2, 0.01));
  CHECK_THAT(at(1).lamps.back().x, Catch::Matchers::WithinAbs(to, 0.01));
  float last = from - 1;
  for (float move = 0; move <= 1; move += 0.05F) {
    const Picture picture = at(move);
    CHECK(picture.lamps.back().x >= last);
    last = picture.lamps.back().x;
    int sum = 0;
    for (const Label& label : picture.labels) {
      if (label.id.rfind("percent:", 0) == 0) sum += std::stoi(label.text);
    }
    CHECK(sum == 100);
  }
  const Picture half = at(0.5F);
  for (const Figure& figure : half.figures) {
    CHECK_THAT(figure.light,
               Catch::Matchers::WithinAbs((weights(2, figure.token) + weights(9, figure.token)) / 2, 1e-6));
  }
  input.travel = false;
  CHECK(at(0).lamps.back().x == at(1).lamps.back().x);
}

TEST_CASE("before the reveal the lamp is off and no percent shows; the strongest comes last", "[scenes][spotlight]") {
  const trace::Trace trace = stage_trace(split(sentences[0]), 5, 5);
  SceneInput input = input_for(trace, 904, 9);
  input.reveal = 0;
  const Picture dark = spotlight(input);
  CHECK(dark.lamps.back().power == 0);
  for (const Label& label : dark.labels) CHECK(label.text.find('%') == std::string::npos);
  for (const HotSpot& hotspot : dark.hotspots) {
    CHECK(hotspot.id.rfind("word:", 0) == 0);
    CHECK(hotspot.label.find('%') == std::string::npos);
  }
  for (const Figure& figure : dark.figures) CHECK(figure.light == 0);

  const trace::RowVector row = trace.steps[0].heads[0].weights.row(9);
  Eigen::Index strongest = 0;
  row.maxCoeff(&strongest);
  input.reveal = 0.55F;
  for (const Figure& figure : spotlight(input).figures) {
    if (figure.token == strongest) CHECK(figure.light == 0);
  }
  input.reveal = 1;
  for (const Figure& figure : spotlight(input).figures) CHECK(figure.light == row(figure.token));
}

TEST_CASE("a pale lamp hangs over the word under the pointer", "[scenes][spotlight]") {
  const trace::Trace trace = stage_trace(split(sentences[0]), 5, 5);
  SceneInput input = input_for(trace, 904, 9);
  input.hover = 3;
  const Picture picture = spotlight(input);
  REQUIRE(picture.lamps.size() == 2);
  CHECK(picture.lamps[0].ghost == 0.25F);
  CHECK(picture.lamps[0].power == 0);
  CHECK(picture.lamps[0].x == find(picture, "word:3")->x);
  input.hover = 9;
  CHECK(spotlight(input).lamps.size() == 1);
}

TEST_CASE("odd inputs give sensible pictures", "[scenes][spotlight]") {
  SceneInput nothing;
  CHECK(spotlight(nothing).figures.empty());
  CHECK(spotlight(nothing).backdrop == Backdrop::stage);

  const trace::Trace one = stage_trace({"Hi"});
  Picture picture = spotlight(input_for(one, 904, 0));
  REQUIRE(picture.figures.size() == 1);
  CHECK(find(picture, "percent:0")->text == "100 %");
  CHECK(std::abs(picture.figures[0].x - 448) < 1);

  const trace::Trace same = stage_trace(std::vector<std::string>(50, "buffalo"), 1, 0);
  picture = spotlight(input_for(same, 904, 25));
  CHECK(find(picture, "word:25") != nullptr);
  CHECK(first_overlap(picture) == "");

  // A row in which every key is masked: all zero.
  trace::Trace masked = stage_trace(split("I love pizza"));
  masked.steps[0].heads[0].weights.row(2).setZero();
  picture = spotlight(input_for(masked, 904, 2));
  CHECK(find(picture, "percent:1")->text == "0 %");
  CHECK(find(picture, "total") == nullptr);
  CHECK(spot(picture, "beam:1") == nullptr);

  // Tokens and heads that don't exist.
  SceneInput wrong = input_for(one, 904, 7);
  wrong.previous = AttentionRow{3, 4, -5};
  wrong.move = 0.5F;
  wrong.hover = 99;
  CHECK(spotlight(wrong).figures.size() == 1);

  // A scene with hardly any room.
  for (const float width : {60.0F, 140.0F}) {
    SceneInput narrow = input_for(same, width, 3);
    narrow.scene.h = 40;
    for (const Figure& figure : spotlight(narrow).figures) CHECK(std::isfinite(figure.x));
  }
}

TEST_CASE("a long word is cut in its label and whole in its hot spot", "[scenes][spotlight]") {
  const std::string word = "Donaudampfschifffahrtsgesellschaftskapitänswitwe";
  const trace::Trace trace = stage_trace(split("The " + word + " sat"));
  const Picture picture = spotlight(input_for(trace, 904, 1));
  const std::string& text = find(picture, "word:2")->text;
  CHECK(text.size() < word.size());
  CHECK(text.substr(text.size() - std::string("…").size()) == "…");
  CHECK(spot(picture, "word:2")->label.find(word) == 0);
}

TEST_CASE("texts are cut between code points", "[scenes]") {
  for (const std::string text : {"naïve", "猫猫猫猫", "é", "🐈🐈🐈", ""}) {
    for (float width = 0; width < 80; width += 3) {
      const std::string cut = ellipsised(text, width, Font::sans, 20, 500, estimate_width);
      for (std::size_t i = 0; i < cut.size();) {
        const auto byte = static_cast<unsigned char>(cut[i]);
        const std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
        REQUIRE((byte & 0xC0U) != 0x80U);
        REQUIRE(i + length <= cut.size());
        i += length;
      }
    }
    CHECK(ellipsised(text, 1000, Font::sans, 20, 500, estimate_width) == text);
  }
}
