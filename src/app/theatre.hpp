// The actions of the page: what a lesson, a click, a key or a script can do. Its parts are plain and stand alone: State
// (what the learner has made), History (undo), Shelf and Supply (models and their Traces), Director (what moves) and
// Announcer (what the page was told). Knows no browser: the same class runs in headless tests.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/announcer.hpp"
#include "app/demonstration.hpp"
#include "app/director.hpp"
#include "app/history.hpp"
#include "app/landing.hpp"
#include "app/link.hpp"
#include "app/shelf.hpp"
#include "app/state.hpp"
#include "app/supply.hpp"
#include "core/result.hpp"
#include "lessons/lesson.hpp"
#include "lessons/predict.hpp"
#include "lessons/progress.hpp"
#include "model/model.hpp"
#include "platform/frame_times.hpp"
#include "scenes/picture.hpp"
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
  std::function<void(const std::string& job)> compute;  // to a worker, see Supply; empty = there is none
};

class Theatre {
 public:
  explicit Theatre(Surroundings surroundings);
  Theatre(const Theatre&) = delete;  // parts of it know where others are
  Theatre& operator=(const Theatre&) = delete;

  // --- the page's calls (page/calls.cpp): a JSON array of arguments in, {"value": …} or {"error": "…"} out
  std::string call(std::string_view name, std::string_view arguments);

  // --- frames
  bool advance(double now);          // true when there is something new to draw
  const scenes::Picture& picture();  // made anew when something changed
  void emit_picture();               // tells the page, if it is new
  // What the panels have in view by name; true when that is news.
  bool name_panels(std::span<const scenes::HotSpot> spots);
  std::vector<scenes::HotSpot> hotspots();  // of the stage and of the panels
  bool panels_open() const { return director_.panels_open(); }
  ui::PanelInput panel_input() const { return director_.panel_input(subject()); }
  void perform(const std::vector<ui::Action>& actions);
  const Layout& layout() const { return director_.layout(); }
  void scroll_stage(float pixels);  // sideways, where the sentence is longer than the stage

  // --- actions; each fails with one sentence and then changes nothing
  using Done = std::optional<core::Failure>;
  Done load_lessons(std::string_view json);
  void restore_progress(std::string_view json) { progress_.restore(json); }
  Done go(std::string_view lesson, std::string_view step);
  Done next();
  Done back();
  void set_text(std::string text);
  void set_second(std::string text);
  Done select_token(int token);
  Done select_head(int layer, int index);
  Done select_head(std::string_view name);  // a stable name also means the head of any model that does its job best
  Done set_switches(const model::Switches& switches, std::optional<bool> hard = std::nullopt);
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
  void dial(float value);  // of a scene that has a slider, 0…1
  void show_numbers(bool open);
  void show_arrows(bool on);  // in the ledger of a pair of words, in place of its list
  Done open(const trace::Quantity& quantity, bool show_panel = true);
  void ledger_back();
  Done activate(std::string_view id);  // a hot spot
  Done silence(int layer, int index);  // and again: lets it speak
  void hover(std::string_view id);     // a hot spot
  void set_layout(const Layout& layout);

  // --- undo and redo, within a step (theatre_states.cpp)
  Done undo();
  Done redo();
  const History& history() const { return history_; }
  void forgive() { history_.amend(state_); }  // what was done just now is not the learner's deed

  // --- links: the part of an address behind the #
  std::string link() const;
  // What an address asks for, as far as it fits. Words and heads of another model than the one shown are chosen when
  // that is on the stage: the page has to fetch it. `place` goes before the address's own lesson and step.
  struct Followed {
    std::string model;  // the model to fetch; empty = none
    bool chose_head = false;
  };
  Followed follow(std::string_view hash, std::string_view lesson = {}, std::string_view step = {});

  // --- models (theatre_traces.cpp)
  Done choose_model(std::string_view id);
  Done fetch_model(std::string_view id);  // without choosing it
  Done stop_fetch(std::string_view id);
  // The page tells how far a model is.
  Done model_state(std::string_view id, Shelf::State state, double received, double bytes, std::string error);
  void compute_beside();  // the other model's Trace of the same text

  // --- answers of the page's workers
  void receive(int serial, Bytes bytes, std::size_t size, bool last);
  bool reading() const { return supply_.reading(); }  // more frames are needed for what has come
  void refuse(int serial, std::string sentence);
  Done add_parameters(std::string_view model, std::span<const std::uint8_t> bytes) {
    return supply_.add_parameters(model, bytes);
  }

  // --- reading
  const State& state() const { return state_; }
  const trace::TracePtr& trace_ptr() const { return trace_; }
  const trace::Trace& trace() const { return *trace_; }
  const trace::Head& head() const { return chosen_head(state_.view, *trace_); }  // an empty one where there is none
  const Shelf& shelf() const { return shelf_; }
  const trace::TracePtr& beside() const { return beside_; }  // the other model's Trace, where it was asked for
  std::string_view beside_model() const;                     // whose that is; empty = none
  int besides() const { return beside_count_; }              // how many have come
  bool waits() const { return waits_; }                      // a newer Trace is on its way
  bool writes() const { return !waits_ && supply_.waits(Purpose::stage); }  // a further pass of the one shown is
  double forward_ms() const { return forward_ms_; }                         // what the Trace shown took
  const std::string& job() const { return state_.job; }                     // of the chosen head, as a kind of link
  const ui::View& view() const { return state_.view; }
  const std::string& text() const { return state_.text; }
  const lessons::Course& course() const { return course_; }
  const lessons::Progress& progress() const { return progress_; }
  const lessons::Verdict& verdict() const { return verdict_; }  // of the step's challenge
  const lessons::Lesson* lesson() const { return lesson_of(state_, course_); }
  const lessons::Step* step() const { return step_of(state_, course_); }
  const lessons::Predict* question() const;  // of the step, as it is asked now; nullptr = none
  const scenes::Scene& scene() const { return scene_of(state_, course_); }
  const Director& director() const { return director_; }
  const Demonstration& demonstration() const { return demonstration_; }
  lessons::Situation situation() const;
  Statistics statistics() const;
  const std::string& state_text();  // as JSON, made when something has changed
  const std::string& row_text();    // likewise the chosen word's row
  const Announcer& announcer() const { return announcer_; }

 private:
  // The head and word of a link, in a model that is not on the stage yet.
  struct Awaited {
    std::string model;
    Place place;
    std::optional<model::Turn> turn;
  };
  // What the row that the page knows was made for.
  struct RowOf {
    trace::TracePtr trace;
    int layer = 0, head = 0, row = 0, column = 0;
    bool operator==(const RowOf&) const = default;
  };

  void enter_step(std::size_t lesson, std::size_t step);
  Landing typed() const;  // after the learner has changed a text
  void show_who_knows(const lessons::Predict& asked);
  void show_what_is_asked();  // the word and the head of a question in place of the step's own
  Done walk(const State* to, const char* nowhere);
  void show(State state, Landing landing);
  void recompute(Landing landing = {});
  Request request() const;
  void take(trace::TracePtr trace);
  void read_on();
  bool shows_cards() const;              // the second text is a list in which something is looked up
  std::string_view shown_model() const;  // the learner's choice, as far as it is there and the step allows it
  void want_model(std::string_view id);
  void begin_fetch(std::string_view id, bool wanted);
  void model_may_have_changed(std::string_view before);  // computes anew when shown_model() is another now
  Shown shown() const;

  Subject subject() const {
    return {demonstration_.runs() ? demonstration_.trace() : trace_, state_, scene(), is_guessing(state_, course_),
            question()};
  }
  void demonstrate(const lessons::Predict& asked);  // of a question “what if”: shows it
  void stop_demonstration();
  void point_at_strongest() { app::point_at_strongest(state_.view, *trace_); }
  void start_lamp(const ui::View& from) { director_.lamp_moves(from, around_.now()); }
  Done perform_spot(const scenes::HotSpot& spot);

  void note_deed();  // for undo
  void mark();       // predictions, challenges and progress, after something changed
  void changed();    // of what the page is told
  void moved();      // of the picture alone
  void announce();   // sends the events that are due

  Surroundings around_;
  Shelf shelf_;
  Supply supply_;
  lessons::Course course_;
  lessons::Progress progress_;
  lessons::Verdict verdict_;
  State state_;
  History history_;
  Director director_;
  Demonstration demonstration_;
  Announcer announcer_;
  bool touched_ = false;  // since the history was told
  bool told_done_ = false;
  RowOf row_of_;

  std::vector<scenes::HotSpot> panel_spots_;

  trace::TracePtr trace_;
  Landing landing_;
  std::optional<Awaited> awaited_;
  bool waits_ = false;
  double asked_at_ = 0;  // when the newer Trace was asked for
  double forward_ms_ = 0;
  trace::TracePtr beside_;
  bool comparing_ = false;
  int beside_count_ = 0;
};

}  // namespace theatre::app
