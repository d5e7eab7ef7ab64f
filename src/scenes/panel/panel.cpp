#include "scenes/panel/panel.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "scenes/kit/light.hpp"
#include "scenes/kit/measure.hpp"
#include "scenes/kit/order.hpp"
#include "scenes/kit/words.hpp"
#include "scenes/panel/layout.hpp"
#include "scenes/panel/report.hpp"
#include "trace/ledger.hpp"
#include "trace/share.hpp"

namespace theatre::scenes {

namespace {

constexpr int mix_step = 5;
constexpr float chosen_gain = 1.5F;
constexpr float other_gain = 0.5F;
constexpr float resting_gain = 0.35F;  // times one of these, of a head that rests
constexpr float beam_from = 0.05F;     // the chosen head throws a beam at every word that gets as much as this
constexpr float bright_paddle = 0.3F;  // from this weight on, the chosen paddle is lit so brightly that its ink is dark

using trace::percent_text;

// What one head says of one word.
struct Voice {
  const trace::Head* head = nullptr;
  int word = -1;                            // the word it looks at most
  std::vector<std::pair<int, float>> also;  // of the chosen head: the other words with a share worth a beam
  float weight = 0;
  int percent = 0;
  bool off() const { return head != nullptr && head->off; }
};

// `words`: those on the floor. A head that looks at others says nothing of them.
Voice voice_of(const trace::Trace& trace, const trace::Text& words, const Seat& seat, int row) {
  Voice voice;
  voice.head = trace::find_head(trace, seat.layer, seat.head);
  if (voice.head == nullptr || row < 0 || row >= voice.head->weights.rows() || voice.head->weights.cols() == 0 ||
      &trace::keys(trace, *voice.head) != &words)
    return voice;
  const trace::RowVector weights = voice.head->weights.row(row);
  Eigen::Index best = 0;
  if (!(weights.maxCoeff(&best) > 0)) return voice;
  voice.word = static_cast<int>(best);
  voice.weight = weights(best);
  voice.percent = trace::percents(weights)[static_cast<std::size_t>(best)];
  return voice;
}

// In the order of the words they look at, so that beams don't cross; heads without a word come last.
std::vector<std::size_t> order_of(const std::vector<Voice>& voices) {
  std::vector<float> words;
  for (const Voice& voice : voices)
    words.push_back(voice.word < 0 ? std::numeric_limits<float>::max() : static_cast<float>(voice.word));
  return ascending(words);
}

bool cut_short(const std::vector<std::string>& lines, const std::string& text) {
  std::string whole;
  for (const std::string& line : lines) whole += (whole.empty() ? "" : " ") + line;
  return whole != text;
}

class PanelPainter {
 public:
  PanelPainter(const SceneInput& input, const Measure& measure)
      : input_(input),
        measure_(measure),
        words_(words_on_stage(input)),
        tokens_(words_.tokens),
        asks_(asking_place(input)),
        moving_(input.previous.has_value() && input.previous->token != input.row.token && input.move < 1),
        eased_(input.previous ? ease_in_out(std::clamp(input.move, 0.0F, 1.0F)) : 1) {
    for (const Seat& seat : input.seats) {
      voices_.push_back(voice_of(*input.trace, words_, seat, input.row.token));
      if (chosen(seat)) look_around(voices_.back());
    }
    for (const Seat& seat : input.seats) {
      before_.push_back(moving_ ? voice_of(*input.trace, words_, seat, input.previous->token) : Voice{});
    }
    layout_ = layout_panel(input, measure, order_of(voices_),
                           moving_ && input.travel ? order_of(before_) : std::vector<std::size_t>{}, eased_);
    lit_ = input.step < softmax_step ? 0 : ease_in_out(std::clamp(input.reveal, 0.0F, 1.0F));
  }

  Picture compose() {
    stage();
    words();
    for (std::size_t i = 0; i < input_.seats.size(); ++i) {
      if (layout_.seats[i].opacity > 0) seat(i);
    }
    if (!tokens_.empty()) report();
    turn_page();
    beyond_the_window();
    return std::move(picture_);
  }

 private:
  bool chosen(const Seat& seat) const { return seat.layer == input_.row.layer && seat.head == input_.row.head; }
  bool small() const { return input_.screen == Screen::phone; }
  const std::string& word(int token) const { return tokens_[static_cast<std::size_t>(token)].text; }
  bool valid(int token) const { return token >= 0 && static_cast<std::size_t>(token) < tokens_.size(); }
  static std::string id(const char* kind, const Seat& seat) {
    return std::string(kind) + std::to_string(seat.layer) + "." + std::to_string(seat.head);
  }

  Label& label(std::string name, std::string text, float x, float y, float size, Role role, int weight = 500) {
    picture_.labels.push_back({std::move(name), std::move(text), x, y, size, weight});
    picture_.labels.back().role = role;
    return picture_.labels.back();
  }

  HotSpot& spot(std::string name, std::string text, double value, const Rect& rect, const char* action, int token,
                const Seat* seat = nullptr) {
    picture_.hotspots.push_back({std::move(name), std::move(text), value, rect, action, token});
    HotSpot& made = picture_.hotspots.back();
    if (seat != nullptr) {
      made.layer = seat->layer;
      made.head = seat->head;
      made.selected = chosen(*seat);
    }
    return made;
  }

  void box(const Rect& rect, float radius, Role fill, float opacity, float edge = 0) {
    picture_.boxes.push_back({rect, radius, fill, opacity, edge});
  }

  void stage() {
    const Rect& s = input_.scene;
    const Rect& canvas = input_.canvas;
    picture_.backdrop = Backdrop::stage;
    picture_.floor_y = layout_.horizon;
    picture_.zoom = layout_.zoom;
    picture_.drift = input_.drift;
    picture_.rim = 1.6F;
    picture_.scroll = layout_.scroll;
    picture_.scroll_max = layout_.scroll_max;
    picture_.scroll_snap = layout_.scroll_snap;
    if (input_.theme == Theme::light) {
      picture_.card = true;
      picture_.card_rect = {s.x, s.y, s.w, s.h + (small() ? 0.0F : 20.0F)};
      picture_.bounds = picture_.card_rect;
      const float side = std::min(40.0F, s.w / 14);
      picture_.melt = {side, 0, side, std::min(150.0F, s.h / 3)};
    } else {
      const float bottom = std::min(canvas.y + canvas.h, layout_.report_heading + 24);
      const float top = small() ? std::max(canvas.y, s.y - 30) : canvas.y;
      const float side = small() ? 14.0F : std::min(70.0F, canvas.w / 10);
      picture_.bounds = {canvas.x, top, canvas.w, bottom - top};
      picture_.melt = {side, small() ? 40.0F : 70.0F, side, std::min(90.0F, s.h / 6)};
    }
    const float out = small() ? 6.0F : 4.0F;
    if (!input_.seats.empty()) {
      const float left = std::max(s.x, layout_.left - out);
      const float right = std::min(s.x + s.w, layout_.right + out);
      picture_.table = {{left, layout_.table_y, right - left, layout_.table_bottom - layout_.table_y},
                        layout_.table_front};
    }
  }

  // The other words that share the chosen head's light.
  void look_around(Voice& voice) const {
    if (rests(voice) || !valid(voice.word)) return;
    const auto row = voice.head->weights.row(input_.row.token);
    for (int j = 0; j < static_cast<int>(row.size()); ++j) {
      if (j != voice.word && valid(j) && row(j) >= beam_from) voice.also.emplace_back(j, row(j));
    }
  }

  // --- the floor

  // How bright the pool above a word is, all heads together, when `time` of the change to these voices has passed.
  void add_light(const std::vector<Voice>& voices, float time, std::vector<float>& pools) const {
    for (std::size_t i = 0; i < voices.size(); ++i) {
      const Voice& v = voices[i];
      if (v.off() || !valid(v.word)) continue;
      float& pool = pools[static_cast<std::size_t>(v.word)];
      const float light = std::pow(v.weight, 0.7F) * gain(i, v) * time * lit_;
      pool = rests(v) ? std::max(pool, light) : pool + light;  // many that rest are no louder than one
      for (const auto& [token, weight] : v.also) {
        pools[static_cast<std::size_t>(token)] += std::pow(weight, 0.7F) * gain(i, v) * time * lit_;
      }
    }
  }
  float gain(std::size_t i, const Voice& voice) const {
    return (chosen(input_.seats[i]) ? chosen_gain : other_gain) * (rests(voice) ? resting_gain : 1);
  }
  // It looks most at a token that no one wrote: there is nothing for it to find here.
  bool rests(const Voice& voice) const {
    return valid(voice.word) && tokens_[static_cast<std::size_t>(voice.word)].kind == trace::TokenKind::added;
  }

  void words() {
    std::vector<float> pools(tokens_.size(), 0);
    add_light(voices_, moving_ ? eased_ : 1, pools);
    if (moving_) add_light(before_, 1 - eased_, pools);
    figure_of_.assign(tokens_.size(), -1);
    const trace::Head* head = trace::find_head(*input_.trace, input_.row.layer, input_.row.head);
    std::vector<int> percents;
    if (head != nullptr && input_.row.token >= 0 && input_.row.token < head->weights.rows()) {
      percents = trace::percents(head->weights.row(input_.row.token));
    }
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const WordPlace& p = layout_.words[i];
      if (!p.shown()) continue;
      const auto token = static_cast<int>(i);
      const bool asks = token == asks_;
      const bool looked_at = std::any_of(voices_.begin(), voices_.end(),
                                         [&](const Voice& v) { return !v.off() && !rests(v) && looks_at(v, token); }) &&
                             lit_ > 0;
      const bool added = tokens_[i].kind == trace::TokenKind::added;
      if (pools[i] > 0) {
        figure_of_[i] = static_cast<int>(picture_.figures.size());
        Figure pool{p.x, p.foot, layout_.pool, 1, 0, token};
        pool.gain = std::min(1.1F, pools[i]);
        pool.body = false;
        picture_.figures.push_back(pool);
      }
      Label& text = label("word:" + std::to_string(i), p.text, p.x, p.y, added ? layout_.type.added : layout_.type.word,
                          asks        ? Role::query
                          : looked_at ? Role::text
                          : added     ? Role::text_3
                                      : Role::text_2,
                          added               ? 500
                          : asks || looked_at ? 600
                                              : 400);
      if (added) text.font = Font::mono;
      std::string said = tokens_[i].text;
      double value = 0;
      if (!percents.empty() && lit_ > 0) {
        value = static_cast<double>(head->weights(input_.row.token, token));
        said += ", " + percent_text(percents[i]) + " from the chosen head";
      }
      const float half = std::max(12.0F, p.width / 2 + 4);
      spot("word:" + std::to_string(i), said, value, {p.x - half, p.y - 16, 2 * half, 32},
           asks_ >= 0 ? "select" : "explain", token);
    }
  }

  static bool looks_at(const Voice& v, int token) {
    return v.word == token ||
           std::any_of(v.also.begin(), v.also.end(), [&](const auto& other) { return other.first == token; });
  }

  void beams(std::size_t i, const std::vector<Voice>& voices, float time) {
    const Voice& v = voices[i];
    if (v.off() || !valid(v.word) || lit_ * time <= 0) return;
    beam(i, v, v.word, v.weight, time);
    for (const auto& [token, weight] : v.also) beam(i, v, token, weight, time);
  }

  void beam(std::size_t i, const Voice& v, int token, float weight, float time) {
    const int figure = figure_of_[static_cast<std::size_t>(token)];
    if (figure < 0) return;
    Beam made{layout_.seats[i].x, layout_.table_bottom - 5, figure, weight};
    made.gain = gain(i, v) * lit_ * time * layout_.seats[i].opacity;
    picture_.beams.push_back(made);
  }

  // --- a seat: figure, paddle, plate

  void seat(std::size_t i) {
    const Seat& who = input_.seats[i];
    const Voice& voice = voices_[i];
    const SeatPlace& place = layout_.seats[i];
    const bool mine = chosen(who);
    const float dim = voice.off() ? 0.35F : 1.0F;

    beams(i, voices_, moving_ ? eased_ : 1);
    if (moving_) beams(i, before_, 1 - eased_);

    Figure figure{place.x, layout_.foot, layout_.figure, voice.off() ? 0 : voice.weight};
    figure.gain = gain(i, voice) * lit_ * (mine ? 0.75F : 0.6F);
    figure.opacity = place.opacity;
    picture_.figures.push_back(figure);
    paddle(who, voice, place, mine, dim * place.opacity);
    plate(who, voice, place, mine, dim);
  }

  std::string says(const Seat& who, const Voice& voice) const {
    std::string text = who.name + ", " + who.job;
    if (voice.off()) return text + ": silenced";
    if (lit_ > 0 && valid(voice.word))
      text += (rests(voice) ? ": rests on " : ": looks at ") + word(voice.word) + ", " + percent_text(voice.percent);
    return text;
  }

  void paddle(const Seat& who, const Voice& voice, const SeatPlace& place, bool mine, float opacity) {
    const float w = layout_.paddle_w;
    const float h = layout_.paddle_h;
    const Rect r{place.x - w / 2, layout_.paddle_y, w, h};
    const bool quiet = rests(voice);
    if (quiet && lit_ > 0.5F) opacity *= 0.6F;  // laid down
    const bool bright = mine && lit_ > 0.5F && voice.weight >= bright_paddle && !voice.off() && !quiet;
    const float light = std::pow(voice.off() ? 0 : voice.weight, 0.7F) * lit_ * (quiet ? resting_gain : 1);
    const float stick = place.x + 0.25F * layout_.figure;
    box({stick - 1.5F, r.y + h, 3, layout_.table_y - r.y - h - 6}, 1.5F, Role::weight,
        (bright ? 0.75F : 0.35F) * opacity);
    if (bright) {
      for (int ring = 1; ring <= 14; ++ring) {
        const auto grow = 1.3F * static_cast<float>(ring);
        box({r.x - grow, r.y - grow, r.w + 2 * grow, r.h + 2 * grow}, 10 + grow, Role::weight,
            0.014F * light * opacity);
      }
    }
    box(r, 10, bright ? Role::weight : Role::surface, opacity);
    if (!bright) {
      box(r, 10, Role::weight, 0.09F * light * opacity);
      box(r, 10, Role::weight, (0.16F + 0.16F * light) * opacity, mine ? 2.0F : 1.0F);
    }
    const bool compares =
        (input_.step == softmax_step - 1 || input_.step == softmax_step - 2) && input_.reveal > 0 && !voice.off();
    if (!valid(voice.word) || (lit_ <= 0 && !compares)) return;
    const Role loud = bright ? Role::house : quiet ? Role::text_2 : Role::text;
    paddle_word(who, voice, place, r, loud, (compares ? 1 : lit_) * opacity);
    if (compares) return best_score(who, voice, place, r, opacity);
    paddle_share(who, voice, place, r, loud == Role::text ? Role::weight : loud, lit_ * opacity);
    spot(id("paddle:", who), says(who, voice), static_cast<double>(voice.weight), r, "explain", voice.word, &who);
  }

  void paddle_word(const Seat& who, const Voice& voice, const SeatPlace& place, const Rect& r, Role role,
                   float opacity) {
    if (rests(voice) && lit_ > 0) return paddle_rests(who, place, r, opacity);
    const Font font = Font::sans;
    float size = layout_.type.paddle;
    const float wide = measure_(word(voice.word), font, size, 600);  // rather a little smaller than cut off
    if (wide > r.w - 12)
      size = std::max(std::min(size, 0.72F * layout_.type.paddle), std::floor(size * (r.w - 12) / wide));
    Label& shown = label(id("says:", who), ellipsised(word(voice.word), r.w - 12, font, size, 600, measure_), place.x,
                         r.y + 0.32F * r.h, size, role, 600);
    shown.opacity = opacity;
    shown.halo = false;
  }

  void paddle_share(const Seat& who, const Voice& voice, const SeatPlace& place, const Rect& r, Role role,
                    float opacity) {
    const bool quiet = rests(voice);
    const float size = quiet ? layout_.type.percent - 1 : layout_.type.percent;
    const float y = r.y + 0.70F * r.h;
    Label& number = label(id("share:", who), percent_text(voice.percent), place.x, y, size, role, quiet ? 500 : 600);
    number.opacity = opacity;
    number.halo = false;
  }

  // Nothing to say of this word.
  void paddle_rests(const Seat& who, const SeatPlace& place, const Rect& r, float opacity) {
    Label& shown =
        label(id("rests:", who), "rests", place.x, r.y + 0.32F * r.h, layout_.type.paddle - 1, Role::text_2, 500);
    shown.opacity = opacity;
    shown.halo = false;
  }

  // Before softmax there is no share yet: how well the word fits that fits best.
  void best_score(const Seat& who, const Voice& voice, const SeatPlace& place, const Rect& r, float opacity) {
    const bool product = input_.step == softmax_step - 2;
    const trace::Matrix& from = product ? voice.head->products : voice.head->scores;
    if (input_.row.token >= from.rows() || voice.word >= from.cols()) return;
    const float score = from(input_.row.token, voice.word);
    Label& number = label(id("score:", who), trace::shown(score), place.x, r.y + 0.70F * r.h, layout_.type.percent,
                          Role::text_2, 500);
    number.opacity = opacity;
    number.halo = false;
    const float room = r.w - 8, wide = measure_(number.text, Font::sans, number.size, 500);
    if (wide > room) number.size = std::floor(number.size * room / wide);
    HotSpot& made =
        spot(id("paddle:", who),
             who.name + ", " + who.job + ": " + word(voice.word) + " fits best, score " + trace::shown(score),
             static_cast<double>(score), r, "explain", voice.word, &who);
    made.quantity = trace::Quantity{product ? trace::Quantity::Kind::product : trace::Quantity::Kind::score,
                                    who.layer,
                                    who.head,
                                    input_.row.token,
                                    voice.word,
                                    -1};
  }

  void plate(const Seat& who, const Voice& voice, const SeatPlace& place, bool mine, float dim) {
    const PanelType& type = layout_.type;
    const float w = layout_.plate_w;
    const float h = layout_.plate_h;
    const Rect r{place.x - w / 2, layout_.plate_y, w, h};
    const float seen = place.opacity;
    box(r, 8, Role::house, 0.8F * seen);
    if (mine) box(r, 8, Role::raised, 0.75F * seen);
    box(r, 8, mine ? Role::text : Role::line, seen, mine ? 2.0F : 1.0F);

    const float pad = small() ? 5.0F : 9.0F;
    const float left = r.x + pad;
    const float right = r.x + w - pad;
    toggle(who, voice,
           {right - 1.5F * type.name, r.y + 0.155F * h - 0.42F * type.name, 1.5F * type.name, 0.84F * type.name}, seen);
    std::string name = who.name;
    float widest = 0;  // all plates alike
    for (const Seat& seat : input_.seats) widest = std::max(widest, measure_(seat.name, Font::sans, type.name, 500));
    if (widest > right - left - 1.5F * type.name - 4) {
      name = std::to_string(who.layer) + "." + std::to_string(who.head);
    }
    const float opacity = dim * seen;
    engraved(id("name:", who), name, left, r.y + 0.155F * h, type.name, opacity, Role::text_3, 500);
    plate_job(who, left, right, r, opacity);
    if (who.share) plate_share(who, left, right, r, opacity);
    spot(id("head:", who), says(who, voice) + ". " + who.measured, static_cast<double>(voice.weight),
         {r.x, layout_.paddle_y + layout_.paddle_h, w, r.y + h - layout_.paddle_y - layout_.paddle_h}, "select-head",
         voice.word, &who);
    // The switch lies on the plate, and is reached before it.
    HotSpot off{id("silence:", who),
                (voice.off() ? "Let " : "Silence ") + who.name + (voice.off() ? " speak again" : ""),
                static_cast<double>(voice.weight),
                {right - 30, r.y, std::min(36.0F, r.x + w - right + 30), 0.36F * h},
                "silence",
                voice.word,
                who.layer,
                who.head,
                voice.off()};
    picture_.hotspots.push_back(std::move(off));
  }

  // A line on a plate, from its left.
  Label& engraved(std::string name, const std::string& text, float x, float y, float size, float opacity,
                  Role role = Role::text, int weight = 500) {
    Label& made = label(std::move(name), text, x, y, size, role, weight);
    made.align = -1;
    made.opacity = opacity;
    made.halo = false;
    return made;
  }

  // Its question where that can be read whole, otherwise what it was measured at.
  void plate_job(const Seat& who, float left, float right, const Rect& r, float opacity) {
    const float line = 1.25F * layout_.type.job;
    std::vector<std::string> job;
    float size = layout_.type.job;
    for (const std::string* text : {&who.job, &who.tested}) {
      for (const float less : {0.0F, 1.0F}) {
        if (!job.empty() && (text->empty() || !cut_)) continue;
        size = layout_.type.job - less;
        job = wrapped(*text, 3, right - left, Font::sans, size, 500, measure_);
        cut_ = cut_short(job, *text);
      }
    }
    const float high = r.y + 0.5F * r.h + (who.share ? 0.0F : 0.08F * r.h);
    for (std::size_t k = 0; k < job.size(); ++k) {
      const float up = (static_cast<float>(k) - 0.5F * static_cast<float>(job.size() - 1)) * line;
      engraved("job" + std::to_string(k) + id(":", who), job[k], left, high + up, size, opacity);
    }
  }

  // How often it was right, as a rail and a number.
  void plate_share(const Seat& who, float left, float right, const Rect& r, float opacity) {
    const float foot = r.y + 0.85F * r.h;
    const float part = std::clamp(*who.share, 0.0F, 1.0F);
    const std::string text = percent_text(static_cast<int>(std::lround(100 * part)));
    engraved(id("resume:", who), text, right, foot, layout_.type.share, opacity, Role::text, 600).align = 1;
    const float room = right - left - measure_("100 %", Font::sans, layout_.type.share, 600) - 8;
    const Rect rail{left, foot - 2, std::min(room, 0.45F * r.w), 4};
    if (rail.w <= 8) return;
    box(rail, 2, Role::line, opacity);
    box({rail.x, rail.y, rail.w * part, rail.h}, 2, Role::text_2, opacity);
  }

  // On: the head's output counts.
  void toggle(const Seat&, const Voice& voice, const Rect& r, float opacity) {
    const float knob = r.h - 4;
    box(r, r.h / 2, voice.off() ? Role::line : Role::text_3, opacity * (voice.off() ? 1.0F : 0.75F));
    box({voice.off() ? r.x + 2 : r.x + r.w - 2 - knob, r.y + 2, knob, knob}, knob / 2,
        voice.off() ? Role::text_3 : Role::house, opacity);
  }

  // --- the joint report

  void cells(const std::vector<Cell>& values, const Rect& r, float largest, float gap, float opacity) {
    const auto n = static_cast<float>(values.size());
    if (n <= 0) return;
    const float w = (r.w - gap * (n - 1)) / n;
    for (std::size_t c = 0; c < values.size(); ++c) {
      const float size = largest > 0 ? std::abs(values[c].value) / largest : 0;
      const Rect cell{r.x + static_cast<float>(c) * (w + gap), r.y, w, r.h};
      box(cell, 1, Role::value, 0.13F);
      if (size > 0 && opacity > 0) {
        box(cell, 1, values[c].value < 0 ? Role::minus : Role::value, (0.12F + 0.88F * std::pow(size, 0.6F)) * opacity);
      }
    }
  }

  std::string heading_count(std::size_t n) const {
    static constexpr const char* numbers[] = {"no",    "one",   "two",  "three", "four",   "five",  "six",
                                              "seven", "eight", "nine", "ten",   "eleven", "twelve"};
    return n < std::size(numbers) ? numbers[n] : std::to_string(n);
  }

  // A layer may have more heads than seats, and seats may speak for heads of other layers.
  std::string whose_notes(int layer, std::size_t n) const {
    const auto here = static_cast<std::size_t>(
        std::count_if(input_.seats.begin(), input_.seats.end(), [&](const Seat& seat) { return seat.layer == layer; }));
    return "layer " + std::to_string(layer) + ": " + heading_count(n) + " notes" +
           (here == n ? ", side by side" : ", " + heading_count(here) + " from this table");
  }

  const trace::Step* attention_step() const {
    for (std::size_t s = 1; s < input_.trace->steps.size(); ++s) {
      const trace::Step& step = input_.trace->steps[s];
      if (step.kind == trace::StepKind::attention && step.layer == input_.row.layer) return &step;
    }
    return nullptr;
  }

  void report() {
    const Rect& r = layout_.report;
    const trace::Step* attention = attention_step();
    if (attention == nullptr || attention->heads.empty()) return;
    const int layer = input_.row.layer;
    const std::size_t n = attention->heads.size();
    const float slot = r.w / static_cast<float>(n);
    const float between = std::min(5.0F, 0.16F * slot);
    const int per_note = std::clamp(static_cast<int>((slot - between) / 6.5F), 2, 8);
    const Report report = report_of(*input_.trace, layer, input_.row.token, per_note,
                                    std::clamp(static_cast<int>(layout_.answer.w / 10), 8, 36));
    const float mixed =
        input_.step >= mix_step && input_.reveal > 0 ? ease_in_out(std::clamp(input_.step_move, 0.0F, 1.0F)) : 0;

    heading("report", "Joint report", whose_notes(layer, n), r.x, layout_.report_heading,
            small() ? r.w - alike_width() - 12 : layout_.answer.x - r.x - 12);
    for (std::size_t k = 0; k < n; ++k) {
      const Rect part{r.x + slot * static_cast<float>(k), r.y, slot - between, r.h};
      note(report.notes[k], attention->heads[k], part, report.largest_note, mixed);
      const bool mine = report.notes[k].head == input_.row.head;
      if (slot >= 1.3F * layout_.type.index) {
        label("note:" + std::to_string(k), std::to_string(report.notes[k].head), part.x + part.w / 2, layout_.index_y,
              layout_.type.index, mine ? Role::text : Role::text_3, mine ? 700 : 500);
      }
    }
    w_o(layout_.box, small());
    answer(report, mixed);
    alike();
  }

  // One head's part of the report, in `part`.
  void note(const Note& note, const trace::Head& head, const Rect& part, float largest, float mixed) {
    cells(note.cells, part, largest, 1, note.off ? 0 : mixed);
    if (note.off)
      picture_.lines.push_back(
          {part.x, part.y + part.h / 2, part.x + part.w, part.y + part.h / 2, 2, Role::text_3, 1, 0});
    const Cell* best = mixed > 0 ? strongest(note.cells) : nullptr;
    std::string said = "Head " + std::to_string(input_.row.layer) + "." + std::to_string(note.head) +
                       (note.off ? " is silenced" : " writes");
    if (!note.off)
      said +=
          best == nullptr ? " nothing here" : " " + value_name(head, best->column) + " " + trace::shown(best->value);
    Seat owner;
    owner.layer = input_.row.layer;
    owner.head = note.head;
    spot(id("report:", owner), said, best != nullptr ? static_cast<double>(best->value) : 0, part,
         best != nullptr ? "explain-output" : "select-head", best != nullptr ? best->column : -1, &owner);
  }

  // What W_O makes of the notes: one answer for the word that asks.
  void answer(const Report& report, float mixed) {
    const Rect& r = layout_.answer;
    const trace::Token* asking = asking_word(input_);
    heading("answer", "One answer", asking != nullptr ? "for “" + asking->text + "”" : "", r.x, layout_.answer_heading,
            small() ? layout_.box.x - r.x - 30 : layout_.right - r.x - alike_width() - 12);
    cells(report.answer, r, report.largest_answer, 1, mixed);
    const Cell* best = mixed > 0 ? strongest(report.answer) : nullptr;
    if (best == nullptr) return;
    const auto column = static_cast<std::size_t>(best->column);
    const auto& names = input_.trace->dimensions;
    const std::string name = column < names.size() ? "“" + names[column] + "”" : "dimension " + std::to_string(column);
    spot("answer", "The heads together change " + name + " by " + trace::shown(best->value),
         static_cast<double>(best->value), r, "explain-residual", best->column);
  }

  static std::string value_name(const trace::Head& head, int column) {
    const auto c = static_cast<std::size_t>(column);
    if (head.parameters != nullptr && c < head.parameters->value_names.size())
      return "“" + head.parameters->value_names[c] + "”";
    return "value " + std::to_string(column);
  }

  void heading(const char* name, const std::string& bold, const std::string& rest, float x, float y, float width) {
    const float size = layout_.type.heading;
    label(name, bold, x, y, size, Role::text, 600).align = -1;
    const float used = measure_(bold, Font::sans, size, 600) + 0.5F * size;
    if (rest.empty() || width - used < 4 * size) return;
    label(std::string(name) + ":of", ellipsised(rest, width - used, Font::sans, size, 400, measure_), x + used, y, size,
          Role::text_2, 400)
        .align = -1;
  }

  void arrow(float from, float to, float y) {
    if (to - from < 6) return;
    const float tip = std::min(6.0F, (to - from) / 2);
    picture_.lines.push_back({from, y, to, y, 1.8F, Role::text_2, 1, 0});
    picture_.lines.push_back({to - tip, y - tip, to, y, 1.8F, Role::text_2, 1, 0});
    picture_.lines.push_back({to - tip, y + tip, to, y, 1.8F, Role::text_2, 1, 0});
  }

  void w_o(const Rect& b, bool narrow) {
    box(b, 8, Role::surface, 1);
    box(b, 8, Role::control, 1, 1);
    const float size = narrow ? 16 : 0.48F * b.w;
    Label& text = label("W_O", "W", b.x + 0.42F * b.w, b.y + 0.46F * b.h, size, Role::text, 400);
    text.font = Font::serif;
    Label& under = label("W_O:o", "O", b.x + 0.42F * b.w + 0.62F * size, b.y + 0.46F * b.h + 0.3F * size, 0.6F * size,
                         Role::text, 400);
    under.font = Font::serif;
    if (narrow) return;
    const float y = b.y + b.h / 2;
    const float space = std::max(4.0F, 0.2F * (b.x - layout_.report.x - layout_.report.w));
    arrow(layout_.report.x + layout_.report.w + space, b.x - space, y);
    arrow(b.x + b.w + space, layout_.answer.x - space, y);
  }

  // --- the switch that makes all heads alike

  float alike_width() const {
    return measure_("all alike", Font::sans, layout_.type.heading, 500) + 2.6F * layout_.type.heading;
  }

  void alike() {
    const float size = layout_.type.heading;
    const float y = layout_.answer_heading;
    const float right = small() ? layout_.right : layout_.right - 2;
    const float at = small() ? layout_.report_heading : y;
    const Rect pill{right - 1.9F * size, at - 0.5F * size, 1.9F * size, size};
    Voice state;
    trace::Head off;
    off.off = !input_.same_heads;
    state.head = &off;
    const Seat nobody;
    toggle(nobody, state, pill, 1);
    Label& text = label("alike", "all alike", pill.x - 0.45F * size, at, size, Role::text_2, 500);
    text.align = 1;
    const float width = alike_width() + 4;
    spot("alike", input_.same_heads ? "Give every head its own question again" : "Make all heads of each layer alike",
         input_.same_heads ? 1 : 0, {right - width, at - 14, width + 2, 28}, "alike", -1);
  }

  // Seats on another page: how many, and a click away.
  void turn_page() {
    const float page = layout_.scroll_snap;
    if (page <= 0) return;
    int before = 0, after = 0;
    for (const SeatPlace& seat : layout_.seats) {
      before += seat.x < input_.scene.x ? 1 : 0;
      after += seat.x > input_.scene.x + input_.scene.w ? 1 : 0;
    }
    if (before > 0) turn("turn:back", "‹ " + std::to_string(before) + " more", before, layout_.left, -1, -page);
    if (after > 0) turn("turn:on", std::to_string(after) + " more ›", after, layout_.right, 1, page);
  }
  void turn(const char* name, const std::string& text, int count, float x, int align, float by) {
    const float size = layout_.type.index;
    const float y = layout_.table_bottom + 0.8F * size;
    Label& shown = label(name, text, x, y, size, Role::text_2, 600);
    shown.align = align;
    const float w = std::max(44.0F, measure_(text, Font::sans, size, 600) + 8);
    spot(name, heading_count(static_cast<std::size_t>(count)) + " more experts", static_cast<double>(by),
         {align < 0 ? x - 4 : x + 4 - w, y - size, w, 2 * size}, "scroll", -1);
  }

  void beyond_the_window() {
    if (layout_.words_before + layout_.words_after == 0) return;
    const int more = layout_.words_before + layout_.words_after;
    Label& text = label("more", std::to_string(more) + (more == 1 ? " more word" : " more words"), layout_.right,
                        layout_.words_note_y, layout_.type.index, Role::text_3);
    text.align = 1;
  }

  const SceneInput& input_;
  const Measure& measure_;
  const trace::Text& words_;
  const std::vector<trace::Token>& tokens_;
  int asks_;  // place of the asking word; -1 where it is none of these
  bool moving_;
  float eased_;
  float lit_ = 1;
  bool cut_ = false;  // the text of the plate that is being set
  std::vector<Voice> voices_, before_;
  std::vector<int> figure_of_;
  PanelLayout layout_;
  Picture picture_;
};

}  // namespace

Picture panel(const SceneInput& input) {
  SceneInput whole = completed(input);
  if (whole.seats.size() > most_seats) whole.seats.resize(most_seats);
  return PanelPainter(whole, whole.measure).compose();
}

}  // namespace theatre::scenes
