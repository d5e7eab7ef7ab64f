// A platform without a screen, for tests: time passes when told, frames are counted, nothing is drawn.
#pragma once

#include "platform/platform.hpp"

namespace theatre::platform {

class HeadlessHost final : public Host {
 public:
  HeadlessHost(Client& client, const Surface& surface);

  // Lets `seconds` pass in frames of `frame` seconds, as long as the client wants frames.
  void pass(double seconds, double frame = 1.0 / 60);
  void resize(const Surface& surface);
  // Input as a browser would hand it on; each asks for a frame when the client used it.
  bool pointer(const Pointer& pointer);
  bool wheel(const Wheel& wheel);
  void lose_context();
  void restore_context();

  void request_frame() override { wanted_ = true; }
  double now() const override { return now_; }
  const Surface& surface() const override { return surface_; }
  long frames() const override { return frames_; }
  FrameTimes::Summary frame_times() const override { return {}; }

 private:
  Client& client_;
  Surface surface_;
  double now_ = 0;
  long frames_ = 0;
  bool wanted_ = true;
  bool forced_ = true;  // draw even if the client reports no change
  bool lost_ = false;
};

}  // namespace theatre::platform
