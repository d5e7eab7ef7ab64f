#include "ui/panels.hpp"

#include <algorithm>
#include <cmath>

#include "ui/panel_state.hpp"

namespace theatre::ui {
namespace {

constexpr float card_radius = 14;
constexpr float card_gap = 16;
constexpr float ledger_share = 456.0F / (456.0F + 376.0F);
constexpr float narrowest_pair = 640;  // below that, two cards don't fit side by side

// A window without decoration that scrolls only when its content is taller; dragging it scrolls too.
void begin_card(const char* name, const Rect& rect) {
  ImGui::SetNextWindowPos(top_left(rect));
  ImGui::SetNextWindowSize({rect.w, rect.h});
  ImGui::SetNextWindowContentSize({0, 0});
  constexpr ImGuiWindowFlags flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                                     ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoSavedSettings |
                                     ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollbar |
                                     ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoFocusOnAppearing;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, {1, 1});
  ImGui::Begin(name, nullptr, flags);
  ImGui::PopStyleVar(3);
}

// `height`: of the content, so that ImGui knows how far it scrolls.
void end_card(const Frame* frame, const Rect& rect, float height) {
  ImGui::SetCursorPos({0, 0});
  ImGui::Dummy({1, height});
  const float hidden = height - rect.h;
  if (frame != nullptr && hidden > 1) {
    // Dragging the paper scrolls it, unless something under the pointer takes the drag itself.
    const bool held = ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) &&
                      ImGui::IsMouseDragging(ImGuiMouseButton_Left, 6) && !frame->state.dragging_map;
    if (held) ImGui::SetScrollY(ImGui::GetScrollY() - ImGui::GetIO().MouseDelta.y);
    // A thin mark instead of a scroll bar: where we are.
    const float track = rect.h - 2 * card_radius;
    const float length = std::max(24.0F, track * rect.h / height);
    const float at = (track - length) * std::clamp(ImGui::GetScrollY() / hidden, 0.0F, 1.0F);
    frame->brush.fill({rect.x + rect.w - 7, rect.y + card_radius + at, 4, length}, frame->brush.colours.control, 2,
                      0.5F);
  }
  ImGui::End();
}

void draw_ground(const Brush& brush, const Rect& rect, float radius) {
  brush.fill(rect, brush.colours.surface, radius);
  brush.edge(rect, brush.colours.line, radius);
}

// The place where content starts: the card's corner, moved by the scroll.
Rect content(const Rect& card, float height) { return {card.x, card.y - ImGui::GetScrollY(), card.w, height}; }

void draw_nothing(const Brush& brush, const Rect& rect) {
  brush.text(rect.x + rect.w / 2, rect.y + rect.h / 2, "Type a sentence to see its numbers.", Face::regular, 15,
             brush.colours.text_3, 0);
}

void draw_close(const Frame& f, const Rect& card) {
  const float x = card.x + card.w - 26;
  const float y = card.y + 28;
  const Rect place{x - 18, y - 18, 36, 36};
  if (f.button("close", place)) {
    Action action;
    action.kind = Action::Kind::close;
    f.actions.push_back(action);
  }
  if (ImGui::IsItemHovered()) f.brush.fill(place, f.brush.colours.raised, 18);
  f.brush.line(x - 5, y - 5, x + 5, y + 5, f.brush.colours.text_2, 1.6F);
  f.brush.line(x + 5, y - 5, x - 5, y + 5, f.brush.colours.text_2, 1.6F);
}

// What the pointer rests on, beside the pointer.
void draw_hover(const PanelState& state, Fonts& fonts, const Palette& colours, const Rect& within) {
  const Hover& h = state.hover;
  // A finger hides what lies beside it, and leaves no pointer behind.
  const bool touch = ImGui::GetIO().MouseSource == ImGuiMouseSource_TouchScreen;
  if (h.name.empty() || (touch && !ImGui::IsMouseDown(ImGuiMouseButton_Left))) return;
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  const Brush brush{list, fonts, colours};
  const float most = within.w - 40;
  const std::string name = fonts.fit(h.name, Face::medium, 14, most);
  const bool is_number = !h.value.empty() && h.value.size() <= 24;
  const std::string value = is_number ? h.value : fonts.fit(h.value, Face::regular, 14, most);
  const Face face = is_number ? Face::mono_strong : Face::regular;
  const float value_size = is_number ? 15 : 14;
  const float w = std::max(fonts.width(name, Face::medium, 14), fonts.width(value, face, value_size)) + 24;
  const float height = value.empty() ? 34 : 56;
  const ImVec2 mouse = ImGui::GetMousePos();
  float x = std::clamp(mouse.x + 14, within.x + 4, std::max(within.x + 4, within.x + within.w - w - 4));
  float y = mouse.y + 18;
  if (y + height > within.y + within.h - 4) y = mouse.y - height - 12;
  x = std::round(x);
  y = std::round(y);
  const Rect box{x, y, w, height};
  brush.fill(box, colours.raised, 8);
  brush.edge(box, colours.control, 8, 1, 0.6F);
  brush.text(x + 12, y + 17, name, Face::medium, 14, colours.text_2);
  if (!value.empty()) brush.text(x + 12, y + 39, value, face, value_size, colours.text);
}

void keyboard(const PanelInput& input, const PanelState& state, std::vector<Action>& actions) {
  if (!input.keyboard || ImGui::GetIO().WantTextInput) return;
  int row = input.view.row;
  int column = input.view.column;
  const bool alt = ImGui::GetIO().KeyAlt;
  if (ImGui::GetIO().KeyShift) return;  // turns an arrow
  if (!alt && ImGui::IsKeyPressed(ImGuiKey_LeftArrow)) --column;
  if (!alt && ImGui::IsKeyPressed(ImGuiKey_RightArrow)) ++column;
  if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) --row;
  if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) ++row;
  row = std::clamp(row, 0, std::max(0, state.row_count - 1));
  column = std::clamp(column, 0, std::max(0, state.key_count - 1));
  Action action;
  if (row != input.view.row || column != input.view.column) {
    action.kind = Action::Kind::choose_cell;
    action.row = row;
    action.column = column;
    actions.push_back(action);
  }
  if (ImGui::IsKeyPressed(ImGuiKey_Backspace) || (alt && ImGui::IsKeyPressed(ImGuiKey_LeftArrow))) {
    action.kind = Action::Kind::back;
    if (input.view.open) actions.push_back(action);
  }
  if (input.closable && input.form != Form::whole && ImGui::IsKeyPressed(ImGuiKey_Escape)) {
    action.kind = Action::Kind::close;
    actions.push_back(action);
  }
}

// Is there a word to show, and the view's head, or a pass without any heads?
bool has_numbers(const PanelInput& input, const trace::Head* head) {
  if (input.trace == nullptr) return false;
  const trace::Trace& trace = *input.trace;
  if (head != nullptr) return queries(trace, *head).size() > 0 && keys(trace, *head).size() > 0;
  const bool headless =
      std::all_of(trace.steps.begin(), trace.steps.end(), [](const trace::Step& step) { return step.heads.empty(); });
  return headless && trace.size() > 0 && !trace.steps.empty();
}

// Once for each new trace or head: summary, zoom back to the whole.
void remember(PanelState& state, const PanelInput& input, const trace::Head* head) {
  const int layer = head != nullptr ? head->layer : -1, index = head != nullptr ? head->index : -1;
  if (state.trace != input.trace || state.layer != layer || state.head != index) {
    const trace::Trace& trace = *input.trace;
    const int rows = static_cast<int>(head != nullptr ? queries(trace, *head).size() : trace.size());
    const int keys = static_cast<int>(head != nullptr ? trace::keys(trace, *head).size() : trace.size());
    if (state.row_count != rows || state.key_count != keys) {
      state.rows = {};
      state.keys = {};
    }
    state.row_count = rows;
    state.key_count = keys;
    if (state.layer != layer || state.head != index) state.all_channels = false;
    state.trace = input.trace;
    state.layer = layer;
    state.head = index;
    state.summary = summarise(trace, head);
    ++state.version;
  }
  const View& view = input.view;
  if (state.last.row != view.row && state.rows.factor > 1) state.rows.show(view.row, state.row_count);
  if (state.last.column != view.column && state.keys.factor > 1) state.keys.show(view.column, state.key_count);
  if (!(state.last.open == view.open)) state.all_terms = false;
  state.last = view;
}

// Two cards side by side. `frame_here`: of the window that has begun.
template <class FrameHere>
void draw_pair(FrameHere frame_here, const Rect& rect) {
  const float left_width = std::round((rect.w - card_gap) * ledger_share);
  const Rect left{rect.x, rect.y, left_width, rect.h};
  const Rect right{rect.x + left_width + card_gap, rect.y, rect.w - left_width - card_gap, rect.h};
  const auto card = [&](const char* name, const Rect& place, auto draw) {
    begin_card(name, place);
    const Frame frame = frame_here();
    draw_ground(frame.brush, place, card_radius);
    end_card(&frame, place, draw(frame, content(place, place.h)));
  };
  card("##ledger", left, draw_ledger);
  card("##matrices", right, draw_matrices);
}

// A drawer or a sheet: the ledger, and below it the matrices.
template <class FrameHere>
void draw_column(FrameHere frame_here, const PanelInput& input) {
  const Rect& rect = input.rect;
  begin_card("##numbers", rect);
  const Frame frame = frame_here();
  const Palette& colours = frame.brush.colours;
  draw_ground(frame.brush, rect, card_radius);
  if (input.closable) draw_close(frame, content(rect, 0));
  if (input.closable && input.form == Form::sheet) {  // the handle of a sheet
    frame.brush.fill({rect.x + rect.w / 2 - 18, content(rect, 0).y + 6, 36, 4}, colours.control, 2, 0.6F);
  }
  float y = draw_ledger(frame, content(rect, 0));
  const Rect below = content(rect, 0);
  frame.brush.fill({rect.x + 20, below.y + y + 4, rect.w - 40, 1}, colours.line);
  y += 8;
  y += draw_matrices(frame, {below.x, below.y + y, below.w, 0});
  end_card(&frame, rect, y);
}

}  // namespace

bool Frame::button(const char* id, const Rect& rect) const {
  if (rect.w < 1 || rect.h < 1) return false;
  ImGui::SetCursorScreenPos(top_left(rect));
  const bool released = ImGui::InvisibleButton(id, {rect.w, rect.h});
  if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  constexpr float drag = 6;  // px: further is a drag, not a click
  return released && ImGui::GetIO().MouseDragMaxDistanceSqr[ImGuiMouseButton_Left] < drag * drag;
}

bool Frame::name(scenes::HotSpot spot) const {
  if (!ImGui::IsRectVisible(top_left(spot.rect), bottom_right(spot.rect))) return false;
  state.spots.push_back(std::move(spot));
  return true;
}

Panels::Panels() : state_(std::make_unique<PanelState>()) {}
Panels::~Panels() = default;

void Panels::begin_frame() { state_->fonts.begin_frame(); }
void Panels::fonts_changed() { state_->fonts.forget(); }

bool Panels::holds(float x, float y) const {
  const auto& tips = state_->arrows.tips;
  return std::any_of(tips.begin(), tips.end(),
                     [&](const ImVec2& tip) { return std::hypot(tip.x - x, tip.y - y) < arrow_grip; });
}

const std::vector<scenes::HotSpot>& Panels::spots() const { return state_->spots; }

const Hover& Panels::hover() const { return state_->hover; }

std::vector<Action> Panels::draw(const PanelInput& input) {
  std::vector<Action> actions;
  PanelState& state = *state_;
  state.hover = {};
  state.spots.clear();
  state.asking_named = state.keys_named = false;
  state.arrows.tips.clear();
  if (!ImGui::IsMouseDown(ImGuiMouseButton_Left)) state.dragging_map = false;
  const Rect& rect = input.rect;
  if (rect.w < 40 || rect.h < 40) return actions;
  const Palette& colours = scenes::palette(input.theme);

  const trace::Head* head =
      input.trace == nullptr ? nullptr : trace::find_head(*input.trace, input.view.layer, input.view.head);
  const bool pair = input.form == Form::whole && rect.w >= narrowest_pair;

  if (!has_numbers(input, head)) {
    begin_card("##numbers", rect);
    const Brush brush{*ImGui::GetWindowDrawList(), state.fonts, colours};
    draw_ground(brush, rect, card_radius);
    draw_nothing(brush, rect);
    end_card(nullptr, rect, 1);
    return actions;
  }

  PanelInput in = input;
  clamp(in.view, *input.trace);
  remember(state, in, head);
  const trace::Trace& trace = *in.trace;
  static const trace::Head none;
  const auto frame_here = [&] {
    return Frame{{*ImGui::GetWindowDrawList(), state.fonts, colours},
                 state,
                 trace,
                 head,
                 head != nullptr ? *head : none,
                 head != nullptr ? trace::queries(trace, *head) : trace,
                 head != nullptr ? trace::keys(trace, *head) : trace,
                 in.view,
                 actions};
  };

  if (pair) {
    draw_pair(frame_here, rect);
  } else {
    draw_column(frame_here, input);
  }
  draw_hover(state, state.fonts, colours, rect);
  keyboard(in, state, actions);
  return actions;
}

void apply_theme(scenes::Theme theme) {
  const Palette& p = scenes::palette(theme);
  ImGuiStyle& style = ImGui::GetStyle();
  const auto vec = [](Colour c, float opacity) { return ImVec4(c.r, c.g, c.b, opacity); };
  style.Colors[ImGuiCol_Text] = vec(p.text, 1);
  style.Colors[ImGuiCol_WindowBg] = vec(p.surface, 1);
}

}  // namespace theatre::ui
