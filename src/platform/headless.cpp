#include "platform/headless.hpp"

namespace theatre::platform {

HeadlessHost::HeadlessHost(Client& client, const Surface& surface) : client_(client), surface_(surface) {
  client_.resized(surface_);
}

void HeadlessHost::pass(double seconds, double frame) {
  const double end = now_ + seconds;
  while (wanted_ && now_ + frame <= end) {
    now_ += frame;
    const bool changed = client_.advance(now_);
    wanted_ = changed;
    if ((changed || forced_) && !lost_) {
      client_.draw(surface_);
      forced_ = false;
      ++frames_;
    }
  }
  now_ = end;
}

void HeadlessHost::resize(const Surface& surface) {
  if (surface == surface_) return;
  surface_ = surface;
  client_.resized(surface_);
  forced_ = wanted_ = true;
}

bool HeadlessHost::pointer(const Pointer& pointer) {
  const bool used = client_.pointer(pointer);
  wanted_ = wanted_ || used;
  return used;
}

bool HeadlessHost::wheel(const Wheel& wheel) {
  const bool used = client_.wheel(wheel);
  wanted_ = wanted_ || used;
  return used;
}

void HeadlessHost::lose_context() {
  lost_ = true;
  client_.context_lost();
}

void HeadlessHost::restore_context() {
  lost_ = false;
  client_.context_restored();
  forced_ = wanted_ = true;
}

}  // namespace theatre::platform
