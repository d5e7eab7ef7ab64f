// The app without a browser: what a learner does, and what the page hears of it. Needs THEATRE_BINARY_DIR, where the
// build has put the lessons.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "app/theatre.hpp"

namespace theatre::test {

using Json = nlohmann::json;

inline std::string lessons_text() {
  std::ifstream file(std::string(THEATRE_BINARY_DIR) + "/lessons.json");
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

// A house with a clock that goes when told, and a record of what the page heard.
struct House {
  double now = 0;
  int frames_wanted = 0;
  std::vector<std::pair<std::string, Json>> heard;
  app::Theatre theatre{surroundings()};

  app::Surroundings surroundings() {
    app::Surroundings around;
    around.now = [this] { return now; };
    around.emit = [this](std::string_view name, const std::string& json) {
      heard.emplace_back(name, Json::parse(json, nullptr, false));
    };
    around.request_frame = [this] { ++frames_wanted; };
    around.statistics = [] { return app::Statistics{}; };
    return around;
  }

  Json reply(std::string_view name, const Json& arguments = Json::array()) {
    const Json out = Json::parse(theatre.call(name, arguments.dump()), nullptr, false);
    REQUIRE_FALSE(out.is_discarded());
    return out;
  }

  Json call(std::string_view name, const Json& arguments = Json::array()) {
    const Json out = reply(name, arguments);
    INFO(name << ": " << out.dump());
    REQUIRE(out.contains("value"));
    return out["value"];
  }

  std::string error(std::string_view name, const Json& arguments = Json::array()) {
    const Json out = reply(name, arguments);
    REQUIRE(out.contains("error"));
    return out["error"].get<std::string>();
  }

  bool open() {
    const std::string lessons = lessons_text();
    if (lessons.empty()) return false;
    call("init", {{{"lessons", Json::parse(lessons)}, {"progress", nullptr}}});
    return true;
  }

  long count(std::string_view name) const {
    long n = 0;
    for (const auto& [heard_name, value] : heard) n += heard_name == name ? 1 : 0;
    return n;
  }
};

#define OPEN_OR_SKIP(house) \
  if (!(house).open()) SKIP("lessons.json was not built: node is missing")

}  // namespace theatre::test
