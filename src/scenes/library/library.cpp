#include "scenes/library/library.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "scenes/kit/light.hpp"
#include "scenes/kit/measure.hpp"
#include "scenes/kit/order.hpp"
#include "scenes/kit/words.hpp"
#include "scenes/library/desk.hpp"
#include "scenes/library/room.hpp"
#include "trace/share.hpp"

namespace theatre::scenes {

namespace {

using Kind = trace::Quantity::Kind;
using trace::percent_text;

constexpr int step_roles = 1, step_products = 2, step_scores = 3, step_shares = 4, step_mix = 5;
constexpr float middle_share = 0.08F, large_share = 0.5F;  // from these on percents are set larger

class LibraryPainter {
 public:
  LibraryPainter(const SceneInput& input, const Measure& measure)
      : input_(input),
        measure_(measure),
        head_(input.trace == nullptr ? nullptr : trace::find_head(*input.trace, input.row.layer, input.row.head)),
        row_(input.row.token),
        light_(light_of(input)),
        look_(library_look(input.theme)),
        palette_(palette(input.theme)) {
    Eigen::Index strongest = -1;
    if (light_.truth.size() > 0 && light_.truth.maxCoeff(&strongest) <= 0) strongest = -1;
    layout_ = layout_library(input, measure, input.reveal > 0 ? static_cast<int>(strongest) : -1);
    for (const BookPlace& place : layout_.books) {
      const auto i = static_cast<std::size_t>(place.token);
      const float weight = light_.shown(place.token) * light_.revealed[i];
      BookPose pose = pose_book(place, layout_, std::isfinite(weight) ? weight : 0, input.travel);
      poses_.push_back(pose);
    }
  }

  Picture compose() {
    picture_.bounds = input_.canvas;
    picture_.scroll = layout_.scroll;
    picture_.scroll_max = layout_.scroll_max;
    picture_.scroll_snap = layout_.scroll_snap;
    furniture();
    for (const BookPose& pose : poses_) book(pose);
    beyond_the_shelf();
    if (layout_.books.empty()) say_empty_shelf();
    DeskInput desk;
    desk.input = &input_;
    desk.head = head_;
    desk.light = &light_;
    desk.layout = &layout_;
    desk.look = &look_;
    desk.palette = &palette_;
    desk.measure = &measure_;
    desk.mixed = mixed_part();
    lay_the_desk(desk, picture_);
    return std::move(picture_);
  }

 private:
  // How far the values have flowed to the desk.
  float mixed_part() const {
    if (input_.step < step_mix || input_.reveal <= 0) return 0;
    return ease_in_out(std::clamp(std::min(input_.step_move, input_.reveal), 0.0F, 1.0F));
  }

  void furniture() {
    std::vector<Paint>& out = picture_.paints;
    paint_wall_and_case(out, layout_, look_);
    for (const BookPose& pose : poses_) paint_glow(out, pose, layout_, look_);
    paint_plank(out, layout_, look_);
    paint_desk(out, layout_, look_);
    ribbons(out);
    // Who stands further out is painted later.
    std::vector<float> slides;
    for (const BookPose& pose : poses_) slides.push_back(pose.slide);
    for (const std::size_t n : ascending(slides))
      paint_book(out, poses_[n], static_cast<int>(n % leathers.size()), look_);
    paint_open_book(out, layout_, look_);
  }

  // What each book says flows to the open book, as wide as its weight; side by side they make one whole.
  void ribbons(std::vector<Paint>& out) {
    const float part = mixed_part();
    if (part <= 0) return;
    const float whole = std::min(78 * layout_.zoom, 0.5F * layout_.book.w);
    const float top = layout_.book.y + 12;
    const bool night = input_.theme == Theme::dark;
    float x = layout_.book.x + layout_.book.w / 2 - whole / 2;
    for (const BookPose& pose : poses_) {
      const float weight = light_.shown(pose.place->token);
      const float width = whole * weight;
      const float to = x + width / 2;
      x += width;
      if (width < 0.3F || pose.place->opacity <= 0) continue;
      const float opacity = (input_.travel ? 1 : part) * pose.place->opacity;
      const Point from{pose.place->x, pose.spine.y + pose.spine.h - 3};
      out.push_back(ribbon(from, {to, top}, width, input_.travel ? part : 1,
                           {times(palette_.value, night ? 0.66F : 0.86F), 0.96F * opacity},
                           {palette_.value, (night ? 0.8F : 0.72F) * opacity}));
      if (part < 1) continue;
      const float mx = (from.x + to) / 2, my = (from.y + top) / 2, side = std::max(24.0F, width);
      spot("ribbon:", pose, {mx - side / 2, my - 12, side, 24}, true);
    }
  }

  const trace::Token& token(int i) const { return input_.trace->tokens[static_cast<std::size_t>(i)]; }
  bool shares_shown(int i) const {
    return input_.step >= step_shares && light_.revealed[static_cast<std::size_t>(i)] > 0;
  }
  bool scores_shown() const { return head_ != nullptr && (input_.step == step_products || input_.step == step_scores); }

  std::optional<trace::Quantity> quantity(int i) const {
    if (head_ == nullptr) return std::nullopt;
    const Kind kind = input_.step >= step_shares   ? Kind::weight
                      : input_.step == step_scores ? Kind::score
                                                   : Kind::product;
    return trace::Quantity{kind, input_.row.layer, input_.row.head, row_, i, -1};
  }

  void spot(const char* kind, const BookPose& pose, const Rect& rect, bool explains) {
    const int i = pose.place->token;
    const bool shares = shares_shown(i);
    const bool scores = scores_shown();
    HotSpot spot{kind + std::to_string(i), token(i).text, 0, rect, "", i};
    if (shares) {
      spot.label += ", " + percent_text(light_.percents[static_cast<std::size_t>(i)]);
      spot.value = static_cast<double>(light_.truth(i));
    } else if (scores) {
      const float score = input_.step == step_products ? head_->products(row_, i) : head_->scores(row_, i);
      spot.label += ", score " + trace::shown(score);
      spot.value = static_cast<double>(score);
    }
    if (!token(i).source.empty()) spot.label += ": " + token(i).source;
    if (explains && (shares || scores)) {
      spot.action = "explain";
      spot.quantity = quantity(i);
    }
    picture_.hotspots.push_back(std::move(spot));
  }

  void book(const BookPose& pose) {
    const BookPlace& place = *pose.place;
    if (place.opacity <= 0) return;
    const int i = place.token;
    const std::string number = std::to_string(i);
    titles(pose);

    Label label{"percent:" + number, "", place.x, layout_.percent_y, layout_.type.small, 500};
    label.on_dark = true;
    label.role = Role::text_2;
    label.opacity = place.opacity;
    if (scores_shown()) {
      label.id = "score:" + number;
      const bool masked = input_.step == step_scores && head_->mask.size() > 0 && !head_->mask(row_, i);
      label.text =
          masked ? "–" : trace::shown(input_.step == step_products ? head_->products(row_, i) : head_->scores(row_, i));
      shrink(label, layout_.pitch - 3);
    } else if (shares_shown(i)) {
      label.text = percent_text(light_.percents[static_cast<std::size_t>(i)]);
      size_percent(label, light_.classed(i), i);
      label.opacity *= light_.revealed[static_cast<std::size_t>(i)];
    }
    const Rect& s = pose.spine;
    spot("book:", pose, {s.x, pose.block.y, s.w, s.y + s.h - pose.block.y}, true);
    if (label.text.empty()) return;
    const float wide = std::max(24.0F, measure_(label.text, label.font, label.size, label.weight) + 4);
    spot("percent:", pose, {label.x - wide / 2, label.y - 14, wide, 28}, true);
    picture_.labels.push_back(std::move(label));
  }

  void shrink(Label& label, float width) const {
    const float wide = measure_(label.text, label.font, label.size, label.weight);
    if (wide > width) label.size = std::floor(2 * label.size * width / wide) / 2;
  }

  // As on the stage: larger from 8 % on, and from 50 % on; no larger than there is room for.
  void size_percent(Label& label, float share, int i) const {
    const auto half = [&](int j) {
      if (j < 0 || j >= static_cast<int>(light_.percents.size()) || j == row_) return 0.0F;
      const float size = light_.classed(j) >= middle_share ? layout_.type.middle : layout_.type.small;
      const float wide =
          measure_(percent_text(light_.percents[static_cast<std::size_t>(j)]), Font::sans, size, 600) / 2;
      return std::min(wide, layout_.pitch / 2 - 2);
    };
    if (share > large_share) {
      label.size = layout_.type.large;
      label.weight = 650;
      label.role = Role::weight;
      shrink(label, 2 * (layout_.pitch - 4 - std::max(half(i - 1), half(i + 1))));
      label.size = std::max(label.size, layout_.type.small);
    } else if (share >= middle_share) {
      label.size = layout_.type.middle;
      label.weight = 600;
      label.role = Role::text;
      shrink(label, layout_.pitch - 4);
      label.size = std::max(label.size, layout_.type.small);
    } else if (light_.shown(i) <= 0) {
      label.role = Role::text_3;
    }
  }

  void titles(const BookPose& pose) {
    const BookPlace& place = *pose.place;
    const std::string number = std::to_string(place.token);
    const float size = place.title_size * pose.scale;
    const float lead = 1.12F * size;
    const auto lines = static_cast<float>(place.title.size());
    for (std::size_t n = 0; n < place.title.size(); ++n) {
      Label title{"title:" + number + (n == 0 ? "" : ":" + std::to_string(n + 1)),
                  place.title[n],
                  place.x + (static_cast<float>(n) - (lines - 1) / 2) * lead,
                  pose.paper.y + pose.paper.h / 2,
                  size,
                  400};
      title.font = Font::serif;
      title.role = input_.step >= step_roles ? Role::key : Role::text;
      title.angle = -90;
      title.opacity = place.opacity;
      picture_.labels.push_back(std::move(title));
    }
  }

  // How many books, and how much of the weight, lie beyond the ends of a shelf that scrolls.
  void beyond_the_shelf() {
    if (layout_.scroll_max <= 0) return;
    int books[2] = {0, 0};
    int shares[2] = {0, 0};
    const float middle = layout_.inside.x + layout_.inside.w / 2;
    for (const BookPlace& place : layout_.books) {
      if (place.opacity > 0) continue;
      const int side = place.x < middle ? 0 : 1;
      ++books[side];
      shares[side] += light_.percents[static_cast<std::size_t>(place.token)];
    }
    for (int side = 0; side < 2; ++side) {
      if (books[side] == 0) continue;
      std::string text = std::to_string(books[side]) + (books[side] == 1 ? " book" : " books");
      if (input_.reveal > 0 && input_.step >= step_shares) text += " · " + percent_text(shares[side]);
      const bool left = side == 0;
      Label label{left ? "left" : "right",
                  left ? "◂ " + text : text + " ▸",
                  left ? layout_.bookcase.x + 6 : layout_.bookcase.x + layout_.bookcase.w - 6,
                  layout_.bookcase.y + layout_.bookcase.h + 0.8F * layout_.type.body,
                  layout_.type.body,
                  500};
      label.align = left ? -1 : 1;
      label.role = Role::text_2;
      picture_.labels.push_back(std::move(label));
    }
  }

  void say_empty_shelf() {
    Label label{"no-books",
                "No books on the shelf yet",
                layout_.inside.x + layout_.inside.w / 2,
                layout_.inside.y + layout_.inside.h / 2,
                layout_.type.middle,
                500};
    label.on_dark = true;
    label.role = Role::text_2;
    picture_.labels.push_back(std::move(label));
  }

  const SceneInput& input_;
  const Measure& measure_;
  const trace::Head* head_;
  int row_;
  Light light_;
  const LibraryLook& look_;
  const Palette& palette_;
  LibraryLayout layout_;
  std::vector<BookPose> poses_;
  Picture picture_;
};

}  // namespace

Picture library(const SceneInput& input) {
  const SceneInput whole = of_one_text(completed(input));
  return LibraryPainter(whole, whole.measure).compose();
}

}  // namespace theatre::scenes
