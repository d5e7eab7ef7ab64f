// Somebody who speaks for one head, with what was measured of it. Scenes know no models: whoever asks for a picture
// fills the seats in.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace theatre::scenes {

struct Seat {
  int layer = 0;
  int head = 0;
  std::string name;            // "Head 4.5"
  std::string job;             // "Who is it?"
  std::string tested;          // what it was measured at: "pronoun → who it is"; empty: nothing
  std::optional<float> share;  // how often it was right at its job, 0…1; none: never measured
  std::string measured;        // the same as a sentence
};

inline constexpr std::size_t most_seats = 8;

}  // namespace theatre::scenes
