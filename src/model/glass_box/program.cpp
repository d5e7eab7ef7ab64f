// Builds channels, values and hidden units from their short descriptions.
#include "model/glass_box/program.hpp"

#include <cmath>
#include <string_view>

#include "model/lexicon/features.hpp"

namespace theatre::model {
namespace {

Term scaled(Term term, float factor) {
  term.weight *= factor;
  return term;
}

// " (clock 3 sin)" of the sixth hand.
std::string hand_name(std::size_t hand) {
  return " (clock " + std::to_string(hand / 2 + 1) + (hand % 2 == 0 ? " cos)" : " sin)");
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

std::vector<std::string> slow_names() {
  std::vector<std::string> names;
  for (int pair = 1; pair <= kSlowPairs; ++pair) {
    names.push_back("slow clock " + std::to_string(pair) + " cos");
    names.push_back("slow clock " + std::to_string(pair) + " sin");
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
  const std::string group = name;
  return part(group, gain, std::move(name), std::move(asks), std::move(offers), gain);
}

HeadSpec& HeadSpec::part(const std::string& group, float points, std::string name, Sum asks, Sum offers, float gain) {
  channels_.push_back({std::move(name), std::move(asks), std::move(offers), gain, group, points});
  return *this;
}

HeadSpec& HeadSpec::same_clock(const std::string& name, const std::string& asks, const std::string& offers,
                               float gain) {
  const auto asked = clock_names(asks);
  const auto offered = clock_names(offers);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    part(name, gain, name + hand_name(i), {{asked[i]}}, {{offered[i]}}, gain / kClockPairs);
  }
  return *this;
}

HeadSpec& HeadSpec::kinds(const std::string& name, const std::string& asks, const std::string& offers, float gain) {
  const auto asked = kind_names(asks);
  const auto offered = kind_names(offers);
  const auto plain = kind_names("");
  for (std::size_t i = 0; i < asked.size(); ++i) {
    part(name, gain, name + ": " + plain[i], {{asked[i]}}, {{offered[i]}}, gain);
  }
  return *this;
}

HeadSpec& HeadSpec::step(int step, float gain) {
  const std::string name = "you stand exactly there";
  const auto hands = clock_names();
  for (std::size_t pair = 0; pair < kTurns.size(); ++pair) {
    const auto c = static_cast<float>(std::cos(kTurns[pair] * step));
    const auto s = static_cast<float>(std::sin(kTurns[pair] * step));
    const auto& cosine = hands[2 * pair];
    const auto& sine = hands[2 * pair + 1];
    // ⟨start⟩ has no hands of its own; here it has those of place 0.
    part(name, gain, name + hand_name(2 * pair), {{cosine, c}, {sine, -s}, {"start", c}}, {{cosine}, {"start"}},
         gain / kClockPairs);
    part(name, gain, name + hand_name(2 * pair + 1), {{cosine, s}, {sine, c}, {"start", s}}, {{sine}},
         gain / kClockPairs);
  }
  return *this;
}

HeadSpec& HeadSpec::ramp(float points, Start start) {
  const bool forward = looks_ == Looks::forward || looks_ == Looks::forward_or_self;
  const float slope = forward ? -points : points;
  const std::string name = "words between us";
  part(name, slope, name + ": where you stand", {{"one"}}, {{"position"}}, slope);
  return part(name, slope, name + ": where I stand", {{"position"}},
              {{"one"}, {"start", start == Start::beside ? -1.0F : 0.0F}}, -slope);
}

HeadSpec& HeadSpec::close(float points) {
  // Falls from 1 as e^(−distance / 3) does, as nearly as eight cosines can.
  constexpr std::array<float, kClockPairs> shares{0.43F, 0.166F, 0.092F, 0.079F, 0.065F, 0.06F, 0.058F, 0.05F};
  const std::string name = "you stand near me";
  const auto hands = clock_names();
  for (std::size_t i = 0; i < hands.size(); ++i) {
    part(name, points, name + hand_name(i), {{hands[i]}}, {{hands[i]}}, points * shares[i / 2]);
  }
  return *this;
}

HeadSpec& HeadSpec::nearness(const std::string& name, float points) {
  constexpr std::array<float, 5 + kSlowPairs> shares{0.47F, 0.2F, 0.13F, 0.09F, 0.09F, 1.5F, 0.8F};
  std::vector<std::string> hands = clock_names();
  hands.resize(2 * 5);
  for (const auto& hand : slow_names()) hands.push_back(hand);
  part(name, points, name + " (all)", {{"one"}}, {{"one"}, {"start", -1}}, -2.28F * points);
  for (std::size_t i = 0; i < hands.size(); ++i) {
    part(name, points, name + " (" + hands[i] + ")", {{hands[i]}}, {{hands[i]}}, points * shares[i / 2]);
  }
  return *this;
}

HeadSpec& HeadSpec::rest(float sink) { return channel("nothing found: rest at ⟨start⟩", {{"one"}}, {{"start"}}, sink); }

HeadSpec& HeadSpec::rest(float sink, const Sum& asker, float idle) {
  rest(sink);
  return channel("nothing to ask: rest at ⟨start⟩", Sum{{"one"}} + -1.0F * asker, {{"start"}}, idle);
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

BlockSpec& BlockSpec::sum(const std::string& name, const Sum& what) {
  units_.push_back({name, what, 0, {{name, 1}}});
  units_.push_back({name + " (below 0)", -1.0F * what, 0, {{name, -1}}});
  return *this;
}

BlockSpec& BlockSpec::relu(const std::string& name, const Sum& what, float bias, float weight) {
  units_.push_back({name, what, bias, {{name, weight}}});
  return *this;
}

BlockSpec& BlockSpec::hands_less(const std::string& mark, const std::string& pointer, float share) {
  for (const auto& hand : clock_names(pointer)) {
    relu(hand, {{hand}, {mark, 2}}, -1, -share);
    relu(hand, {{mark}}, 0, share);
  }
  return *this;
}

BlockSpec& BlockSpec::hands_where(const std::string& mark, const std::string& from, const std::string& to) {
  const auto source = clock_names(from);
  const auto target = clock_names(to);
  for (std::size_t i = 0; i < source.size(); ++i) {
    // relu(hand + 2 mark − 1) − mark: a hand lies between −1 and 1.
    relu(target[i], {{source[i]}, {mark, 2}}, -1);
    relu(target[i], {{mark}}, 0, -1);
  }
  return *this;
}

}  // namespace theatre::model
