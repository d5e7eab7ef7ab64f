// Where the Trace comes from: which model, here or in a worker, and what is chosen in it once it is there.
#include <algorithm>
#include <utility>

#include "app/arguments.hpp"
#include "app/head_called.hpp"
#include "app/theatre.hpp"
#include "lessons/condition.hpp"
#include "model/friends/friends.hpp"
#include "model/look_up/look_up.hpp"

namespace theatre::app {
namespace {

// Does the model add tokens at both ends of a text?
bool has_added_ends(const trace::Trace& trace) {
  return trace.size() > 1 && trace.tokens.front().kind == trace::TokenKind::added &&
         trace.tokens.back().kind == trace::TokenKind::added;
}

}  // namespace

bool Theatre::shows_cards() const {
  const auto* now = step();
  return now != nullptr && (now->scene == "party" || now->scene == "library");
}

bool Theatre::shows_friends() const { return step() != nullptr && step()->model == friends_->id(); }

const char* Theatre::shown_model() const {
  const bool ready = minilm_.state == Fetched::State::ready;
  const auto* now = step();
  const bool own_choice = now == nullptr || now->model.empty() || overruled_;
  const bool wanted = own_choice ? wants_minilm_ : now->model == minilm_id;
  return ready && wanted ? minilm_id : glass_box_id;
}

Theatre::Done Theatre::choose_model(std::string_view id) {
  if (id != glass_box_id && id != minilm_id) return core::Failure{"There is no model “" + std::string(id) + "” here."};
  const bool wants = id == minilm_id;
  if (wants && !around_.compute) return core::Failure{"MiniLM needs a worker, and there is none here."};
  const std::string_view before = shown_model();
  const bool loading = minilm_.state == Fetched::State::loading;
  wants_minilm_ = wants;
  overruled_ = true;
  if (wants && !loading && minilm_.state != Fetched::State::ready) begin_fetch();
  if (!wants && loading) around_.emit("fetch", R"({"model":"minilm","wanted":false})");
  model_may_have_changed(before);
  return std::nullopt;
}

void Theatre::begin_fetch() {
  minilm_.state = Fetched::State::loading;
  minilm_.error.clear();
  around_.emit("fetch", R"({"model":"minilm","wanted":true})");
}

Theatre::Done Theatre::fetch_minilm() {
  if (!around_.compute) return core::Failure{"MiniLM needs a worker, and there is none here."};
  const std::string_view before = shown_model();
  overruled_ = false;
  if (minilm_.state == Fetched::State::available || minilm_.state == Fetched::State::failed) begin_fetch();
  model_may_have_changed(before);
  return std::nullopt;
}

void Theatre::model_state(const Fetched& now) {
  const std::string_view before = shown_model();
  minilm_ = now;
  if (now.state == Fetched::State::failed) wants_minilm_ = false;
  model_may_have_changed(before);
}

void Theatre::model_may_have_changed(std::string_view before) {
  if (shown_model() != before) {
    switches_.turn.reset();  // its head was another model's
    recompute({job_, "", false});
  } else {
    changed();
  }
}

void Theatre::recompute(Landing landing) {
  // What was to be chosen in a Trace that never came is still to be chosen in the one after it.
  if (waits_) {
    if (landing.head.empty()) landing.head = std::move(landing_.head);
    if (landing.focus.empty()) landing.focus = std::move(landing_.focus);
    landing.new_step = landing.new_step || landing_.new_step;
  }
  landing_ = std::move(landing);
  asked_at_ = around_.now();
  waits_ = false;
  computing_.forget(Purpose::stage);
  if (auto made = compute()) {
    take(std::move(made));
  } else {
    waits_ = true;
    ui::clamp(view_, *trace_);
    changed();
  }
}

trace::TracePtr Theatre::compute() {
  if (shows_cards()) return look_up();
  if (shows_friends()) return friends_->forward(text_, switches_);
  return computing_.forward(Purpose::stage, shown_model(), text_, switches_);
}

trace::TracePtr Theatre::look_up() {
  model::LookUp given;
  given.query = text_;
  given.cards = model::parse_cards(second_);
  given.temperature = switches_.temperature;
  given.hard = hard_;
  given.turn = switches_.turn;
  given.model = shown_model();
  if (auto note = model::cards_note(second_); !note.empty()) given.notes.push_back(std::move(note));
  std::vector<std::string> texts{text_};
  for (const auto& card : given.cards) texts.push_back(card.title);
  if (given.model == minilm_id) {
    auto vectors = computing_.vectors(texts);
    if (!vectors) return nullptr;
    given.vectors.rows = std::move(*vectors);
    given.badge = "pretrained";
  } else {
    given.vectors = model::topic_vectors(texts, model::built_in_lexicon());
    given.badge = "hand-built";
  }
  return model::look_up(given, model::built_in_lexicon());
}

// The token of the trace shown now that stands where, or for what, `token` of another stood; -1 when none does.
int Theatre::same_place(const trace::Trace& before, int token) const {
  if (token < 0 || token >= static_cast<int>(before.size())) return -1;
  const auto& old = before.tokens[static_cast<std::size_t>(token)];
  const int size = static_cast<int>(trace_->size());
  const auto now = [&](int i) -> const trace::Token& { return trace_->tokens[static_cast<std::size_t>(i)]; };
  if (token < size && now(token).text == old.text && now(token).kind == old.kind) return token;
  if (old.kind == trace::TokenKind::added) return token == 0 ? 0 : size - 1;
  if (before.text == trace_->text) {  // another model cuts the same text into other pieces
    for (int i = 0; i < size; ++i) {
      if (now(i).kind != trace::TokenKind::added && now(i).begin <= old.begin && old.begin < now(i).end) return i;
    }
  }
  const int same = old.text.empty() ? -1 : trace::find_token(*trace_, old.text);
  return same >= 0 ? same : std::min(token, size - 1);
}

// A Trace has come: it is shown, with what is to be chosen in it.
void Theatre::take(trace::TracePtr trace) {
  forward_ms_ = (around_.now() - asked_at_) * 1000;
  waits_ = false;
  const trace::TracePtr before = std::exchange(trace_, std::move(trace));
  const Landing landing = std::exchange(landing_, {});
  previous_row_.reset();  // the light moves between rows of one trace only
  lamp_.finish();
  start_rings();
  beside_.reset();
  computing_.forget(Purpose::beside);
  // The lamp stays over its word; where the word has gone elsewhere, it follows; where it is gone, it stays in place.
  if (before) view_.row = same_place(*before, view_.row);
  if (const auto* head = head_called(*trace_, landing.head); head != nullptr && !landing.head.empty()) {
    view_.layer = head->layer;
    view_.head = head->index;
    job_ = landing.head;
  }
  if (const int focus = lessons::find_word(*trace_, landing.focus); focus >= 0) view_.row = focus;
  if (shows_cards() && landing.new_step) view_.row = 0;  // the query asks
  keep_lamp_over_a_word();
  ui::clamp(view_, *trace_);
  if (!landing.keep_pair) point_at_strongest();
  empty_bars_of_gone_words();
  if (landing.new_step) {
    stage_motion_.finish();
    reveal_.finish();
  }
  mark();
  if (comparing_) compute_beside();
  changed();
}

void Theatre::read_on() {
  Computing::Arrived arrived = computing_.read_on();
  if (!arrived.failure.empty()) around_.emit("error", dump(arrived.failure));
  if (arrived.stage_failed) waits_ = false;
  if (arrived.vectors && waits_ && shows_cards()) recompute();
  if (auto& trace = arrived.trace[static_cast<std::size_t>(Purpose::stage)]) take(std::move(trace));
  if (auto& trace = arrived.trace[static_cast<std::size_t>(Purpose::beside)]) {
    beside_ = std::move(trace);
    ++beside_count_;
    changed();
  }
  if (computing_.reading()) around_.request_frame();
}

void Theatre::receive(int serial, Bytes bytes, std::size_t size) {
  computing_.receive(serial, std::move(bytes), size);
  read_on();
  announce();
}

void Theatre::refuse(int serial) {
  if (computing_.refuse(serial)) waits_ = false;
  read_on();
  changed();
}

void Theatre::compute_beside() {
  comparing_ = true;
  if (beside_ || computing_.waits(Purpose::beside) || shows_cards() || shows_friends()) return;
  const bool other_is_glass_box = trace_->model == minilm_id;
  if (!other_is_glass_box && minilm_.state != Fetched::State::ready) return;
  beside_ = computing_.forward(Purpose::beside, other_is_glass_box ? glass_box_id : minilm_id, text_, switches_);
}

// Tokens that the model adds stand at both ends: with any word at all, the lamp hangs over a word.
void Theatre::keep_lamp_over_a_word() {
  const int last = static_cast<int>(trace_->size()) - 1;
  if (last >= 2 && has_added_ends(*trace_)) view_.row = std::clamp(view_.row, 1, last - 1);
}

}  // namespace theatre::app
