// The language in which the glass box is described: heads as little programs over named dimensions, and
// feed-forward blocks as small marks. Nothing is computed here; glass_box_compile.hpp turns it into matrices.
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace theatre::model {

// A weighted dimension of the residual stream, and a weighted sum of some.
struct Term {
  std::string dimension;
  float weight = 1;
};
using Sum = std::vector<Term>;

// Two sums in one.
Sum operator+(Sum a, const Sum& b);
// Every weight times `factor`.
Sum operator*(float factor, Sum sum);

// One column of W_Q and the same column of W_K. It adds gain · (asks · x_i) · (offers · x_j) to the score of
// query word i and key word j, after the division by √d_head (which is multiplied into W_Q, so that it
// cancels).
struct Channel {
  std::string name;
  Sum asks;
  Sum offers;
  float gain = 1;
  std::string group;       // channels that are one thought ("you are my subject") share it
  float group_points = 0;  // what the whole group is worth where it agrees fully
};

// One column of W_V and one row of W_O: the weighted mean of `what`, times gain, is added to dimension `to`.
struct Carry {
  Sum what;
  std::string to;
  float gain = 1;
};

// Where a head may look: its own fixed mask. The added ⟨start⟩ token is open to every word of every head, so
// that a word with nothing to ask has somewhere to look.
enum class Looks {
  everywhere,
  others,  // not at itself
  back,    // only at words before it
  back_or_self,
  forward,  // only at words after it
  forward_or_self,
};
inline constexpr int kLooksCount = 6;

class HeadSpec {
 public:
  HeadSpec(std::string name, Looks looks) : name_(std::move(name)), looks_(looks) {}

  // For people: a short title, then one plain sentence each.
  HeadSpec& title(std::string text) { return title_ = std::move(text), *this; }
  HeadSpec& asks(std::string text) { return asks_ = std::move(text), *this; }
  HeadSpec& offers(std::string text) { return offers_ = std::move(text), *this; }
  HeadSpec& carries(std::string text) { return carries_ = std::move(text), *this; }

  HeadSpec& channel(std::string name, Sum asks, Sum offers, float gain);
  // One of several channels that are one thought together: a line of the arithmetic that opens.
  HeadSpec& part(const std::string& group, float points, std::string name, Sum asks, Sum offers, float gain);
  // Clock hands asked for under one prefix against clock hands offered under another: high where they agree.
  HeadSpec& same_clock(const std::string& name, const std::string& asks, const std::string& offers, float gain);
  // One channel for each kind of thing: what is wanted (prefix "wants subject: ", …) against what the word
  // is.
  HeadSpec& kinds(const std::string& name, const std::string& asks, const std::string& offers, float gain);
  // My own clock hands, turned on by `step` words, against every word's: high at exactly that place.
  HeadSpec& step(int step, float gain);

  // Points off for each word of distance. ⟨start⟩ stands beside every word, or before the first like any other.
  enum class Start { beside, far };
  HeadSpec& ramp(float points, Start start = Start::beside);
  // Points for standing within a few words, by the clock hands; bounded, however long the text.
  HeadSpec& close(float points);
  // The same without an end: points off for words far away, by slow hands too: about 1 at 20 words, 3 at 60.
  HeadSpec& nearness(const std::string& name, float points);
  // What ⟨start⟩ is worth to a word that asks, and how much more to one that has nothing to ask.
  HeadSpec& rest(float sink);
  HeadSpec& rest(float sink, const Sum& asker, float idle);

  HeadSpec& carry(Sum what, std::string to, float gain = 1);
  // The same dimensions under a new prefix: carry_all({"noun"}, "previous: ") writes "previous: noun".
  HeadSpec& carry_all(const std::vector<std::string>& dimensions, const std::string& prefix);
  // The clock hands under `from` (empty for the word's own) into those under `to`.
  HeadSpec& carry_clock(const std::string& from, const std::string& to);
  // The kinds under `from` into those under `to`.
  HeadSpec& carry_kinds(const std::string& from, const std::string& to);

  const std::string& name() const { return name_; }
  const std::string& title() const { return title_; }
  const std::string& asks() const { return asks_; }
  const std::string& offers() const { return offers_; }
  const std::string& carries() const { return carries_; }
  Looks looks() const { return looks_; }
  const std::vector<Channel>& channels() const { return channels_; }
  const std::vector<Carry>& values() const { return values_; }

 private:
  std::string name_, title_, asks_, offers_, carries_;
  Looks looks_;
  std::vector<Channel> channels_;
  std::vector<Carry> values_;
};

// One hidden unit: relu(what · x + bias), whose weight on each dimension is in `writes`.
struct Unit {
  std::string name;
  Sum what;
  float bias = 0;
  Sum writes;
};

// A feed-forward block: out = x + W_2 relu(W_1 x + b_1) + b_2.
class BlockSpec {
 public:
  // A mark between 0 and 1: 0 while the sum is at most `from`, 1 once it is `to` or more. Two hidden units.
  // Logical AND of two marks: threshold 1 to 2; OR: 0 to 1.
  BlockSpec& mark(const std::string& name, const Sum& what, float from, float to);
  // The sum itself, whatever its sign: relu(sum) − relu(−sum). Two hidden units.
  BlockSpec& sum(const std::string& name, const Sum& what);
  // relu(what + bias), times weight, added to a dimension.
  BlockSpec& relu(const std::string& name, const Sum& what, float bias, float weight = 1);
  // The clock hands under `from` into those under `to`, where `mark` is 1; nothing where it is 0.
  BlockSpec& hands_where(const std::string& mark, const std::string& from, const std::string& to);

  // The clock hands under `pointer` become smaller by that share of themselves where `mark` is 1.
  BlockSpec& hands_less(const std::string& mark, const std::string& pointer, float share);

  const std::vector<Unit>& units() const { return units_; }

 private:
  std::vector<Unit> units_;
};

struct LayerSpec {
  std::vector<HeadSpec> heads;    // side by side
  std::vector<BlockSpec> blocks;  // one after the other
};

struct Program {
  std::vector<LayerSpec> layers;
};

inline constexpr int kClockPairs = 8;
// Turns per word, in radians, of the clock hands. Two places one to eight words apart agree in about a twentieth of
// what a place agrees with itself, up to thirteen in an eighth, so that within a clause a pointer points at one word
// alone. Farther away it may be more than a half, either way.
inline constexpr std::array<double, kClockPairs> kTurns{0.158, 0.623, 1.004, 1.376, 1.819, 2.273, 2.667, 2.994};

// Two pairs of slow hands tell near from far where the others have long gone round.
inline constexpr int kSlowPairs = 2;
inline constexpr std::array<double, kSlowPairs> kSlowTurns{0.045, 0.0157};

// The names of the slow hands: "slow clock 1 cos", …
std::vector<std::string> slow_names();
// The names of the clock hands: "clock 1 cos", "clock 1 sin", …
std::vector<std::string> clock_names(const std::string& prefix = "");
// The kinds of thing under a prefix: "is living", … for prefix "is ".
std::vector<std::string> kind_names(const std::string& prefix);

// The whole glass box, as glass_box_heads.cpp describes it.
Program glass_box_program();

}  // namespace theatre::model
