#include "scenes/party.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "scenes/measure.hpp"
#include "scenes/order.hpp"
#include "scenes/party_layout.hpp"
#include "scenes/spotlight_light.hpp"
#include "trace/ledger.hpp"
#include "trace/share.hpp"

namespace theatre::scenes {

namespace {

constexpr int identify_step = 1;
constexpr int compare_step = 2;
constexpr int softmax_step = 4;
constexpr int mix_step = 5;
constexpr float middle_share = 0.08F;
constexpr float large_share = 0.5F;
constexpr float dim = 0.02F;  // every voice, before any is turned up

using trace::percent_text;

class Composer {
 public:
  Composer(const SceneInput& input, const Measure& measure)
      : input_(input),
        measure_(measure),
        tokens_(input.trace->tokens),
        voices_(tokens_.empty() ? 0 : tokens_.size() - 1),
        layout_(layout_party(input, voices_)),
        type_(layout_.type) {
    head_ = trace::find_head(*input.trace, 0, 0);
    if (head_ != nullptr && (head_->weights.rows() == 0 || head_->weights.cols() != static_cast<Eigen::Index>(tokens_.size()))) head_ = nullptr;
    weights_ = trace::RowVector::Zero(static_cast<Eigen::Index>(tokens_.size()));
    if (head_ != nullptr) weights_ = head_->weights.row(0);
    percents_ = trace::percents(weights_);
    const float time = input.reveal <= 0 || input.step < softmax_step ? 0
                       : input.step == softmax_step ? std::min(input.step_move, input.reveal) : input.reveal;
    const float even = voices_ > 0 ? 1 / static_cast<float>(voices_) : 1;
    turned_.assign(tokens_.size(), 0);
    // First the loud ones grow, then the quiet ones fade.
    for (std::size_t i = 1; i < tokens_.size(); ++i) {
      turned_[i] = ease_in_out(std::clamp(weight(i) >= even ? 2 * time : 2 * time - 1, 0.0F, 1.0F));
    }
    settled_ = std::clamp(2 * time - 1, 0.0F, 1.0F);
  }

  Picture compose() {
    stage();
    for (std::size_t i = 1; i < tokens_.size(); ++i) voice(i);
    listener();
    nearest_last();
    stage_name();
    heard();
    return std::move(picture_);
  }

 private:
  float weight(std::size_t i) const { return weights_(static_cast<Eigen::Index>(i)); }
  float shown(std::size_t i) const { return dim + (weight(i) - dim) * turned_[i]; }
  bool small() const { return input_.layout == Layout::phone; }
  bool guessing() const { return input_.step >= softmax_step && input_.reveal <= 0; }

  Label& label(std::string name, std::string text, float x, float y, float size, Role role, int weight = 500) {
    picture_.labels.push_back({std::move(name), std::move(text), x, y, size, weight});
    picture_.labels.back().role = role;
    return picture_.labels.back();
  }

  // Who stands nearer is drawn later.
  void nearest_last() {
    std::vector<float> feet;
    for (const Figure& figure : picture_.figures) feet.push_back(figure.foot);
    std::vector<Figure> figures;
    for (const std::size_t i : ascending(feet)) figures.push_back(picture_.figures[i]);
    picture_.figures = std::move(figures);
  }

  void stage() {
    const Rect& s = input_.scene;
    const Rect& canvas = input_.canvas;
    picture_.backdrop = Backdrop::party;
    picture_.floor_y = layout_.horizon;
    picture_.zoom = layout_.zoom;
    picture_.drift = input_.drift;
    picture_.rim = 2.2F;
    picture_.rings.x = layout_.listener_x;
    picture_.rings.y = layout_.listener_foot;
    picture_.rings.phase = input_.travel ? input_.phase : 0;
    if (input_.theme == Theme::light) {
      picture_.card = true;
      picture_.card_rect = {s.x, s.y, s.w, s.h + (small() ? 0.0F : 20.0F)};
      picture_.bounds = picture_.card_rect;
      const float side = std::min(60.0F, s.w / 12);
      picture_.melt = {side, 30, side, std::min(130.0F, s.h / 4)};
      return;
    }
    const float top = small() ? std::max(canvas.y, s.y - 30) : canvas.y;
    const float bottom = std::min(canvas.y + canvas.h, layout_.stage_bottom + 34);
    const float side = small() ? 14.0F : std::min(90.0F, canvas.w / 8);
    picture_.bounds = {canvas.x, top, canvas.w, bottom - top};
    picture_.melt = {side, small() ? 40.0F : 80.0F, side, std::min(90.0F, s.h / 6)};
  }

  std::string said_of(std::size_t i) const {
    std::string text = tokens_[i].text;
    if (!tokens_[i].source.empty()) text += " says: " + tokens_[i].source;
    if (turned_[i] > 0) text += ". " + percent_text(percents_[i]) + " of what you hear";
    return text;
  }

  void voice(std::size_t i) {
    const VoicePlace& p = layout_.voices[i - 1];
    const float light = shown(i);
    if (p.height > 0) {
      Figure figure{p.x, p.foot, p.height, light, 0, static_cast<int>(i)};
      picture_.figures.push_back(figure);
    }
    picture_.rings.voices.push_back({p.x, p.foot - 0.03F * p.height, light});

    const float room = p.room - 12;
    const std::string id = std::to_string(i);
    const float share = weight(i);
    const bool known = turned_[i] > 0.5F;
    float top = p.title_y - 0.7F * type_.title;
    if (p.speech_y >= 0 && !tokens_[i].source.empty()) {
      const float size = !known ? type_.quiet : share > large_share ? type_.loud : share >= middle_share ? type_.middle : type_.quiet;
      const int bold = known && share > large_share ? 600 : 500;
      Label& speech = label("says:" + id, ellipsised("“" + tokens_[i].source + "”", room, Font::sans, size, bold, measure_), p.x, p.speech_y, size,
                            known && share >= middle_share ? Role::text : Role::text_2, bold);
      speech.opacity = known && share < middle_share ? 0.85F : 1.0F;
      top = p.speech_y - 0.7F * type_.loud;
    }
    title(i, p, room, known);
    const float left = p.x - std::min(p.room / 2 - 2, 0.5F * std::max(p.height, 150.0F));
    picture_.hotspots.push_back({"voice:" + id, said_of(i), static_cast<double>(share), {left, top, 2 * (p.x - left), p.foot + 4 - top},
                                 "explain", static_cast<int>(i)});
  }

  // What the voice is about, and beside it its score or its share.
  void title(std::size_t i, const VoicePlace& p, float room, bool known) {
    if (input_.step < identify_step && !guessing()) return;
    const std::string id = std::to_string(i);
    std::string number;
    Role role = Role::text_2;
    if (known) {
      number = percent_text(percents_[i]);
      role = Role::weight;
    } else if (head_ != nullptr && (input_.step == compare_step || input_.step == compare_step + 1)) {
      const auto column = static_cast<Eigen::Index>(i);
      number = trace::shown(input_.step == compare_step ? head_->products(0, column) : head_->scores(0, column));
    }
    const float gap = 8;
    const float wide = number.empty() ? 0 : gap + measure_(number, Font::sans, type_.title, 650);
    const std::string text = ellipsised(tokens_[i].text, std::max(24.0F, room - wide), Font::sans, type_.title, 500, measure_);
    const float all = measure_(text, Font::sans, type_.title, 500) + wide;
    Label& name = label("voice:" + id, text, p.x - all / 2, p.title_y, type_.title, Role::key);
    name.align = -1;
    if (number.empty()) return;
    Label& amount = label((known ? "percent:" : "score:") + id, number, p.x + all / 2, p.title_y, type_.title, role, known ? 650 : 500);
    amount.align = 1;
    amount.opacity = known ? std::clamp(2 * turned_[i] - 1, 0.0F, 1.0F) : 1;
  }

  void listener() {
    Figure you{layout_.listener_x, layout_.listener_foot, layout_.listener_height, 0, 1, 0};
    you.ears = true;
    picture_.figures.push_back(you);
    label("you", "you", layout_.listener_x, layout_.listener_foot + 0.75F * type_.you, type_.you, Role::query, 600);
    const float h = layout_.listener_height;
    const std::string wish = tokens_.empty() ? std::string() : tokens_.front().text;
    picture_.hotspots.push_back({"listener", wish.empty() ? "You listen for nothing yet" : "You listen for: " + wish, 1,
                                 {layout_.listener_x - 0.3F * h, layout_.listener_foot - h, 0.6F * h, h + 1.4F * type_.you}, "", 0});
  }

  // Which of the five stages this is.
  void stage_name() {
    if (voices_ == 0) {
      label("stage", "Nobody is talking yet.", layout_.listener_x, layout_.horizon - 20, type_.quiet, Role::text_2);
      return;
    }
    static constexpr const char* names[] = {"Receive: every voice reaches your ear", "Identify: what is each voice about?",
                                            "Compare: how well does it fit what you listen for?", "Compare: how well does it fit what you listen for?",
                                            "Amplify what fits, suppress the rest", "Understand: hear the mix"};
    if (guessing()) return;
    label("stage", names[static_cast<std::size_t>(std::clamp(input_.step, 0, mix_step))], layout_.left, layout_.hear_y, type_.heading, Role::text_2);
    picture_.labels.back().align = -1;
    if (settled_ > 0) picture_.labels.pop_back();  // its place is taken by what you hear
  }

  // --- what you hear

  void heard() {
    if (settled_ <= 0 || head_ == nullptr || !(weights_.sum() > 0)) return;
    sentence();
    shares();
    if (input_.step >= mix_step) words(settled_ * ease_in_out(std::clamp(input_.step_move, 0.0F, 1.0F)));
  }

  std::vector<std::size_t> by_weight() const {
    std::vector<float> keys;
    for (std::size_t i = 0; i < tokens_.size(); ++i) keys.push_back(-weight(i));
    std::vector<std::size_t> order;
    for (const std::size_t i : ascending(keys)) {
      if (weight(i) > 0) order.push_back(i);
    }
    return order;
  }

  // "What you hear = 62 % your friend + 21 % your name + …", as far as there is room.
  void sentence() {
    const float size = type_.heading;
    const auto order = by_weight();
    const float y = layout_.hear_y;
    Label& begin = label("hear", small() ? "You hear" : "What you hear", layout_.left, y, size, Role::text, 600);
    begin.align = -1;
    begin.opacity = settled_;
    float x = layout_.left + measure_(begin.text, Font::sans, size, 600) + 0.6F * size;
    const float longest = 0.34F * (layout_.right - layout_.left);
    const float smallest = 3 * size;  // of a name; less can't be read
    int left = 100;
    for (std::size_t k = 0; k < order.size(); ++k) {
      const std::string id = std::to_string(order[k]);
      const std::string sign = k == 0 ? "=" : "+";
      const std::string number = percent_text(percents_[order[k]]);
      const float sign_w = measure_(sign, Font::sans, size, 400) + 0.45F * size;
      const float number_w = measure_(number, Font::sans, size, 600) + 0.4F * size;
      const std::string rest = "+ " + percent_text(left) + " others";
      const bool last = k + 1 == order.size();
      const float after = last ? 0 : 0.45F * size + measure_("+ 100 % others", Font::sans, size, 400);
      const float room = std::min(longest, layout_.right - x - sign_w - number_w - after);
      const std::string name = room < smallest ? std::string() : ellipsised(tokens_[order[k]].text, room, Font::sans, size, 400, measure_);
      const float name_w = measure_(name, Font::sans, size, 400) + 0.45F * size;
      if (room < smallest || (k > 0 && name != tokens_[order[k]].text && measure_(tokens_[order[k]].text, Font::sans, size, 400) <= longest)) {
        if (x + measure_(rest, Font::sans, size, 400) <= layout_.right + 1) put("hear:others", rest, x, Role::text_2, 400);
        break;
      }
      put("hear:sign:" + id, sign, x, Role::text_2, 400);
      put("hear:share:" + id, number, x + sign_w, Role::weight, 600);
      put("hear:name:" + id, name, x + sign_w + number_w, Role::text_2, 400);
      x += sign_w + number_w + name_w;
      left -= percents_[order[k]];
    }
  }

  void put(std::string id, std::string text, float x, Role role, int bold) {
    Label& made = label(std::move(id), std::move(text), x, layout_.hear_y, type_.heading, role, bold);
    made.align = -1;
    made.opacity = settled_;
  }

  void shares() {
    const auto order = by_weight();
    const float gap = order.size() > 1 ? std::min(3.0F, 60.0F / static_cast<float>(order.size() - 1)) : 0;
    const float length = layout_.right - layout_.left - gap * static_cast<float>(order.size() - 1);
    float x = layout_.left;
    for (const std::size_t i : order) {
      const float part = length * weight(i) / weights_.sum();
      picture_.boxes.push_back({{x, layout_.share_y - 2, part, 4}, std::min(2.0F, part / 2), Role::weight,
                                (0.3F + 0.7F * std::pow(weight(i), 0.7F)) * settled_, 0});
      picture_.hotspots.push_back({"share:" + std::to_string(i), said_of(i), static_cast<double>(weight(i)), {x, layout_.share_y - 8, part, 16},
                                   "explain", static_cast<int>(i)});
      x += part + gap;
    }
  }

  // Every word that somebody says, as loud as it arrives: the output of the head.
  void words(float opacity) {
    if (head_->parameters == nullptr || head_->output.rows() == 0) return;
    const auto& names = head_->parameters->value_names;
    const trace::RowVector output = head_->output.row(0);
    const auto count = std::min<std::size_t>(names.size(), static_cast<std::size_t>(output.size()));
    std::vector<float> rank(count, 0);  // of each word, the loudest first
    std::vector<float> quietness;
    for (std::size_t i = 0; i < count; ++i) quietness.push_back(-at(output, i));
    const std::vector<std::size_t> order = ascending(quietness);
    for (std::size_t k = 0; k < count; ++k) rank[order[k]] = static_cast<float>(k);
    const Rect& r = layout_.words;
    const auto room = static_cast<std::size_t>(std::max(1.0F, r.w / (3.6F * type_.word)));
    std::vector<std::size_t> loud;  // as many as there is room for, in the order in which they are said
    for (std::size_t i = 0; i < count; ++i) {
      if (rank[i] < static_cast<float>(room)) loud.push_back(i);
    }
    if (loud.empty()) return;
    const float most = std::max(1e-6F, output.maxCoeff());
    const float slot = r.w / static_cast<float>(loud.size());
    for (std::size_t k = 0; k < loud.size(); ++k) {
      const float value = at(output, loud[k]);
      const float x = r.x + slot * (static_cast<float>(k) + 0.5F);
      const float high = r.h * std::max(0.0F, value) / std::max(1.0F, most);
      const float wide = std::min(26.0F, 0.5F * slot);
      picture_.boxes.push_back({{x - wide / 2, r.y + r.h - std::max(1.0F, high), wide, std::max(1.0F, high)}, 2, Role::value,
                                (0.35F + 0.65F * std::min(1.0F, value / std::max(1.0F, most))) * opacity, 0});
      const std::string id = std::to_string(loud[k]);
      Label& text = label("word:" + id, ellipsised(names[loud[k]], slot - 5, Font::sans, type_.word, 500, measure_), x, layout_.word_y, type_.word,
                          value >= 0.25F ? Role::text : Role::text_2);
      text.opacity = opacity;
      HotSpot spot{"hear:" + id, "You hear “" + names[loud[k]] + "”: " + trace::shown(value), static_cast<double>(value),
                   {x - slot / 2 + 1, r.y, slot - 2, layout_.word_y + 8 - r.y}, "explain-output", static_cast<int>(loud[k])};
      spot.layer = head_->layer;
      spot.head = head_->index;
      picture_.hotspots.push_back(std::move(spot));
    }
  }

  static float at(const trace::RowVector& row, std::size_t i) { return row(static_cast<Eigen::Index>(i)); }

  const SceneInput& input_;
  const Measure& measure_;
  const std::vector<trace::Token>& tokens_;
  std::size_t voices_;
  PartyLayout layout_;
  const PartyType& type_;
  const trace::Head* head_ = nullptr;
  trace::RowVector weights_;
  std::vector<int> percents_;
  std::vector<float> turned_;  // 0: as dim as everyone, 1: as loud as its weight
  float settled_ = 0;
  Picture picture_;
};

}  // namespace

Picture party(const SceneInput& input) {
  const SceneInput whole = completed(input);
  return Composer(whole, whole.measure).compose();
}

}  // namespace theatre::scenes
