// The state of the page and the actions that change it. One state, here; the page sends actions and reads state.
// Knows no browser: the same class runs in headless tests.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/computing.hpp"
#include "app/models.hpp"
#include "app/motion.hpp"
#include "core/result.hpp"
#include "lessons/lesson.hpp"
#include "lessons/predict.hpp"
#include "lessons/progress.hpp"
#include "model/model.hpp"
#include "platform/frame_times.hpp"
#include "scenes/panel/panel.hpp"
#include "scenes/picture.hpp"
#include "scenes/spotlight/spotlight.hpp"
#include "scenes/theme.hpp"
#include "trace/trace.hpp"
#include "ui/panels.hpp"
#include "ui/view.hpp"

namespace theatre::app {

struct Statistics {
  long frames = 0;
  int draw_calls = 0;
  int vertices = 0;
  double forward_ms = 0;
  platform::FrameTimes::Summary frame_ms;  // of the last frames in our own code
  std::size_t heap_bytes = 0;
};

// What Theatre needs of the world around it.
struct Surroundings {
  std::function<double()> now;  // seconds
  scenes::Measure measure;
  std::function<void(std::string_view name, const std::string& json)> emit;
  std::function<void()> request_frame;
  std::function<Statistics()> statistics;
  std::function<void(const std::string& job)> compute;  // to a worker, see Computing; empty = there is none
};

struct Layout {
  float width = 904, height = 800;  // of the canvas, CSS px
  scenes::Rect scene{24, 84, 848, 556};
  scenes::Rect panel{};
  scenes::Layout kind = scenes::Layout::wide;
  scenes::Theme theme = scenes::Theme::dark;
  bool reduced_motion = false;
};

class Theatre {
 public:
  explicit Theatre(Surroundings surroundings);

  // --- the page's calls (calls.cpp): a JSON array of arguments in, {"value": …} or {"error": "…"} out
  std::string call(std::string_view name, std::string_view arguments);

  // --- frames
  bool advance(double now);          // true when there is something new to draw
  const scenes::Picture& picture();  // made anew when something changed
  void emit_picture();               // tells the page, if it is new
  bool panels_open() const;
  ui::PanelInput panel_input() const;
  void perform(const std::vector<ui::Action>& actions);
  const Layout& layout() const { return layout_; }
  void scroll_stage(float pixels);  // sideways, where the sentence is longer than the stage

  // --- actions; each fails with one sentence and then changes nothing
  using Done = std::optional<core::Failure>;
  Done load_lessons(std::string_view json);
  Done go(std::string_view lesson, std::string_view step);
  Done next();
  Done back();
  void set_text(std::string text);
  void set_second(std::string text);
  Done select_token(int token);
  Done select_head(int layer, int index);
  Done select_head(std::string_view name);  // a stable name also means the head of MiniLM that does its job best
  Done choose_model(std::string_view id);
  Done fetch_minilm();                   // without choosing it
  void model_state(const Fetched& now);  // the page tells how far MiniLM is
  Done set_switches(const model::Switches& switches);
  Done turn(model::Turn turn);  // a query or key by hand; the same words and head stay chosen
  void put_back();              // and as the model computed it
  Done answer(int option);
  Done guess(int bar, int percent);  // of a prediction by bars
  void reveal();
  void restart();
  void show_stage(ui::Stage stage);
  void play();
  void pause();
  void hold(float phase);
  void show_numbers(bool open);
  void show_arrows(bool on);  // in the ledger of a pair of words, in place of its list
  Done open(const trace::Quantity& quantity, bool show_panel = true);
  void ledger_back();
  Done activate(std::string_view hotspot);
  Done silence(int layer, int index);  // and again: lets it speak
  void hover(std::string_view hotspot);
  void set_layout(const Layout& layout);

  // --- answers of the page's workers
  void receive(int serial, Bytes bytes, std::size_t size);
  bool reading() const { return computing_.reading(); }  // more frames are needed for what has come
  void refuse(int serial);
  Done add_parameters(std::span<const std::uint8_t> bytes) { return computing_.add_parameters(bytes); }

  // --- reading
  const trace::Trace& trace() const { return *trace_; }
  const trace::Head& head() const;
  const Fetched& minilm() const { return minilm_; }
  bool wants_minilm() const { return wants_minilm_; }
  const trace::TracePtr& beside() const { return beside_; }  // the other model's Trace, where it was asked for
  const std::string& job() const { return job_; }            // of the chosen head, as a kind of link
  const ui::View& view() const { return view_; }
  const std::string& text() const { return text_; }
  const lessons::Course& course() const { return course_; }
  const lessons::Lesson* lesson() const;
  const lessons::Step* step() const;

 private:
  friend struct Calls;      // calls.cpp
  friend struct StateJson;  // state_json.cpp

  // What is to be chosen in a Trace once it is there.
  struct Landing {
    std::string head;   // stable name; empty = keep the chosen one
    std::string focus;  // the word that asks; empty = the same word as before
    bool new_step = false;
    bool keep_pair = false;  // the word looked at stays, though another may be looked at more
  };

  void enter_step(std::size_t lesson, std::size_t step);
  void recompute() { recompute(Landing{}); }
  void recompute(Landing landing);
  trace::TracePtr compute();  // nullptr while a worker is at it
  trace::TracePtr look_up();
  void take(trace::TracePtr trace);
  void read_on();
  bool shows_cards() const;         // the scene looks things up instead of reading a sentence
  bool shows_friends() const;       // the step asks for the smallest example
  const char* shown_model() const;  // the learner's choice, as far as it is there and the step allows it
  void begin_fetch();
  void model_may_have_changed(std::string_view before);  // computes anew when shown_model() is another now
  void compute_beside();                                 // the other model's Trace of the same text
  int same_place(const trace::Trace& before, int token) const;
  void empty_bars_of_gone_words();
  void mark();  // predictions, challenges and progress, after something changed
  lessons::Situation situation() const;
  void keep_lamp_over_a_word();
  void point_at_strongest();
  void start_lamp();
  void start_rings();
  float progress(const Motion& motion) const;
  void changed();
  void announce();  // sends the events that are due
  scenes::SceneInput scene_input() const;
  const std::vector<scenes::Seat>& seats();
  scenes::Picture make_picture();
  bool guessing() const;  // the light is off until the learner has answered

  Surroundings around_;
  Computing computing_;
  std::unique_ptr<model::Model> friends_;  // of lesson 4
  Fetched minilm_;
  bool wants_minilm_ = false;  // the learner's choice
  bool overruled_ = false;     // made in this step: it goes before the step's own model
  lessons::Course course_;
  lessons::Progress progress_;

  std::size_t lesson_ = 0;
  std::size_t step_ = 0;
  std::string text_;
  std::string second_;
  model::Switches switches_;
  bool hard_ = false;
  std::string job_ = "pronoun-antecedent";  // what the chosen head is there for, by its stable name
  ui::View view_;                           // head, asking word, word it looks at, stage, open ledger
  bool playing_ = false;
  bool numbers_open_ = false;
  std::optional<int> guess_;
  std::vector<int> bars_;  // the guess where it is a bar for each word; see lessons::share_out
  bool bars_set_ = false;  // the learner has moved one
  int moved_bar_ = -1;     // the one moved last, and how all stood before: moved back, it brings them back
  std::vector<int> bars_before_;
  bool revealed_ = true;
  bool challenge_done_ = false;
  std::string challenge_hint_;

  trace::TracePtr trace_;
  Landing landing_;
  bool waits_ = false;      // a newer Trace is on its way
  double asked_at_ = 0;     // when it was asked for
  double forward_ms_ = 0;   // what the Trace shown took
  trace::TracePtr beside_;  // by the other model, for comparison; null where nobody asked
  bool comparing_ = false;
  int beside_count_ = 0;

  Layout layout_;
  float scroll_ = 0;
  bool follow_ = true;
  int hover_token_ = -1;
  std::optional<scenes::AttentionRow> previous_row_;
  Motion lamp_;
  Motion reveal_;
  Motion stage_motion_;
  Motion rings_;
  std::optional<float> held_;
  double play_since_ = 0;

  std::vector<scenes::Seat> seats_;  // at the panel's table, and what they were chosen for
  trace::TracePtr seats_of_;
  int seats_layer_ = 0, seats_head_ = 0;
  scenes::Picture picture_;
  bool picture_stale_ = true;
  bool dirty_ = true;
  bool moving_ = false;

  // what the page was told last
  trace::TracePtr told_trace_;
  ui::View told_view_;
  std::string told_state_, told_picture_, told_step_;
  bool told_challenge_ = false;
};

}  // namespace theatre::app
