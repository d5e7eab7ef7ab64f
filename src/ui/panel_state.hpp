// Inside the panels: what they remember between frames (scroll, zoom, textures, what a trace's matrices
// amount to), and what one frame hands to the files that draw.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenes/picture.hpp"
#include "trace/ledger.hpp"
#include "trace/plane.hpp"
#include "ui/kit/brush.hpp"
#include "ui/matrices/axis.hpp"
#include "ui/matrices/heat_map.hpp"
#include "ui/panels.hpp"
#include "ui/view.hpp"

namespace theatre::ui {

// The matrices that can be on screen.
enum class Slot { x, q, k, v, products, scores, weights, output };
inline constexpr std::size_t slot_count = 8;

// What each word is, (T, d_model): what the head reads, or, where there are no heads, what came of it all.
const core::Matrix& shown_input(const trace::Trace& trace, const trace::Head* head);

// Worked out once for each trace and head, not each frame.
struct HeadSummary {
  std::array<float, slot_count> limit{};
  std::vector<int> dimensions;      // of the embeddings: those that differ between words first, zeros left out
  std::vector<int> channels;        // of q and k: the few that matter most, in the head's order
  std::vector<int> value_channels;  // of v and the output
  std::vector<int> all_channels, all_value_channels;
};
// How telling a column of the embeddings is: near 1 where it says yes or no and no for nearly every word,
// near 0 where every word has another number.
float rarity(const core::Matrix& x, Eigen::Index column);
HeadSummary summarise(const trace::Trace& trace, const trace::Head* shown);

inline constexpr float arrow_grip = 24;  // px round an arrow's tip in which it can be taken

// The plane that the arrows lie in, and what the pointer does with them.
struct ArrowState {
  trace::Quantity pair;         // whose plane it is
  trace::RowVector query, key;  // as the model computed them
  std::optional<trace::Plane> plane;
  float query_reach = 1, key_reach = 1;  // the longest of each kind
  trace::Point low, high;                // the box that all tips lie in, with the longest of each kind as 1
  std::vector<ImVec2> tips;              // drawn in this frame
  std::optional<trace::Side> grabbed;    // the tip that the pointer holds
  bool dragged = false;                  // and has moved
  ImVec2 hold{0, 0};                     // from the pointer to the tip
  ImVec2 target{-1, -1};                 // where the tip was put last
};

struct PanelState {
  Fonts fonts;
  Hover hover;
  std::vector<scenes::HotSpot> spots;             // named in this frame
  bool asking_named = false, keys_named = false;  // so are the words
  Zoom rows, keys, dimensions;                    // shared by all matrices with that axis
  int row_count = 0, key_count = 0;
  ArrowState arrows;
  bool all_channels = false;
  bool all_terms = false;
  bool dragging_map = false;  // the button went down on a map that pans
  std::array<HeatTexture, slot_count> textures;

  trace::TracePtr trace;  // what `summary` is about
  int layer = -1, head = -1;
  std::uint64_t version = 0;  // counts traces and heads
  HeadSummary summary;
  View last;

  // The ledger that was worked out last, and for what.
  std::optional<trace::Ledger> ledger;
  std::string no_ledger;  // the sentence when there is none
  trace::Quantity ledger_of;
  std::size_t ledger_terms = 0;
  std::uint64_t ledger_version = 0;
  bool ledger_is_word = false;
};

// One frame.
struct Frame {
  Brush brush;
  PanelState& state;
  const trace::Trace& trace;
  const trace::Head* shown;      // nullptr: the Trace has none
  const trace::Head& head;       // the same; without one it has no numbers
  const trace::Text& asking;     // the words of the head's rows
  const trace::Text& looked_at;  // and of its columns
  const View& view;
  std::vector<Action>& actions;

  const std::string& query(int row) const { return asking.tokens[static_cast<std::size_t>(row)].text; }
  const std::string& key(int column) const { return looked_at.tokens[static_cast<std::size_t>(column)].text; }
  bool one_text() const { return &asking == &looked_at; }
  void open(const trace::Quantity& quantity) const {
    Action action;
    action.kind = Action::Kind::open;
    action.quantity = quantity;
    actions.push_back(action);
  }
  void choose(Action::Kind kind, int row, int column) const {
    Action action;
    action.kind = kind;
    action.row = row;
    action.column = column;
    actions.push_back(action);
  }
  void turn(trace::Side side, int row, const trace::RowVector& to) const {
    Action action;
    action.kind = Action::Kind::turn;
    action.row = row;
    action.side = side;
    action.to.assign(to.data(), to.data() + to.size());
    actions.push_back(action);
  }
  // A place that reacts: true when it was clicked (not dragged). The cursor becomes a hand.
  bool button(const char* id, const Rect& rect) const;
  // Names a place for those who don't point; left out where it is scrolled away.
  bool name(scenes::HotSpot spot) const;
  void explain(std::string name, std::string value) const { state.hover = {std::move(name), std::move(value)}; }
};

// What a word is, as the head reads it: its dimensions that don't print as 0, first those that set it apart
// from the other words, counting no size beyond `limit`. (word_ledger.cpp)
trace::Ledger describe_word(const Frame& f, int token, float limit, std::size_t most_terms);

// Names of columns: of the embeddings, of q and k, of v and the output; numbered where the model has no
// names.
std::string dimension_name(const trace::Trace& trace, int column);
std::string channel_name(const trace::Head& head, int column);
std::string value_name(const trace::Head& head, int column);

// The matrices that belong to the view's stage, from the top of `rect` down; `rect.h` 0 = as tall as they
// like. Gives the height used. (matrices.cpp)
float draw_matrices(const Frame& frame, const Rect& rect);

// The ledger of what the view has open; the same rules. (ledger_panel.cpp)
float draw_ledger(const Frame& frame, const Rect& rect);

}  // namespace theatre::ui
