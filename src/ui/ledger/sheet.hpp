// The paper that a ledger is written on, and its parts: title, lists of terms, lines with a value, the bar of shares.
// Each part is laid out by the same function that paints it: `paint` false only gives its height.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "trace/ledger.hpp"
#include "ui/panel_state.hpp"

namespace theatre::ui {

using trace::Accent;
using trace::Ledger;
using trace::LedgerSection;
using trace::LedgerTerm;

constexpr float number_size = 15;  // JetBrains Mono: 9 px a figure, so that columns stand on whole pixels

// Of a section beside the step that is being worked on.
enum class Progress { done, now, to_come };

// How tall things are; tightened when the card is short.
struct Measures {
  float term = 36;
  float line = 42;
  float second = 40;  // a further line of the same step
};

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

// Names a line or a number of the ledger for those who don't point; what it leads on to, where it does.
void name_line(const Sheet& s, std::string id, std::string words, float value, const Rect& place,
               const std::optional<trace::Quantity>& from);
// "line:2", of the second section; "line:2:0" of its first term.
std::string line_id(const Sheet& s, const LedgerSection& section);

Progress progress_of(const Sheet& s, const LedgerSection& section);

// A sentence, broken into lines.
float draw_note(const Sheet& s, float y, std::string_view note, float left, bool paint);
// The question that the ledger answers, with an arrow back where it was opened from another.
float draw_title(const Sheet& s, float top, float right, bool paint);
// Words with dots under them that do something; gives whether they were clicked.
bool draw_link(const Sheet& s, const char* id, float x, float middle, std::string_view words, const char* says);
// A list with factors, bars and products (ledger_terms.cpp).
float draw_terms(const Sheet& s, float y, const LedgerSection& section, Progress progress, bool paint);
// A number that leads on to its own ledger.
void draw_number(const Sheet& s, const char* id, float right, float middle, const std::string& text, Colour colour,
                 const std::optional<trace::Quantity>& from, Face face = Face::mono, float size = number_size);
// "÷ √d_k   549.31 ÷ 8.77   62.63". Gives where its words end and its value begins.
struct Gap {
  float begin, end;
};
Gap draw_step_line(const Sheet& s, float middle, const LedgerSection& section, Progress progress, bool first, bool next,
                   bool paint = true);
float draw_shares(const Sheet& s, float y, const LedgerSection& section, bool paint);
// All sections, one under the other, what belongs to the step of now on lit ground (ledger_panel.cpp).
float draw_sections(const Sheet& s, float y, bool paint);

// The ledger of what the view has open, worked out when it changes; nullptr where there is none (ledger_panel.cpp).
const Ledger* current_ledger(const Frame& f, std::size_t most_terms);
inline constexpr float no_ledger_height = 56;
void draw_no_ledger(const Frame& f, const Rect& rect, float left, float right);  // the sentence that says why

// Where lines begin and end on a card.
struct Margins {
  float left, right;
};
inline Margins margins(const Rect& card) {
  const float side = card.w < 400 ? 16 : 20;
  return {card.x + side, card.x + card.w - side};
}

Colour accent_colour(const Palette& p, Accent accent, Colour plain);

}  // namespace theatre::ui
