// A ledger's list of terms: label, factors, a bar, the product.
#include <algorithm>
#include <cmath>

#include "ui/kit/number_style.hpp"
#include "ui/ledger/sheet.hpp"

namespace theatre::ui {
namespace {

struct Columns {
  float label_end = 0;
  float left_start = 0, left_end = 0, times = 0, right_end = 0;
  float bar_start = 0, bar_end = 0;
  bool factors = false, bars = false;
};

std::string factor_text(float value) { return trace::shown(value); }

Columns columns_of(const Sheet& s, const LedgerSection& section) {
  Fonts& fonts = s.brush().fonts;
  float label = 60;
  float left = 0;
  float right = 0;
  float product = 0;
  Columns c;
  for (const LedgerTerm& t : section.terms) {
    label = std::max(label, fonts.width(t.label, Face::regular, 15));
    if (!std::isnan(t.product)) {
      product = std::max(product, fonts.width(signed_number(t.product), Face::mono, number_size));
    }
    if (!t.factors || t.collapsed > 0) continue;
    c.factors = true;
    left = std::max(left, fonts.width(factor_text(t.left), Face::mono, number_size));
    right = std::max(right, fonts.width(factor_text(t.right), Face::mono, number_size));
  }
  const float width = s.right - s.left;
  const float numbers = c.factors ? left + 27 + right : 0;
  // Bars get what is left, the longest label gives way first.
  float room = width - numbers - product - 42;
  // On a phone the names come before the bars.
  constexpr float phone = 360;
  const bool cut = label > room - 34;
  label = std::min(label, std::max(60.0F, room - 34));
  room -= label;
  c.bars = room >= 30 && !(cut && c.factors && width < phone);
  c.label_end = s.left + label;
  c.bar_end = s.right - product - 12;
  c.bar_start = c.bar_end - std::min(room, 132.0F);
  c.right_end = std::round(c.bar_start - 18);
  if (!c.bars) c.right_end = std::round(s.right - product - 20);
  c.times = c.right_end - right - 13;
  c.left_end = std::round(c.times - 13);
  c.left_start = c.left_end - left;
  return c;
}

// Where 0 lies in the column of bars, and how many px a 1 is.
struct Bars {
  float zero, scale;
};

Bars bars_of(const LedgerSection& section, const Columns& c) {
  float lowest = 0;
  float highest = 0;
  for (const LedgerTerm& t : section.terms) {
    if (!std::isfinite(t.product)) continue;
    lowest = std::min(lowest, t.product);
    highest = std::max(highest, t.product);
  }
  const float span = std::max(1e-9F, highest - lowest);
  return {std::round(c.bar_start + (c.bar_end - c.bar_start) * (-lowest / span)), (c.bar_end - c.bar_start) / span};
}

// The name of a term; that of the many small ones opens into all of them.
void draw_label(const Sheet& s, const LedgerTerm& t, const Columns& c, float middle, bool quiet) {
  const Brush& b = s.brush();
  const bool rest = t.collapsed > 0;
  const Colour words = quiet || rest ? s.p().text_3 : s.p().text_2;
  const float room =
      (rest || !t.factors ? c.bar_start - 8
                          : c.left_end - b.fonts.width(factor_text(t.left), Face::mono, number_size) - 10) -
      s.left;
  const std::string label = b.fonts.fit(t.label, Face::regular, 15, room);
  const float w = b.text(s.left, middle, label, Face::regular, 15, words);
  const bool all_zero = rest && t.product == 0;
  if (rest && !all_zero) {
    b.dots(s.left, s.left + w, middle + 10, words);
    if (s.f.button("rest", {s.left, middle - 13, w, 26})) s.f.state.all_terms = true;
    if (ImGui::IsItemHovered()) s.f.explain("Show all terms", "");
  } else if (!rest && label != t.label) {
    const Rect place{s.left, middle - 12, w, 24};
    if (contains(place, ImGui::GetMousePos()) && ImGui::IsWindowHovered()) s.f.explain(t.label, "");
  }
}

void draw_bar(const Sheet& s, const LedgerTerm& t, const Bars& bars, float middle) {
  const Brush& b = s.brush();
  b.fill({bars.zero - 1, middle - s.m.term / 2 + 1, 1, s.m.term - 2}, s.p().control);
  const float length = std::isfinite(t.product) ? t.product * bars.scale : 0;
  const float bar = std::min(9.0F, s.m.term * 0.3F);
  if (std::fabs(length) < 0.5F) return;
  const float x0 = length > 0 ? bars.zero : bars.zero - 1 + length;
  b.fill({x0, std::round(middle - bar), std::fabs(length), std::round(2 * bar)},
         t.product < 0 ? s.p().minus : s.p().plus, std::min(3.0F, std::fabs(length) / 2),
         t.collapsed > 0 ? 0.5F : 1.0F);
}

// A term and its two factors; a term that is still to come keeps its product back.
void name_term(const Sheet& s, const LedgerSection& section, const LedgerTerm& t, const Columns& c, float middle,
               bool quiet) {
  const std::string id = line_id(s, section) + ":" + std::to_string(&t - section.terms.data());
  const bool factors = c.factors && t.factors && t.collapsed == 0;
  const std::string left = factor_text(t.left), right = factor_text(t.right);
  std::string words = t.label + (factors ? ", " + left + " × " + right : "");
  const bool told = !quiet && !std::isnan(t.product);
  if (told) words += (factors ? " = " : ", ") + signed_number(t.product);
  const Rect line{s.left, middle - 13, s.right - s.left, 26};
  // Where the product leads nowhere of its own, the line leads to what asks.
  name_line(s, id, words, told ? t.product : 0, line, t.from ? t.from : t.left_from);
  if (!factors) return;
  const auto number = [&](const char* side, const char* whose, const std::string& text, float value, float end,
                          const std::optional<trace::Quantity>& from) {
    const float w = s.brush().fonts.width(text, Face::mono, number_size);
    name_line(s, id + side, t.label + whose + text, value, {end - w - 4, middle - 13, w + 8, 26}, from);
  };
  number(":left", ", first factor, ", left, t.left, c.left_end, t.left_from);
  number(":right", ", second factor, ", right, t.right, c.right_end, t.right_from);
}

}  // namespace

float draw_terms(const Sheet& s, float y, const LedgerSection& section, Progress progress, bool paint) {
  const float height = s.m.term * static_cast<float>(section.terms.size());
  if (!paint) return height;
  const Brush& b = s.brush();
  const Palette& p = s.p();
  const Columns c = columns_of(s, section);
  const Bars bars = bars_of(section, c);
  const bool quiet = progress == Progress::to_come;
  // At "Q K V" the factors are what has just been made; their products are still to come.
  const bool factors_now = quiet && c.factors && s.stage == Stage::qkv && section.stage == static_cast<int>(Stage::qkt);
  if (factors_now) {
    const float x0 = c.left_start - 10;
    b.fill({x0, y, c.right_end + 10 - x0, height}, p.now, 12);
  }
  float middle = y + s.m.term / 2;
  int i = 0;
  for (const LedgerTerm& t : section.terms) {
    ImGui::PushID(i++);
    draw_label(s, t, c, middle, quiet);
    if (c.factors && t.factors && t.collapsed == 0) {
      const Colour plain = quiet && !factors_now ? p.text_3 : p.text;
      draw_number(s, "left", c.left_end, middle, factor_text(t.left), accent_colour(p, t.left_accent, plain),
                  t.left_from);
      b.text(c.times, middle, "×", Face::mono, number_size, plain, 0);
      draw_number(s, "right", c.right_end, middle, factor_text(t.right), accent_colour(p, t.right_accent, plain),
                  t.right_from);
    }
    if (c.bars && !quiet) draw_bar(s, t, bars, middle);
    if (!quiet && !std::isnan(t.product)) {
      const Colour sign = t.product < 0 ? p.minus : p.plus;
      draw_number(s, "product", s.right, middle, signed_number(t.product), t.product == 0 ? p.text_3 : sign, t.from);
    }
    name_term(s, section, t, c, middle, quiet);
    ImGui::PopID();
    middle += s.m.term;
  }
  return height;
}

}  // namespace theatre::ui
