#include "app/link.hpp"

#include <algorithm>
#include <utility>

#include "app/arguments.hpp"
#include "app/link_text.hpp"
#include "app/mask_name.hpp"
#include "app/quantity_name.hpp"

namespace theatre::app {
namespace {

constexpr std::size_t most_silenced = 200;
constexpr std::size_t longest_name = 64;

// As scripts of a browser write numbers.
std::string script_number(float value) {
  std::string text = Json(static_cast<double>(value)).dump();
  if (text.size() > 2 && text.substr(text.size() - 2) == ".0") text.resize(text.size() - 2);
  return text;
}

bool is_name(std::string_view text) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !text.empty() && text.size() <= longest_name && text.front() != '-' &&
         std::all_of(text.begin(), text.end(), plain);
}

// The state in which this place begins: what is as there need not be said.
State usual(const State& state, const lessons::Course& course) {
  if (step_of(state, course) == nullptr) return {};
  return entered(State{}, course, state.lesson, state.step);
}

class Writer {
 public:
  void put(std::string_view name, std::string_view value) {
    out_ += (out_.empty() ? "" : "&") + std::string(name) + "=" + form_encoded(value);
  }
  // On or off; off need not be said where it goes without saying.
  void put(std::string_view name, bool value, bool goes_without_saying) {
    if (value != goes_without_saying) put(name, value ? "on" : "off");
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

void write_switches(Writer& out, const State& state, const State& begun) {
  const model::Switches &now = state.switches, &then = begun.switches;
  if (now.temperature != 1 || then.temperature != 1) out.put("temperature", script_number(now.temperature));
  if (!now.scale || !then.scale) out.put("scale", now.scale ? "on" : "off");
  if (!now.positions || !then.positions) out.put("positions", now.positions ? "on" : "off");
  const bool custom = now.mask == model::MaskKind::custom;
  const bool fits = now.custom.size() > 0 && now.custom.size() <= most_linked_mask;
  const bool masks = now.mask != model::MaskKind::none || then.mask != model::MaskKind::none;
  if (masks && (!custom || fits)) out.put("mask", mask_name(now));
  std::string off;
  for (const auto& [layer, head] : now.heads_off) {
    off += (off.empty() ? "" : ",") + std::to_string(layer) + "." + std::to_string(head);
  }
  if (!off.empty()) out.put("off", off);
  if (now.same_heads || then.same_heads) out.put("same", now.same_heads ? "on" : "off");
  if (state.hard || begun.hard) out.put("hard", state.hard ? "on" : "off");
  if (custom && fits) out.put("custom", mask_text(now.custom));
  if (!now.turn || now.turn->to.size() > most_linked_arrow) return;
  const model::Turn& turn = *now.turn;
  std::string arrow = std::to_string(turn.layer) + "." + std::to_string(turn.head) + "." + std::to_string(turn.row);
  for (std::size_t i = 0; i < turn.to.size(); ++i) arrow += (i == 0 ? ":" : ",") + shortest(turn.to[i]);
  out.put(turn.side == trace::Side::query ? "query" : "key", arrow);
}

void write_view(Writer& out, const State& state, const State& begun, const lessons::Course& course,
                const Shown& shown) {
  const ui::View& view = state.view;
  if (view.column != shown.strongest) out.put("column", std::to_string(view.column));
  State answered = begun;  // with the answer given the strip goes as far as the step wants it
  answered.guess.revealed = state.guess.revealed;
  if (view.stage != first_stage(answered, course)) out.put("stage", ui::stage_name(view.stage));
  out.put("numbers", state.numbers_open, begun.numbers_open);
  out.put("arrows", view.arrows, begun.view.arrows);
  if (view.open) {
    const trace::Quantity& q = *view.open;
    std::string number(quantity_name(q.kind));
    for (const int part : {q.layer, q.head, q.row, q.col, q.step}) number += "." + std::to_string(part);
    out.put("open", number);
  }
}

// --- reading

using Part = const std::string*;

class Reader {
 public:
  explicit Reader(const LinkParts& parts) : parts_(parts) {}

  Part get(std::string_view name) const {
    const auto found = parts_.find(name);
    return found != parts_.end() ? &found->second : nullptr;
  }
  void flag(std::string_view name, bool& out) const {
    const Part text = get(name);
    if (text != nullptr && (*text == "on" || *text == "off")) out = *text == "on";
  }
  void text(std::string_view name, std::string& out) const {
    const Part text = get(name);
    if (text != nullptr && utf16_units(*text) <= most_linked_text) out = *text;
  }

 private:
  const LinkParts& parts_;
};

void read_place(const Reader& in, const lessons::Course& course, Opened& out) {
  const Part lesson = in.get("lesson"), step = in.get("step");
  for (std::size_t i = 0; lesson != nullptr && i < course.lessons.size(); ++i) {
    if (course.lessons[i].id != *lesson) continue;
    const auto& steps = course.lessons[i].steps;
    const auto found = std::find_if(steps.begin(), steps.end(),
                                    [&](const lessons::Step& s) { return step != nullptr && s.id == *step; });
    const auto index = found != steps.end() ? static_cast<std::size_t>(found - steps.begin()) : 0;
    out.place = true;
    out.state = entered(out.state, course, i, index);
    return;
  }
}

void read_arrow(const Reader& in, model::Switches& out) {
  for (const auto side : {trace::Side::query, trace::Side::key}) {
    const Part text = in.get(side == trace::Side::query ? "query" : "key");
    const auto colon = text != nullptr ? text->find(':') : std::string::npos;
    if (colon == std::string::npos) continue;
    const auto place = wholes(std::string_view(*text).substr(0, colon), 3);
    const auto numbers = split(std::string_view(*text).substr(colon + 1), ',');
    if (place.empty() || numbers.size() > most_linked_arrow) continue;
    model::Turn turn{place[0], place[1], side, place[2], {}};
    for (const auto number : numbers) {
      const auto value = decimal(number);
      if (value) turn.to.push_back(*value);
    }
    if (turn.to.size() == numbers.size()) out.turn = std::move(turn);
  }
}

void read_switches(const Reader& in, State& out) {
  model::Switches& switches = out.switches;
  if (const Part text = in.get("temperature")) {
    const auto value = decimal(*text);
    if (value && *value >= coldest_linked && *value <= warmest_linked) switches.temperature = *value;
  }
  in.flag("scale", switches.scale);
  in.flag("positions", switches.positions);
  in.flag("same", switches.same_heads);
  in.flag("hard", out.hard);
  if (const Part name = in.get("mask"); name != nullptr && *name != "custom") read_mask(*name, switches);
  if (const Part bits = in.get("custom"); bits != nullptr && in.get("mask") != nullptr && *in.get("mask") == "custom") {
    if (auto mask = mask_of(*bits, most_linked_mask)) {
      switches.mask = model::MaskKind::custom;
      switches.custom = std::move(*mask);
    }
  }
  if (const Part off = in.get("off")) {
    switches.heads_off.clear();
    for (const auto pair : split(*off, ',')) {
      const auto place = wholes(pair, 2);
      const bool fits = !place.empty() && place[0] >= 0 && place[0] < 1000 && place[1] >= 0 && place[1] < 1000;
      if (fits && switches.heads_off.size() < most_silenced) switches.heads_off.emplace_back(place[0], place[1]);
    }
  }
  read_arrow(in, switches);
}

void read_number(const Reader& in, ui::View& view) {
  const Part text = in.get("open");
  const auto dot = text != nullptr ? text->find('.') : std::string::npos;
  if (dot == std::string::npos) return;
  const auto kind = quantity_kind(std::string_view(*text).substr(0, dot));
  const auto place = wholes(std::string_view(*text).substr(dot + 1), 5);
  if (kind && !place.empty()) view.open = trace::Quantity{*kind, place[0], place[1], place[2], place[3], place[4]};
}

void read_view(const Reader& in, const lessons::Course& course, Opened& out) {
  ui::View& view = out.state.view;
  const auto number = [&](std::string_view name) {
    const Part text = in.get(name);
    return text != nullptr ? whole(*text, 4) : std::nullopt;
  };
  if (const auto token = number("token")) {
    view.row = *token;
    out.token = true;
  }
  if (const auto column = number("column")) {
    view.column = *column;
    out.column = true;
  }
  if (const Part head = in.get("head")) {
    const auto place = wholes(*head, 2);
    if (!place.empty() && place[0] >= 0 && place[0] < 1000 && place[1] >= 0 && place[1] < 1000) {
      view.layer = place[0];
      view.head = place[1];
      out.head = true;
    }
  }
  if (const Part stage = in.get("stage")) view.stage = ui::stage_from_name(*stage).value_or(view.stage);
  if (is_guessing(out.state, course)) {
    view.stage = std::min(view.stage, static_cast<ui::Stage>(scene_of(out.state, course).guess_step));
  }
  in.flag("numbers", out.state.numbers_open);
  in.flag("arrows", view.arrows);
  read_number(in, view);
}

}  // namespace

std::string make_link(const State& state, const lessons::Course& course, const Shown& shown) {
  Writer out;
  const State begun = usual(state, course);
  if (const auto* step = step_of(state, course)) {
    out.put("lesson", lesson_of(state, course)->id);
    out.put("step", step->id);
  }
  if (utf16_units(state.text) <= most_linked_text) out.put("text", state.text);
  if (utf16_units(state.second) <= most_linked_text) out.put("second", state.second);
  out.put("token", std::to_string(state.view.row));
  if (!shown.model.empty()) out.put("model", shown.model);
  if (shown.head) out.put("head", std::to_string(state.view.layer) + "." + std::to_string(state.view.head));
  write_switches(out, state, begun);
  write_view(out, state, begun, course, shown);
  if (!shown.model.empty() && is_name(state.job)) out.put("job", state.job);
  return out.take();
}

LinkParts link_parts(std::string_view hash) {
  if (!hash.empty() && hash.front() == '#') hash.remove_prefix(1);
  LinkParts parts;
  for (const auto part : split(hash, '&')) {
    const auto is = part.find('=');
    if (part.empty()) continue;
    const std::string_view value = is == std::string_view::npos ? "" : part.substr(is + 1);
    parts.emplace(form_decoded(part.substr(0, is)), form_decoded(value));
  }
  return parts;
}

Opened read_link(const LinkParts& parts, const lessons::Course& course, const State& now) {
  const Reader in(parts);
  Opened out;
  out.state = now;
  read_place(in, course, out);
  in.text("text", out.state.text);
  in.text("second", out.state.second);
  read_switches(in, out.state);
  read_view(in, course, out);
  if (const Part model = in.get("model"); model != nullptr && is_name(*model)) out.model = *model;
  if (const Part job = in.get("job"); job != nullptr && is_name(*job)) out.state.job = *job;
  return out;
}

}  // namespace theatre::app
