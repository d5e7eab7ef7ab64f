#include "scenes/morph/morph.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "scenes/kit/light.hpp"
#include "scenes/kit/measure.hpp"
#include "scenes/kit/paint_kit.hpp"
#include "scenes/kit/words.hpp"
#include "scenes/morph/floor.hpp"
#include "scenes/spotlight/spotlight.hpp"
#include "trace/share.hpp"

namespace theatre::scenes {
namespace {

constexpr float other_rows = 0.085F;  // of the light that a row would have under the lamp
constexpr std::size_t most_figures = 96;
constexpr int most_cells_named = 400;

float part_of(float value, float from, float to) { return std::clamp((value - from) / (to - from), 0.0F, 1.0F); }
float smooth(float t) { return t * t * (3 - 2 * t); }
float between(float a, float b, float part) { return a + (b - a) * part; }
Point between(const Point& a, const Point& b, float part) { return {between(a.x, b.x, part), between(a.y, b.y, part)}; }

// The stage's light of a weight, as it comes out of the pool's formula and the shoulder.
Colour lit(float weight, float gain) {
  const float pool = 1.4F * std::pow(std::max(0.0F, weight), 0.7F);
  const float light = gain * (0.6F * pool * pool + 0.42F * pool);
  const auto side = [&](float warm) {
    const float linear = 1 - std::exp(-light * warm);
    return linear <= 0.0031308F ? 12.92F * linear : 1.055F * std::pow(linear, 1 / 2.4F) - 0.055F;
  };
  return {side(1), side(0.67F), side(0.345F)};
}

Colour heat(float weight) {
  const auto& stops = dark_palette.weight_map;
  const float x = std::clamp(weight, 0.0F, 1.0F) * 4;
  const auto i = static_cast<std::size_t>(std::min(3.0F, x));
  return mixed(stops[i], stops[i + 1], x - static_cast<float>(i));
}

class MorphPainter {
 public:
  explicit MorphPainter(const SceneInput& input)
      : input_(input), text_(words_on_stage(input)), light_(light_of(input)), picture_(spotlight(input)) {
    const trace::Head* head = trace::find_head(*input.trace, input.row.layer, input.row.head);
    const auto size = static_cast<Eigen::Index>(text_.size());
    if (head != nullptr && head->weights.rows() == size && head->weights.cols() == size) head_ = head;
    const float dial = std::clamp(input.dial, 0.0F, 1.0F);
    walk_ = ease_in_out(part_of(dial, 0, 0.4F));
    cells_ = smooth(part_of(dial, 0.1F, 0.4F));
    tilt_ = smooth(part_of(dial, 0.4F, 0.8F));
    heat_ = smooth(part_of(dial, 0.8F, 1));
    const int n = static_cast<int>(text_.size());
    count_ = std::min(n, most_morph_words);
    first_ = std::clamp(input.row.token - count_ / 2, 0, n - count_);
  }

  Picture compose() {
    if (head_ == nullptr || count_ == 0 || walk_ <= 0) return std::move(picture_);
    on_phone_ = input_.screen == Screen::phone;
    in_hall_ = input_.screen == Screen::projector;
    size_ = in_hall_ ? 24.0F : 14.0F;
    floor_ = lay_floor(input_, count_, tilt_, names_room());
    for (const Figure& figure : picture_.figures) from_[figure.token] = figure;
    stage_.swap(picture_.labels);
    hang();
    walk();
    light_the_cells();
    frame();
    words();
    name_all();
    return std::move(picture_);
  }

 private:
  bool shown(int token) const { return token >= first_ && token < first_ + count_; }
  const std::string& word(int token) const { return text_.tokens[static_cast<std::size_t>(token)].text; }
  float weight(int row, int column) const { return head_->weights(row, column); }
  int asks() const { return asking_place(input_); }

  // Of the row that the lamp lights: while it moves, two rows mixed.
  float row_light(int column) const { return light_.shown(column); }
  bool told() const { return !input_.guessing && input_.step >= softmax_step; }

  float names_room() const {
    float widest = 30;
    for (int i = first_; i < first_ + count_; ++i) {
      widest = std::max(widest, input_.measure(word(i), Font::sans, size_, 600));
    }
    const float most = (on_phone_ ? 0.18F : 0.15F) * input_.scene.w;
    return std::min(widest, most) + (on_phone_ ? 14.0F : in_hall_ ? 72.0F : 44.0F);
  }

  float pitch() const { return 2 * floor_.far_half / static_cast<float>(count_); }
  float tall() const { return std::min(on_phone_ ? 26.0F : in_hall_ ? 84.0F : 50.0F, 2.1F * pitch()); }
  float row_height(int row) const {
    return floor_.y_at(static_cast<float>(row) + 1) - floor_.y_at(static_cast<float>(row));
  }
  Point heading(int token) const {
    const auto column = static_cast<float>(token - first_);
    const Point a = floor_.corner(0, column), b = floor_.corner(0, column + 1);
    return {(a.x + b.x) / 2, a.y - (on_phone_ ? 6.0F : 1.6F * size_ + 4)};
  }
  Point row_place(int token) const {
    const auto row = static_cast<float>(token - first_);
    const Point a = floor_.corner(row, 0), b = floor_.corner(row + 1, 0);
    return {std::min(a.x, b.x), (a.y + b.y) / 2};
  }

  // Lamp, rail and sockets; the lamp goes out when the numbers are there.
  void hang() {
    for (Lamp& lamp : picture_.lamps) {
      if (shown(asks())) lamp.x = between(lamp.x, lamp_over(), walk_);
      lamp.power *= 1 - heat_;
      if (heat_ > 0) lamp.ghost = std::max(0.001F, 1 - heat_);
    }
    for (Line& line : picture_.lines) line.opacity *= 1 - heat_;
    for (Box& box : picture_.boxes) {
      if (box.fill == Role::query && shown(asks())) {
        box.rect.x = between(box.rect.x, lamp_over() - box.rect.w / 2, walk_);
        box.opacity *= 1 - heat_;
      } else {
        box.opacity *= 1 - walk_;
      }
    }
    // The floor reaches back to where the actors go; steps sink into it.
    const float end = picture_.bounds.y + picture_.bounds.h;
    const float back = heading(first_).y - 0.2F * tall();
    picture_.floor_y = between(picture_.floor_y, back, walk_);
    for (Tier& tier : picture_.tiers) {
      const bool last = &tier == &picture_.tiers.front();
      tier.top = between(tier.top, last ? back : end, walk_);
      tier.nose = between(tier.nose, end, walk_);
    }
    picture_.shaded.clear();
  }

  float lamp_over() const {
    const bool travels = input_.previous && input_.travel && shown(input_.previous->token);
    const float to = heading(asks()).x;
    if (!travels) return to;
    const float from = heading(input_.previous->token).x;
    return between(from, to, ease_in_out(std::clamp(input_.move, 0.0F, 1.0F)));
  }

  // Actors to the column headings, their light to the cells, twins to the rows.
  void walk() {
    std::vector<Figure> stage;
    stage.swap(picture_.figures);
    picture_.beams.clear();
    const bool twins = 3 * static_cast<std::size_t>(count_) <= most_figures && !on_phone_;
    for (Figure figure : stage) {
      if (!shown(figure.token)) continue;
      const Figure from = figure;
      if (twins) picture_.figures.push_back(twin(from));
      const Point to = heading(figure.token);
      figure.x = between(from.x, to.x, walk_);
      figure.foot = between(from.foot, to.y, walk_);
      figure.height = between(from.height, tall() * (is_small(figure.token) ? 0.8F : 1), walk_);
      figure.pool = false;
      picture_.figures.push_back(figure);
    }
    std::stable_sort(picture_.figures.begin(), picture_.figures.end(),
                     [](const Figure& a, const Figure& b) { return a.foot < b.foot; });
    if (picture_.lamps.empty() || !shown(asks())) return;
    for (const Figure& from : stage) {
      if (shown(from.token) && picture_.figures.size() < most_figures) beam_to_cell(from);
    }
  }

  bool is_small(int token) const {
    return text_.tokens[static_cast<std::size_t>(token)].kind != trace::TokenKind::word;
  }

  Figure twin(const Figure& from) const {
    Figure twin = from;
    const int row = from.token - first_;
    const Point to = row_place(from.token);
    twin.height = between(from.height, std::min(0.94F * row_height(row), in_hall_ ? 60.0F : 40.0F), walk_);
    twin.x = between(from.x, to.x - (in_hall_ ? 26.0F : 16.0F), walk_);
    twin.foot = between(from.foot, to.y + 0.45F * row_height(row), walk_);
    twin.light = 0;
    twin.pool = false;
    twin.opacity = from.opacity * part_of(walk_, 0, 0.3F);
    if (input_.hover == from.token) twin.asks = std::max(twin.asks, 0.4F);
    return twin;
  }

  // What carries the light: nobody stands there, the pool alone moves to its cell and becomes it.
  void beam_to_cell(const Figure& from) {
    const Cell cell = floor_.cell(asks() - first_, from.token - first_, 0);
    Figure light = from;
    light.body = false;
    light.asks = 0;
    light.x = between(from.x, cell.middle.x, walk_);
    light.foot = between(from.foot, cell.middle.y + 0.5F * cell.half_height, walk_);
    light.height = between(from.height, 2.4F * cell.half_height, walk_);
    light.opacity = from.opacity * (1 - cells_);
    picture_.figures.push_back(light);
    const Lamp& lamp = picture_.lamps.back();
    const float gain = (1 - tilt_) * (1 - heat_);
    if (gain <= 0) return;
    picture_.beams.push_back(
        {lamp.x, lamp.y, static_cast<int>(picture_.figures.size()) - 1, from.light * from.opacity, gain, true});
  }

  void light_the_cells() {
    const float gap = on_phone_ || count_ > 20 ? 1.5F : 3.0F;
    const float seen = smooth(part_of(walk_, 0.35F, 1));
    const int lit_row = shown(asks()) ? asks() : -1;
    for (int row = first_; row < first_ + count_; ++row) {
      for (int column = first_; column < first_ + count_; ++column) {
        const bool here = row == lit_row;
        const float w = !told() ? 0 : here ? row_light(column) : weight(row, column);
        const Cell to = floor_.cell(row - first_, column - first_, gap);
        Paint cell = box_of(here ? on_its_way(to, column) : to);
        const float part = here ? cells_ : seen;
        const float hovered = !here && row == input_.hover ? 0.5F : other_rows;
        outline(cell, part);
        Paint glow = cell;
        glow.soft = here ? 9 * (1 - cells_) : 0;
        glow.from = {lit(w, here ? 1 : hovered), part * (1 - heat_), true};
        picture_.paints.push_back(glow);
        if (heat_ <= 0) continue;
        cell.from = {heat(w), heat_};
        picture_.paints.push_back(cell);
      }
    }
  }

  // The lit cells come from the feet of the actors.
  Cell on_its_way(Cell to, int column) const {
    const auto found = from_.find(column);
    if (found == from_.end()) return to;
    const Figure& from = found->second;
    Cell cell = to;
    cell.middle = between({from.x, from.foot}, to.middle, walk_);
    cell.half_width = between(0.47F * from.height, to.half_width, walk_);
    cell.half_height = between(0.145F * from.height, to.half_height, walk_);
    cell.lean *= walk_;
    cell.taper *= walk_;
    return cell;
  }

  Paint box_of(const Cell& cell) const {
    const float round = between(1, on_phone_ ? 0.2F : 0.3F, walk_);
    Paint p = flat_box(
        {cell.middle.x - cell.half_width, cell.middle.y - cell.half_height, 2 * cell.half_width, 2 * cell.half_height},
        round * cell.half_height, {});
    p.lean = cell.lean;
    p.taper = cell.taper;
    return p;
  }

  // An empty cell shows that there is one.
  void outline(Paint cell, float part) {
    cell.from = {dark_palette.house, 0.5F * part};
    picture_.paints.push_back(cell);
    cell.edge = 1;
    cell.from = {dark_palette.line, 0.75F * part};
    picture_.paints.push_back(cell);
  }

  // The row under the lamp.
  void frame() {
    if (!shown(asks())) return;
    const auto row = static_cast<float>(asks() - first_);
    const auto n = static_cast<float>(count_);
    const Point a = floor_.corner(row, 0), b = floor_.corner(row, n), c = floor_.corner(row + 1, n),
                d = floor_.corner(row + 1, 0);
    const auto line = [&](Point from, Point to) {
      picture_.lines.push_back({from.x, from.y, to.x, to.y, in_hall_ ? 3.0F : 2.0F, Role::query, cells_});
    };
    line(a, b);
    line(b, c);
    line(c, d);
    line(d, a);
  }

  void words() {
    for (Label& label : stage_) {
      const std::size_t colon = label.id.find(':');
      const int token = colon == std::string::npos ? -1 : std::stoi(label.id.substr(colon + 1));
      if (label.id.rfind("word:", 0) == 0 && shown(token)) {
        column_word(label, token);
      } else if (label.id.rfind("percent:", 0) == 0 && shown(token) && shown(asks())) {
        percent(label, token);
      } else {
        label.opacity *= label.id == "lamp" ? 1 - heat_ : 1 - part_of(walk_, 0, 0.5F);
        if (label.id == "lamp" && !picture_.lamps.empty()) label.x = lamp_name(label);
      }
      if (label.opacity > 0) picture_.labels.push_back(label);
    }
    for (int i = first_; i < first_ + count_; ++i) row_word(i);
    if (told() && !on_phone_) sums();
    if (count_ < static_cast<int>(text_.size())) {
      Label note{"left",
                 std::to_string(count_) + " of " + std::to_string(text_.size()) + " words",
                 input_.scene.x + 8,
                 floor_.bottom + size_ + 2,
                 size_,
                 500};
      note.role = Role::text_2;
      note.align = -1;
      note.opacity = walk_;
      picture_.labels.push_back(note);
    }
  }

  float lamp_name(const Label& label) const {
    const Lamp& lamp = picture_.lamps.back();
    const float away = lamp.size + 9;
    const bool left = label.align > 0;
    return left ? lamp.x - away : lamp.x + away;
  }

  // Does its name stand whole between its neighbours' names?
  bool keeps_clear(int token) const {
    const auto half = [&](int i) { return shown(i) ? input_.measure(word(i), Font::sans, size_, 600) / 2 : 0; };
    return half(token) + std::max(half(token - 1), half(token + 1)) + 4 <= pitch();
  }

  void column_word(Label& label, int token) const {
    const Point to = heading(token);
    const float size = std::min(label.size, size_);
    const float room = pitch() - 3;
    label.x = between(label.x, to.x, walk_);
    label.y = between(label.y, to.y + 0.8F * size_ + 2, walk_);
    label.size = between(label.size, size, walk_);
    const bool fits = keeps_clear(token);
    if (walk_ > 0.6F && !fits)
      label.text = ellipsised(word(token), room, label.font, size, label.weight, input_.measure);
    if (on_phone_ || room < 18) label.opacity *= 1 - walk_;
  }

  // Its share goes with the light; what is too small for a cell fades.
  void percent(Label& label, int token) const {
    const Cell cell = floor_.cell(asks() - first_, token - first_, 2);
    const float w = row_light(token);
    const float size = std::min({label.size, in_hall_ ? 26.0F : 17.0F, 1.15F * cell.half_height});
    label.x = between(label.x, cell.middle.x, walk_);
    label.y = between(label.y, cell.middle.y, walk_);
    label.size = between(label.size, std::max(size, in_hall_ ? 24.0F : 12.0F), walk_);
    const float wide = input_.measure(label.text, Font::sans, label.size, label.weight);
    const bool fits = wide <= 2 * cell.half_width + 2 && w >= (on_phone_ ? 0.08F : 0.03F);
    if (!fits) label.opacity *= 1 - part_of(walk_, 0.3F, 0.8F);
    if (walk_ < 0.7F) return;
    const bool bright = heat_ < 0.5F ? w > 0.12F : w > 0.5F;  // as light, or on the map's own scale
    label.role = bright ? Role::house : Role::text;
    label.halo = !bright;
  }

  void row_word(int token) {
    const Point at = row_place(token);
    const float room = at.x - input_.scene.x - (on_phone_ ? 8.0F : in_hall_ ? 52.0F : 32.0F);
    const float height = row_height(token - first_);
    const bool chosen = token == asks();
    if (height < 0.8F * size_ && !chosen && (token - first_) % 2 == 1) return;  // every other one where rows are low
    Label label{"row:" + std::to_string(token),
                ellipsised(word(token), room, Font::sans, size_, chosen ? 700 : 500, input_.measure),
                at.x - (on_phone_  ? 5.0F
                        : in_hall_ ? 48.0F
                                   : 28.0F),
                at.y,
                size_,
                chosen ? 700 : 500};
    label.role = chosen ? Role::query : token == input_.hover ? Role::text : Role::text_2;
    label.align = 1;
    label.opacity = smooth(part_of(walk_, 0.5F, 1));
    picture_.labels.push_back(label);
  }

  float sum_of(int column) const { return head_->weights.col(column).sum(); }

  // What each word gets of all rows together: nothing says that this should be 100 %.
  void sums() {
    for (int column = first_; column < first_ + count_; ++column) {
      const std::string text = trace::percent_text(static_cast<int>(std::lround(100 * sum_of(column))));
      if (input_.measure(text, Font::sans, size_, 500) > pitch() || heat_ <= 0) continue;
      const Point a = floor_.corner(static_cast<float>(count_), static_cast<float>(column - first_) + 0.5F);
      Label label{"sum:" + std::to_string(column), text, a.x, floor_.bottom + size_, size_, 500};
      label.role = Role::text_2;
      label.opacity = heat_;
      picture_.labels.push_back(label);
    }
  }

  // --- names

  void name_all() {
    picture_.hotspots.clear();
    for (int i = first_; i < first_ + count_; ++i) {
      const Point at = row_place(i);
      const float height = row_height(i - first_);
      const std::string text = word(i) + (i == asks() ? ", asks" : ", this row: what the lamp shares out over it");
      picture_.hotspots.push_back({"word:" + std::to_string(i),
                                   text,
                                   static_cast<double>(head_->weights.row(i).sum()),
                                   {input_.scene.x, at.y - height / 2, at.x - input_.scene.x, height},
                                   "select",
                                   i});
    }
    if (!told()) return;
    for (int i = first_; i < first_ + count_; ++i) {
      const Point at = heading(i);
      const int sum = static_cast<int>(std::lround(100 * sum_of(i)));
      picture_.hotspots.push_back({"column:" + std::to_string(i),
                                   word(i) + ", gets " + trace::percent_text(sum) + " of all rows together",
                                   static_cast<double>(sum_of(i)),
                                   {at.x - pitch() / 2, at.y - 50, pitch(), floor_.top - at.y + 48},
                                   "",
                                   i});
    }
    const bool all = count_ * count_ <= most_cells_named;
    for (int row = first_; row < first_ + count_; ++row) {
      if (all || row == asks()) name_row(row);
    }
  }

  void name_row(int row) {
    const std::vector<int> shares = trace::percents(trace::RowVector(head_->weights.row(row)));
    for (int column = first_; column < first_ + count_; ++column) {
      const Cell cell = floor_.cell(row - first_, column - first_, 1);
      HotSpot spot{
          "cell:light:" + std::to_string(row) + ":" + std::to_string(column),
          word(row) + " at " + word(column) + ", " + trace::percent_text(shares[static_cast<std::size_t>(column)]),
          static_cast<double>(weight(row, column)),
          {cell.middle.x - cell.half_width, cell.middle.y - cell.half_height, 2 * cell.half_width,
           2 * cell.half_height},
          "explain",
          column};
      spot.quantity = trace::Quantity{trace::Quantity::Kind::weight, head_->layer, head_->index, row, column, -1};
      picture_.hotspots.push_back(std::move(spot));
    }
  }

  const SceneInput& input_;
  const trace::Text& text_;
  Light light_;
  Picture picture_;
  const trace::Head* head_ = nullptr;  // whose rows and columns are the words on the stage
  std::map<int, Figure> from_;         // by token: where its actor stands on the stage
  std::vector<Label> stage_;           // the stage's labels
  Floor floor_;
  int first_ = 0, count_ = 0;
  float walk_ = 0, cells_ = 0, tilt_ = 0, heat_ = 0;
  float size_ = 14;
  bool on_phone_ = false, in_hall_ = false;
};

}  // namespace

Picture morph(const SceneInput& input) {
  const SceneInput whole = lit_by_weights(completed(input));
  return MorphPainter(whole).compose();
}

}  // namespace theatre::scenes
