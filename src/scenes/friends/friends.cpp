#include "scenes/friends/friends.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "scenes/friends/lines.hpp"
#include "scenes/kit/light.hpp"
#include "scenes/kit/measure.hpp"
#include "scenes/kit/paint_kit.hpp"
#include "scenes/kit/words.hpp"
#include "scenes/theme.hpp"
#include "trace/share.hpp"

namespace theatre::scenes {

namespace {

using Kind = trace::Quantity::Kind;
using Shade = Paint::Shade;

constexpr int step_roles = 1, step_products = 2, step_scores = 3, step_shares = 4, step_mix = 5;
constexpr Colour black{0, 0, 0};

struct Type {
  float name = 22, number = 15, small = 16, large = 28, label = 14, line = 14;
};

// Sizes of everything, from the rectangle.
struct Metrics {
  Type type;
  Rect scene;
  float pitch = 0;             // from friend to friend; the last column is what the asker takes away
  float bust_y = 0, bust = 0;  // middle and radius of the heads
  float name_y = 0, role_y = 0;
  float cells_y = 0, cell_w = 0, cell_h = 0, cell_gap = 4;
  float score_y = 0, percent_y = 0;
  float bars_y = 0, bars_h = 6;  // of the shares
  float lines_y = 0, lines_h = 0;

  float x(int column) const { return scene.x + (static_cast<float>(column) + 0.5F) * pitch; }
};

Metrics metrics_of(const SceneInput& input, int words, int numbers) {
  Metrics m;
  const bool phone = input.screen == Screen::phone;
  const bool projector = input.screen == Screen::projector;
  m.scene = input.scene;
  if (phone) {
    m.type = {16, 14, 14, 19, 14, 14};
    m.scene.x += 6;
    m.scene.w -= 12;
  }
  if (projector) m.type = {32, 26, 28, 44, 24, 24};
  const float k = std::clamp(m.scene.h / (phone ? 470 : 556), 0.7F, 1.5F);
  if (!phone && !projector && m.scene.w > 1100) {  // a large stage is looked at from further away
    const float grow = std::clamp(k, 1.0F, 1.3F);
    for (float* size : {&m.type.name, &m.type.number, &m.type.large, &m.type.label, &m.type.line})
      *size = std::round(*size * grow);
  }
  m.pitch = m.scene.w / static_cast<float>(words + 1);
  const float y = m.scene.y;
  m.bust = (phone ? 12 : projector ? 20 : 19) * k;
  m.bust_y = y + (phone ? 18 : 30) * k;
  m.name_y = m.bust_y + 2.75F * m.bust + 0.85F * m.type.name;
  m.role_y = m.name_y + 0.62F * m.type.name + 0.62F * m.type.label;
  m.cells_y = m.role_y + 0.9F * m.type.label;
  m.cell_w = std::min((phone ? 50.0F : projector ? 150.0F : 98.0F) * (phone ? 1 : k), m.pitch - 6);
  m.cell_h = (phone ? 22 : projector ? 32 : 29) * (phone ? std::min(k, 1.1F) : k);
  const float below = m.cells_y + static_cast<float>(numbers) * (m.cell_h + m.cell_gap);
  m.score_y = below + 0.95F * m.type.number + 2;
  m.percent_y = m.score_y + 0.75F * m.type.number + 0.75F * m.type.large;
  m.bars_y = m.percent_y + 0.62F * m.type.large;
  m.lines_y = m.bars_y + m.bars_h + 12;
  m.lines_h = m.scene.y + m.scene.h - m.lines_y;
  return m;
}

class FriendsPainter {
 public:
  FriendsPainter(const SceneInput& input, const Measure& measure, const trace::Head& head)
      : in_(input),
        measure_(measure),
        head_(head),
        row_(input.row.token),
        words_(static_cast<int>(head.weights.cols())),
        numbers_(std::min(6, static_cast<int>(head.v.cols()))),
        light_(light_of(input)),
        palette_(palette(input.theme)),
        m_(metrics_of(input, words_, numbers_)) {
    if (input.guessing) return;  // whom it fits best would tell
    other_ = input.column;
    if (other_ < 0 || other_ >= words_) {
      Eigen::Index strongest = 0;
      head.weights.row(row_).maxCoeff(&strongest);
      other_ = static_cast<int>(strongest);
    }
  }

  Picture compose() {
    out_.bounds = in_.canvas;
    for (int i = 0; i < words_; ++i) glow(i);
    for (int i = 0; i < words_; ++i) one_friend(i);
    if (shares()) equal_shares();
    taken_away();
    arithmetic();
    return std::move(out_);
  }

 private:
  bool shares() const { return in_.step >= step_shares && in_.reveal > 0; }
  float shown(int i) const { return light_.shown(i) * light_.revealed[static_cast<std::size_t>(i)]; }
  const trace::Token& token(int i) const { return in_.trace->tokens[static_cast<std::size_t>(i)]; }
  trace::Quantity quantity(Kind kind, int row, int column) const {
    return {kind, head_.layer, head_.index, row, column, -1};
  }

  Label& text(std::string id, std::string words, float x, float y, float size, int weight, Role role) {
    Label label{std::move(id), std::move(words), x, y, size, weight};
    label.role = role;
    out_.labels.push_back(std::move(label));
    return out_.labels.back();
  }

  void spot(std::string id, std::string label, float value, const Rect& rect, const char* action, int token,
            const trace::Quantity& what) {
    HotSpot spot{std::move(id), std::move(label), static_cast<double>(value), rect, action, token};
    spot.quantity = what;
    out_.hotspots.push_back(std::move(spot));
  }

  // Light on a friend: its weight, as on the stage.
  void glow(int i) {
    if (!shares() || shown(i) <= 0) return;
    const float light = std::pow(shown(i), 0.7F);
    const float r = (2 + 4 * light) * m_.bust;
    const bool night = in_.theme == Theme::dark;
    const Colour warm = rgb(night ? 0xFFB24D : 0xF2B84E);
    const float strength = (night ? 0.2F : 0.25F) + (night ? 0.6F : 0.7F) * light;
    out_.paints.push_back(shaded_box({m_.x(i) - r, m_.bust_y + 0.4F * m_.bust - r, 2 * r, 2 * r}, 0, Shade::radial,
                                     {warm, strength, night}, {warm, 0, night}));
  }

  void one_friend(int i) {
    const float x = m_.x(i);
    const bool asks = i == row_;
    const std::string number = std::to_string(i);
    bust(x, asks, shares() ? std::pow(shown(i), 0.7F) : 0);

    const std::string name = ellipsised(token(i).text, m_.pitch - 4, Font::serif, m_.type.name, 400, measure_);
    Label& label = text("word:" + number, name, x, m_.name_y, m_.type.name, 400, asks ? Role::query : Role::text);
    label.font = Font::serif;
    if (in_.step >= step_roles) {
      text("role:" + number, asks ? "asks" : "offers", x, m_.role_y, m_.type.label, 500,
           asks ? Role::query : Role::key);
    }
    HotSpot who{"word:" + number,
                token(i).text + (asks ? ", asks" : ", can ask"),
                static_cast<double>(head_.weights(row_, i)),
                {x - m_.pitch / 2 + 3, m_.bust_y - m_.bust, m_.pitch - 6, m_.role_y + 6 - m_.bust_y + m_.bust},
                "select",
                i};
    if (shares())
      who.label += ", " + trace::percent_text(light_.percents[static_cast<std::size_t>(i)]) + " of the attention of " +
                   token(row_).text;
    out_.hotspots.push_back(std::move(who));

    const bool pair = i == other_ && in_.step >= step_products;
    const Colour& tone = in_.step >= step_mix ? palette_.value : asks ? palette_.query : palette_.key;
    for (int c = 0; c < numbers_; ++c) {
      const float value = in_.step >= step_mix ? head_.v(i, c) : asks ? head_.q(i, c) : head_.k(i, c);
      const Kind kind = in_.step < step_roles  ? Kind::embedding
                        : in_.step >= step_mix ? Kind::v
                        : asks                 ? Kind::q
                                               : Kind::k;
      trace::Quantity what = quantity(kind, i, c);
      if (kind == Kind::embedding) what.layer = what.head = -1;
      cell("number:" + number + ":" + std::to_string(c), x, c, value, in_.step >= step_roles ? tone : palette_.text_3,
           pair ? 0.42F : 0.26F, token(i).text + ", number " + std::to_string(c + 1), i, what);
    }
    if (pair || (asks && in_.step >= step_roles)) {
      const float h = static_cast<float>(numbers_) * (m_.cell_h + m_.cell_gap) - m_.cell_gap;
      Paint frame = flat_box({x - m_.cell_w / 2 - 4, m_.cells_y - 4, m_.cell_w + 8, h + 8}, 9,
                             {asks ? palette_.query : palette_.key});
      frame.edge = 2;
      out_.paints.push_back(frame);
    }
    score(i);
  }

  void bust(float x, bool asks, float light) {
    const float r = m_.bust;
    const bool night = in_.theme == Theme::dark;
    const Colour dim = night ? rgb(0x2B2A31) : rgb(0xA79D8C);
    const Colour lit = night ? rgb(0xE6D3AC) : rgb(0xF6E3B8);
    const Colour front = mixed(night ? rgb(0x4A4852) : rgb(0xD6CCBA), lit, std::min(1.0F, 1.3F * light));
    const Colour side = mixed(dim, times(lit, 0.6F), light);
    const Rect head{x - r, m_.bust_y - r, 2 * r, 2 * r};
    const float foot = m_.bust_y + 2.75F * r;
    out_.paints.push_back(soft_box({x - 1.35F * r, foot - 4, 2.7F * r, 7}, 3, 5, {black, night ? 0.55F : 0.22F}));
    // As the actors of the stage: a ball on a round cone. The one who asks has a rim of gold.
    const auto cone = [&](float more, const Ink& from, const Ink& to) {
      Paint p;
      p.kind = Paint::Kind::band;
      p.shade = Shade::round;
      p.from = from;
      p.to = to;
      const float top = m_.bust_y + 0.8F * r, tall = foot + more / 2 - top;
      p.a = {Point{x - 0.52F * r - more, top},
             {x - 0.62F * r - more, top + 0.5F * tall},
             {x - 1.2F * r - more, top + 0.72F * tall},
             {x - 1.22F * r - more, top + tall}};
      p.b = {Point{x + 0.52F * r + more, top},
             {x + 0.62F * r + more, top + 0.5F * tall},
             {x + 1.2F * r + more, top + 0.72F * tall},
             {x + 1.22F * r + more, top + tall}};
      out_.paints.push_back(p);
    };
    if (asks) {
      cone(2.5F, {palette_.query}, {palette_.query});
      out_.paints.push_back(
          flat_box({head.x - 2.5F, head.y - 2.5F, head.w + 5, head.h + 5}, r + 2.5F, {palette_.query}));
    }
    cone(0, {side}, {front});
    out_.paints.push_back(shaded_box(head, r, Shade::round, {side}, {front}));
  }

  // A number with a bar behind it: 1 fills it.
  void cell(std::string id, float x, int c, float value, const Colour& tone, float strength, const std::string& name,
            int token, const trace::Quantity& what) {
    const float y = m_.cells_y + static_cast<float>(c) * (m_.cell_h + m_.cell_gap);
    const Rect rect{x - m_.cell_w / 2, y, m_.cell_w, m_.cell_h};
    out_.paints.push_back(flat_box(rect, 5, {palette_.raised}));
    const float part = std::clamp(std::abs(value), 0.0F, 1.0F) * rect.w;
    if (part > 1) out_.paints.push_back(flat_box({rect.x, rect.y, part, rect.h}, 5, {tone, strength}));
    Label& label = text(id, trace::shown(value), x, y + m_.cell_h / 2, m_.type.number, 500, Role::text);
    label.font = Font::mono;
    spot(std::move(id), name + ": " + trace::shown(value), value, rect, "explain", token, what);
  }

  void score(int i) {
    const float x = m_.x(i);
    const std::string number = std::to_string(i);
    if (in_.step >= step_products && (in_.step < step_shares || in_.reveal > 0)) {
      const bool product = in_.step == step_products;
      const bool masked = !product && head_.mask.size() > 0 && !head_.mask(row_, i);
      const float value = product ? head_.products(row_, i) : head_.scores(row_, i);
      Label& label = text("score:" + number, masked ? "–" : trace::shown(value), x, m_.score_y, m_.type.number, 500,
                          in_.step >= step_shares ? Role::text_3 : Role::text);
      label.font = Font::mono;
      spot("score:" + number, token(i).text + ", score " + trace::shown(value), value,
           {x - 28, m_.score_y - 12, 56, 24}, "explain", i, quantity(product ? Kind::product : Kind::score, row_, i));
    }
    if (!shares() || light_.revealed[static_cast<std::size_t>(i)] <= 0) return;
    const bool strongest = i == other_;
    Label& label = text("percent:" + number, trace::percent_text(light_.percents[static_cast<std::size_t>(i)]), x,
                        m_.percent_y, strongest ? m_.type.large : 0.82F * m_.type.large, strongest ? 650 : 600,
                        strongest ? Role::weight : Role::text);
    label.opacity = light_.revealed[static_cast<std::size_t>(i)];
    const float wide = measure_(label.text, Font::sans, label.size, label.weight);
    if (wide > m_.pitch - 4) label.size = std::floor(2 * label.size * (m_.pitch - 4) / wide) / 2;
    spot("percent:" + number, token(i).text + ", " + label.text + " of the attention of " + token(row_).text,
         head_.weights(row_, i), {x - m_.pitch / 2 + 4, m_.percent_y - 14, m_.pitch - 8, 28}, "explain", i,
         quantity(Kind::weight, row_, i));
  }

  // A bar for every share, and a line across at the length that all would have if everybody counted alike.
  void equal_shares() {
    const float y = m_.bars_y, h = m_.bars_h, equal = 1.0F / static_cast<float>(words_);
    const float full = m_.cell_w / std::max(2 * equal, head_.weights.row(row_).maxCoeff());
    for (int i = 0; i < words_; ++i) {
      const float left = m_.x(i) - m_.cell_w / 2;
      const float shown_now = head_.weights(row_, i) * light_.revealed[static_cast<std::size_t>(i)];
      out_.paints.push_back(flat_box({left, y, m_.cell_w, h}, h / 2, {palette_.raised}));
      if (shown_now * full > 1)
        out_.paints.push_back(flat_box({left, y, shown_now * full, h}, h / 2, {palette_.weight}));
      out_.paints.push_back(flat_box({left + equal * full - 0.75F, y - 3, 1.5F, h + 6}, 0, {palette_.text}));
    }
    Label& label = text("alike", "| all alike: " + trace::percent_text(static_cast<int>(std::lround(100 * equal))),
                        m_.x(words_), y + h / 2, m_.type.label, 500, Role::text_2);
    const float wide = measure_(label.text, Font::sans, label.size, label.weight);
    if (wide > m_.pitch - 2) label.text = "| " + trace::percent_text(static_cast<int>(std::lround(100 * equal)));
  }

  // The last column: the output, each number stacked up from what every friend gave. Until then its places are empty.
  void taken_away() {
    const float x = m_.x(words_);
    const bool mixed = in_.step >= step_mix && shares();
    const float part = mixed ? ease_in_out(std::clamp(in_.step_move, 0.0F, 1.0F)) : 0;
    const bool phone = in_.screen == Screen::phone;
    const auto lines = wrapped(token(row_).text + (phone ? " takes" : " takes away"), 2, m_.pitch - 2, Font::sans,
                               m_.type.label, 600, measure_);
    for (std::size_t n = 0; n < lines.size(); ++n) {
      const float up = static_cast<float>(lines.size() - 1 - n) * 1.25F * m_.type.label;
      text("takes:" + std::to_string(n), lines[n], x, m_.role_y - up, m_.type.label, 600,
           mixed ? Role::text : Role::text_3);
    }
    for (int c = 0; c < numbers_; ++c) {
      const float value = head_.output(row_, c);
      const std::string id = "output:" + std::to_string(c);
      const float y = m_.cells_y + static_cast<float>(c) * (m_.cell_h + m_.cell_gap);
      const Rect rect{x - m_.cell_w / 2, y, m_.cell_w, m_.cell_h};
      if (!mixed) {  // an empty place: nothing is mixed yet
        Paint empty = flat_box(rect, 5, {palette_.control, 0.6F});
        empty.edge = 1;
        out_.paints.push_back(empty);
        continue;
      }
      out_.paints.push_back(flat_box(rect, 5, {palette_.raised}));
      float from = rect.x;
      for (int i = 0; i < words_; ++i) {
        const float wide = std::clamp(head_.weights(row_, i) * head_.v(i, c), 0.0F, 1.0F) * rect.w * part;
        if (wide > 0.2F) {
          out_.paints.push_back(flat_box({from, rect.y, std::max(0.5F, wide - 1), rect.h}, 2,
                                         {palette_.value, i == other_ ? 0.62F : 0.36F}));
        }
        from += wide;
      }
      Label& label = text(id, trace::shown(value), x, y + m_.cell_h / 2, m_.type.number, 500, Role::text);
      label.font = Font::mono;
      label.opacity = part;
      spot(id, "number " + std::to_string(c + 1) + " that " + token(row_).text + " takes away: " + trace::shown(value),
           value, rect, "explain", -1, quantity(Kind::output, row_, c));
    }
  }

  void arithmetic() {
    const float top = m_.lines_y;
    const float pad = in_.screen == Screen::phone ? 10 : 18;
    if (m_.lines_h < 40) return;
    out_.paints.push_back(flat_box({m_.scene.x, top, m_.scene.w, m_.lines_h}, 14, {palette_.surface}));
    Paint edge = flat_box({m_.scene.x, top, m_.scene.w, m_.lines_h}, 14, {palette_.line});
    edge.edge = 1;
    out_.paints.push_back(edge);
    const float left = m_.scene.x + pad, width = m_.scene.w - 2 * pad, room = m_.lines_h - pad;
    const auto lines = friends_lines(*in_.trace, head_, row_, other_,
                                     other_ < 0       ? 0
                                     : in_.reveal > 0 ? in_.step
                                                      : std::min(in_.step, step_scores));
    // Rather a little smaller than cut off.
    const float smallest = in_.screen == Screen::projector ? 24 : 11;
    Sheet sheet = set_lines(lines, width, m_.type.line);
    while (sheet.height > room && sheet.size > smallest) sheet = set_lines(lines, width, sheet.size - 1);
    float y = top + pad + 0.5F * sheet.size - 0.3F * (m_.type.line - sheet.size);
    for (std::size_t n = 0; n < sheet.lines.size(); ++n) {
      const SetLine& line = sheet.lines[n];
      if (y + line.height - 0.6F * sheet.lead > top + m_.lines_h) break;
      const std::string id = std::to_string(n);
      Label& label = text("about:" + id, lines[n].label, left, y, sheet.label, 600, lines[n].role);
      label.align = -1;
      if (line.below) y += 0.92F * sheet.lead;
      for (std::size_t w = 0; w < line.words.size(); ++w) {
        Label& working = text("line:" + id + (w == 0 ? "" : ":" + std::to_string(w)), line.words[w], left + line.indent,
                              y, sheet.size, lines[n].later ? 400 : 500, lines[n].later ? Role::text_3 : Role::text);
        working.font = lines[n].later ? Font::sans : Font::mono;
        working.align = -1;
        y += sheet.lead;
      }
      if (line.below) y += 2;
    }
  }

  // The lines as they are set in one size.
  struct SetLine {
    std::vector<std::string> words;
    bool below = false;  // its label; on a phone a long working stands there
    float indent = 0, height = 0;
  };
  struct Sheet {
    float size = 0, label = 0, lead = 0, height = 0;
    std::vector<SetLine> lines;
  };
  Sheet set_lines(const std::vector<FriendsLine>& lines, float width, float size) const {
    const bool beside = in_.screen != Screen::phone;
    Sheet sheet{
        size, beside ? size : std::min(size, m_.type.label), (size < m_.type.line ? 1.4F : 1.55F) * size, 0, {}};
    const float indent = beside ? std::min(0.27F * width, 12 * size) : 0;
    for (const FriendsLine& line : lines) {
      const std::string whole = line.working + line.result;
      const float label_w = measure_(line.label, Font::sans, sheet.label, 600) + 10;
      const Font font = line.later ? Font::sans : Font::mono;
      SetLine set;
      set.below = !beside && label_w + measure_(whole, font, size, 500) > width;
      set.indent = beside ? indent : set.below ? 0 : label_w;
      set.words = wrapped(whole, 3, width - indent, font, size, line.later ? 400 : 500, measure_);
      set.height = sheet.lead * static_cast<float>(set.words.size() + (set.below ? 1 : 0));
      sheet.height += set.height + (set.below ? 2 : 0);
      sheet.lines.push_back(std::move(set));
    }
    return sheet;
  }

  const SceneInput& in_;
  const Measure& measure_;
  const trace::Head& head_;
  int row_, words_, numbers_;
  int other_ = -1;
  Light light_;
  const Palette& palette_;
  Metrics m_;
  Picture out_;
};

}  // namespace

Picture friends(const SceneInput& input) {
  const SceneInput whole = of_one_text(completed(input));
  const trace::Head* head = trace::find_head(*whole.trace, whole.row.layer, whole.row.head);
  if (head == nullptr || whole.row.token >= head->weights.rows()) return {};
  return FriendsPainter(whole, whole.measure, *head).compose();
}

}  // namespace theatre::scenes
