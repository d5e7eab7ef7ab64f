// The ledger of a pair of words as a picture: query and keys as arrows in one plane. A tip can be dragged, and the
// score, the share and the output follow.
#pragma once

#include "ui/ledger/sheet.hpp"

namespace theatre::ui {

// Is this ledger about a query and a key?
bool has_arrows(const Ledger& ledger);

// Does the view ask for arrows, and is what it shows about a query and a key?
bool shows_arrows(const Frame& f);

// "as arrows", or back "as a list": between what a line says and its value. False, and nothing drawn, where it doesn't
// fit.
bool draw_arrows_link(const Sheet& s, float middle, const Gap& gap, bool paint);

// In place of draw_ledger(); the same rules.
float draw_arrows(const Frame& f, const Rect& rect);

}  // namespace theatre::ui
