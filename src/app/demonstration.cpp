#include "app/demonstration.hpp"

#include <algorithm>
#include <cmath>

#include "app/motion.hpp"
#include "trace/what_if.hpp"

namespace theatre::app {
namespace {

trace::Head* head_in(trace::Trace& trace, const trace::Head& like) {
  for (auto& step : trace.steps) {
    for (auto& head : step.heads) {
      if (head.layer == like.layer && head.index == like.index) return &head;
    }
  }
  return nullptr;
}

// How far the swing is, 0…1, so many seconds after its begin; none when it is over.
std::optional<float> swing(double seconds, bool reduced) {
  const double go = reduced ? 0 : swing_there, back = reduced ? 0 : swing_back;
  if (seconds >= go + swing_rest + back) return std::nullopt;
  if (seconds < go) return ease_out(static_cast<float>(std::max(0.0, seconds) / go));
  if (seconds <= go + swing_rest) return 1.0F;
  return 1 - ease_out(static_cast<float>((seconds - go - swing_rest) / back));
}

}  // namespace

void Demonstration::start(const trace::TracePtr& of, const trace::Head& head, float factor, double now,
                          bool reduced_motion) {
  stop();
  if (of == nullptr || !(factor > 0) || head.v.rows() != head.weights.cols()) return;
  copy_ = std::make_shared<trace::Trace>(*of);
  if (head_in(*copy_, head) == nullptr) return stop();
  head_ = head;
  shown_ = copy_;
  factor_ = factor;
  began_ = now;
  reduced_ = reduced_motion;
  advance(now);
}

void Demonstration::stop() {
  copy_.reset();
  shown_.reset();
}

bool Demonstration::advance(double now) {
  if (!runs()) return false;
  const auto far = swing(now - began_, reduced_);
  if (!far) {
    stop();
    return true;
  }
  trace::Head then = trace::if_scores_times(head_, std::pow(factor_, *far));
  temperature_ = then.temperature;
  *head_in(*copy_, head_) = std::move(then);
  return true;
}

std::optional<float> Demonstration::temperature() const { return runs() ? std::optional(temperature_) : std::nullopt; }

}  // namespace theatre::app
