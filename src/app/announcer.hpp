// What the page was told. JSON is made only when something it tells of has changed since, once for everybody who asks;
// an event goes out only when it reads otherwise than the last.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace theatre::app {

class Announcer {
 public:
  enum Topic { lesson, state, trace, challenge, picture };  // also the names of the events
  using Make = std::function<std::string()>;
  using Emit = std::function<void(std::string_view name, const std::string& json)>;

  explicit Announcer(Emit emit) : emit_(std::move(emit)) {}

  // Something that a topic tells of is another now.
  void changed(Topic topic) { topics_[topic].current = false; }

  // Its JSON as of now.
  const std::string& json(Topic topic, const Make& make);

  // Sends the event if there is news. True if so.
  bool tell(Topic topic, const Make& make);

  // How often its JSON was made so far: what a click costs.
  long made(Topic topic) const { return topics_[topic].made; }

 private:
  struct Told {
    bool current = false;  // `json` is as of now
    bool told = false;     // and it was sent
    std::string json;
    long made = 0;
  };
  Emit emit_;
  Told topics_[5];
};

}  // namespace theatre::app
