#include "scenes/spotlight/spotlight.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "scenes/kit/light.hpp"
#include "scenes/kit/measure.hpp"
#include "scenes/kit/words.hpp"
#include "scenes/spotlight/home.hpp"
#include "scenes/spotlight/layout.hpp"
#include "trace/share.hpp"

namespace theatre::scenes {

namespace {

// From these shares on, a word and its percent are set larger.
constexpr float middle_share = 0.08F;
constexpr float large_share = 0.5F;

// Light grows as weight^0.7; this exponent makes it grow evenly with how far a word is revealed.
constexpr float light_per_reveal = 1 / 0.7F;

using trace::percent_text;

// Puts the picture together from where things stand and what light falls on them.
class SpotlightPainter {
 public:
  SpotlightPainter(const SceneInput& input, const Measure& measure)
      : input_(input),
        measure_(measure),
        tokens_(words_on_stage(input).tokens),
        asker_(asking_word(input)),
        asks_(asking_place(input)),
        eased_(input.previous ? ease_in_out(std::clamp(input.move, 0.0F, 1.0F)) : 1),
        layout_(layout_stage(input, measure, eased_)),
        m_(layout_.metrics),
        light_(light_of(input)) {}

  Picture compose() {
    stage();
    rail();
    if (!tokens_.empty()) {
      actors();
      lamps();
      words();
      words_in_the_light();
      share_bar();
      beyond_the_window();
      add_what_is_taken_home(picture_, input_, layout_, measure_);
    }
    return std::move(picture_);
  }

 private:
  bool valid(int token) const { return token >= 0 && static_cast<std::size_t>(token) < tokens_.size(); }
  const Place& place(int token) const { return layout_.places[static_cast<std::size_t>(token)]; }
  float words_y(const Place& p) const { return m_.words_y[static_cast<std::size_t>(p.tier)]; }
  bool hidden(std::size_t i) const { return layout_.places[i].opacity <= 0; }

  std::string share_sentence(std::size_t i) const {
    const std::vector<int>& shares = light_.percents;
    std::string sentence = tokens_[i].text;
    if (input_.reveal <= 0) return sentence;
    sentence += ", " + percent_text(shares[i]) + " of the attention";
    if (asker_ != nullptr) sentence += " of " + asker_->text;
    return sentence;
  }

  void stage() {
    picture_.backdrop = Backdrop::stage;
    picture_.floor_y = m_.horizon;
    picture_.zoom = m_.zoom;
    picture_.drift = input_.drift;
    picture_.scroll = layout_.scroll;
    picture_.scroll_max = layout_.scroll_max;
    picture_.scroll_snap = layout_.scroll_snap;
    for (int tier = 0; tier < m_.tiers && m_.tiers > 1; ++tier) {
      picture_.tiers.push_back({m_.top(tier), m_.nose(tier)});
    }
    const Rect& scene = input_.scene;
    const Rect& canvas = input_.canvas;
    if (input_.theme == Theme::light) {
      picture_.card = true;
      picture_.card_rect = {scene.x, scene.y, scene.w, scene.h + 20};
      if (input_.screen == Screen::phone) picture_.card_rect.h = scene.h;
      picture_.bounds = picture_.card_rect;
      const float side = std::min(64.0F, scene.w / 12);
      picture_.melt = {side, 0, side, std::min(110.0F, scene.h / 5)};  // a vignette: the card stays dark at its edges
      return;
    }
    if (input_.screen == Screen::phone) {
      const float top = std::max(canvas.y, scene.y - 30);
      picture_.bounds = {canvas.x, top, canvas.w, scene.y + scene.h + 16 - top};
      picture_.melt = {14, 46, 14, 60};
      return;
    }
    const float below = input_.screen == Screen::projector ? 60.0F : 80.0F;
    const float bottom = std::min(canvas.y + canvas.h, scene.y + scene.h + below);
    picture_.bounds = {canvas.x, canvas.y, canvas.w, bottom - canvas.y};
    const float side = std::min(116.0F, canvas.w / 6);
    picture_.melt = {side, 0, side, 2 * below};
  }

  void rail() {
    const Rect& b = picture_.bounds;
    const float part = m_.lamp_size / 19;
    const float inset = picture_.card ? 6.0F : 0.0F;
    picture_.lines.push_back({b.x + inset, m_.rail_y, b.x + b.w - inset, m_.rail_y, std::max(1.5F, 1.8F * part),
                              Role::text_3, 0.5F, std::min(90.0F, b.w / 5)});
    if (input_.screen == Screen::phone || m_.tiers > 1) return;  // a dot would belong to several words
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (hidden(i)) continue;
      const Place& p = layout_.places[i];
      disc(p.x, 4.2F * part, Role::house, p.opacity, 0);
      disc(p.x, 4.2F * part, Role::text_3, 0.95F * p.opacity, 1.7F * part);
    }
  }

  void disc(float x, float radius, Role role, float opacity, float edge) {
    picture_.boxes.push_back({{x - radius, m_.rail_y - radius, 2 * radius, 2 * radius}, radius, role, opacity, edge});
  }

  // The lamp stays at the end of the window when its word lies outside, in the middle when it is of another text.
  float lamp_place(int token) const {
    if (!valid(token)) return (m_.left + m_.right) / 2;
    const float edge = m_.lamp_size + 4;
    return std::clamp(place(token).x, m_.left + edge, std::max(m_.left + edge, m_.right - edge));
  }

  void lamps() {
    if (asker_ == nullptr) return;
    const float part = m_.lamp_size / 19;
    if (valid(input_.hover) && asks_ >= 0 && input_.hover != asks_ && !hidden(static_cast<std::size_t>(input_.hover))) {
      picture_.lamps.push_back({place(input_.hover).x, m_.mouth_y, m_.rail_y, 0, 0.25F, m_.lamp_size});
    }
    Lamp lamp{lamp_place(asks_), m_.mouth_y, m_.rail_y, 1, 0, m_.lamp_size};
    if (asks_ >= 0 && input_.previous && input_.travel && valid(input_.previous->token)) {
      const float from = lamp_place(input_.previous->token);
      lamp.x = from + (lamp.x - from) * eased_;
    }
    lamp.power = std::clamp(2.5F * input_.reveal, 0.0F, 1.0F);
    picture_.lamps.push_back(lamp);
    disc(lamp.x, 4.6F * part, Role::query, 1, 0);

    for (std::size_t f = 0; f < picture_.figures.size(); ++f) {
      Figure& figure = picture_.figures[f];
      const auto i = static_cast<std::size_t>(figure.token);
      const float lit = light_.shown(figure.token) * std::pow(light_.revealed[i], light_per_reveal);
      picture_.beams.push_back({lamp.x, lamp.y, static_cast<int>(f), lit * figure.opacity});
      beam_spot(lamp, figure, i);
    }

    const std::string name = ellipsised(asker_->text, m_.longest, Font::sans, 0.9F * m_.type.word, 600, measure_);
    Label label{"lamp", name, lamp.x + m_.lamp_size + 9, m_.rail_y + 24 * part, 0.9F * m_.type.word, 600};
    label.role = Role::query;
    label.align = -1;
    const float width = measure_(name, Font::sans, label.size, 600);
    if (label.x + width > m_.right) {
      label.x = lamp.x - m_.lamp_size - 9;
      label.align = 1;
    }
    picture_.labels.push_back(label);
  }

  // A patch of the beam on its way, where the beams have parted.
  void beam_spot(const Lamp& lamp, const Figure& figure, std::size_t i) {
    if (light_.truth(figure.token) <= 0 || input_.reveal <= 0) return;
    if (place(figure.token).tier > 0) return;  // other words stand in its way
    const float head = figure.foot - figure.height;
    const float x = lamp.x + 0.66F * (figure.x - lamp.x);
    const float y = lamp.y + 0.66F * (head - lamp.y);
    const float w = std::clamp(0.5F * figure.height, 24.0F, 60.0F);
    const float h = std::clamp(0.3F * (head - lamp.y), 10.0F, 60.0F);
    spot("beam:", i, {x - w / 2, y - h / 2, w, h}, "explain");
  }

  void spot(const char* kind, std::size_t i, const Rect& rect, const char* action) {
    picture_.hotspots.push_back({kind + std::to_string(i), share_sentence(i),
                                 static_cast<double>(light_.truth(static_cast<Eigen::Index>(i))), rect, action,
                                 static_cast<int>(i)});
  }

  void actors() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (hidden(i)) continue;
      const Place& p = layout_.places[i];
      const auto token = static_cast<int>(i);
      Figure figure{p.x, p.foot, p.height, 0, 0, token, p.opacity};
      figure.light = light_.shown(token) * std::pow(light_.revealed[i], light_per_reveal);
      if (token == asks_) figure.asks = eased_;
      if (asks_ >= 0 && input_.previous && token == input_.previous->token)
        figure.asks = std::max(figure.asks, 1 - eased_);
      picture_.figures.push_back(figure);
    }
    // Who stands nearer is drawn later.
    std::stable_sort(picture_.figures.begin(), picture_.figures.end(),
                     [](const Figure& a, const Figure& b) { return a.foot < b.foot; });
  }

  // The share of a word by which its label grows; 0 while it is not revealed.
  float seen_share(std::size_t i) const {
    return light_.revealed[i] > 0 ? light_.classed(static_cast<Eigen::Index>(i)) : 0;
  }

  Label word_label(std::size_t i) const {
    const Place& p = layout_.places[i];
    const float share = seen_share(i);
    const bool added = is_added(tokens_[i]);
    Label word{"word:" + std::to_string(i), p.text, p.x, words_y(p), p.word_size, 500};
    word.opacity = p.opacity;
    word.role = Role::text_2;
    if (added) {
      word.font = Font::mono;
      word.size = m_.type.added;
      word.role = Role::text_3;
    }
    if (share >= middle_share) {
      word.role = Role::text;
      if (!added) word.weight = 600;
    }
    if (share > large_share && !added) {
      word.weight = 700;
      const float width = measure_(p.text, Font::sans, m_.type.winner, 700);
      word.size = std::clamp(m_.type.winner * p.room / std::max(1.0F, width), p.word_size, m_.type.winner);
      word.size = std::floor(2 * word.size) / 2;
    }
    if (static_cast<int>(i) == asks_) {
      word.role = Role::query;
      if (!added) word.weight = std::max(word.weight, 600);
    }
    return word;
  }

  Label percent_label(std::size_t i) const {
    const Place& p = layout_.places[i];
    const float share = seen_share(i);
    Label number{"percent:" + std::to_string(i),
                 percent_text(light_.percents[i]),
                 p.x,
                 words_y(p) + m_.percent_drop,
                 m_.type.small,
                 500};
    number.role = Role::text_2;
    if (share > large_share) {
      number.size = m_.type.large;
      number.weight = 650;
      number.y = words_y(p) + m_.large_drop;
      number.role = Role::weight;
    } else if (share >= middle_share) {
      number.size = m_.type.middle;
      number.weight = 600;
      number.role = Role::text;
    }
    if (m_.tiers > 1 && share >= middle_share && light_.classed.maxCoeff() == share) number.role = Role::weight;
    if (light_.shown(static_cast<Eigen::Index>(i)) <= 0) number.role = Role::text_3;
    number.opacity = p.opacity * light_.revealed[i];
    return number;
  }

  void words() {
    // A word of another text than the asker's can't ask here: it tells what falls on it.
    const char* action = asks_ >= 0 ? "select" : "explain";
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (hidden(i)) continue;
      const Place& p = layout_.places[i];
      picture_.labels.push_back(word_label(i));
      const float half = std::max({p.half_width + 4, 0.3F * p.height, 22.0F});
      const float top = p.foot - p.height - 4;
      spot("word:", i, {p.x - half, top, 2 * half, words_y(p) + 0.65F * m_.type.word - top}, action);
      if (light_.revealed[i] <= 0) continue;
      if (static_cast<int>(i) == asks_ && light_.shown(asks_) <= 0) {
        asks(i);
        continue;
      }
      if (!prints(i)) continue;
      const Label number = percent_label(i);
      const float wide = std::max(24.0F, measure_(number.text, Font::sans, number.size, number.weight) + 4);
      const float high = std::max(24.0F, 1.2F * number.size);
      spot("percent:", i, {p.x - wide / 2, number.y - high / 2, wide, high}, "explain");
      picture_.labels.push_back(number);
    }
  }

  // A small share is left to the bar, to the pointer and to the words of the hot spot.
  bool prints(std::size_t i) const {
    return light_.shown(static_cast<Eigen::Index>(i)) >= m_.least_share || input_.hover == static_cast<int>(i);
  }

  // A word that gets nothing of its own light asks.
  void asks(std::size_t i) {
    const Place& p = layout_.places[i];
    Label label{"asks", "asks", p.x, words_y(p) + m_.percent_drop, m_.type.small, 500};
    label.role = Role::query;
    label.opacity = p.opacity * light_.revealed[i];
    picture_.labels.push_back(label);
  }

  // Beams on their way to a lower tier are dimmed behind the words above it.
  void words_in_the_light() {
    for (const Label& label : picture_.labels) {
      if (label.id.rfind("word:", 0) != 0 && label.id.rfind("percent:", 0) != 0 && label.id != "asks") continue;
      if (label.y >= m_.words_y[static_cast<std::size_t>(m_.tiers - 1)]) continue;
      const float w = measure_(label.text, label.font, label.size, label.weight);
      const Rect box{label.x - w / 2, label.y - 0.4F * label.size, w, 0.8F * label.size};
      Rect* above = picture_.shaded.empty() ? nullptr : &picture_.shaded.back();
      if (label.id.rfind("word:", 0) == 0 || above == nullptr) {
        picture_.shaded.push_back(box);
      } else {  // what stands under a word belongs to it
        const float right = std::max(above->x + above->w, box.x + box.w);
        above->x = std::min(above->x, box.x);
        above->w = right - above->x;
        above->h = box.y + box.h - above->y;
      }
    }
  }

  void share_bar() {
    if (m_.share_y < 0 || input_.reveal <= 0) return;
    const float sum = light_.shown.sum();
    if (sum <= 0) return;
    const float from = m_.left - 2;
    const float to = m_.right - measure_("100 %", Font::sans, 15, 500) - 14;
    std::size_t segments = 0;
    for (const float w : light_.shown) segments += w > 0 ? 1 : 0;
    const float gap = segments > 1 ? std::min(3.0F, 0.2F * (to - from) / static_cast<float>(segments - 1)) : 0;
    const float length = to - from - gap * static_cast<float>(segments - 1);
    float x = from;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const float w = light_.shown(static_cast<Eigen::Index>(i));
      if (w <= 0) continue;
      const float part = length * w / sum;
      const float bright = 0.3F + 0.7F * std::pow(w, 0.7F);
      picture_.boxes.push_back(
          {{x, m_.share_y - 2, part, 4}, std::min(2.0F, part / 2), Role::weight, bright * light_.revealed[i], 0});
      if (light_.truth(static_cast<Eigen::Index>(i)) > 0) spot("share:", i, {x, m_.share_y - 12, part, 24}, "explain");
      x += part + gap;
    }
    int total = 0;
    for (const int p : light_.percents) total += p;
    Label label{"total", percent_text(total), m_.right, m_.share_y, 15, 500};
    label.role = Role::text_2;
    label.align = 1;
    label.opacity = std::clamp(2 * input_.reveal, 0.0F, 1.0F);
    picture_.labels.push_back(label);
  }

  // How many words, and how much of the attention, lie outside the window.
  void beyond_the_window() {
    if (layout_.scroll_max <= 0) return;
    int words[2] = {0, 0};
    int shares[2] = {0, 0};
    const float middle = (m_.left + m_.right) / 2;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (!hidden(i)) continue;
      const int side = layout_.places[i].x < middle ? 0 : 1;
      ++words[side];
      shares[side] += light_.percents[i];
    }
    for (int side = 0; side < 2; ++side) {
      if (words[side] == 0) continue;
      std::string text = std::to_string(words[side]) + (words[side] == 1 ? " word" : " words");
      if (input_.reveal > 0) text += " · " + percent_text(shares[side]);
      text = side == 0 ? "◂ " + text : text + " ▸";
      Label label{side == 0 ? "left" : "right", text, side == 0 ? m_.left : m_.right, m_.note_y, m_.type.note, 500};
      label.role = Role::text_2;
      label.align = side == 0 ? -1 : 1;
      picture_.labels.push_back(label);
    }
  }

  const SceneInput& input_;
  const Measure& measure_;
  const std::vector<trace::Token>& tokens_;
  const trace::Token* asker_;  // nullptr: nobody asks
  int asks_;                   // its place among the tokens; -1 where it is none of them
  float eased_;
  StageLayout layout_;
  const StageMetrics& m_;
  Light light_;
  Picture picture_;
};

}  // namespace

Picture spotlight(const SceneInput& input) {
  const SceneInput whole = completed(input);
  return SpotlightPainter(whole, whole.measure).compose();
}

}  // namespace theatre::scenes
