// Calls: time, the canvas, the pointer, and what lies on the stage.
#include <algorithm>

#include "app/page/calls.hpp"
#include "app/page/state_json.hpp"

namespace theatre::app {
namespace {

Reply layout(Theatre& t, const Json& arguments) {
  const Json& given = argument(arguments, 0);
  const auto rect = [&](const char* name) {
    const Json& from = member(given, name);
    const auto side = [&](const char* key) { return as_number(member(from, key)).value_or(0); };
    return scenes::Rect{side("x"), side("y"), std::max(0.0F, side("w")), std::max(0.0F, side("h"))};
  };
  const auto width = as_number(member(given, "width"));
  const auto height = as_number(member(given, "height"));
  if (!width || !height || *width < 0 || *height < 0) return core::Failure{"layout needs a width and a height."};
  Layout next = t.layout();
  next.width = *width;
  next.height = *height;
  next.scene = rect("scene");
  next.numbers = rect("numbers");
  const std::string kind = as_text(member(given, "kind")).value_or("wide");
  next.screen = kind == "phone"       ? scenes::Screen::phone
                : kind == "projector" ? scenes::Screen::projector
                                      : scenes::Screen::wide;
  next.theme = as_text(member(given, "theme")) == "light" ? scenes::Theme::light : scenes::Theme::dark;
  next.reduced_motion = as_bool(member(given, "reducedMotion")).value_or(false);
  t.set_layout(next);
  return nothing();
}

Reply hold(Theatre& t, const Json& arguments) {
  const auto phase = as_number(argument(arguments, 0));
  if (!phase || *phase < 0 || *phase > 1) return core::Failure{"hold needs a phase between 0 and 1."};
  t.hold(*phase);
  return t.state_text();
}

Reply dial(Theatre& t, const Json& arguments) {
  const auto value = as_number(argument(arguments, 0));
  if (!value || *value < 0 || *value > 1) return core::Failure{"dial needs a number between 0 and 1."};
  t.dial(*value);
  return nothing();
}

Reply play(Theatre& t, const Json&) {
  t.play();
  return t.state_text();
}

Reply pause(Theatre& t, const Json&) {
  t.pause();
  return t.state_text();
}

Reply stage(Theatre& t, const Json& arguments) {
  const auto stage = ui::stage_from_name(as_text(argument(arguments, 0)).value_or(""));
  if (!stage) return core::Failure{"The steps are embed, qkv, qkt, scale, softmax and mix."};
  t.pause();
  t.show_stage(*stage);
  return t.state_text();
}

Reply hotspots(Theatre& t, const Json&) { return hotspots_json(t.hotspots()); }

Reply activate(Theatre& t, const Json& arguments) {
  return done(t.activate(as_text(argument(arguments, 0)).value_or("")), t);
}

Reply hover(Theatre& t, const Json& arguments) {
  t.hover(as_text(argument(arguments, 0)).value_or(""));
  return nothing();
}

Reply scroll(Theatre& t, const Json& arguments) {
  t.scroll_stage(as_number(argument(arguments, 0)).value_or(0));
  return nothing();
}

Reply stats(Theatre& t, const Json&) { return statistics_json(t.statistics()); }

constexpr Call calls[] = {{"layout", layout}, {"hold", hold},         {"play", play},   {"pause", pause},
                          {"stage", stage},   {"hotspots", hotspots}, {"hover", hover}, {"activate", activate},
                          {"scroll", scroll}, {"stats", stats},       {"dial", dial}};

}  // namespace

std::span<const Call> stage_calls() { return calls; }

}  // namespace theatre::app
