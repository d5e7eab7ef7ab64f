// What is seen and told of it: the steps that play, panels and hot spots, the marks of a challenge, and the page's
// news.
#include <algorithm>
#include <utility>

#include "app/head_called.hpp"
#include "app/mask_name.hpp"
#include "app/page/state_json.hpp"
#include "app/theatre.hpp"

namespace theatre::app {

// --- time

void Theatre::show_stage(ui::Stage stage) {
  if (stage == state_.view.stage) return;
  director_.stage_changes(state_.view.stage, stage, scene(), around_.now());
  state_.view.stage = stage;
  changed();
}

void Theatre::play() {
  const bool at_end = state_.view.stage == ui::Stage::mix;
  director_.play(around_.now());
  show_stage(at_end ? ui::Stage::embed : static_cast<ui::Stage>(static_cast<int>(state_.view.stage) + 1));
  changed();
}

void Theatre::pause() {
  director_.pause();
  changed();
}

void Theatre::hold(float phase) {
  stop_demonstration();
  director_.hold(phase);
  changed();
}

void Theatre::dial(float value) {
  director_.dial(value);
  announcer_.changed(Announcer::state);
  moved();
}

bool Theatre::advance(double now) {
  if (supply_.reading()) read_on();
  if (director_.stage_is_due(now)) {
    if (state_.view.stage == ui::Stage::mix) {
      director_.pause();
    } else {
      show_stage(static_cast<ui::Stage>(static_cast<int>(state_.view.stage) + 1));
    }
    changed();
  }
  if (demonstration_.advance(now)) {
    announcer_.changed(Announcer::state);
    moved();
  }
  const bool draw = director_.advance(now);
  if (director_.wants_frames(now)) around_.request_frame();
  announce();
  return draw;
}

// --- picture and panels

const scenes::Picture& Theatre::picture() {
  if (director_.picture_is_new()) announcer_.changed(Announcer::picture);
  return director_.picture(subject(), around_.now());
}

void Theatre::emit_picture() {
  const scenes::Picture& now = picture();
  announcer_.tell(Announcer::picture, [&] { return picture_json(now, panel_spots_, state_.view.row); });
}

bool Theatre::name_panels(std::span<const scenes::HotSpot> spots) {
  if (std::equal(spots.begin(), spots.end(), panel_spots_.begin(), panel_spots_.end())) return false;
  panel_spots_.assign(spots.begin(), spots.end());
  announcer_.changed(Announcer::picture);
  return true;
}

std::vector<scenes::HotSpot> Theatre::hotspots() {
  std::vector<scenes::HotSpot> all = picture().hotspots;
  all.insert(all.end(), panel_spots_.begin(), panel_spots_.end());
  return all;
}

void Theatre::set_layout(const Layout& layout) {
  director_.set_layout(layout);
  moved();
}

void Theatre::scroll_stage(float pixels) {
  director_.scroll(pixels);
  moved();
}

void Theatre::hover(std::string_view id) {
  int token = -1;
  for (const auto& spot : picture().hotspots) {
    if (spot.id == id && spot.action == "select" && spot.token != state_.view.row) token = spot.token;
  }
  if (director_.hover(token)) moved();
}

void Theatre::show_numbers(bool open) {
  state_.numbers_open = open;
  changed();
}

void Theatre::show_arrows(bool on) {
  state_.view = ui::apply(state_.view, {on ? ui::Action::Kind::show_arrows : ui::Action::Kind::show_list}, *trace_);
  changed();
}

void Theatre::perform(const std::vector<ui::Action>& actions) {
  for (const auto& action : actions) {
    if (action.kind == ui::Action::Kind::close) {
      state_.numbers_open = false;
    } else if (action.kind == ui::Action::Kind::turn) {
      turn({state_.view.layer, state_.view.head, action.side, action.row, action.to});
    } else if (action.kind == ui::Action::Kind::put_back) {
      put_back();
    } else {
      const ui::View before = std::exchange(state_.view, ui::apply(state_.view, action, *trace_));
      if (state_.view.row != before.row) {
        state_.word = word_under_lamp(state_.view, *trace_);
        start_lamp(before);
        director_.follow();
      }
    }
    mark();
    changed();
  }
  note_deed();
}

Theatre::Done Theatre::open(const trace::Quantity& quantity, bool show_panel) {
  if (!trace::value_of(*trace_, quantity)) return core::Failure{"There is no such number in this sentence."};
  state_.view = ui::apply(state_.view, {ui::Action::Kind::open, 0, 0, quantity}, *trace_);
  if (show_panel && scene().ground != scenes::Ground::panels) state_.numbers_open = true;
  changed();
  return std::nullopt;
}

void Theatre::ledger_back() {
  state_.view = ui::apply(state_.view, {ui::Action::Kind::back, 0, 0, {}}, *trace_);
  changed();
}

Theatre::Done Theatre::activate(std::string_view id) {
  const auto spots = hotspots();
  const auto found = std::find_if(spots.begin(), spots.end(), [&](const auto& spot) { return spot.id == id; });
  if (found == spots.end()) return core::Failure{"There is nothing called “" + std::string(id) + "” on the stage."};
  return perform_spot(scenes::HotSpot(*found));  // a copy: the picture is made anew meanwhile
}

Theatre::Done Theatre::perform_spot(const scenes::HotSpot& spot) {
  const ui::View& view = state_.view;
  const int layer = spot.layer >= 0 ? spot.layer : view.layer;
  const int index = spot.layer >= 0 ? spot.head : view.head;
  if (spot.action == "select") return select_token(spot.token);
  if (spot.action == "look" || spot.action == "pair") {
    const auto kind = spot.action == "look" ? ui::Action::Kind::choose_column : ui::Action::Kind::choose_cell;
    const int row = spot.quantity ? spot.quantity->row : view.row;
    perform({{kind, row, spot.quantity ? spot.quantity->col : spot.token}});
    return std::nullopt;
  }
  if (spot.action == "ledger-back") {
    ledger_back();
    return std::nullopt;
  }
  if (spot.action == "select-head") return select_head(layer, index);
  if (spot.action == "scroll") {
    scroll_stage(static_cast<float>(spot.value));
    return std::nullopt;
  }
  if (spot.action == "silence") return silence(layer, index);
  if (spot.action == "alike") {
    model::Switches next = state_.switches;
    next.same_heads = !next.same_heads;
    return set_switches(next);
  }
  if (spot.action == "explain" || spot.action == "explain-output") {
    if (spot.layer >= 0) {
      if (auto failure = select_head(layer, index)) return failure;
    }
    if (spot.action == "explain-output") {
      return open({trace::Quantity::Kind::output, layer, index, view.row, spot.token, -1});
    }
    if (spot.token >= 0) state_.view.column = spot.token;
    if (spot.quantity) return open(*spot.quantity);
    return open({trace::Quantity::Kind::weight, layer, index, view.row, spot.token, -1});
  }
  if (spot.action == "explain-residual") {
    const int step = trace::input_step_of(*trace_, head()) + 1;
    return open({trace::Quantity::Kind::residual, -1, -1, view.row, spot.token, step});
  }
  return std::nullopt;
}

// --- marking

lessons::Situation Theatre::situation() const {
  const auto* now = step();
  const State& s = state_;
  lessons::Situation situation{*trace_, s.view.row, s.view.layer, s.view.head, {}, "", s.text};
  situation.switches = {s.switches.temperature,
                        s.switches.scale,
                        s.switches.positions,
                        mask_name(s.switches),
                        s.hard,
                        s.switches.same_heads,
                        static_cast<int>(s.switches.heads_off.size())};
  situation.start_text = now != nullptr && now->text ? *now->text : s.text;
  situation.second = s.second;
  situation.start_second = now != nullptr && now->second ? *now->second : s.second;
  situation.lamp_word = shows_cards() ? "" : s.word;
  situation.head_called = [this](std::string_view name) { return app::head_called(*trace_, name); };
  return situation;
}

void Theatre::mark() {
  const auto* now = step();
  if (now == nullptr) return;
  if (state_.guess.answer) progress_.mark_done(lesson()->id, now->id);
  if (!now->challenge) return;
  verdict_ = lessons::judge(*now, situation());
  if (verdict_.done) progress_.mark_done(lesson()->id, now->id);
}

// --- telling the page

void Theatre::changed() {
  touched_ = true;
  for (const auto topic : {Announcer::lesson, Announcer::state, Announcer::challenge}) announcer_.changed(topic);
  moved();
}

void Theatre::moved() {
  director_.redraw();
  around_.request_frame();
}

// A deed is noted before anybody is told of it: what can be undone is part of the news.
void Theatre::note_deed() {
  if (std::exchange(touched_, false)) history_.note(state_, around_.now());
}

const std::string& Theatre::state_text() {
  note_deed();
  return announcer_.json(Announcer::state, [this] { return state_json(*this); });
}

const std::string& Theatre::row_text() {
  const ui::View& view = state_.view;
  RowOf now{trace_, view.layer, view.head, view.row, view.column};
  if (!(now == row_of_)) announcer_.changed(Announcer::trace);
  row_of_ = std::move(now);
  return announcer_.json(Announcer::trace, [this] { return row_json(*this); });
}

void Theatre::announce() {
  if (step() == nullptr) return;  // the page hears nothing before it has handed over its lessons
  announcer_.tell(Announcer::lesson, [this] { return place_json(*this); });
  announcer_.tell(Announcer::state, [this] { return state_json(*this); });
  row_text();
  announcer_.tell(Announcer::trace, [this] { return row_json(*this); });
  if (std::exchange(told_done_, verdict_.done) == verdict_.done) return;
  announcer_.tell(Announcer::challenge, [this] { return challenge_json(*this); });
}

Statistics Theatre::statistics() const {
  Statistics now = around_.statistics();
  now.forward_ms = forward_ms_;
  return now;
}

}  // namespace theatre::app
