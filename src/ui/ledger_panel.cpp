// The ledger on screen: the chosen number's arithmetic, line under line, with the step that is being worked
// on lit.
#include <algorithm>
#include <cmath>

#include "trace/ledger.hpp"
#include "trace/share.hpp"
#include "ui/number_style.hpp"
#include "ui/panel_state.hpp"

namespace theatre::ui {
namespace {

using trace::Accent;
using trace::Ledger;
using trace::LedgerSection;
using trace::LedgerTerm;

constexpr float margin = 20;
constexpr float number_size = 15;  // JetBrains Mono: 9 px a figure, so that columns stand on whole pixels
constexpr float value_size = 17;
constexpr std::size_t every_term = 100000;

enum class Progress { done, now, to_come };

Colour accent_colour(const Palette& p, Accent accent, Colour plain) {
  switch (accent) {
    case Accent::query:
      return p.query;
    case Accent::key:
      return p.key;
    case Accent::value:
      return p.value;
    case Accent::weight:
      return p.weight;
    case Accent::plain:
      return plain;
  }
  return plain;
}

// How tall things are; tightened when the card is short.
struct Measures {
  float term = 36;
  float line = 42;
  float second = 40;  // a further line of the same step
};

constexpr float disc_room = 28;  // from the margin to labels after a digit

struct Sheet {
  const Frame& f;
  const Ledger& ledger;
  float left, right;  // px, inside the margins
  Measures m;
  Stage stage;
  bool hide;   // steps to come keep their values back
  bool notes;  // there is room for sentences

  const Brush& brush() const { return f.brush; }
  const Palette& p() const { return f.brush.colours; }
};

Progress progress_of(const Sheet& s, const LedgerSection& section) {
  if (section.stage < 0) return Progress::done;
  if (section.stage == static_cast<int>(s.stage)) return Progress::now;
  return section.stage < static_cast<int>(s.stage) || !s.hide ? Progress::done : Progress::to_come;
}

// --- Words
// -----------------------------------------------------------------------------------------------------

// A label in which a lone q, k or v has its colour and √d_k is set as a formula.
float draw_label(const Brush& b, float x, float middle, std::string_view text, Face face, float size,
                 Colour colour, bool paint = true) {
  const float start = x;
  const auto put = [&](std::string_view words, Face with, Colour ink_colour) {
    if (words.empty()) return;
    x += paint ? b.text(x, middle, words, with, size, ink_colour) : b.fonts.width(words, with, size);
  };
  const auto letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
  };
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    constexpr std::string_view root = "√d_k";
    if (text.substr(i, root.size()) == root) {
      put(text.substr(from, i - from), face, colour);
      const float small = 13;
      const float w = b.fonts.width("d", face, size) + b.fonts.width("k", face, small) + 1;
      if (paint) {
        const float inside = b.root(x + 1, middle, w, size, colour);
        const float after = b.text(inside, middle, "d", face, size, colour);
        b.text(inside + after, middle + 0.42F * size, "k", face, small, colour);
        x = inside + w;
      } else {
        x += 1 + 0.62F * size + w;
      }
      i += root.size() - 1;
      from = i + 1;
      continue;
    }
    const char c = text[i];
    const bool alone = (i == 0 || !letter(text[i - 1])) && (i + 1 == text.size() || !letter(text[i + 1]));
    if ((c == 'q' || c == 'k' || c == 'v') && alone && (i == 0 || text[i - 1] != '_')) {
      put(text.substr(from, i - from), face, colour);
      const Colour own = c == 'q' ? b.colours.query : c == 'k' ? b.colours.key : b.colours.value;
      put(text.substr(i, 1), face == Face::mono ? Face::mono : Face::strong, own);
      from = i + 1;
    }
  }
  put(text.substr(from), face, colour);
  return x - start;
}

// Lines of at most `width`, broken at spaces.
std::vector<std::string> wrapped(Fonts& fonts, std::string_view text, Face face, float size, float width) {
  std::vector<std::string> lines;
  std::string line;
  float used = 0;
  const float space = size * 0.28F;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    const float w = fonts.width(word, face, size);
    if (!line.empty() && used + space + w > width) {
      lines.push_back(std::move(line));
      line.clear();
      used = 0;
    }
    if (!line.empty()) {
      line += ' ';
      used += space;
    }
    line += word;
    used += w;
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

float draw_note(const Sheet& s, float y, std::string_view note, float left, bool paint) {
  const auto lines = wrapped(s.brush().fonts, note, Face::regular, 14, s.right - left);
  float used = 4;
  for (const std::string& line : lines) {
    if (paint) s.brush().text(left, y + used + 9, line, Face::regular, 14, s.p().text_3);
    used += 20;
  }
  return used + 4;
}

// --- Title
// ------------------------------------------------------------------------------------------------------

float draw_title(const Sheet& s, float top, float right, bool paint) {
  const Brush& b = s.brush();
  float x = s.left;
  float middle = top + 28;
  const bool can_go_back = s.f.view.open.has_value();
  if (can_go_back) {
    const Rect place{x - 8, middle - 16, 32, 32};
    if (paint) {
      if (s.f.button("back", place)) {
        Action action;
        action.kind = Action::Kind::back;
        s.f.actions.push_back(action);
      }
      if (ImGui::IsItemHovered()) {
        b.fill(place, s.p().raised, 16);
        s.f.explain("Back", "");
      }
      const ImU32 c = ink(s.p().text);
      b.list.PathLineTo({x + 7, middle - 5});
      b.list.PathLineTo({x + 2, middle});
      b.list.PathLineTo({x + 7, middle + 5});
      b.list.PathStroke(c, 0, 1.6F);
      b.line(x + 2, middle, x + 15, middle, s.p().text, 1.6F);
    }
    x += 32;
  }
  const float start = x;
  for (const trace::LedgerPart& part : s.ledger.title) {
    const bool chip = part.token >= 0;
    const std::string word = chip ? b.fonts.fit(part.text, Face::strong, 16, 150) : part.text;
    // Plain pieces may be longer than a line: they flow word by word.
    const auto flow = [&](std::string_view piece) {
      const float w = chip ? std::round(b.fonts.width(piece, Face::strong, 16)) + 17
                           : b.fonts.width(piece, Face::strong, 16);
      if (x + w > right && x > start) {
        x = start;
        middle += 31;
      }
      if (paint && chip) b.chip(x, middle, piece, accent_colour(s.p(), part.accent, s.p().text));
      if (paint && !chip) {
        b.text(x, middle, piece, Face::strong, 16, accent_colour(s.p(), part.accent, s.p().text));
      }
      x += w + 8;
    };
    if (chip || b.fonts.width(word, Face::strong, 16) <= right - x) {
      flow(word);
    } else {
      for (const std::string& line : wrapped(b.fonts, word, Face::strong, 16, right - start)) flow(line);
    }
  }
  return middle + 22 - top;
}

// --- Lists of terms
// ---------------------------------------------------------------------------------------------

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

// A number that this very ledger explains leads nowhere new.
bool explained_here(const Sheet& s, const trace::Quantity& q) {
  using Kind = trace::Quantity::Kind;
  const trace::Quantity& own = s.ledger.quantity;
  if (q == own) return true;
  const auto between = [](Kind kind) {
    return kind == Kind::product || kind == Kind::score || kind == Kind::weight;
  };
  return between(own.kind) && between(q.kind) && own.layer == q.layer && own.head == q.head &&
         own.row == q.row && own.col == q.col;
}

void draw_number(const Sheet& s, const char* id, float right, float middle, const std::string& text,
                 Colour colour, const std::optional<trace::Quantity>& from, Face face = Face::mono,
                 float size = number_size) {
  const Brush& b = s.brush();
  const float w = b.text(right, middle, text, face, size, colour, 1);
  if (!from || explained_here(s, *from)) return;
  b.dots(right - w, right, middle + 10, colour);
  if (s.f.button(id, {right - w - 4, middle - 13, w + 8, 26})) s.f.open(*from);
  if (ImGui::IsItemHovered()) {
    b.fill({right - w - 4, middle - 12, w + 8, 26}, colour, 5, 0.12F);
    const auto exact = trace::value_of(s.f.trace, *from);
    s.f.explain(trace::name_of(s.f.trace, *from), exact ? trace::shown(*exact, true) : text);
  }
}

float draw_terms(const Sheet& s, float y, const LedgerSection& section, Progress progress, bool paint) {
  const float height = s.m.term * static_cast<float>(section.terms.size());
  if (!paint) return height;
  const Brush& b = s.brush();
  const Palette& p = s.p();
  const Columns c = columns_of(s, section);

  float lowest = 0;
  float highest = 0;
  for (const LedgerTerm& t : section.terms) {
    if (!std::isfinite(t.product)) continue;
    lowest = std::min(lowest, t.product);
    highest = std::max(highest, t.product);
  }
  const float span = std::max(1e-9F, highest - lowest);
  const float zero = std::round(c.bar_start + (c.bar_end - c.bar_start) * (-lowest / span));
  const float scale = (c.bar_end - c.bar_start) / span;
  const bool quiet = progress == Progress::to_come;
  // At "Q K V" the factors are what has just been made; their products are still to come.
  const bool factors_now =
      quiet && c.factors && s.stage == Stage::qkv && section.stage == static_cast<int>(Stage::qkt);
  if (factors_now) {
    const float x0 = c.left_start - 10;
    b.fill({x0, y, c.right_end + 10 - x0, height}, p.now, 12);
  }
  float middle = y + s.m.term / 2;
  int i = 0;
  for (const LedgerTerm& t : section.terms) {
    ImGui::PushID(i++);
    const bool rest = t.collapsed > 0;
    const Colour words = quiet || rest ? p.text_3 : p.text_2;
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
    if (c.factors && t.factors && !rest) {
      const Colour plain = quiet && !factors_now ? p.text_3 : p.text;
      draw_number(s, "left", c.left_end, middle, factor_text(t.left), accent_colour(p, t.left_accent, plain),
                  t.left_from);
      b.text(c.times, middle, "×", Face::mono, number_size, plain, 0);
      draw_number(s, "right", c.right_end, middle, factor_text(t.right),
                  accent_colour(p, t.right_accent, plain), t.right_from);
    }
    const Colour sign = t.product < 0 ? p.minus : p.plus;
    if (c.bars && !quiet) {
      b.fill({zero - 1, middle - s.m.term / 2 + 1, 1, s.m.term - 2}, p.control);
      const float length = std::isfinite(t.product) ? t.product * scale : 0;
      const float bar = std::min(9.0F, s.m.term * 0.3F);
      if (std::fabs(length) >= 0.5F) {
        const float x0 = length > 0 ? zero : zero - 1 + length;
        b.fill({x0, std::round(middle - bar), std::fabs(length), std::round(2 * bar)}, sign,
               std::min(3.0F, std::fabs(length) / 2), rest ? 0.5F : 1.0F);
      }
    }
    if (!quiet && !std::isnan(t.product)) {
      draw_number(s, "product", s.right, middle, signed_number(t.product), t.product == 0 ? p.text_3 : sign,
                  t.from);
    }
    ImGui::PopID();
    middle += s.m.term;
  }
  return height;
}

// --- Steps and shares
// -------------------------------------------------------------------------------------------

// "65 %" for a weight, else the number.
std::string value_text(const Sheet& s, const LedgerSection& section) {
  const bool is_weight = section.from ? section.from->kind == trace::Quantity::Kind::weight
                                      : s.ledger.quantity.kind == trace::Quantity::Kind::weight &&
                                            section.stage == static_cast<int>(Stage::softmax) &&
                                            section.value == s.ledger.result;
  if (!is_weight) return trace::shown(section.value);
  const trace::Quantity q = section.from.value_or(s.ledger.quantity);
  const trace::Head* head = trace::find_head(s.f.trace, q.layer, q.head);
  if (head == nullptr || q.row >= head->weights.rows()) return trace::shown(section.value);
  const auto whole = trace::percents(head->weights.row(q.row));
  const int rounded = whole[static_cast<std::size_t>(q.col)];
  // A share that rounds to nothing is printed more finely: "0.06 %".
  if (rounded == 0 && section.value > 0) return trace::shown(100 * section.value, true) + " %";
  return trace::percent_text(rounded);
}

void draw_step_line(const Sheet& s, float middle, const LedgerSection& section, Progress progress, bool first,
                    bool next) {
  const Brush& b = s.brush();
  const Palette& p = s.p();
  const bool quiet = progress == Progress::to_come;
  if (first && section.stage > 0) {
    const std::string digit = std::to_string(section.stage);
    const bool now = progress == Progress::now;
    b.disc(s.left + 10, middle, digit, now ? p.text : p.raised, now ? p.surface : p.text_2);
  }
  const float x = s.left + disc_room;
  const Colour words = quiet ? p.text_3 : p.text;
  const Face face = quiet ? Face::regular : Face::medium;
  std::string value = value_text(s, section);
  const bool percent = value.size() > 2 && value.back() == '%';
  const float size = percent ? 19 : value_size;
  const float value_width = b.fonts.width(value, Face::mono_strong, size);
  // The working starts in one column for all lines; where it would touch the value it moves left.
  const float working_width = b.fonts.width(section.working, Face::mono, number_size);
  const float label_width = draw_label(b, x, middle, section.label, face, 15, words, false);
  float at = std::max(s.left + 0.46F * (s.right - s.left), x + label_width + 12);
  at = std::min(at, s.right - value_width - 14 - working_width);
  draw_label(b, x, middle, section.label, face, 15, words);
  const bool show_working = !section.working.empty() && at > x + label_width + 6 && (!quiet || next);
  if (show_working)
    draw_label(b, at, middle, section.working, Face::mono, number_size, quiet ? p.text_3 : p.text_2);
  if (quiet) {
    if (next) b.text(s.right, middle, "next", Face::regular, 15, p.text_3, 1);
  } else if (section.kind != LedgerSection::Kind::list) {
    draw_number(s, "value", s.right, middle, value, p.text, section.from, Face::mono_strong, size);
  }
}

float draw_shares(const Sheet& s, float y, const LedgerSection& section, bool paint) {
  constexpr float height = 26;
  if (!paint) return height;
  const Brush& b = s.brush();
  const Palette& p = s.p();
  const float width = s.right - s.left;
  const int chosen = s.ledger.quantity.col;
  float total = 0;
  for (const LedgerTerm& t : section.terms) total += std::max(0.0F, t.product);
  if (!(total > 0)) {
    b.edge({s.left, y, width, height}, p.control, 4);
    b.text(s.left + width / 2, y + height / 2, "everything is masked", Face::regular, 14, p.text_3, 0);
    return height;
  }
  // Neighbours that can be told apart have a gap between them.
  const auto apart = [&](const LedgerTerm& t) { return t.product * width / total >= 3; };
  const auto gaps = std::count_if(section.terms.begin(), section.terms.end(), apart);
  const float gap = gaps < 40 ? 2.0F : 0.0F;
  const float scale = (width - gap * static_cast<float>(std::max<std::ptrdiff_t>(0, gaps - 1))) / total;
  const Colour pale = mix(p.weight_map[1], p.weight_map[2], 0.2F);
  const ImVec2 mouse = ImGui::GetMousePos();
  const LedgerTerm* under = nullptr;
  float x = s.left;
  for (const LedgerTerm& t : section.terms) {
    if (!(t.product > 0)) continue;
    const float w = t.product * scale;
    const bool is_chosen = t.token == chosen;
    const Rect place{x, y, w, height};
    b.fill(place, is_chosen ? p.weight : pale, std::min(4.0F, w / 2));
    const Face face = is_chosen ? Face::medium : Face::regular;
    if (w > 20 && b.fonts.width(t.label, face, 14) + 8 <= w) {
      b.text(x + w / 2, y + height / 2, t.label, face, 14, is_chosen ? p.surface : p.text, 0);
    }
    if (contains({x - gap / 2, y, w + gap, height}, mouse)) under = &t;
    x += w + (apart(t) ? gap : 0);
  }
  const bool clicked = s.f.button("shares", {s.left, y, width, height});
  if (under != nullptr && ImGui::IsItemHovered()) {
    s.f.explain(s.f.word(s.ledger.quantity.row) + " → " + under->label, trace::shown(under->product, true));
    if (clicked && under->token >= 0)
      s.f.choose(Action::Kind::choose_cell, s.ledger.quantity.row, under->token);
  }
  return height;
}

// --- All of it
// --------------------------------------------------------------------------------------------------

float draw_sections(const Sheet& s, float y, bool paint) {
  const Palette& p = s.p();
  const float begin = y;
  const auto& sections = s.ledger.sections;
  int before = -2;
  bool next_given = false;
  for (std::size_t i = 0; i < sections.size();) {
    // All lines of one step stand on one ground.
    std::size_t end = i + 1;
    const int stage = sections[i].stage;
    while (end < sections.size() && stage >= 0 && sections[end].stage == stage) ++end;
    const Progress progress = progress_of(s, sections[i]);
    const bool next = progress == Progress::to_come && !next_given;
    if (next) next_given = true;
    const auto lay = [&](float at, bool really) {
      const float start = at;
      bool first = stage != before;
      for (std::size_t j = i; j < end; ++j) {
        const LedgerSection& section = sections[j];
        ImGui::PushID(static_cast<int>(j));
        switch (section.kind) {
          case LedgerSection::Kind::terms:
          case LedgerSection::Kind::list: {
            const bool list = section.kind == LedgerSection::Kind::list;
            if (list && !section.label.empty()) {
              if (really) draw_step_line(s, at + s.m.line / 2, section, progress, first, next);
              at += s.m.line;
              first = false;
            }
            if (list && progress == Progress::to_come) break;
            at += draw_terms(s, at, section, progress, really);
            if (s.f.state.all_terms) {
              if (really) {
                const float w =
                    s.brush().text(s.left, at + 13, "only the largest", Face::regular, 15, p.text_3);
                s.brush().dots(s.left, s.left + w, at + 23, p.text_3);
                if (s.f.button("fewer", {s.left, at, w, 26})) s.f.state.all_terms = false;
                if (ImGui::IsItemHovered()) s.f.explain("Show the largest only", "");
              }
              at += 30;
            }
            if (!list) {
              at += 3;
              if (really) s.brush().fill({s.left, std::round(at), s.right - s.left, 1.5F}, p.text);
              if (really) draw_step_line(s, at + s.m.line / 2, section, progress, first, next);
              at += s.m.line;
              first = false;
            }
            break;
          }
          case LedgerSection::Kind::step: {
            const float h = first || j == i ? s.m.line : s.m.second;
            if (really) draw_step_line(s, at + h / 2, section, progress, first, next && j == i);
            at += h;
            first = false;
            break;
          }
          case LedgerSection::Kind::shares:
            if (progress != Progress::to_come) {
              at += 3;
              at += draw_shares(s, at, section, really) + 12;
            }
            break;
          case LedgerSection::Kind::note:
            break;
        }
        if (!section.note.empty() && progress != Progress::to_come &&
            ((s.notes && (progress == Progress::now || !s.hide)) ||
             (section.kind == LedgerSection::Kind::note && (progress == Progress::now || stage < 0)))) {
          if (section.kind == LedgerSection::Kind::note) at += 4;
          at += draw_note(s, at, section.note, s.left, really);
        }
        ImGui::PopID();
      }
      return at - start;
    };
    if (paint && progress == Progress::now) {
      const float h = lay(y, false);
      s.brush().fill({s.left - 12, y, s.right - s.left + 24, h}, p.now, 12);
    }
    y += lay(y, paint);
    before = stage;
    i = end;
  }
  return y - begin;
}

// A trace may hold weights alone, e.g. an illustration: then there is nothing to explain them with.
bool has_working(const Frame& f, const trace::Quantity& q) {
  using Kind = trace::Quantity::Kind;
  const trace::Head* head = trace::find_head(f.trace, q.layer, q.head);
  if (q.kind == Kind::embedding || q.kind == Kind::residual || q.kind == Kind::hidden || head == nullptr)
    return true;
  const auto words = static_cast<Eigen::Index>(f.trace.size());
  for (const trace::Matrix* m :
       {&head->q, &head->k, &head->v, &head->products, &head->scores, &head->weights}) {
    if (m->rows() != words) return false;
  }
  return true;
}

const Ledger* current_ledger(const Frame& f, std::size_t most_terms) {
  PanelState& s = f.state;
  const trace::Quantity q = shown_quantity(f.view, f.trace);
  const bool word = f.view.stage == Stage::embed && !f.view.open;
  if (s.ledger_is_word != word || s.ledger_version != s.version || !(s.ledger_of == q) ||
      s.ledger_terms != most_terms) {
    s.ledger.reset();
    s.no_ledger.clear();
    if (word) {
      s.ledger = describe_word(f.trace, f.head, f.view.row,
                               s.summary.limit[static_cast<std::size_t>(Slot::x)], most_terms);
    } else if (!has_working(f, q)) {
      s.no_ledger = "The numbers behind this one are not kept.";
    } else if (auto made = trace::explain(f.trace, q, most_terms)) {
      s.ledger = std::move(made).value();
    } else {
      s.no_ledger = made.error();
    }
    s.ledger_is_word = word;
    s.ledger_version = s.version;
    s.ledger_of = q;
    s.ledger_terms = most_terms;
  }
  return s.ledger ? &*s.ledger : nullptr;
}

}  // namespace

float draw_ledger(const Frame& f, const Rect& rect) {
  const float side = rect.w < 400 ? 16 : margin;
  const float left = rect.x + side;
  const float right = rect.x + rect.w - side;
  const bool fixed = rect.h > 0;
  const float title_right = right - (fixed ? 0 : 40);  // the drawer's cross stands there
  // First as airy as the look, then tighter: sentences go first, then the list gets shorter.
  struct Try {
    std::size_t terms;
    Measures measures;
    bool notes;
  };
  constexpr Try tries[] = {{8, {36, 42, 40}, true},  {8, {36, 42, 40}, false}, {8, {30, 40, 36}, true},
                           {8, {30, 40, 36}, false}, {8, {26, 38, 34}, false}, {7, {26, 37, 33}, false},
                           {6, {26, 36, 32}, false}, {5, {26, 36, 32}, false}, {4, {26, 36, 32}, false},
                           {3, {26, 34, 30}, false}, {2, {26, 34, 30}, false}};
  const bool free = !fixed || f.state.all_terms;
  float height = 0;
  for (const Try& attempt : tries) {
    const Ledger* ledger = current_ledger(f, f.state.all_terms ? every_term : attempt.terms);
    if (ledger == nullptr) {
      f.brush.text(left, rect.y + 28,
                   f.brush.fonts.fit(f.state.no_ledger, Face::regular, 15, title_right - left), Face::regular,
                   15, f.brush.colours.text_3);
      return 56;
    }
    const Sheet s{f,
                  *ledger,
                  left,
                  right,
                  free ? tries[2].measures : attempt.measures,
                  f.view.stage,
                  !f.view.open,
                  free || attempt.notes};
    const float title = draw_title(s, rect.y, title_right, false);
    height = title + draw_sections(s, rect.y, false) + 8;
    const bool last = &attempt == &tries[std::size(tries) - 1];
    if (!free && height > rect.h && !last) continue;
    ImGui::PushID("ledger");
    draw_title(s, rect.y, title_right, true);
    draw_sections(s, rect.y + title, true);
    ImGui::PopID();
    break;
  }
  return height;
}

}  // namespace theatre::ui
