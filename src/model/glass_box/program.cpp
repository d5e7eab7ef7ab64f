// Builds channels, values and hidden units from their short descriptions.
#include "model/glass_box/program.hpp"

#include <string_view>

#include "model/lexicon/features.hpp"

namespace theatre::model {
namespace {

// Keeps `sum` positive inside a ReLU, whatever a real sum of dimensions is.
constexpr float kLift = 1000;

Term scaled(Term term, float factor) {
  term.weight *= factor;
  return term;
}

}  // namespace

Sum operator+(Sum a, const Sum& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

Sum operator*(float factor, Sum sum) {
  for (Term& term : sum) term.weight *= factor;
  return sum;
}

std::vector<std::string> clock_names(const std::string& prefix) {
  std::vector<std::string> names;
  for (int pair = 1; pair <= kClockPairs; ++pair) {
    names.push_back(prefix + "clock " + std::to_string(pair) + " cos");
    names.push_back(prefix + "clock " + std::to_string(pair) + " sin");
  }
  return names;
}

std::vector<std::string> kind_names(const std::string& prefix) {
  constexpr std::string_view is = "is ";
  std::vector<std::string> names;
  for (std::size_t k = 0; k < kKindCount; ++k) {
    const std::string_view name = feature_name(block_feature(kFirstKind, k));
    names.push_back(prefix + std::string(name.substr(is.size())));
  }
  return names;
}

HeadSpec& HeadSpec::channel(std::string name, Sum asks, Sum offers, float gain) {
  channels_.push_back({std::move(name), std::move(asks), std::move(offers), gain});
  return *this;
}

HeadSpec& HeadSpec::same_clock(const std::string& name, const std::string& asks, const std::string& offers,
                               float gain) {
  const auto asked = clock_names(asks);
  const auto offered = clock_names(offers);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    channel(name + " (clock " + std::to_string(i / 2 + 1) + (i % 2 == 0 ? " cos)" : " sin)"), {{asked[i]}},
            {{offered[i]}}, gain / kClockPairs);
  }
  return *this;
}

HeadSpec& HeadSpec::kinds(const std::string& name, const std::string& asks, const std::string& offers, float gain) {
  const auto asked = kind_names(asks);
  const auto offered = kind_names(offers);
  const auto plain = kind_names("");
  for (std::size_t i = 0; i < asked.size(); ++i) {
    channel(name + ": " + plain[i], {{asked[i]}}, {{offered[i]}}, gain);
  }
  return *this;
}

HeadSpec& HeadSpec::step(int step, float gain) {
  const auto s = static_cast<float>(step);
  channel("not far off", {{"one"}}, {{"position squared"}}, -gain);
  return channel("exactly there", {{"position"}, {"one", s}}, {{"position"}}, 2 * gain);
}

HeadSpec& HeadSpec::nearest(float ramp, float sink) {
  const bool forward = looks_ == Looks::forward || looks_ == Looks::forward_or_self;
  const float slope = forward ? -ramp : ramp;
  channel("the nearer the better", {{"one"}}, {{"position"}}, slope);
  channel("start stands beside me", {{"position"}}, {{"start"}}, slope);
  return channel("nothing to ask: look at start", {{"one"}}, {{"start"}}, sink);
}

HeadSpec& HeadSpec::carry(Sum what, std::string to, float gain) {
  values_.push_back({std::move(what), std::move(to), gain});
  return *this;
}

HeadSpec& HeadSpec::carry_all(const std::vector<std::string>& dimensions, const std::string& prefix) {
  for (const auto& dimension : dimensions) carry({{dimension}}, prefix + dimension);
  return *this;
}

HeadSpec& HeadSpec::carry_clock(const std::string& from, const std::string& to) {
  const auto source = clock_names(from);
  const auto target = clock_names(to);
  for (std::size_t i = 0; i < source.size(); ++i) carry({{source[i]}}, target[i]);
  return *this;
}

HeadSpec& HeadSpec::carry_kinds(const std::string& from, const std::string& to) {
  const auto source = kind_names(from);
  const auto target = kind_names(to);
  for (std::size_t i = 0; i < source.size(); ++i) carry({{source[i]}}, target[i]);
  return *this;
}

BlockSpec& BlockSpec::mark(const std::string& name, const Sum& what, float from, float to) {
  const float slope = 1 / (to - from);
  Sum sloped = what;
  for (Term& term : sloped) term = scaled(term, slope);
  units_.push_back({name, sloped, -from * slope, {{name, 1}}});
  units_.push_back({name + " (over 1)", std::move(sloped), -from * slope - 1, {{name, -1}}});
  return *this;
}

BlockSpec& BlockSpec::sum(const std::string& name, const Sum& what, float constant) {
  units_.push_back({name, what, constant + kLift, {{name, 1}}});
  output_bias_.push_back({name, -kLift});
  return *this;
}

BlockSpec& BlockSpec::relu(const std::string& name, const Sum& what, float bias) {
  units_.push_back({name, what, bias, {{name, 1}}});
  return *this;
}

}  // namespace theatre::model
