// After “what happens if every score is multiplied?” is answered, the stage shows it for a moment: the scores swing to
// the asked factor, rest there, and return. It has a Trace of its own for that; what the learner has made stays as it
// is.
#pragma once

#include <memory>
#include <optional>

#include "trace/trace.hpp"

namespace theatre::app {

class Demonstration {
 public:
  // Of one head, from `now` on (seconds). With reduced motion it is there at once, and gone at once.
  void start(const trace::TracePtr& of, const trace::Head& head, float factor, double now, bool reduced_motion);
  void stop();

  bool advance(double now);  // true when it shows something new, or nothing any more
  bool runs() const { return shown_ != nullptr; }

  const trace::TracePtr& trace() const { return shown_; }  // nullptr = nothing to show
  std::optional<float> temperature() const;                // of what is shown

 private:
  trace::Head head_;  // as it is
  std::shared_ptr<trace::Trace> copy_;
  trace::TracePtr shown_;
  float factor_ = 1, temperature_ = 1;
  double began_ = 0;
  bool reduced_ = false;
};

}  // namespace theatre::app
