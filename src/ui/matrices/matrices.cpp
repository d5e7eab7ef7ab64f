// The matrices of one head: words down, channels or words across, the chosen rows framed in their colours.
#include <algorithm>
#include <cmath>

#include "ui/kit/number_style.hpp"
#include "ui/panel_state.hpp"

namespace theatre::ui {
namespace {

using trace::Quantity;

constexpr float heading_height = 44;  // from the top of a block to its cells
constexpr float label_size = 14;
constexpr float label_step = 15;       // closest two labels may stand
constexpr float shortest_names = 110;  // room for upright names under the embeddings
constexpr float longest_names = 190;
constexpr float block_gap = 51;  // from the cells of one block to those of the next
constexpr float bottom = 15;
constexpr float tallest_row = 46;

constexpr std::size_t index(Slot slot) { return static_cast<std::size_t>(slot); }

const core::Matrix& matrix_of(const Frame& f, Slot slot) {
  switch (slot) {
    case Slot::x:
      return shown_input(f.trace, f.shown);
    case Slot::q:
      return f.head.q;
    case Slot::k:
      return f.head.k;
    case Slot::v:
      return f.head.v;
    case Slot::products:
      return f.head.products;
    case Slot::scores:
      return f.head.scores;
    case Slot::weights:
      return f.head.weights;
    case Slot::output:
      return f.head.output;
  }
  return f.head.weights;
}

// Rows are words that are looked at, rather than words that ask.
bool of_keys(Slot slot) { return slot == Slot::k || slot == Slot::v; }

bool between_words(Slot slot) { return slot == Slot::products || slot == Slot::scores || slot == Slot::weights; }

Quantity quantity_of(const Frame& f, Slot slot, int row, int column) {
  if (slot == Slot::x) return input_quantity(f.trace, f.shown, row, column);
  Quantity q;
  q.layer = f.head.layer;
  q.head = f.head.index;
  q.row = row;
  q.col = column;
  switch (slot) {
    case Slot::q:
      q.kind = Quantity::Kind::q;
      break;
    case Slot::k:
      q.kind = Quantity::Kind::k;
      break;
    case Slot::v:
      q.kind = Quantity::Kind::v;
      break;
    case Slot::products:
      q.kind = Quantity::Kind::product;
      break;
    case Slot::scores:
      q.kind = Quantity::Kind::score;
      break;
    case Slot::output:
      q.kind = Quantity::Kind::output;
      break;
    case Slot::x:
    case Slot::weights:
      q.kind = Quantity::Kind::weight;
      break;
  }
  return q;
}

const std::vector<int>* columns_of(const Frame& f, Slot slot) {
  const HeadSummary& s = f.state.summary;
  switch (slot) {
    case Slot::x:
      return &s.dimensions;
    case Slot::q:
    case Slot::k:
      return f.state.all_channels ? &s.all_channels : &s.channels;
    case Slot::v:
    case Slot::output:
      return f.state.all_channels ? &s.all_value_channels : &s.value_channels;
    default:
      return nullptr;
  }
}

std::string column_name(const Frame& f, Slot slot, int column) {
  switch (slot) {
    case Slot::x:
      return dimension_name(f.trace, column);
    case Slot::q:
    case Slot::k:
      return channel_name(f.head, column);
    case Slot::v:
    case Slot::output:
      return value_name(f.head, column);
    default:
      return f.key(column);
  }
}

// "it → cat, weight" for a cell between words, "it, living, q" for the others.
std::string cell_name(const Frame& f, Slot slot, int row, int column) {
  const char* what = "";
  switch (slot) {
    case Slot::x:
      what = "embedding";
      break;
    case Slot::q:
      what = "q";
      break;
    case Slot::k:
      what = "k";
      break;
    case Slot::v:
      what = "v";
      break;
    case Slot::products:
      what = "q · k";
      break;
    case Slot::scores:
      what = "score";
      break;
    case Slot::weights:
      what = "weight";
      break;
    case Slot::output:
      what = "output";
      break;
  }
  const char* joint = between_words(slot) ? " → " : ", ";
  return (of_keys(slot) ? f.key(row) : f.query(row)) + joint + column_name(f, slot, column) + ", " + what;
}

// What it is called where it is read out: "Q: cat, channel is living, 2.60".
std::string_view spoken_name(Slot slot) {
  switch (slot) {
    case Slot::x:
      return "X";
    case Slot::q:
      return "Q";
    case Slot::k:
      return "K";
    case Slot::v:
      return "V";
    case Slot::products:
      return "Q K";
    case Slot::scores:
      return "Scores";
    case Slot::weights:
      return "Weights";
    case Slot::output:
      return "Output";
  }
  return "";
}

struct Heading {
  Slot slot;
  std::string_view symbol;  // coloured
  std::string_view words;
  Colour colour;
  bool scale;
};

Heading heading_of(const Frame& f, Slot slot) {
  const Palette& p = f.brush.colours;
  switch (slot) {
    case Slot::x:
      return {slot, "X", "what each word is", p.text, true};
    case Slot::q:
      return {slot, "Q", "asks", p.query, false};
    case Slot::k:
      return {slot, "K", "offers", p.key, false};
    case Slot::v:
      return {slot, "V", "carries", p.value, false};
    case Slot::products:
      return {slot, "Q K", "", p.text, true};
    case Slot::scores:
      return {slot, "Scores", "", p.text, true};
    case Slot::weights:
      return {slot, "Weights", "", p.text, true};
    case Slot::output:
      return {slot, "Output", "", p.text, false};
  }
  return {slot, "", "", p.text, false};
}

Colour frame_colour(const Palette& p, Slot slot) {
  switch (slot) {
    case Slot::q:
      return p.query;
    case Slot::k:
      return p.key;
    case Slot::v:
    case Slot::output:
      return p.value;
    default:
      return p.control;
  }
}

// The row that is framed, and in which colour.
std::pair<int, Colour> chosen_row(const Frame& f, Slot slot) {
  const Palette& p = f.brush.colours;
  if (slot == Slot::k) return {f.view.column, p.key};
  if (slot == Slot::v) return {f.view.column, p.value};
  return {f.view.row, p.query};
}

// Which rows get a label: all where they fit, else every n-th and always the chosen ones.
std::vector<int> labelled(const Axis& rows, const std::vector<int>& always) {
  std::vector<int> out;
  if (rows.count == 0) return out;
  const int step = std::max(1, static_cast<int>(std::ceil(label_step / std::max(0.01F, rows.cell()) - 0.02F)));
  const auto near = [&](int a, int b) { return std::abs(a - b) < step && a != b; };
  for (int i : always) {
    const bool taken = std::any_of(out.begin(), out.end(), [&](int j) { return i == j || near(i, j); });
    if (!taken) out.push_back(i);
  }
  const std::size_t chosen = out.size();
  for (int i = rows.first() - rows.first() % step; i <= rows.last(); i += step) {
    const bool clash = std::any_of(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(chosen),
                                   [&](int j) { return i == j || near(i, j); });
    if (!clash) out.push_back(i);
  }
  std::erase_if(out, [&](int i) {
    const float y = rows.centre(i);
    return y < rows.begin || y > rows.begin + rows.length;
  });
  return out;
}

// The words beside a block: of those that ask, of those that are looked at, or, where both are one text, of both.
struct RowLabels {
  bool asks = true, offers = false;
};

// Each word once, however many matrices have it at their side.
void name_words(const Frame& f, const Axis& rows, float right, float width, bool asks) {
  bool& named = asks ? f.state.asking_named : f.state.keys_named;
  if (named) return;
  for (int i = rows.first(); i <= rows.last(); ++i) {
    const std::string& word = asks ? f.query(i) : f.key(i);
    scenes::HotSpot spot;
    spot.id = (asks ? "word:" : "key:") + std::to_string(i);
    spot.rect = {right - width, rows.at(i), width, rows.cell()};
    spot.token = i;
    spot.action = asks ? "select" : "look";
    spot.label = word;
    if (i < f.head.weights.rows() && f.view.column < f.head.weights.cols() && asks) {
      spot.value = static_cast<double>(f.head.weights(i, f.view.column));
      spot.label += ", looks at " + f.key(f.view.column) + " with " + trace::shown(f.head.weights(i, f.view.column));
    } else if (f.view.row < f.head.weights.rows() && i < f.head.weights.cols()) {
      spot.value = static_cast<double>(f.head.weights(f.view.row, i));
      spot.label += ", gets " + trace::shown(f.head.weights(f.view.row, i)) + " of " + f.query(f.view.row);
    }
    named = f.name(std::move(spot)) || named;
  }
}

void draw_row_labels(const Frame& f, const Axis& rows, float right, float width, RowLabels whose) {
  const Palette& p = f.brush.colours;
  const trace::Text& text = whose.asks ? f.asking : f.looked_at;
  const auto word = [&](int i) -> const trace::Token& { return text.tokens[static_cast<std::size_t>(i)]; };
  std::vector<int> always;
  if (whose.asks) always.push_back(f.view.row);
  if (whose.offers) always.push_back(f.view.column);
  for (int i : labelled(rows, always)) {
    const bool asks = whose.asks && i == f.view.row;
    const bool offers = whose.offers && i == f.view.column;
    const Face face = asks || offers ? Face::strong : Face::regular;
    const Colour colour = asks ? p.query : offers ? p.key : p.text_2;
    f.brush.text(right, rows.centre(i), f.brush.fonts.fit(word(i).text, face, label_size, width), face, label_size,
                 colour, 1);
  }
  name_words(f, rows, right, width, whose.asks);
  // The labels are one place: a click makes that word ask, or be looked at.
  const Rect place{right - width, rows.begin, width, rows.length};
  ImGui::PushID(static_cast<int>(rows.begin));
  ImGui::PushID(whose.asks ? 0 : 1);
  const bool clicked = f.button("labels", place);
  if (ImGui::IsItemHovered()) {
    const int i = rows.hit(ImGui::GetMousePos().y);
    if (i >= 0) f.explain(word(i).text, word(i).source);
    if (i >= 0 && clicked && whose.asks) f.choose(Action::Kind::choose_row, i, f.view.column);
    if (i >= 0 && clicked && !whose.asks) f.choose(Action::Kind::choose_column, f.view.row, i);
  }
  ImGui::PopID();
  ImGui::PopID();
}

// The zoom of a block's rows: those of another text zoom like the columns of that text.
Zoom& row_zoom(const Frame& f, Slot slot) { return of_keys(slot) && !f.one_text() ? f.state.keys : f.state.rows; }

// Wheel, drag and double click: zoom and pan of the axes that hold words; the embeddings scroll sideways.
void move_axes(const Frame& f, Slot slot, const Axis& rows, const Axis& columns) {
  constexpr int worth_zooming = 24;
  const ImGuiIO& io = ImGui::GetIO();
  const ImVec2 mouse = ImGui::GetMousePos();
  const float across = (mouse.x - columns.begin) / std::max(1.0F, columns.length);
  const float down = (mouse.y - rows.begin) / std::max(1.0F, rows.length);
  // Most zoom: some twelve cells in view.
  const float most = std::max(1.0F, static_cast<float>(rows.count) / 12.0F);
  const bool big = rows.count > worth_zooming;
  if (ImGui::IsItemHovered() && big && io.MouseWheel != 0) {
    ImGui::SetItemKeyOwner(ImGuiKey_MouseWheelY);  // the panel itself doesn't scroll
    const float ratio = std::exp(0.2F * io.MouseWheel);
    row_zoom(f, slot).by(ratio, down, rows.count, most);
    if (between_words(slot)) f.state.keys.by(ratio, across, columns.count, most);
  }
  if (slot == Slot::x && ImGui::IsItemHovered()) {
    const float wheel = io.MouseWheelH + (io.KeyShift ? io.MouseWheel : 0);
    if (wheel != 0) f.state.dimensions.move(-2 * wheel, columns.count);
  }
  const bool pans = rows.zoom.factor > 1 || slot == Slot::x;
  if (ImGui::IsItemActive() && pans) f.state.dragging_map = true;
  if (ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 4)) {
    if (rows.zoom.factor > 1) row_zoom(f, slot).move(-io.MouseDelta.y / rows.cell(), rows.count);
    if (between_words(slot) && columns.zoom.factor > 1) {
      f.state.keys.move(-io.MouseDelta.x / columns.cell(), columns.count);
    }
    if (slot == Slot::x) f.state.dimensions.move(-io.MouseDelta.x / columns.cell(), columns.count);
  }
  if (big && ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
    const float ratio = rows.zoom.factor > 1 ? 0 : most / 2;
    row_zoom(f, slot).by(ratio, down, rows.count, most);
    if (between_words(slot)) f.state.keys.by(ratio, across, columns.count, most);
  }
}

HeatMap map_of(const Frame& f, Slot slot) {
  HeatMap map;
  map.values = &matrix_of(f, slot);
  map.columns = columns_of(f, slot);
  map.weights = slot == Slot::weights;
  map.limit = f.state.summary.limit[index(slot)];
  if (slot == Slot::scores || slot == Slot::weights) map.mask = &f.head.mask;
  return map;
}

void draw_heading(const Frame& f, Slot slot, const HeatMap& map, const Axis& rows, const Axis& columns) {
  const Brush& b = f.brush;
  const Heading heading = heading_of(f, slot);
  const float middle = rows.begin - 17;
  float x = columns.begin - 1;
  if (slot == Slot::products) {  // Q Kᵀ
    x += b.text(x, middle, "Q ", Face::strong, 15, b.colours.query);
    x += b.text(x, middle, "K", Face::strong, 15, b.colours.key) + 1;
    x += b.text(x, middle - 5, "T", Face::medium, 13, b.colours.text_3) + 9;
  } else {
    x += b.text(x, middle, heading.symbol, Face::strong, 15, heading.colour) + 7;
  }
  if (!heading.words.empty()) x += b.text(x, middle, heading.words, Face::regular, 14, b.colours.text_3) + 10;
  if (heading.scale) draw_scale(b, map, x + 2, middle, columns.begin + columns.length - x);
}

// The chosen row and cell, cut to the view when zoomed.
void draw_chosen(const Frame& f, Slot slot, const Axis& rows, const Axis& columns, const Rect& area) {
  const Brush& b = f.brush;
  const bool zoomed = rows.zoom.factor > 1 || columns.zoom.factor > 1;
  if (zoomed) b.list.PushClipRect(top_left(inset(area, -4)), bottom_right(inset(area, -4)), true);
  const auto [row, colour] = chosen_row(f, slot);
  const float y0 = std::round(rows.at(row));
  const float y1 = std::round(rows.at(row + 1));
  b.edge({columns.begin - 3, y0 - 2, columns.length + 6, std::max(5.0F, y1 - y0 + 4)}, colour, 5, 2);
  if (between_words(slot)) {
    const float x0 = std::round(columns.at(f.view.column));
    const float x1 = std::round(columns.at(f.view.column + 1));
    b.edge({x0 - 2, y0 - 2, std::max(6.0F, x1 - x0 + 4), std::max(6.0F, y1 - y0 + 4)}, b.colours.text, 5, 2.5F);
  }
  if (zoomed) b.list.PopClipRect();
}

void name_cell(const Frame& f, Slot slot, const HeatMap& map, const Rect& place, int row, int shown) {
  const int column = map.column(shown);
  const bool pair = between_words(slot);
  const std::string key = std::string(spoken_name(slot));
  std::string words = key + ": " + (of_keys(slot) ? f.key(row) : f.query(row));
  words += pair ? " at " : slot == Slot::x ? ", " : ", channel ";
  words += column_name(f, slot, column) + ", " + trace::shown(map.value(row, shown), true);
  if (map.masked(row, shown)) words += ", masked";
  scenes::HotSpot spot;
  spot.id = "cell:" + key + ":" + std::to_string(row) + ":" + std::to_string(shown);
  spot.label = std::move(words);
  spot.value = static_cast<double>(map.value(row, shown));
  spot.rect = place;
  spot.action = pair ? "pair" : "explain";
  spot.selected = pair && row == f.view.row && column == f.view.column;
  spot.quantity = quantity_of(f, slot, row, column);
  f.name(std::move(spot));
}

// Every cell in view; of a big matrix those of the chosen row and column.
void name_cells(const Frame& f, Slot slot, const HeatMap& map, const Axis& rows, const Axis& columns) {
  constexpr int most = 256;
  if (!fits(map, rows, columns)) return;
  const bool all = (rows.last() - rows.first() + 1) * (columns.last() - columns.first() + 1) <= most;
  const int chosen = chosen_row(f, slot).first;
  for (int r = rows.first(); r <= rows.last(); ++r) {
    for (int c = columns.first(); c <= columns.last(); ++c) {
      const bool near = r == chosen || (between_words(slot) && c == f.view.column);
      if (all || near) name_cell(f, slot, map, {columns.at(c), rows.at(r), columns.cell(), rows.cell()}, r, c);
    }
  }
}

// ".51" for a share, "3.1" for any other number.
std::string in_cell(const HeatMap& map, float value) {
  std::string text = map.weights ? trace::shown(value) : short_number(value, 1);
  if (const std::size_t zero = text.find("0."); zero != std::string::npos && text.find_first_of("123456789") > zero)
    text.erase(zero, 1);
  return text;
}

// The numbers of the chosen row, where its cells have room for all of them.
void print_chosen(const Frame& f, Slot slot, const HeatMap& map, const Axis& rows, const Axis& columns) {
  constexpr float size = 13, tall = 17;
  const Brush& b = f.brush;
  const int row = chosen_row(f, slot).first;
  if (!fits(map, rows, columns) || rows.cell() < tall || row < rows.first() || row > rows.last()) return;
  std::vector<std::pair<int, std::string>> numbers;
  for (int c = columns.first(); c <= columns.last(); ++c) {
    if (map.masked(row, c)) continue;
    numbers.emplace_back(c, in_cell(map, map.value(row, c)));
    if (b.fonts.width(numbers.back().second, Face::mono, size) + 2 > columns.cell()) return;
  }
  const auto light = [](const Colour& c) { return 0.3F * c.r + 0.6F * c.g + 0.1F * c.b; };
  for (const auto& [c, text] : numbers) {
    const float ground = light(heat_colour(map, map.value(row, c), b.colours));
    const auto apart = [&](const Colour& ink_colour) { return std::fabs(light(ink_colour) - ground); };
    const Colour& colour = apart(b.colours.text) >= apart(b.colours.surface) ? b.colours.text : b.colours.surface;
    b.text(columns.centre(c), rows.centre(row), text, Face::mono, size, colour, 0);
  }
}

void draw_matrix(const Frame& f, Slot slot, const Axis& rows, const Axis& columns) {
  const Brush& b = f.brush;
  const HeatMap map = map_of(f, slot);
  draw_heading(f, slot, map, rows, columns);
  draw_heat_map(b, map, rows, columns, f.state.textures[index(slot)], f.state.version);
  const Rect area{columns.begin, rows.begin, columns.length, rows.length};
  const float soft = slot == Slot::q || slot == Slot::k || slot == Slot::v || slot == Slot::output ? 0.6F : 0.55F;
  b.edge(inset(area, -2), frame_colour(b.colours, slot), 4, 1, soft);
  print_chosen(f, slot, map, rows, columns);
  draw_chosen(f, slot, rows, columns, area);
  name_cells(f, slot, map, rows, columns);

  ImGui::PushID(static_cast<int>(slot));
  const bool clicked = f.button("cells", area);
  const bool hovered = ImGui::IsItemHovered();
  move_axes(f, slot, rows, columns);
  ImGui::PopID();
  if (!hovered || !fits(map, rows, columns)) return;
  const int r = rows.hit(ImGui::GetMousePos().y);
  const int c = columns.hit(ImGui::GetMousePos().x);
  if (r < 0 || c < 0) return;
  const int column = map.column(c);
  f.explain(cell_name(f, slot, r, column), trace::shown(map.value(r, c), true) + (map.masked(r, c) ? ", masked" : ""));
  // A thin outline under the pointer.
  if (rows.cell() >= 5 && columns.cell() >= 5) {
    b.edge({columns.at(c), rows.at(r), columns.cell(), rows.cell()}, b.colours.text_2, 2, 1);
  }
  if (!clicked) return;
  if (between_words(slot)) {
    f.choose(Action::Kind::choose_cell, r, c);
  } else {
    f.open(quantity_of(f, slot, r, column));
  }
}

struct Blocks {
  std::vector<Slot> top, bottom;
};

Blocks blocks_of(Stage stage) {
  const std::vector<Slot> three = {Slot::q, Slot::k, Slot::v};
  switch (stage) {
    case Stage::embed:
      return {{Slot::x}, {}};
    case Stage::qkv:
      return {{Slot::x}, three};
    case Stage::qkt:
      return {three, {Slot::products}};
    case Stage::scale:
      return {three, {Slot::products, Slot::scores}};
    case Stage::softmax:
      return {three, {Slot::scores, Slot::weights}};
    case Stage::mix:
      return {three, {Slot::weights, Slot::output}};
  }
  return {three, {}};
}

// Upright names under the embeddings.
void draw_dimension_names(const Frame& f, const Axis& columns, float top, float names_height) {
  const std::vector<int>& dims = f.state.summary.dimensions;
  f.brush.list.PushClipRect({columns.begin - 2, top}, {columns.begin + columns.length + 2, top + names_height}, true);
  for (int c = columns.first(); c <= columns.last(); ++c) {
    const std::string name = dimension_name(f.trace, dims[static_cast<std::size_t>(c)]);
    const float x = Fonts::baseline(columns.centre(c), label_size);
    f.brush.fonts.draw_up(f.brush.list, x, top + 6,
                          f.brush.fonts.fit(name, Face::regular, label_size, names_height - 10),
                          {Face::regular, label_size, ink(f.brush.colours.text_2), 1});
  }
  f.brush.list.PopClipRect();
}

bool has_channel_count(const Frame& f) {
  const HeadSummary& s = f.state.summary;
  return s.channels.size() < s.all_channels.size() || s.value_channels.size() < s.all_value_channels.size();
}

// "9 of 32 channels": a click shows all, or the few again.
void draw_channel_count(const Frame& f, float right, float middle) {
  const HeadSummary& s = f.state.summary;
  const auto part = [&](const char* whose, const std::vector<int>& some, const std::vector<int>& all) {
    if (some.size() == all.size()) return std::string();
    if (f.state.all_channels) return whose + (" all " + std::to_string(all.size()));
    return whose + (" " + std::to_string(some.size()) + " of ") + std::to_string(all.size());
  };
  const std::string first = part("Q, K", s.channels, s.all_channels);
  const std::string second = part("V", s.value_channels, s.all_value_channels);
  const std::string text = first + (first.empty() || second.empty() ? "" : " · ") + second;
  const float w = f.brush.text(right, middle, text, Face::regular, 14, f.brush.colours.text_3, 1);
  if (f.button("channels", {right - w - 6, middle - 12, w + 12, 24})) f.state.all_channels = !f.state.all_channels;
}

// Blocks that stand side by side and have the same words down.
struct Group {
  std::vector<Slot> slots;
  RowLabels labels;
  int count = 0;
};

std::vector<Group> groups_of(const Frame& f, const std::vector<Slot>& slots) {
  const bool offers = std::any_of(slots.begin(), slots.end(), of_keys);
  const int asking = static_cast<int>(f.asking.size()), looked_at = static_cast<int>(f.looked_at.size());
  if (f.one_text() || !offers) return {{slots, {true, offers && f.one_text()}, asking}};
  std::vector<Group> groups = {{{}, {true, false}, asking}, {{}, {false, true}, looked_at}};
  for (Slot slot : slots) groups[of_keys(slot) ? 1 : 0].slots.push_back(slot);
  return groups;
}

// Labels take what they need, up to a quarter.
float label_width_of(const Frame& f, const trace::Text& text, float room) {
  float width = 56;
  for (std::size_t i = 0; i < std::min<std::size_t>(text.size(), 48); ++i) {
    width = std::max(width, f.brush.fonts.width(text.tokens[i].text, Face::strong, label_size));
  }
  return std::min(width, 0.25F * room);
}

// Where the matrices of a card stand, and how tall their cells are.
struct Sizes {
  float left, right;   // of the cells: what stands left of them are words
  float labels;        // width of the words that ask
  float other_labels;  // and of those that are looked at, where they are others
  float height;        // of the cells
  float names_height;  // of the names under the embeddings
};

// One matrix with what belongs to its axes.
void draw_slot(const Frame& f, Slot slot, const Axis& rows, float x, float width, float names_height) {
  const std::vector<int>* columns = columns_of(f, slot);
  const int across =
      columns != nullptr ? static_cast<int>(columns->size()) : static_cast<int>(matrix_of(f, slot).cols());
  Axis axis{x, width, across, {}};
  if (between_words(slot)) axis.zoom = f.state.keys;
  if (slot == Slot::x && across > 0) {
    const float in_view = std::round(width / 20);  // whole columns
    f.state.dimensions.factor = std::max(1.0F, static_cast<float>(across) / in_view);
    f.state.dimensions.clamp(across);
    axis.zoom = f.state.dimensions;
  }
  draw_matrix(f, slot, rows, axis);
  const float below = rows.begin + rows.length + 4;
  if (slot == Slot::x && names_height > 0 && across > 0) draw_dimension_names(f, axis, below, names_height);
}

// Matrices side by side, their words at the left; where K and V are of another text, its words stand before them.
void draw_block(const Frame& f, const std::vector<Slot>& slots, const Sizes& sizes, float y) {
  const std::vector<Group> groups = groups_of(f, slots);
  const float gap = slots.size() == 3 ? 11 : 12;
  const float between = groups.size() > 1 ? sizes.other_labels + 8 : 0;
  const float n = static_cast<float>(slots.size());
  const float each = std::floor((sizes.right - sizes.left - between - gap * (n - 1)) / n);
  float x = sizes.left;
  for (const Group& group : groups) {
    if (group.slots.empty()) continue;
    if (!group.labels.asks) x += between;
    const Axis rows{y, sizes.height, group.count, row_zoom(f, group.slots.front())};
    draw_row_labels(f, rows, x - 8, group.labels.asks ? sizes.labels : sizes.other_labels, group.labels);
    for (Slot slot : group.slots) {
      draw_slot(f, slot, rows, x, each, sizes.names_height);
      x += each + gap;
    }
  }
}

}  // namespace

float draw_matrices(const Frame& f, const Rect& rect) {
  const int count = static_cast<int>(std::max(f.asking.size(), f.looked_at.size()));
  const Stage stage = f.shown != nullptr ? f.view.stage : Stage::embed;
  const Blocks blocks = blocks_of(stage);
  const bool two = !blocks.bottom.empty();
  const bool names = stage == Stage::embed;

  Sizes sizes{};
  sizes.labels = label_width_of(f, f.asking, rect.w);
  sizes.other_labels = f.one_text() ? 0 : label_width_of(f, f.looked_at, rect.w);
  sizes.left = std::round(rect.x + 12 + sizes.labels + 8);
  sizes.right = rect.x + rect.w - 14;

  // Upright names get what the rows don't need.
  const float tall = heading_height + bottom + 22.0F * static_cast<float>(count);
  sizes.names_height = !names       ? 0
                       : rect.h > 0 ? std::clamp(rect.h - tall, shortest_names, longest_names)
                                    : longest_names;
  const bool caption = !names && has_channel_count(f);
  const bool caption_last = caption && stage == Stage::qkv;
  const float gap_between = block_gap + (caption && !caption_last ? 6 : 0);
  const float foot = bottom + (caption_last ? 8 : 0);
  const float extra = heading_height + foot + (two ? gap_between : 0) + sizes.names_height;
  const float halves = two ? 2 : 1;
  float height =
      rect.h > 0 ? std::floor((rect.h - extra) / halves) : 18.0F * static_cast<float>(std::min(count, two ? 18 : 24));
  height = std::min(height, tallest_row * static_cast<float>(count));
  sizes.height = std::max(height, 24.0F);

  float y = rect.y + heading_height;
  draw_block(f, blocks.top, sizes, y);
  y += sizes.height;
  if (caption && !caption_last) draw_channel_count(f, sizes.right, y + 13);
  if (two) {
    y += gap_between;
    draw_block(f, blocks.bottom, sizes, y);
    y += sizes.height;
    if (caption_last) draw_channel_count(f, sizes.right, y + 13);
  }
  return y - rect.y + sizes.names_height + foot;
}

}  // namespace theatre::ui
