// “What happens if” is shown on the stage for a moment, and nothing that the learner has made is another for it.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>

#include "support/house.hpp"

namespace {

using namespace theatre;
using test::House;
using test::Json;

// The share of a voice as the stage prints it.
std::string printed(House& house, const std::string& id) {
  for (const auto& label : house.theatre.picture().labels) {
    if (label.id == id) return label.text;
  }
  return "";
}

void wait(House& house, double seconds) {
  house.now += seconds;
  house.theatre.advance(house.now);
}

}  // namespace

TEST_CASE("demonstration: the scores swing to what was asked, rest there, and return", "[demonstration]") {
  House house;
  OPEN_OR_SKIP(house);
  house.call("go", {{{"lesson", "party"}, {"step", "focus"}}});
  wait(house, 5);
  const Json trace = house.call("trace");
  const std::string before = printed(house, "percent:4");
  CHECK(house.call("state")["demonstrated"].is_null());
  house.call("answer", {2});
  const Json answered = house.call("state");
  CHECK(answered["demonstrated"].is_number());

  wait(house, 0.4);
  const double on_its_way = house.call("state")["demonstrated"];
  CHECK(on_its_way < 0.25);
  CHECK(on_its_way > 0.25 / 3);
  wait(house, 1);
  CHECK(std::abs(house.call("state")["demonstrated"].get<double>() - 0.25 / 3) < 1e-6);
  const int after = house.theatre.state().guess.answer->after;
  CHECK(printed(house, "percent:4") == std::to_string(after) + " %");
  CHECK(house.call("trace") == trace);  // scripts, links and the ledger see what is there
  CHECK(house.call("state")["switches"] == answered["switches"]);
  wait(house, 3);
  CHECK(house.call("state")["demonstrated"].is_null());
  CHECK(printed(house, "percent:4") == before);
  CHECK(house.call("state")["undo"] == "guess");
  house.call("undo");
  CHECK(house.call("state")["undo"].is_null());
}

TEST_CASE("demonstration: whatever the learner does meanwhile ends it", "[demonstration]") {
  House house;
  OPEN_OR_SKIP(house);
  for (const std::string deed : {"set", "setText", "undo", "next", "hold"}) {
    INFO(deed);
    house.call("go", {{{"lesson", "library"}, {"step", "thermostat"}}});
    wait(house, 5);
    house.call("answer", {0});
    CHECK(house.call("state")["demonstrated"].is_number());
    if (deed == "set") house.call("set", {{{"temperature", 1}}});
    if (deed == "setText") house.call("setText", {"soup"});
    if (deed == "undo") house.call("undo");
    if (deed == "next") house.call("next");
    if (deed == "hold") house.theatre.hold(1);
    CHECK(house.call("state")["demonstrated"].is_null());
  }
}

TEST_CASE("demonstration: with reduced motion it is there at once, and gone at once", "[demonstration]") {
  House house;
  OPEN_OR_SKIP(house);
  app::Layout layout;
  layout.reduced_motion = true;
  house.theatre.set_layout(layout);
  house.call("go", {{{"lesson", "friends"}, {"step", "fair"}}});
  house.call("answer", {0});
  CHECK(house.call("state")["demonstrated"] == 0.5);
  wait(house, 1);
  CHECK(house.call("state")["demonstrated"] == 0.5);
  wait(house, 1);
  CHECK(house.call("state")["demonstrated"].is_null());
}
