// The page hears what is new, once; JSON is made when it is asked for and something has changed.
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <utility>
#include <vector>

#include "app/announcer.hpp"

namespace {

using theatre::app::Announcer;
using Heard = std::vector<std::pair<std::string, std::string>>;

struct Page {
  Heard heard;
  std::string now = "1";
  Announcer announcer{[this](std::string_view name, const std::string& json) { heard.emplace_back(name, json); }};

  bool tell(Announcer::Topic topic) {
    return announcer.tell(topic, [this] { return now; });
  }
};

}  // namespace

TEST_CASE("announcer: each topic is told when it reads otherwise, and made when it may have changed", "[announcer]") {
  Page page;
  CHECK(page.tell(Announcer::state));
  CHECK_FALSE(page.tell(Announcer::state));
  CHECK(page.announcer.made(Announcer::state) == 1);
  page.now = "2";
  CHECK_FALSE(page.tell(Announcer::state));  // nobody said that it had changed
  page.announcer.changed(Announcer::state);
  CHECK(page.announcer.json(Announcer::state, [&] { return page.now; }) == "2");
  CHECK(page.tell(Announcer::state));  // asked for before, told only now
  CHECK(page.announcer.made(Announcer::state) == 2);
  page.announcer.changed(Announcer::state);
  CHECK_FALSE(page.tell(Announcer::state));  // changed, and reads the same
  CHECK(page.announcer.made(Announcer::state) == 3);
  CHECK(page.heard == Heard{{"state", "1"}, {"state", "2"}});
}

TEST_CASE("announcer: topics don't disturb each other", "[announcer]") {
  Page page;
  page.tell(Announcer::state);
  CHECK(page.tell(Announcer::picture));
  page.announcer.changed(Announcer::picture);
  page.now = "2";
  CHECK_FALSE(page.tell(Announcer::state));
  CHECK(page.tell(Announcer::picture));
  CHECK(page.heard == Heard{{"state", "1"}, {"picture", "1"}, {"picture", "2"}});
}
