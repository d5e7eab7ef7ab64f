// One running animation: when it began, how long it takes, how far it is. Time comes from outside.
#pragma once

#include <algorithm>

namespace theatre::app {

class Motion {
 public:
  // `length` in seconds; 0 is over at once (reduced motion).
  void start(double now, double length) {
    began_ = now;
    length_ = length;
  }
  void finish() { length_ = 0; }

  // How far, in [0, 1], not eased.
  float at(double now) const {
    if (length_ <= 0) return 1;
    return static_cast<float>(std::clamp((now - began_) / length_, 0.0, 1.0));
  }
  bool running(double now) const { return at(now) < 1; }

 private:
  double began_ = 0;
  double length_ = 0;
};

// Fast at first, then coming to rest.
inline float ease_out(float t) { return 1 - (1 - t) * (1 - t); }

// The look's lengths, in seconds.
inline constexpr double lamp_move = 0.520;
inline constexpr double reduced_fade = 0.120;  // instead of a move, with reduced motion
inline constexpr double stage_change = 0.600;
inline constexpr double reveal_length = 0.700;
inline constexpr double swing_there = 1.0, swing_rest = 1.8, swing_back = 0.8;  // of a demonstration
inline constexpr double play_pause = 1.4;                                       // rest on each step while playing

}  // namespace theatre::app
