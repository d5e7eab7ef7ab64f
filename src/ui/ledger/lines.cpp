// The parts of a ledger that are single lines: words, title, steps with their values, the bar of shares.
#include "ui/ledger/sheet.hpp"

#include <algorithm>
#include <cmath>

#include "trace/share.hpp"
#include "ui/kit/number_style.hpp"

namespace theatre::ui {
namespace {

constexpr float value_size = 17;
constexpr float disc_room = 28;  // from the margin to labels after a digit

// A label in which a lone q, k or v has its colour and √d_k is set as a formula.
float draw_label(const Brush& b, float x, float middle, std::string_view text, Face face, float size, Colour colour,
                 bool paint = true) {
  const float start = x;
  const auto put = [&](std::string_view words, Face with, Colour ink_colour) {
    if (words.empty()) return;
    x += paint ? b.text(x, middle, words, with, size, ink_colour) : b.fonts.width(words, with, size);
  };
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; };
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
// A number that this very ledger explains leads nowhere new.
bool explained_here(const Sheet& s, const trace::Quantity& q) {
  const trace::Quantity& own = s.ledger.quantity;
  if (q == own) return true;
  return trace::is_of_pair(own.kind) && trace::is_of_pair(q.kind) && own.layer == q.layer && own.head == q.head &&
         own.row == q.row && own.col == q.col;
}

// "65 %" for a weight, else the number.
std::string value_text(const Sheet& s, const LedgerSection& section) {
  const bool is_weight = section.from && section.from->kind == trace::Quantity::Kind::weight;
  if (!is_weight) return trace::shown(section.value);
  const trace::Quantity& q = *section.from;
  const trace::Head* head = trace::find_head(s.f.trace, q.layer, q.head);
  if (head == nullptr || q.row >= head->weights.rows()) return trace::shown(section.value);
  const auto whole = trace::percents(head->weights.row(q.row));
  const int rounded = whole[static_cast<std::size_t>(q.col)];
  // A share that rounds to nothing is printed more finely: "0.06 %".
  if (rounded == 0 && section.value > 0) return trace::shown(100 * section.value, true) + " %";
  return trace::percent_text(rounded);
}

}  // namespace

std::string line_id(const Sheet& s, const LedgerSection& section) {
  return "line:" + std::to_string(&section - s.ledger.sections.data());
}

void name_line(const Sheet& s, std::string id, std::string words, float value, const Rect& place,
               const std::optional<trace::Quantity>& from) {
  scenes::HotSpot spot;
  spot.id = std::move(id);
  spot.label = std::move(words);
  spot.value = static_cast<double>(value);
  spot.rect = place;
  if (from && !explained_here(s, *from)) {
    spot.action = "explain";
    spot.quantity = from;
  }
  s.f.name(std::move(spot));
}

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

Progress progress_of(const Sheet& s, const LedgerSection& section) {
  if (section.stage < 0) return Progress::done;
  if (section.stage == static_cast<int>(s.stage)) return Progress::now;
  return section.stage < static_cast<int>(s.stage) || !s.hide ? Progress::done : Progress::to_come;
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

float draw_title(const Sheet& s, float top, float right, bool paint) {
  const Brush& b = s.brush();
  float x = s.left;
  float middle = top + 28;
  const bool can_go_back = s.f.view.open.has_value();
  if (can_go_back) {
    const Rect place{x - 8, middle - 16, 32, 32};
    if (paint) {
      scenes::HotSpot spot;
      spot.id = "ledger-back";
      spot.label = "Back to the number before";
      spot.rect = place;
      spot.action = spot.id;
      s.f.name(std::move(spot));
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
      const float w =
          chip ? std::round(b.fonts.width(piece, Face::strong, 16)) + 17 : b.fonts.width(piece, Face::strong, 16);
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

bool draw_link(const Sheet& s, const char* id, float x, float middle, std::string_view words, const char* says) {
  const float w = s.brush().text(x, middle, words, Face::regular, 15, s.p().text_3);
  s.brush().dots(x, x + w, middle + 10, s.p().text_3);
  const bool clicked = s.f.button(id, {x - 4, middle - 14, w + 8, 28});
  if (ImGui::IsItemHovered()) s.f.explain(says, "");
  return clicked;
}

void draw_number(const Sheet& s, const char* id, float right, float middle, const std::string& text, Colour colour,
                 const std::optional<trace::Quantity>& from, Face face, float size) {
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

Gap draw_step_line(const Sheet& s, float middle, const LedgerSection& section, Progress progress, bool first, bool next,
                   bool paint) {
  const Brush& b = s.brush();
  const Palette& p = s.p();
  const bool quiet = progress == Progress::to_come;
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
  const bool show_working = !section.working.empty() && at > x + label_width + 6 && (!quiet || next);
  const Gap gap{show_working ? at + working_width : x + label_width, s.right - value_width};
  if (!paint) return gap;
  if (first && section.stage > 0) {
    const std::string digit = std::to_string(section.stage);
    const bool now = progress == Progress::now;
    b.disc(s.left + 10, middle, digit, now ? p.text : p.raised, now ? p.surface : p.text_2);
  }
  draw_label(b, x, middle, section.label, face, 15, words);
  if (show_working) draw_label(b, at, middle, section.working, Face::mono, number_size, quiet ? p.text_3 : p.text_2);
  if (quiet) {
    if (next) b.text(s.right, middle, "next", Face::regular, 15, p.text_3, 1);
  } else if (section.kind != LedgerSection::Kind::list) {
    draw_number(s, "value", s.right, middle, value, p.text, section.from, Face::mono_strong, size);
    const std::string working = section.working.empty() ? "" : ", " + section.working;
    name_line(s, line_id(s, section), section.label + working + " = " + value, section.value,
              {s.left, middle - 13, s.right - s.left, 26}, section.from);
  }
  return gap;
}

namespace {

// A piece of the bar of shares: the ledger turns to that word.
void name_share(const Sheet& s, const std::string& words, const LedgerTerm& term, const Rect& place) {
  const trace::Quantity& shown = s.ledger.quantity;
  scenes::HotSpot spot;
  spot.id = "share:" + std::to_string(term.token);
  spot.label = words;
  spot.value = static_cast<double>(term.product);
  spot.rect = place;
  spot.action = "pair";
  spot.token = term.token;
  spot.selected = term.token == shown.col;
  spot.quantity = trace::Quantity{trace::Quantity::Kind::weight, shown.layer, shown.head, shown.row, term.token, -1};
  s.f.name(std::move(spot));
}

}  // namespace

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
    if (const std::string words = t.label + ", " + trace::shown(t.product, true) + " of the light"; t.token >= 0) {
      name_share(s, words, t, place);
    }
    const Face face = is_chosen ? Face::medium : Face::regular;
    if (w > 20 && b.fonts.width(t.label, face, 14) + 8 <= w) {
      b.text(x + w / 2, y + height / 2, t.label, face, 14, is_chosen ? p.surface : p.text, 0);
    }
    if (contains({x - gap / 2, y, w + gap, height}, mouse)) under = &t;
    x += w + (apart(t) ? gap : 0);
  }
  const bool clicked = s.f.button("shares", {s.left, y, width, height});
  if (under != nullptr && ImGui::IsItemHovered()) {
    const trace::Text* asking = trace::text_of_row(s.f.trace, s.ledger.quantity);
    const auto row = static_cast<std::size_t>(s.ledger.quantity.row);
    s.f.explain((asking != nullptr ? asking->tokens[row].text : "") + " → " + under->label,
                trace::shown(under->product, true));
    if (clicked && under->token >= 0) s.f.choose(Action::Kind::choose_cell, s.ledger.quantity.row, under->token);
  }
  return height;
}

}  // namespace theatre::ui
