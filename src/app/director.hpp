// What happens on the stage in time: the lamp's way, light that comes up, steps that play, where the sentence is
// scrolled to, what the pointer rests on. From these and the State it makes the input of the scene. It computes nothing
// of the model and knows no page.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/motion.hpp"
#include "app/state.hpp"
#include "lessons/lesson.hpp"
#include "scenes/picture.hpp"
#include "scenes/scene.hpp"
#include "scenes/theme.hpp"
#include "trace/trace.hpp"
#include "ui/panels.hpp"

namespace theatre::app {

struct Layout {
  float width = 904, height = 800;  // of the canvas, CSS px
  scenes::Rect scene{24, 84, 848, 556};
  scenes::Rect numbers{};  // where the panels go; empty: they are shut
  scenes::Screen screen = scenes::Screen::wide;
  scenes::Theme theme = scenes::Theme::dark;
  bool reduced_motion = false;
};

// What is to be shown.
struct Subject {
  const trace::TracePtr& trace;
  const State& state;
  const scenes::Scene& scene;
  bool guessing = false;                       // the light is off until the learner has answered
  const lessons::Predict* question = nullptr;  // of the step, as it is asked now
};

class Director {
 public:
  explicit Director(scenes::Measure measure) : measure_(std::move(measure)) {}

  void set_layout(const Layout& layout);
  const Layout& layout() const { return layout_; }
  bool panels_open() const { return layout_.numbers.w > 0 && layout_.numbers.h > 0; }

  // --- what has happened; `now` in seconds
  void step_begins();  // the sentence is at its start, nothing is held
  void trace_comes(const scenes::Scene& scene, bool new_step, double now);  // nothing moves on from the one before
  void lamp_moves(const ui::View& from, double now);                        // away from this row, of the same Trace
  void light_comes(double now);
  void stage_changes(ui::Stage from, ui::Stage to, const scenes::Scene& scene, double now);
  void something_changes(const scenes::Scene& scene, double now);  // what travels after a change begins its way
  void redraw();                                                   // anything else

  void play(double now);
  void pause();
  void hold(float phase);  // the motions stand still there
  bool playing() const { return playing_; }
  std::optional<float> held() const { return held_; }
  bool stage_is_due(double now);  // while playing: true once when the next step's time has come

  void dial(float value);  // of a scene's own slider
  float dialled() const { return dial_; }

  bool hover(int token);  // -1 = nothing; false: it rests there already
  void scroll(float pixels);
  void follow() { follow_ = true; }  // scrolls on so that the chosen word is in view

  // --- frames
  bool advance(double now);  // true when there is something new to draw
  bool wants_frames(double now) const { return playing_ || running(now); }

  scenes::SceneInput input(const Subject& subject, double now);
  const scenes::Picture& picture(const Subject& subject, double now);  // made anew when something has changed
  bool picture_is_new() const { return stale_; }
  ui::PanelInput panel_input(const Subject& subject) const;

 private:
  bool running(double now) const;
  float progress(const Motion& motion, double now) const { return held_ ? *held_ : motion.at(now); }
  const std::vector<scenes::Seat>& seats(const Subject& subject);

  scenes::Measure measure_;
  Layout layout_;
  float scroll_ = 0;
  bool follow_ = true;
  int hover_ = -1;  // token
  float dial_ = 0;
  std::optional<scenes::AttentionRow> previous_row_;
  Motion lamp_, light_, stage_, after_change_;
  std::optional<float> held_;
  bool playing_ = false;
  double play_since_ = 0;

  std::vector<scenes::Seat> seats_;  // who speaks for the heads, and what they were chosen for
  trace::TracePtr seats_of_;
  int seats_layer_ = 0, seats_head_ = 0;
  std::vector<std::string> seats_asked_;
  scenes::Picture picture_;
  bool stale_ = true;    // the picture is
  bool dirty_ = true;    // and was not drawn since
  bool moving_ = false;  // in the frame before
};

}  // namespace theatre::app
