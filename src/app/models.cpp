#include "app/models.hpp"

namespace theatre::app {

const char* state_name(Fetched::State state) {
  switch (state) {
    case Fetched::State::loading:
      return "loading";
    case Fetched::State::ready:
      return "ready";
    case Fetched::State::failed:
      return "failed";
    case Fetched::State::available:
      break;
  }
  return "available";
}

}  // namespace theatre::app
