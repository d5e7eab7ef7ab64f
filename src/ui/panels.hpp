// The panels: the matrices of one head, and the ledger, the arithmetic behind any number. One call a frame
// draws them with ImGui and gives what the learner did. No state of the lesson lives here, only scroll, zoom
// and hover.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "scenes/picture.hpp"
#include "scenes/theme.hpp"
#include "trace/trace.hpp"
#include "ui/view.hpp"

namespace theatre::ui {

enum class Form {
  whole,   // two cards side by side: ledger, matrices
  drawer,  // one column with its own ground, 424 wide over a scene
  sheet,   // the same for a phone: rounded top, larger targets
};

struct PanelInput {
  trace::TracePtr trace;  // may be null or empty
  View view;
  Form form = Form::whole;
  scenes::Rect rect;  // CSS px of the canvas; an empty one draws nothing
  scenes::Theme theme = scenes::Theme::light;
  bool keyboard = true;  // arrow keys may move the chosen cell
  bool closable = true;  // false: drawer or sheet stand there for good, with no sign to close them
};

// What the pointer rests on, in words, e.g. "it → cat, weight" and "0.6512". Empty when it rests on nothing.
struct Hover {
  std::string name;
  std::string value;
};

struct PanelState;  // panel_state.hpp

class Panels {
 public:
  // Needs a current ImGui context, which must outlive it; adds the fonts to its atlas.
  Panels();
  ~Panels();
  Panels(const Panels&) = delete;
  Panels& operator=(const Panels&) = delete;

  // Before ImGui::NewFrame.
  void begin_frame();
  // The page's fonts have arrived or changed: letters drawn so far are drawn again.
  void fonts_changed();
  // Between ImGui::NewFrame and ImGui::Render.
  std::vector<Action> draw(const PanelInput& input);

  // Did the last draw() put something here that a finger may drag?
  bool holds(float x, float y) const;

  // After draw(): every word, cell, line and arrow in view. The panels take the pointer themselves; these are for keys,
  // screen readers and scripts. Actions: "select" (a word asks), "look" (a word is looked at), "pair" (both, of
  // `quantity`), "explain" (the ledger of `quantity`), "ledger-back".
  const std::vector<scenes::HotSpot>& spots() const;

  // After draw(): what the pointer rests on.
  const Hover& hover() const;

 private:
  std::unique_ptr<PanelState> state_;
};

// ImGui's style, for tooltips and scroll bars: the look's colours, no decoration.
void apply_theme(scenes::Theme theme);

}  // namespace theatre::ui
