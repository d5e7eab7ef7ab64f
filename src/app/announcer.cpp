#include "app/announcer.hpp"

#include <utility>

namespace theatre::app {

const std::string& Announcer::json(Topic topic, const Make& make) {
  Told& now = topics_[topic];
  if (now.current) return now.json;
  std::string fresh = make();
  ++now.made;
  now.current = true;
  if (fresh != now.json) {
    now.json = std::move(fresh);
    now.told = false;
  }
  return now.json;
}

bool Announcer::tell(Topic topic, const Make& make) {
  static constexpr std::string_view names[] = {"lesson", "state", "trace", "challenge", "picture"};
  const std::string& fresh = json(topic, make);
  if (topics_[topic].told) return false;
  topics_[topic].told = true;
  emit_(names[topic], fresh);
  return true;
}

}  // namespace theatre::app
