#include "ui/arrows/arrows.hpp"

#include <algorithm>
#include <cmath>

#include "trace/plane.hpp"

namespace theatre::ui {
namespace {

using trace::Point;
using trace::Quantity;
using trace::RowVector;
using trace::Side;

constexpr float tip_radius = 8;
constexpr float least_room = 0.35F;  // on every side of the origin, of the longest arrow: to turn into
constexpr float name_room = 84;      // px beside the tips, for the words
constexpr float lowest_picture = 180;
constexpr float caption = 26;
constexpr std::size_t outputs_shown = 2;
constexpr float nudge = 1.0F / 16;  // of the longest arrow, for one press of a key

ImVec2 operator-(ImVec2 a, ImVec2 b) { return {a.x - b.x, a.y - b.y}; }
float length(ImVec2 v) { return std::hypot(v.x, v.y); }

// --- The ledger in brief: the sum, the score, the share, and what is taken away.

LedgerSection output_of(const Frame& f, const Quantity& pair) {
  const trace::Head& head = f.head;
  LedgerSection section;
  section.kind = LedgerSection::Kind::list;
  section.stage = static_cast<int>(Stage::mix);
  section.label = "Output of " + f.query(pair.row);
  std::vector<int> columns(static_cast<std::size_t>(head.output.cols()));
  for (std::size_t c = 0; c < columns.size(); ++c) columns[c] = static_cast<int>(c);
  const auto size = [&](int c) { return std::fabs(head.output(pair.row, c)); };
  std::stable_sort(columns.begin(), columns.end(), [&](int a, int b) { return size(a) > size(b); });
  columns.resize(std::min(columns.size(), outputs_shown));
  while (columns.size() > 1 && size(columns.back()) == 0) columns.pop_back();
  for (const int c : columns) {
    LedgerTerm term;
    term.label = value_name(head, c);
    term.factors = false;
    term.product = head.output(pair.row, c);
    term.from = Quantity{Quantity::Kind::output, head.layer, head.index, pair.row, c, -1};
    section.terms.push_back(std::move(term));
  }
  return section;
}

// The steps within softmax are folded into one line; the list tells them.
Ledger in_brief(const Frame& f, const Ledger& whole) {
  Ledger out;
  out.quantity = whole.quantity;
  out.title = whole.title;
  out.result = whole.result;
  for (const LedgerSection& section : whole.sections) {
    const auto stage = static_cast<Stage>(section.stage);
    const bool masked = section.label == "mask";
    const bool share = !masked && section.from && section.from->kind == Quantity::Kind::weight;
    if (stage == Stage::mix || section.kind == LedgerSection::Kind::note) continue;
    if (stage == Stage::softmax && section.kind == LedgerSection::Kind::step && !share && !masked) continue;
    LedgerSection brief = section;
    brief.note.clear();
    if (section.kind == LedgerSection::Kind::terms) brief.terms.clear();
    if (share) {
      brief.label = "softmax";
      brief.working.clear();
    }
    out.sections.push_back(std::move(brief));
  }
  out.sections.push_back(output_of(f, whole.quantity));
  return out;
}

// --- The picture

struct Picture {
  const Sheet& s;
  ArrowState& state;
  Rect box;
  int row, column;
  ImVec2 centre;                 // where all arrows begin
  float query_scale, key_scale;  // px for a length of 1

  ImVec2 origin() const { return centre; }
  ImVec2 at(Point p, Side side) const {
    const float scale = side == Side::query ? query_scale : key_scale;
    return {origin().x + p.x * scale, origin().y - p.y * scale};
  }
  Point point(ImVec2 place, Side side) const {
    const float scale = side == Side::query ? query_scale : key_scale;
    return {(place.x - origin().x) / scale, (origin().y - place.y) / scale};
  }
  RowVector vector(Side side) const {
    const trace::Head& head = s.f.head;
    return side == Side::query ? RowVector(head.q.row(row)) : RowVector(head.k.row(column));
  }
  ImVec2 tip(Side side) const { return at(state.plane->shadow(vector(side)), side); }
};

// What the vector was before a hand turned it.
RowVector computed(const trace::Head& head, Side side, int row) {
  if (head.turned && head.turned->side == side && head.turned->row == row) {
    return Eigen::Map<const RowVector>(head.turned->was.data(), static_cast<Eigen::Index>(head.turned->was.size()));
  }
  return side == Side::query ? head.q.row(row) : head.k.row(row);
}

// The plane stays while the arrows are turned; another pair, or other numbers from the model, get a new one.
void lay_plane(const Frame& f, const Quantity& pair) {
  ArrowState& state = f.state.arrows;
  const RowVector query = computed(f.head, Side::query, pair.row), key = computed(f.head, Side::key, pair.col);
  const auto same = [](const RowVector& a, const RowVector& b) { return a.size() == b.size() && a == b; };
  if (state.plane && state.pair == pair && same(state.query, query) && same(state.key, key)) return;
  state.pair = pair;
  state.query = query;
  state.key = key;
  const RowVector q = f.head.q.row(pair.row), k = f.head.k.row(pair.col);
  state.plane.emplace(q, k, f.head.k);
  state.query_reach = std::max(q.norm(), query.norm());
  if (!(state.query_reach > 0)) state.query_reach = std::max(1.0F, f.head.q.rowwise().norm().maxCoeff());
  state.key_reach = 0;
  for (Eigen::Index j = 0; j < f.head.k.rows(); ++j) {
    const Point shadow = state.plane->shadow(f.head.k.row(j));
    state.key_reach = std::max(state.key_reach, std::hypot(shadow.x, shadow.y));
  }
  if (!(state.key_reach > 0)) state.key_reach = 1;
  state.low = {-least_room, -least_room};
  state.high = {least_room, least_room};
  const auto cover = [&](Point tip, float reach) {
    state.low = {std::min(state.low.x, tip.x / reach), std::min(state.low.y, tip.y / reach)};
    state.high = {std::max(state.high.x, tip.x / reach), std::max(state.high.y, tip.y / reach)};
  };
  cover(state.plane->shadow(q), state.query_reach);
  cover(state.plane->shadow(query), state.query_reach);
  for (Eigen::Index j = 0; j < f.head.k.rows(); ++j) cover(state.plane->shadow(f.head.k.row(j)), state.key_reach);
}

// All arrows fit into the box, as large as they can be.
Picture laid(const Sheet& s, const Rect& box, const Quantity& pair) {
  const ArrowState& state = s.f.state.arrows;
  const float beside = std::min(name_room, box.w / 5), above = 2 * tip_radius;
  const float across = state.high.x - state.low.x, up = state.high.y - state.low.y;
  const float scale = std::max(1.0F, std::min((box.w - 2 * beside) / across, (box.h - 2 * above) / up));
  const ImVec2 origin{std::round(box.x + box.w / 2 - scale * (state.low.x + state.high.x) / 2),
                      std::round(box.y + box.h / 2 + scale * (state.low.y + state.high.y) / 2)};
  return {s, s.f.state.arrows, box, pair.row, pair.col, origin, scale / state.query_reach, scale / state.key_reach};
}

void draw_arrow(const Brush& b, ImVec2 from, ImVec2 to, Colour colour, float thickness, float opacity) {
  const ImVec2 way = to - from;
  const float reach = length(way);
  if (reach < 1) return;
  const float head = std::min(reach, 5 + 2.2F * thickness);
  const ImVec2 along{way.x / reach, way.y / reach}, across{-along.y, along.x};
  const ImVec2 neck{to.x - head * along.x, to.y - head * along.y};
  const float half = 0.42F * head;
  b.list.AddLine(from, neck, ink(colour, opacity), thickness);
  b.list.AddTriangleFilled(to, {neck.x + half * across.x, neck.y + half * across.y},
                           {neck.x - half * across.x, neck.y - half * across.y}, ink(colour, opacity));
}

void draw_dashes(const Brush& b, ImVec2 from, ImVec2 to, Colour colour, float opacity) {
  constexpr float dash = 4, period = 8;
  const ImVec2 way = to - from;
  const float reach = length(way);
  for (float at = 0; at < reach; at += period) {
    const float end = std::min(reach, at + dash);
    b.list.AddLine({from.x + way.x * at / reach, from.y + way.y * at / reach},
                   {from.x + way.x * end / reach, from.y + way.y * end / reach}, ink(colour, opacity), 1.4F);
  }
}

// Words beside tips; one that would cover another is left out, the pointer still finds it.
class Names {
 public:
  Names(const Brush& brush, const Rect& box) : brush_(brush), box_(box) {}

  void put(ImVec2 origin, ImVec2 tip, const std::string& word, Face face, Colour colour, bool always) {
    constexpr float size = 14, height = 18;
    const std::string shown = brush_.fonts.fit(word, face, size, 120);
    const float w = brush_.fonts.width(shown, face, size);
    // On the far side of the tip, else above or below it; inside the picture.
    const float side = tip.x < origin.x - 1 ? tip.x - w - 12 : tip.x + 12, middle = tip.x - w / 2;
    const ImVec2 spots[] = {{side, tip.y - height / 2},
                            {middle, tip.y - height - 6},
                            {middle, tip.y + 6},
                            {side, tip.y - height - 6},
                            {side, tip.y + 6}};
    Rect place{};
    bool clear = false;
    for (const ImVec2& spot : spots) {
      place = {std::clamp(spot.x, box_.x + 4, std::max(box_.x + 4, box_.x + box_.w - w - 4)),
               std::clamp(spot.y, box_.y + 2, std::max(box_.y + 2, box_.y + box_.h - height - 2)), w, height};
      clear = std::none_of(taken_.begin(), taken_.end(), [&](const Rect& r) {
        return r.x < place.x + place.w + 3 && place.x < r.x + r.w + 3 && r.y < place.y + place.h && place.y < r.y + r.h;
      });
      if (clear) break;
    }
    if (!clear && !always) return;
    if (!clear) place = {spots[0].x, spots[0].y, w, height};
    taken_.push_back(place);
    brush_.text(place.x, place.y + height / 2, shown, face, size, colour);
  }
  void keep_free(ImVec2 tip, float radius) {
    taken_.push_back({tip.x - radius, tip.y - radius, 2 * radius, 2 * radius});
  }
  void keep_free(ImVec2 from, ImVec2 to) {
    constexpr int spots = 12;
    for (int i = 0; i < spots; ++i) {
      const float share = (static_cast<float>(i) + 0.5F) / spots;
      keep_free({from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)}, 3.0F);
    }
  }

 private:
  const Brush& brush_;
  Rect box_;
  std::vector<Rect> taken_;
};

// An arrow by name: its length, and the product it is a part of.
void name_arrow(const Picture& p, Side side, int word, ImVec2 tip) {
  const Frame& f = p.s.f;
  const bool query = side == Side::query;
  const int column = query ? p.column : word;
  const float reach = query ? f.head.q.row(word).norm() : f.head.k.row(word).norm();
  scenes::HotSpot spot;
  spot.id = (query ? "arrow:q:" : "arrow:k:") + std::to_string(word);
  spot.label = (query ? "Arrow q of " + f.query(word) : "Arrow k of " + f.key(word)) + ", length " +
               trace::shown(reach) + ", q · k " + trace::shown(f.head.products(p.row, column));
  spot.value = static_cast<double>(reach);
  spot.rect = {tip.x - 14, tip.y - 14, 28, 28};
  spot.selected = query || word == p.column;
  spot.action = query || word == p.column ? "explain" : "pair";
  spot.quantity = Quantity{Quantity::Kind::product, f.head.layer, f.head.index, p.row, column, -1};
  f.name(std::move(spot));
}

// The other words' keys, as far as the query sees them; gives the one under the pointer, or −1.
int draw_other_keys(const Picture& p, Names& names, bool hovered) {
  const Frame& f = p.s.f;
  const Palette& colours = p.s.p();
  int under = -1;
  float nearest = 14;
  std::vector<int> order;
  for (int j = 0; j < static_cast<int>(f.looked_at.size()); ++j) {
    if (j != p.column) order.push_back(j);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](int a, int b) { return f.head.weights(p.row, a) > f.head.weights(p.row, b); });
  for (const int j : order) {
    const ImVec2 tip = p.at(p.state.plane->shadow(f.head.k.row(j)), Side::key);
    const float distance = length(tip - ImGui::GetMousePos());
    if (hovered && distance < nearest) {
      nearest = distance;
      under = j;
    }
  }
  for (const int j : order) names.keep_free(p.origin(), p.at(p.state.plane->shadow(f.head.k.row(j)), Side::key));
  for (const int j : order) {
    const ImVec2 tip = p.at(p.state.plane->shadow(f.head.k.row(j)), Side::key);
    const bool lit = j == under;
    draw_arrow(p.s.brush(), p.origin(), tip, colours.key, 1.4F, lit ? 1.0F : 0.6F);
    names.put(p.origin(), tip, f.key(j), Face::regular, lit ? colours.text : colours.text_3, lit);
    name_arrow(p, Side::key, j, tip);
  }
  return under;
}

// The query's shadow on the key: their product is its length times the key's, with its sign.
void draw_shadow(const Picture& p, ImVec2 query_tip, ImVec2 key_tip) {
  const ImVec2 key = key_tip - p.origin(), query = query_tip - p.origin();
  const float reach = length(key);
  if (reach < 1) return;
  const float along = (query.x * key.x + query.y * key.y) / reach;
  const ImVec2 foot{p.origin().x + key.x / reach * along, p.origin().y + key.y / reach * along};
  draw_dashes(p.s.brush(), query_tip, foot, p.s.p().text_3, 0.8F);
  p.s.brush().list.AddLine(p.origin(), foot, ink(along < 0 ? p.s.p().minus : p.s.p().plus, 0.55F), 7);
}

// Takes a tip, moves it, lets it go.
void drag(const Picture& p, const Rect& box) {
  ArrowState& state = p.state;
  const ImVec2 mouse = ImGui::GetMousePos();
  if (ImGui::IsItemActivated()) {
    const float to_query = length(mouse - p.tip(Side::query)), to_key = length(mouse - p.tip(Side::key));
    state.grabbed.reset();
    if (std::min(to_query, to_key) < arrow_grip) state.grabbed = to_query <= to_key ? Side::query : Side::key;
    if (state.grabbed) state.hold = p.tip(*state.grabbed) - mouse;
    state.dragged = false;
  }
  if (!ImGui::IsItemActive()) state.grabbed.reset();
  if (!state.grabbed) return;
  p.s.f.state.dragging_map = true;  // the paper under it doesn't scroll
  if (ImGui::IsMouseDragging(ImGuiMouseButton_Left, 2)) state.dragged = true;
  const Rect inside = inset(box, tip_radius + 1);
  const ImVec2 to{std::clamp(mouse.x + state.hold.x, inside.x, inside.x + inside.w),
                  std::clamp(mouse.y + state.hold.y, inside.y, inside.y + inside.h)};
  if (!state.dragged || length(to - state.target) < 0.01F) return;
  state.target = to;
  p.s.f.turn(*state.grabbed, *state.grabbed == Side::query ? p.row : p.column,
             state.plane->moved(p.vector(*state.grabbed), p.point(to, *state.grabbed)));
}

// Shift and the arrow keys move the query's tip, with Alt the key's.
void move_by_keys(const Picture& p) {
  const ImGuiIO& io = ImGui::GetIO();
  if (!io.KeyShift || io.WantTextInput) return;
  const float x = static_cast<float>(ImGui::IsKeyPressed(ImGuiKey_RightArrow)) -
                  static_cast<float>(ImGui::IsKeyPressed(ImGuiKey_LeftArrow));
  const float y = static_cast<float>(ImGui::IsKeyPressed(ImGuiKey_UpArrow)) -
                  static_cast<float>(ImGui::IsKeyPressed(ImGuiKey_DownArrow));
  if (x == 0 && y == 0) return;
  const Side side = io.KeyAlt ? Side::key : Side::query;
  const float step = nudge * (side == Side::query ? p.state.query_reach : p.state.key_reach);
  const Point from = p.state.plane->shadow(p.vector(side));
  p.s.f.turn(side, side == Side::query ? p.row : p.column,
             p.state.plane->moved(p.vector(side), {from.x + x * step, from.y + y * step}));
}

void draw_tip(const Picture& p, Side side, ImVec2 tip, bool hot) {
  const Brush& b = p.s.brush();
  const Colour colour = side == Side::query ? p.s.p().query : p.s.p().key;
  if (hot) b.list.AddCircleFilled(tip, tip_radius + 6, ink(colour, 0.25F));
  b.list.AddCircleFilled(tip, tip_radius, ink(colour));
  const bool query = side == Side::query;
  b.text(tip.x, tip.y - (query ? 1.5F : 0), query ? "q" : "k", Face::strong, 13, p.s.p().surface, 0);
}

// Where the model had put an arrow that a hand has turned.
void draw_ghost(const Picture& p) {
  const Frame& f = p.s.f;
  if (!f.head.turned) return;
  const trace::Turned& turned = *f.head.turned;
  const int shown = turned.side == Side::query ? p.row : p.column;
  if (turned.row != shown) return;
  const ImVec2 was = p.at(p.state.plane->shadow(computed(f.head, turned.side, shown)), turned.side);
  const Colour colour = turned.side == Side::query ? p.s.p().query : p.s.p().key;
  draw_dashes(p.s.brush(), p.origin(), was, colour, 0.6F);
  p.s.brush().list.AddCircle(was, tip_radius - 1, ink(colour, 0.7F), 0, 1.4F);
}

// What lies under the pointer; a click on another word's key looks at that word.
void tell(const Picture& p, int other, bool over_query, bool over_key, bool released) {
  const Frame& f = p.s.f;
  if (other >= 0) {
    f.explain(f.query(p.row) + " → " + f.key(other) + ", q · k", trace::shown(f.head.products(p.row, other), true));
    if (released) f.choose(Action::Kind::choose_cell, p.row, other);
  } else if (over_query) {
    f.explain("q of " + f.query(p.row), "drag it");
  } else if (over_key) {
    f.explain("k of " + f.key(p.column), "drag it");
  }
}

void draw_picture(const Sheet& s, const Rect& box) {
  const Frame& f = s.f;
  const Quantity pair = s.ledger.quantity;
  lay_plane(f, pair);
  ArrowState& state = f.state.arrows;
  // An arrow that something else than this hand has turned may lie outside: then the plane is laid anew.
  const auto outside = [&](Side side) { return !contains(box, laid(s, box, pair).tip(side)); };
  if (!state.grabbed && (outside(Side::query) || outside(Side::key))) {
    state.plane.reset();
    lay_plane(f, pair);
  }
  const Picture p = laid(s, box, pair);
  const Brush& b = s.brush();

  ImGui::SetCursorScreenPos(top_left(box));
  ImGui::InvisibleButton("arrows", {box.w, box.h});
  const bool hovered = ImGui::IsItemHovered();
  const bool released = ImGui::IsItemDeactivated() && !state.dragged && contains(box, ImGui::GetMousePos());
  drag(p, box);
  move_by_keys(p);
  const bool held = ImGui::IsItemActive() && state.grabbed && state.dragged;

  // While a tip is held it is where the hand is, though the numbers of a large model may come a little later.
  const auto tip_of = [&](Side side) { return held && *state.grabbed == side ? state.target : p.tip(side); };
  const ImVec2 query_tip = tip_of(Side::query), key_tip = tip_of(Side::key);
  state.tips = {query_tip, key_tip};
  name_arrow(p, Side::query, p.row, query_tip);
  name_arrow(p, Side::key, p.column, key_tip);
  const ImVec2 mouse = ImGui::GetMousePos();
  const auto near = [&](ImVec2 tip) { return hovered && length(mouse - tip) < arrow_grip; };
  const bool over_query = near(query_tip) && length(mouse - query_tip) <= length(mouse - key_tip);
  const bool over_key = near(key_tip) && !over_query;

  b.fill({box.x, p.origin().y, box.w, 1}, s.p().line, 0, 0.6F);
  b.fill({p.origin().x, box.y + 4, 1, box.h - 8}, s.p().line, 0, 0.6F);

  Names names(b, box);
  names.keep_free(query_tip, tip_radius);
  names.keep_free(key_tip, tip_radius);
  names.keep_free(p.origin(), query_tip);
  names.keep_free(p.origin(), key_tip);
  const Face strong = Face::strong;
  names.put(p.origin(), query_tip, f.query(p.row), strong, s.p().query, true);
  names.put(p.origin(), key_tip, f.key(p.column), strong, s.p().key, true);
  const int other = draw_other_keys(p, names, hovered && !over_query && !over_key && !held);
  draw_shadow(p, query_tip, key_tip);
  draw_ghost(p);
  b.list.AddLine(p.origin(), key_tip, ink(s.p().key), 3);
  b.list.AddLine(p.origin(), query_tip, ink(s.p().query), 3);
  b.list.AddCircleFilled(p.origin(), 3.5F, ink(s.p().text_2));
  draw_tip(p, Side::key, key_tip, over_key || (held && *state.grabbed == Side::key));
  draw_tip(p, Side::query, query_tip, over_query || (held && *state.grabbed == Side::query));

  if (over_query || over_key || held || other >= 0) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (!held) tell(p, other, over_query, over_key, released);
}

void draw_caption(const Sheet& s, float middle) {
  if (!s.f.head.turned) {
    constexpr std::string_view whole = "Drag q or k. Queries and keys have a scale each.";
    const bool fits = s.brush().fonts.width(whole, Face::regular, 15) <= s.right - s.left;
    s.brush().text(s.left, middle, fits ? whole : "Drag q or k. Each has its own scale.", Face::regular, 15,
                   s.p().text_3);
    return;
  }
  if (draw_link(s, "put-back", s.left, middle, "Put it back", "As the model computed it")) {
    Action action;
    action.kind = Action::Kind::put_back;
    s.f.actions.push_back(action);
  }
}

}  // namespace

bool has_arrows(const Ledger& ledger) { return trace::is_of_pair(ledger.quantity.kind); }

bool shows_arrows(const Frame& f) {
  if (!f.view.arrows || (f.view.stage == Stage::embed && !f.view.open)) return false;
  const Quantity q = shown_quantity(f.view, f.trace);
  return q.layer == f.head.layer && q.head == f.head.index && trace::is_of_pair(q.kind);
}

bool draw_arrows_link(const Sheet& s, float middle, const Gap& gap, bool paint) {
  const bool on = s.f.view.arrows;
  const char* words = on ? "as a list" : "as arrows";
  const float w = s.brush().fonts.width(words, Face::regular, 15);
  if (gap.end - gap.begin < w + 32) return false;
  if (paint &&
      draw_link(s, "arrows-link", gap.begin + 16, middle, words, on ? "Show the terms" : "Show them as arrows")) {
    Action action;
    action.kind = on ? Action::Kind::show_list : Action::Kind::show_arrows;
    s.f.actions.push_back(action);
  }
  return true;
}

float draw_arrows(const Frame& f, const Rect& rect) {
  const auto [left, right] = margins(rect);
  const bool fixed = rect.h > 0;
  const float title_right = right - (fixed ? 0 : 40);
  const Ledger* whole = current_ledger(f, outputs_shown);
  if (whole == nullptr) {
    draw_no_ledger(f, rect, left, title_right);
    return no_ledger_height;
  }
  const Ledger brief = in_brief(f, *whole);
  constexpr Measures tries[] = {{30, 40, 36}, {26, 36, 32}, {24, 32, 28}};
  float height = 0;
  for (const Measures& measures : tries) {
    const Sheet s{f, brief, left, right, measures, f.view.stage, !f.view.open, false};
    const float title = draw_title(s, rect.y, title_right, false);
    const float lines = draw_sections(s, rect.y, false);
    const float room = fixed ? rect.h - title - lines - 8
                             : std::clamp(0.62F * (right - left), 190.0F, 270.0F);  // its paper is as long as it likes
    const bool last = &measures == &tries[std::size(tries) - 1];
    if (room < lowest_picture && !last) continue;
    const float tall = std::max(lowest_picture, room);
    ImGui::PushID("arrows");
    draw_title(s, rect.y, title_right, true);
    draw_picture(s, {left, rect.y + title, right - left, tall - caption});
    draw_caption(s, rect.y + title + tall - caption / 2);
    draw_sections(s, rect.y + title + tall, true);
    ImGui::PopID();
    height = title + tall + lines + 8;
    break;
  }
  return height;
}

}  // namespace theatre::ui
