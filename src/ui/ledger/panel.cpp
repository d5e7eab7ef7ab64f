// The ledger on screen: the chosen number's arithmetic, line under line, with the step that is being worked
// on lit.
#include <algorithm>
#include <cmath>

#include "trace/ledger.hpp"
#include "ui/arrows/arrows.hpp"
#include "ui/ledger/sheet.hpp"

namespace theatre::ui {
namespace {

constexpr std::size_t every_term = 100000;

// A trace may hold weights alone, e.g. an illustration: then there is nothing to explain them with.
bool has_working(const Frame& f, const trace::Quantity& q) {
  using Kind = trace::Quantity::Kind;
  const trace::Head* head = trace::find_head(f.trace, q.layer, q.head);
  if (q.kind == Kind::embedding || q.kind == Kind::residual || q.kind == Kind::hidden || head == nullptr) return true;
  return trace::is_whole(*head);
}

}  // namespace

const Ledger* current_ledger(const Frame& f, std::size_t most_terms) {
  PanelState& s = f.state;
  const trace::Quantity q = shown_quantity(f.view, f.trace);
  const bool word = (f.view.stage == Stage::embed || f.shown == nullptr) && !f.view.open;
  if (s.ledger_is_word != word || s.ledger_version != s.version || !(s.ledger_of == q) ||
      s.ledger_terms != most_terms) {
    s.ledger.reset();
    s.no_ledger.clear();
    if (word) {
      s.ledger = describe_word(f, f.view.row, s.summary.limit[static_cast<std::size_t>(Slot::x)], most_terms);
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

void draw_no_ledger(const Frame& f, const Rect& rect, float left, float right) {
  f.brush.text(left, rect.y + 28, f.brush.fonts.fit(f.state.no_ledger, Face::regular, 15, right - left), Face::regular,
               15, f.brush.colours.text_3);
}

namespace {

// What a section's lines have to know of the step they belong to.
struct Lines {
  Progress progress;
  bool next;   // of the steps to come, the very next
  bool first;  // no line of this step stands above
};

// A list that adds up, with its sum below; or one that doesn't, with its name above.
float draw_listed(const Sheet& s, float at, const LedgerSection& section, Lines& lines, bool paint) {
  const float start = at;
  const bool list = section.kind == LedgerSection::Kind::list;
  if (list && !section.label.empty()) {
    if (paint) draw_step_line(s, at + s.m.line / 2, section, lines.progress, lines.first, lines.next);
    at += s.m.line;
    lines.first = false;
  }
  if (list && lines.progress == Progress::to_come) return at - start;
  at += draw_terms(s, at, section, lines.progress, paint);
  if (s.f.state.all_terms) {
    if (paint && draw_link(s, "fewer", s.left, at + 13, "only the largest", "Show the largest only")) {
      s.f.state.all_terms = false;
    }
    at += 30;
  }
  if (list) return at - start;
  at += 3;
  if (paint) s.brush().fill({s.left, std::round(at), s.right - s.left, 1.5F}, s.p().text);
  const Gap gap = draw_step_line(s, at + s.m.line / 2, section, lines.progress, lines.first, lines.next, paint);
  const bool arrows =
      has_arrows(s.ledger) && section.stage == static_cast<int>(Stage::qkt) && lines.progress != Progress::to_come;
  const bool fits = arrows && draw_arrows_link(s, at + s.m.line / 2, gap, paint);
  at += s.m.line;
  if (arrows && !fits) {
    draw_arrows_link(s, at + 12, {s.left + 12, s.right}, paint);
    at += 28;
  }
  lines.first = false;
  return at - start;
}

// `leads`: the first of its step.
float draw_section(const Sheet& s, float at, const LedgerSection& section, Lines& lines, bool leads, bool paint) {
  const float start = at;
  switch (section.kind) {
    case LedgerSection::Kind::terms:
    case LedgerSection::Kind::list:
      at += draw_listed(s, at, section, lines, paint);
      break;
    case LedgerSection::Kind::step: {
      const float h = lines.first || leads ? s.m.line : s.m.second;
      if (paint) draw_step_line(s, at + h / 2, section, lines.progress, lines.first, lines.next && leads);
      at += h;
      lines.first = false;
      break;
    }
    case LedgerSection::Kind::shares:
      if (lines.progress == Progress::to_come) break;
      at += 3;
      at += draw_shares(s, at, section, paint) + 12;
      break;
    case LedgerSection::Kind::note:
      break;
  }
  const bool note = section.kind == LedgerSection::Kind::note;
  const bool now = lines.progress == Progress::now;
  const bool told = (s.notes && (now || !s.hide)) || (note && (now || section.stage < 0));
  if (section.note.empty() || lines.progress == Progress::to_come || !told) return at - start;
  if (note) at += 4;
  return at + draw_note(s, at, section.note, s.left, paint) - start;
}

}  // namespace

float draw_sections(const Sheet& s, float y, bool paint) {
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
      Lines lines{progress, next, stage != before};
      for (std::size_t j = i; j < end; ++j) {
        ImGui::PushID(static_cast<int>(j));
        at += draw_section(s, at, sections[j], lines, j == i, really);
        ImGui::PopID();
      }
      return at - start;
    };
    if (paint && progress == Progress::now) {
      const float h = lay(y, false);
      s.brush().fill({s.left - 12, y, s.right - s.left + 24, h}, s.p().now, 12);
    }
    y += lay(y, paint);
    before = stage;
    i = end;
  }
  return y - begin;
}

float draw_ledger(const Frame& f, const Rect& rect) {
  if (shows_arrows(f)) return draw_arrows(f, rect);
  const auto [left, right] = margins(rect);
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
      draw_no_ledger(f, rect, left, title_right);
      return no_ledger_height;
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
