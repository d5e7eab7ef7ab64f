// A link is made from a State and read into it. What one link holds comes back whole; what anybody writes does no harm.
#include "app/link.hpp"

#include <catch2/catch_test_macros.hpp>
#include <random>
#include <string>
#include <vector>

#include "app/link_text.hpp"
#include "support/house.hpp"

namespace {

using namespace theatre;
using app::link_parts;
using app::make_link;
using app::read_link;
using app::Shown;
using app::State;
using test::Json;

State begun(const lessons::Course& course, std::size_t lesson, std::size_t step) {
  return app::entered(State{}, course, lesson, step);
}

// What a link holds of a State: not the guess, which is everybody's own, and not the way to the open ledger.
State linked(State state, const lessons::Course& course, const Shown& shown) {
  state.guess = lessons::no_guess(*app::step_of(state, course));
  state.view.history.clear();
  state.model.clear();
  state.chose = false;
  if (shown.model.empty()) state.job = State{}.job;
  if (app::is_guessing(state, course)) {
    const auto dark = static_cast<ui::Stage>(app::scene_of(state, course).guess_step);
    state.view.stage = std::min(state.view.stage, dark);
  }
  return state;
}

struct Dice {
  std::mt19937 random{7};
  int upto(int n) { return std::uniform_int_distribution<int>(0, n)(random); }
  bool coin() { return upto(1) == 1; }
  float number(float low, float high) { return std::uniform_real_distribution<float>(low, high)(random); }
};

model::Switches any_switches(Dice& dice) {
  model::Switches out;
  if (dice.coin()) out.temperature = dice.number(0.01F, 40);
  out.scale = dice.coin();
  out.positions = dice.coin();
  out.same_heads = dice.coin();
  out.mask = static_cast<model::MaskKind>(dice.upto(3));
  if (out.mask == model::MaskKind::padding) out.padding = dice.upto(30);
  if (out.mask == model::MaskKind::custom) {
    out.custom.resize(1 + dice.upto(20), 1 + dice.upto(20));
    for (Eigen::Index i = 0; i < out.custom.size(); ++i) out.custom.data()[i] = dice.coin();
  }
  for (int i = dice.upto(3); i > 0; --i) out.heads_off.emplace_back(dice.upto(11), dice.upto(11));
  if (dice.coin()) {
    auto& turn = out.turn.emplace();
    turn = {dice.upto(5), dice.upto(11), dice.coin() ? trace::Side::key : trace::Side::query, dice.upto(30), {}};
    for (int i = dice.upto(31); i >= 0; --i) turn.to.push_back(dice.number(-9, 9));
  }
  return out;
}

State any_state(Dice& dice, const lessons::Course& course) {
  const int lesson = dice.upto(static_cast<int>(course.lessons.size()) - 1);
  const int step = dice.upto(static_cast<int>(course.lessons[static_cast<std::size_t>(lesson)].steps.size()) - 1);
  State state = begun(course, static_cast<std::size_t>(lesson), static_cast<std::size_t>(step));
  const std::string texts[] = {"",
                               "I love pizza",
                               "100 % & more = #1 + 2?",
                               "Straße 🙂 ’quoted’",
                               "a\nb\tc",
                               "القط جلس على الحصيرة",
                               "<img src=x>",
                               std::string(4000, 'x')};
  if (dice.coin()) state.text = texts[dice.upto(7)];
  if (dice.coin()) state.second = texts[dice.upto(7)];
  if (dice.coin()) state.switches = any_switches(dice);
  state.hard = dice.coin();
  state.guess.revealed = dice.coin();
  ui::View& view = state.view;
  view.layer = dice.upto(11);
  view.head = dice.upto(11);
  view.row = dice.upto(500);
  view.column = dice.upto(500);
  if (dice.coin()) view.stage = static_cast<ui::Stage>(dice.upto(5));
  view.arrows = dice.coin();
  if (dice.coin()) {
    view.open = {static_cast<trace::Quantity::Kind>(dice.upto(10)),
                 dice.upto(5) - 1,
                 dice.upto(5) - 1,
                 dice.upto(9),
                 dice.upto(63),
                 dice.upto(9) - 1};
  }
  state.numbers_open = dice.coin();
  return state;
}

}  // namespace

TEST_CASE("link: every step of the course opens as it begins", "[link]") {
  test::House house;
  OPEN_OR_SKIP(house);
  const auto& course = house.theatre.course();
  for (std::size_t l = 0; l < course.lessons.size(); ++l) {
    for (std::size_t s = 0; s < course.lessons[l].steps.size(); ++s) {
      INFO(course.lessons[l].id << "/" << course.lessons[l].steps[s].id);
      test::House first, second;
      first.open();
      second.open();
      first.call("go", {{{"lesson", course.lessons[l].id}, {"step", course.lessons[l].steps[s].id}}});
      const std::string link = first.call("link").get<std::string>();
      second.call("follow", {link});
      CHECK(second.theatre.state() == first.theatre.state());
      CHECK(second.call("link") == link);
    }
  }
}

TEST_CASE("link: any State comes back from its link", "[link]") {
  test::House house;
  OPEN_OR_SKIP(house);
  const auto& course = house.theatre.course();
  Dice dice;
  for (int i = 0; i < 2000; ++i) {
    const State state = any_state(dice, course);
    Shown shown;
    if (dice.coin()) shown.model = "minilm";
    if (dice.coin()) shown.strongest = state.view.column;
    const std::string link = make_link(state, course, shown);
    INFO(link);
    auto opened = read_link(link_parts("#" + link), course, State{});
    if (!opened.column) opened.state.view.column = shown.strongest;
    CHECK(opened.place);
    CHECK(opened.head);
    CHECK(opened.token);
    CHECK(opened.model == shown.model);
    REQUIRE(opened.state == linked(state, course, shown));
  }
}

TEST_CASE("link: addresses of before still say the same", "[link]") {
  test::House house;
  OPEN_OR_SKIP(house);
  const auto& course = house.theatre.course();
  const auto opened = read_link(
      link_parts("#lesson=spotlight&step=guess&text=The+dog+bit+the+man&token=2&head=2.4&temperature=2&scale=off"
                 "&mask=padding%3A2&off=4.5%2C4.3&same=on&hard=on&second=a%3A+b"),
      course, State{});
  CHECK(opened.state.text == "The dog bit the man");
  CHECK(opened.state.second == "a: b");
  CHECK(opened.state.view.row == 2);
  CHECK(opened.state.view.layer == 2);
  CHECK(opened.state.view.head == 4);
  CHECK(opened.state.switches.temperature == 2);
  CHECK_FALSE(opened.state.switches.scale);
  CHECK(opened.state.switches.mask == model::MaskKind::padding);
  CHECK(opened.state.switches.padding == 2);
  CHECK(opened.state.switches.heads_off == std::vector<std::pair<int, int>>{{4, 5}, {4, 3}});
  CHECK(opened.state.switches.same_heads);
  CHECK(opened.state.hard);
  // A step that has been renamed: the lesson's first.
  const auto other = read_link(link_parts("lesson=spotlight&step=gone"), course, State{});
  CHECK(other.place);
  CHECK(other.state.step == 0);
}

TEST_CASE("link: what doesn't fit is left out, part by part", "[link]") {
  test::House house;
  OPEN_OR_SKIP(house);
  const auto& course = house.theatre.course();
  const State plain = read_link(link_parts(""), course, begun(course, 0, 0)).state;
  const std::string wrong[] = {"lesson=<img src=x>&step=../..",
                               "token=99999&token=-1",
                               "token=1e3",
                               "head=9.99.9",
                               "head=-1.0",
                               "head=1000.0",
                               "temperature=-4",
                               "temperature=nan",
                               "temperature=0x10",
                               "temperature=1e9",
                               "scale=maybe",
                               "mask=custom",
                               "mask=padding%3Ax",
                               "custom=3x3%3A__4",
                               "mask=custom&custom=3x3%3A_",
                               "mask=custom&custom=9999x9999%3AAAAA",
                               "mask=custom&custom=-1x3%3AAA",
                               "off=a.b%2C1",
                               "query=0.0.1",
                               "query=0.0.1%3A1%2Cinf",
                               "key=0.0%3A1",
                               "stage=encore",
                               "open=colour.0.0.0.0.0",
                               "open=weight.0.0",
                               "numbers=perhaps",
                               "model=..%2F..",
                               "job=<b>",
                               "&&&===&=&x",
                               "%",
                               "text=" + std::string(4001, 'x')};
  for (const auto& hash : wrong) {
    INFO(hash.substr(0, 60));
    const auto opened = read_link(link_parts(hash), course, begun(course, 0, 0));
    CHECK(opened.state == plain);
    CHECK(opened.model.empty());
    house.call("follow", {hash});
    CHECK(house.call("state").is_object());
  }
  Dice dice;
  for (int i = 0; i < 3000; ++i) {
    std::string hash = make_link(any_state(dice, course), course, {});
    for (int k = dice.upto(6); k >= 0; --k) {
      hash[static_cast<std::size_t>(dice.upto(static_cast<int>(hash.size()) - 1))] = static_cast<char>(dice.upto(255));
    }
    const auto opened = read_link(link_parts(hash), course, State{});
    CHECK(opened.state.switches.temperature > 0);
    CHECK((opened.state.lesson == 0 || app::step_of(opened.state, course) != nullptr));
    if (i % 50 == 0) house.theatre.follow(hash);
  }
}

TEST_CASE("link: the arrow that was turned and the mask of one's own are on the stage again", "[link]") {
  test::House first, second;
  OPEN_OR_SKIP(first);
  second.open();
  first.call("go", {{{"lesson", "five-steps"}, {"step", "turn"}}});
  first.call("set", {{{"turn", {{"side", "key"}, {"token", 4}, {"to", {0.1, -2.5, 3, 0}}}}}});
  const auto size = first.theatre.trace().size();
  Json rows = test::Json::array();
  for (std::size_t i = 0; i < size; ++i) rows.push_back(std::vector<int>(size, 1));
  rows[2][0] = 0;
  first.call("set", {{{"mask", "custom"}, {"custom", rows}}});
  first.call("select", {{{"token", 2}}});
  second.call("follow", Json::array({first.call("link")}));
  CHECK(second.call("trace") == first.call("trace"));
  CHECK(second.theatre.state() == first.theatre.state());
  CHECK(second.theatre.head().weights(2, 0) == 0);
}

TEST_CASE("link: a head of another model waits for that model; an unknown one is said", "[link]") {
  test::House house;
  OPEN_OR_SKIP(house);
  const auto followed = house.call("follow", {"lesson=spotlight&step=guess&model=minilm&head=4.5&token=3"});
  CHECK(followed["model"] == "minilm");
  CHECK(followed["head"] == true);
  CHECK(house.call("state")["model"] == "glass-box");
  CHECK(house.call("state")["tokenText"] == "it");  // as the step wants it, meanwhile
  CHECK(house.count("error") == 0);
  CHECK(house.call("follow", {"model=no-such-model&head=4.5"})["model"].is_null());
  REQUIRE(house.count("error") == 1);
  CHECK(house.call("state")["model"] == "glass-box");
}

TEST_CASE("link: numbers and texts are spelt so that they come back", "[link]") {
  Dice dice;
  for (int i = 0; i < 5000; ++i) {
    const float value = dice.number(-1, 1) * std::pow(10.0F, static_cast<float>(dice.upto(12) - 6));
    CHECK(app::decimal(app::shortest(value)) == value);
  }
  for (const std::string text : {"a b", "ä🙂", "%41", "100%", "", "*-._~!'()", "&=+#\n"}) {
    CHECK(app::form_decoded(app::form_encoded(text)) == text);
  }
  CHECK(app::form_encoded("The dog & “it”~") == "The+dog+%26+%E2%80%9Cit%E2%80%9D%7E");
  CHECK(app::form_decoded("%zz%4") == "%zz%4");
  CHECK(app::utf16_units("aä🙂") == 4);
}
