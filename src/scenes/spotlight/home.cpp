#include "scenes/spotlight/home.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "scenes/kit/light.hpp"
#include "scenes/kit/measure.hpp"
#include "scenes/kit/words.hpp"
#include "trace/gathered.hpp"
#include "trace/ledger.hpp"

namespace theatre::scenes {

namespace {

constexpr std::size_t most_lines = 4;
constexpr std::size_t most_givers = 3;

struct Home {
  Picture& picture;
  const SceneInput& input;
  const StageLayout& layout;
  const Measure& measure;
  const trace::Head& head;
  int asks;
  float time;  // of the way from the givers to the asking word, eased

  const StageMetrics& m() const { return layout.metrics; }
  const Place& place(std::size_t i) const { return layout.places[i]; }
  float line() const { return 1.35F * m().type.small; }
  float above(const Place& p) const { return p.foot - p.height - 0.9F * line(); }

  // Lines over the asking word, from its head upwards, as many as fit below its lamp.
  void taken() {
    const Place& p = place(static_cast<std::size_t>(asks));
    const float room = above(p) - (p.tier == 0 ? m().mouth_y + 10
                                               : m().words_y[static_cast<std::size_t>(p.tier) - 1] + m().percent_drop +
                                                     m().type.small);
    const auto fit = static_cast<std::size_t>(std::max(1.0F, std::floor(room / line()) + 1));
    const auto found = trace::gathered(*input.trace, head, input.row.token, std::min(fit, most_lines));
    if (found.empty()) return nothing(p);
    for (std::size_t k = 0; k < found.size(); ++k) {
      const trace::Gathered& one = found[k];
      const std::string numbers = trace::shown(one.before) + " → " + trace::shown(one.after);
      const float y = above(p) - static_cast<float>(found.size() - 1 - k) * line();
      Label label{"home:" + std::to_string(one.column), one.name + "  " + numbers, p.x, y, m().type.small, 600};
      label.role = Role::value;
      label.on_dark = true;
      label.opacity = time * p.opacity;
      const float wide = measure(label.text, Font::sans, label.size, label.weight);
      const float half = wide / 2 + 6;
      label.x = std::clamp(p.x, m().left + half, std::max(m().left + half, m().right - half));
      HotSpot spot{label.id,
                   input_name() + " takes home " + one.name + ": " + numbers,
                   static_cast<double>(one.taken),
                   {label.x - half, y - 12, 2 * half, 24},
                   "explain-output",
                   one.column};
      spot.layer = input.row.layer;
      spot.head = input.row.head;
      give_way(spot.rect);
      picture.labels.push_back(std::move(label));
      picture.hotspots.push_back(std::move(spot));
    }
  }

  // Percents of the tier above that stand where it is written: they are in the bar, and in the names of hot spots.
  void give_way(const Rect& box) {
    std::erase_if(picture.labels, [&](const Label& label) {
      if (label.id.rfind("percent:", 0) != 0) return false;
      const float half = measure(label.text, label.font, label.size, label.weight) / 2;
      const bool across = label.x - half < box.x + box.w && label.x + half > box.x;
      return across && std::abs(label.y - (box.y + box.h / 2)) < label.size;
    });
  }

  void nothing(const Place& p) {
    Label label{"home", head.off ? "the head is silent" : "nothing with a name", p.x, above(p), m().type.small, 500};
    label.role = Role::text_3;
    label.on_dark = true;
    label.opacity = time * p.opacity;
    picture.labels.push_back(std::move(label));
  }

  std::string input_name() const { return words_on_stage(input).tokens[static_cast<std::size_t>(asks)].text; }

  // The words that hand over most, with the names of it.
  void given() {
    const std::size_t n = layout.places.size();
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto weight = [&](std::size_t j) { return head.weights(input.row.token, static_cast<Eigen::Index>(j)); };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return weight(a) > weight(b); });
    std::size_t givers = 0;
    for (const std::size_t j : order) {
      if (givers == most_givers) break;
      const auto names = trace::handed_over(head, input.row.token, static_cast<Eigen::Index>(j), 2);
      if (names.empty() || place(j).opacity <= 0) continue;
      ++givers;
      give(j, names);
    }
  }

  void give(std::size_t j, const std::vector<std::string>& names) {
    const Place& from = place(j);
    const Place& to = place(static_cast<std::size_t>(asks));
    std::string text = names.front();
    if (names.size() > 1) text += ", " + names.back();
    Label label{"gives:" + std::to_string(j), text, from.x, above(from), m().type.small, 500};
    label.role = Role::value;
    label.on_dark = true;
    // It sets out from the word that gives, and fades as it arrives; a pale copy of it stays.
    Label stays = label;
    stays.opacity = 0.75F * from.opacity;
    const float half = measure(text, Font::sans, label.size, 500) / 2;
    stays.x = std::clamp(from.x, m().left + half, std::max(m().left + half, m().right - half));
    if (input.travel && time < 1) {
      label.id += ":moving";
      label.x += (to.x - label.x) * time;
      label.y += (above(to) - label.y) * time;
      label.opacity = (1 - time * time) * from.opacity;
      picture.labels.push_back(label);
    }
    picture.labels.push_back(std::move(stays));
  }
};

}  // namespace

void add_what_is_taken_home(Picture& picture, const SceneInput& input, const StageLayout& layout,
                            const Measure& measure) {
  if (input.step <= softmax_step || input.reveal <= 0 || input.guessing || input.trace == nullptr) return;
  const trace::Head* head = trace::find_head(*input.trace, input.row.layer, input.row.head);
  const int asks = asking_place(input);
  if (head == nullptr || asks < 0 || static_cast<std::size_t>(asks) >= layout.places.size()) return;
  if (input.row.token < 0 || input.row.token >= head->weights.rows()) return;
  if (static_cast<std::size_t>(head->weights.cols()) != layout.places.size()) return;
  if (!head->parameters || head->parameters->value_names.empty()) return;
  if (layout.places[static_cast<std::size_t>(asks)].opacity <= 0) return;
  Home home{picture, input, layout, measure, *head, asks, ease_in_out(std::clamp(input.step_move, 0.0F, 1.0F))};
  home.given();
  home.taken();
}

}  // namespace theatre::scenes
