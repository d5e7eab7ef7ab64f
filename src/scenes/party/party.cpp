#include "scenes/party/party.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "scenes/kit/light.hpp"
#include "scenes/kit/measure.hpp"
#include "scenes/kit/order.hpp"
#include "scenes/party/layout.hpp"
#include "scenes/party/props.hpp"
#include "trace/ledger.hpp"
#include "trace/share.hpp"

namespace theatre::scenes {

namespace {

constexpr int identify_step = 1;
constexpr int compare_step = 2;
constexpr int mix_step = 5;
constexpr int most_figures = 32;  // of a Picture
constexpr float middle_share = 0.08F;
constexpr float large_share = 0.5F;
constexpr float dim = 0.05F;  // every voice, before any is turned up

using trace::percent_text;

class PartyPainter {
 public:
  PartyPainter(const SceneInput& input, const Measure& measure)
      : input_(input),
        measure_(measure),
        tokens_(input.trace->tokens),
        voices_(tokens_.empty() ? 0 : tokens_.size() - 1),
        layout_(layout_party(input, voices_)),
        type_(layout_.type) {
    head_ = trace::find_head(*input.trace, 0, 0);
    if (head_ != nullptr &&
        (head_->weights.rows() == 0 || head_->weights.cols() != static_cast<Eigen::Index>(tokens_.size())))
      head_ = nullptr;
    weights_ = trace::RowVector::Zero(static_cast<Eigen::Index>(tokens_.size()));
    if (head_ != nullptr) weights_ = head_->weights.row(0);
    percents_ = trace::percents(weights_);
    const float time = input.reveal <= 0 || input.step < softmax_step ? 0
                       : input.step == softmax_step                   ? std::min(input.step_move, input.reveal)
                                                                      : input.reveal;
    const float even = voices_ > 0 ? 1 / static_cast<float>(voices_) : 1;
    turned_.assign(tokens_.size(), 0);
    // First the loud ones grow, then the quiet ones fade.
    for (std::size_t i = 1; i < tokens_.size(); ++i) {
      turned_[i] = ease_in_out(std::clamp(weight(i) >= even ? 2 * time : 2 * time - 1, 0.0F, 1.0F));
    }
    settled_ = std::clamp(2 * time - 1, 0.0F, 1.0F);
    seconds_ = most_figures - 1 - static_cast<int>(voices_);
  }

  Picture compose() {
    stage();
    for (std::size_t i = 1; i < tokens_.size(); ++i) voice(i);
    listener();
    nearest_last();
    if (layout_.bulbs_y > 0) {
      paint_bulbs(props_, layout_.left + (small() ? 4.0F : 16.0F), layout_.right - (small() ? 4.0F : 16.0F),
                  layout_.bulbs_y, small() ? 2 : 3, small() ? 0.7F : layout_.zoom);
    }
    picture_.paints = std::move(props_.bands);
    picture_.paints.insert(picture_.paints.end(), props_.boxes.begin(), props_.boxes.end());
    stage_name();
    heard();
    return std::move(picture_);
  }

 private:
  float weight(std::size_t i) const { return weights_(static_cast<Eigen::Index>(i)); }
  float shown(std::size_t i) const { return dim + (weight(i) - dim) * turned_[i]; }
  bool small() const { return input_.screen == Screen::phone; }
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
    picture_.backdrop = Backdrop::rings;
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
    const Prop prop = speaker(i, p, light);
    picture_.rings.voices.push_back({p.x, p.foot - 0.03F * p.height, light});

    const float room = p.room - 12;
    const std::string id = std::to_string(i);
    const float share = weight(i);
    const bool known = turned_[i] > 0.5F;
    float top = p.title_y - 0.7F * type_.title;
    if (p.speech_foot >= 0 && !tokens_[i].source.empty()) {
      const std::string words = prop == Prop::speaker ? "♪ " + tokens_[i].source : "“" + tokens_[i].source + "”";
      float size = !known                  ? type_.quiet
                   : share > large_share   ? type_.loud
                   : share >= middle_share ? type_.middle
                                           : type_.quiet;
      const int bold = known && share > large_share ? 600 : 500;
      const float wide = measure_(words, Font::sans, size, bold);  // rather a little smaller than cut off
      if (wide > room)
        size = std::max(size > type_.middle ? type_.middle : type_.quiet, std::floor(size * room / wide));
      Label& speech =
          label("says:" + id, ellipsised(words, room, Font::sans, size, bold, measure_), p.x,
                p.speech_foot - 0.62F * size, size, known && share >= middle_share ? Role::text : Role::text_2, bold);
      speech.opacity = known && share < middle_share ? 0.85F : 1.0F;
      top = p.speech_foot - 1.3F * type_.loud;
    }
    title(i, p, room, known);
    const float left = p.x - std::min(p.room / 2 - 2, 0.5F * std::max(p.height, 150.0F));
    picture_.hotspots.push_back({"voice:" + id,
                                 said_of(i),
                                 static_cast<double>(share),
                                 {left, top, 2 * (p.x - left), p.foot + 4 - top},
                                 "explain",
                                 static_cast<int>(i)});
  }

  // Who stands there, as the voice's title tells it.
  Prop speaker(std::size_t i, const VoicePlace& p, float light) {
    if (p.height <= 0) return Prop::figure;
    Prop prop = prop_of(tokens_[i].text);
    const Rect box = prop_box(prop, p.x, p.foot, p.height, p.room - 8);
    if (box.w <= 0 || (prop == Prop::pair && seconds_ == 0)) prop = Prop::figure;
    Figure figure{p.x, p.foot, p.height, light, 0, static_cast<int>(i)};
    const float shine = std::pow(light, 0.7F);
    if (prop == Prop::speaker) {
      figure.body = false;
      paint_speaker(props_, box, shine);
    }
    if (prop == Prop::bar) {
      figure.foot -= 0.04F * p.height;
      figure.height *= 0.96F;
      paint_bar(props_, box, shine);
    }
    if (prop == Prop::pair) {  // both together shine as one would
      --seconds_;
      figure.gain = 0.7F;
      figure.height *= 0.94F;
      figure.x = box.x + 0.22F * p.height;
      Figure second = figure;
      second.x = box.x + box.w - 0.22F * p.height;
      second.foot -= 0.06F * p.height;
      picture_.figures.push_back(second);
    }
    picture_.figures.push_back(figure);
    return prop;
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
      const trace::Matrix& compared = input_.step == compare_step ? head_->products : head_->scores;
      if (column < compared.cols()) number = trace::shown(compared(0, column));
    }
    const float gap = 8;
    const float wide = number.empty() ? 0 : gap + measure_(number, Font::sans, type_.title, 650);
    const std::string text =
        ellipsised(tokens_[i].text, std::max(24.0F, room - wide), Font::sans, type_.title, 500, measure_);
    const float all = measure_(text, Font::sans, type_.title, 500) + wide;
    Label& name = label("voice:" + id, text, p.x - all / 2, p.title_y, type_.title, Role::key);
    name.align = -1;
    if (number.empty()) return;
    Label& amount = label((known ? "percent:" : "score:") + id, number, p.x + all / 2, p.title_y, type_.title, role,
                          known ? 650 : 500);
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
    picture_.hotspots.push_back(
        {"listener",
         wish.empty() ? "You listen for nothing yet" : "You listen for: " + wish,
         1,
         {layout_.listener_x - 0.3F * h, layout_.listener_foot - h, 0.6F * h, h + 1.4F * type_.you},
         "",
         0});
  }

  // Which of the five stages this is.
  void stage_name() {
    if (voices_ == 0) {
      label("stage", "Nobody is talking yet.", layout_.listener_x, layout_.horizon - 20, type_.quiet, Role::text_2);
      return;
    }
    static constexpr const char* names[] = {"Receive: every voice, as loud as any other",
                                            "Identify: what is each voice about?",
                                            "Compare: how well does it fit what you listen for?",
                                            "Compare: the scores stay, for nothing is divided here",
                                            "Amplify what fits, suppress the rest",
                                            "Understand: hear the mix"};
    if (settled_ > 0) return;  // its place is taken by what you hear
    const char* name = guessing() ? "All of this is said at once"
                                  : names[static_cast<std::size_t>(std::clamp(input_.step, 0, mix_step))];
    label("stage", ellipsised(name, layout_.right - layout_.left, Font::sans, type_.heading, 500, measure_),
          layout_.left, layout_.hear_y, type_.heading, Role::text_2);
    picture_.labels.back().align = -1;
  }

  // --- what you hear

  void heard() {
    const bool mixed = settled_ > 0 && head_ != nullptr && weights_.sum() > 0;
    words(mixed && input_.step >= mix_step ? settled_ * ease_in_out(std::clamp(input_.step_move, 0.0F, 1.0F)) : 0);
    if (!mixed) return;
    sentence();
    shares();
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

  // "What you hear = 62 % your friend + 21 % your name + …", on as many lines as there are, as far as there is room.
  void sentence() {
    const float size = type_.heading;
    const auto order = by_weight();
    pen_ = {layout_.left, layout_.hear_y};
    put("hear", small() ? "You hear" : "What you hear", Role::text, 600, 0.6F * size);
    const float lead = hear_lead * size;
    const float last_y = layout_.hear_y + static_cast<float>(layout_.hear_lines - 1) * lead;
    const float longest = (small() ? 0.5F : 0.34F) * (layout_.right - layout_.left);
    int left = 100;
    for (std::size_t k = 0; k < order.size(); ++k) {
      const std::string id = std::to_string(order[k]);
      const std::string sign = k == 0 ? "=" : "+";
      const std::string number = percent_text(percents_[order[k]]);
      const float before =
          measure_(sign, Font::sans, size, 400) + measure_(number, Font::sans, size, 600) + 0.85F * size;
      const std::string name = ellipsised(tokens_[order[k]].text, longest, Font::sans, size, 400, measure_);
      const float name_w = measure_(name, Font::sans, size, 400);
      const auto over = [&] { return pen_.x + before + name_w > layout_.right + 1; };
      if (over() && pen_.y < last_y - 1) pen_ = {layout_.left, pen_.y + lead};
      const std::string rest = "+ " + percent_text(left) + " others";
      const bool last = k + 1 == order.size();
      // On the last line there stays room for the others.
      const float after =
          last || pen_.y < last_y - 1 ? 0 : 0.45F * size + measure_("+ 88 % others", Font::sans, size, 400);
      if (k > 0 && pen_.x + before + name_w + after > layout_.right + 1) {
        if (pen_.x + measure_(rest, Font::sans, size, 400) <= layout_.right + 1)
          put("hear:others", rest, Role::text_2, 400, 0);
        break;
      }
      const float room = layout_.right - pen_.x - before - after;
      put("hear:sign:" + id, sign, Role::text_2, 400, 0.45F * size);
      put("hear:share:" + id, number, Role::weight, 600, 0.4F * size);
      put("hear:name:" + id, ellipsised(name, std::max(room, 2 * size), Font::sans, size, 400, measure_), Role::text_2,
          400, 0.45F * size);
      left -= percents_[order[k]];
    }
  }

  // A piece of the sentence where the pen is, which goes on behind it.
  void put(std::string id, std::string text, Role role, int bold, float gap) {
    Label& made = label(std::move(id), std::move(text), pen_.x, pen_.y, type_.heading, role, bold);
    made.align = -1;
    made.opacity = settled_;
    pen_.x += measure_(made.text, Font::sans, made.size, bold) + gap;
  }

  void shares() {
    const auto order = by_weight();
    const float gap = order.size() > 1 ? std::min(3.0F, 60.0F / static_cast<float>(order.size() - 1)) : 0;
    const float length = layout_.right - layout_.left - gap * static_cast<float>(order.size() - 1);
    float x = layout_.left;
    for (const std::size_t i : order) {
      const float part = length * weight(i) / weights_.sum();
      picture_.boxes.push_back({{x, layout_.share_y - 2, part, 4},
                                std::min(2.0F, part / 2),
                                Role::weight,
                                (0.3F + 0.7F * std::pow(weight(i), 0.7F)) * settled_,
                                0});
      picture_.hotspots.push_back({"share:" + std::to_string(i),
                                   said_of(i),
                                   static_cast<double>(weight(i)),
                                   {x, layout_.share_y - 8, part, 16},
                                   "explain",
                                   static_cast<int>(i)});
      x += part + gap;
    }
  }

  // Of a word as it is spoken: how high each of `count` columns stands, 1 at its peak. The shape is that of its
  // letters.
  static std::vector<float> spoken(const std::string& word, std::size_t count) {
    std::vector<float> out(count, 0);
    float most = 0;
    for (std::size_t k = 0; k < count; ++k) {
      const float t = (static_cast<float>(k) + 0.5F) / static_cast<float>(count);
      const auto letter = static_cast<unsigned char>(
          word[std::min(word.size() - 1, static_cast<std::size_t>(t * static_cast<float>(word.size())))]);
      const bool open = std::string_view("aeiouy").find(static_cast<char>(letter)) != std::string_view::npos;
      const auto ripple = static_cast<float>((letter * 5U + k * 11U) % 16U) / 16;
      out[k] = (open ? 0.72F + 0.28F * ripple : 0.3F + 0.4F * ripple) * std::sqrt(std::sin(3.14159265F * t));
      most = std::max(most, out[k]);
    }
    for (float& high : out) high /= most;
    return out;
  }

  // Which words have room, in the order in which they are said: the loudest, once that is known.
  std::vector<std::size_t> words_shown(std::size_t count, const trace::RowVector& output, bool known) const {
    std::vector<float> rank(count, 0);
    std::vector<float> quietness;
    for (std::size_t i = 0; i < count; ++i) quietness.push_back(known ? -at(output, i) : 0);
    const std::vector<std::size_t> order = ascending(quietness);
    for (std::size_t k = 0; k < count; ++k) rank[order[k]] = static_cast<float>(k);
    const auto room = static_cast<std::size_t>(std::max(1.0F, layout_.words.w / (3.6F * type_.word)));
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < count; ++i) {
      if (rank[i] < static_cast<float>(room)) shown.push_back(i);
    }
    return shown;
  }

  // Every word that somebody says: in outline as it is said, and filled as loud as it arrives, the output of the head,
  // each column in pieces by the voices that say it. `part`: how far it has arrived.
  void words(float part) {
    if (head_ == nullptr || head_->parameters == nullptr || head_->output.rows() == 0) return;
    const auto& names = head_->parameters->value_names;
    const trace::RowVector output = head_->output.row(0);
    const auto count = std::min<std::size_t>(names.size(), static_cast<std::size_t>(output.size()));
    const bool known = settled_ > 0;
    const std::vector<std::size_t> shown = words_shown(count, output, known);
    if (shown.empty()) return;
    const Rect& r = layout_.words;
    const float full = std::max(1.0F, output.maxCoeff());
    const float slot = r.w / static_cast<float>(shown.size());
    const float pitch = small() ? 5.0F : input_.screen == Screen::projector ? 12.0F : 8.0F;
    const auto columns = static_cast<std::size_t>(std::clamp((slot - 0.7F * pitch) / pitch, 1.0F, 24.0F));
    const auto voices = by_weight();
    for (std::size_t k = 0; k < shown.size(); ++k) {
      const std::size_t c = shown[k];
      const float value = at(output, c);
      const float middle = r.x + slot * (static_cast<float>(k) + 0.5F);
      const float left = middle - 0.5F * pitch * static_cast<float>(columns);
      const std::vector<float> shape = spoken(names[c], columns);
      for (std::size_t n = 0; n < columns; ++n) {
        const float x = left + (static_cast<float>(n) + 0.2F) * pitch, wide = 0.6F * pitch;
        const float said = std::max(2.0F, shape[n] * r.h);
        picture_.boxes.push_back({{x, r.y + (r.h - said) / 2, wide, said},
                                  wide / 2,
                                  input_.step < identify_step ? Role::text_3 : Role::value,
                                  0.2F - 0.06F * part,
                                  0});
        const float heard = shape[n] * r.h * std::clamp(value / full, 0.0F, 1.0F) * part;
        float y = r.y + (r.h + heard) / 2;  // from below, the loudest voice first
        for (std::size_t rank = 0; heard > 0 && rank < voices.size(); ++rank) {
          const auto i = static_cast<Eigen::Index>(voices[rank]);
          const float piece = heard * weight(voices[rank]) * head_->v(i, static_cast<Eigen::Index>(c)) / value;
          if (!(piece > 0.1F)) continue;
          picture_.boxes.push_back({{x, y - piece, wide, piece},
                                    std::min(wide / 2, piece / 2),
                                    Role::value,
                                    rank == 0   ? 1.0F
                                    : rank == 1 ? 0.8F
                                                : 0.6F,
                                    0});
          y -= piece;
        }
      }
      word(c, names[c], value, middle, slot, part);
    }
  }

  void word(std::size_t c, const std::string& name, float value, float x, float slot, float part) {
    const Rect& r = layout_.words;
    const std::string id = std::to_string(c);
    const float size = type_.word;
    const std::string number = trace::shown(value);
    const float wide = measure_(name, Font::sans, size, 500) + 5 + measure_(number, Font::sans, size, 600);
    const bool whole = part > 0 && wide <= slot - 6;
    Label& text =
        label("word:" + id, ellipsised(name, slot - 5, Font::sans, size, 500, measure_), whole ? x - wide / 2 : x,
              layout_.word_y, size, part > 0 && value >= 0.25F ? Role::text : Role::text_2);
    text.align = whole ? -1 : 0;
    const Rect rect{x - slot / 2 + 1, r.y, slot - 2, layout_.word_y + 8 - r.y};
    if (part <= 0) return said(c, name, rect);
    if (whole) {
      Label& amount = label("heard:" + id, number, x + wide / 2, layout_.word_y, size, Role::value, 600);
      amount.align = 1;
      amount.opacity = part;
    }
    HotSpot spot{
        "hear:" + id,       "You hear “" + name + "”: " + number, static_cast<double>(value), rect, "explain-output",
        static_cast<int>(c)};
    spot.layer = head_->layer;
    spot.head = head_->index;
    picture_.hotspots.push_back(std::move(spot));
  }

  // A word before it is mixed: how often the voice says it that says it most.
  void said(std::size_t c, const std::string& name, const Rect& rect) {
    Eigen::Index voice = 0;
    const float times = head_->v.col(static_cast<Eigen::Index>(c)).maxCoeff(&voice);
    if (voice == 0 || !(times > 0)) return;
    HotSpot spot{"said:" + std::to_string(c),
                 tokens_[static_cast<std::size_t>(voice)].text + " says “" + name + "”: " + trace::shown(times),
                 static_cast<double>(times),
                 rect,
                 "explain",
                 static_cast<int>(voice)};
    spot.quantity = trace::Quantity{trace::Quantity::Kind::v, head_->layer,        head_->index,
                                    static_cast<int>(voice),  static_cast<int>(c), -1};
    picture_.hotspots.push_back(std::move(spot));
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
  int seconds_ = 0;  // figures that may still be added beside those that every voice needs
  Point pen_;
  PropPaints props_;
  Picture picture_;
};

}  // namespace

Picture party(const SceneInput& input) {
  const SceneInput whole = completed(input);
  return PartyPainter(whole, whole.measure).compose();
}

}  // namespace theatre::scenes
