// The page's calls: a name and a JSON array of arguments in, {"value": …} or {"error": "one sentence"} out.
// Everything that comes from outside is validated here; names and meanings are documented in docs/page-interface.md.
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "app/arguments.hpp"
#include "app/mask_name.hpp"
#include "app/page/heads_json.hpp"
#include "app/page/state_json.hpp"
#include "app/theatre.hpp"
#include "model/turn.hpp"
#include "trace/json.hpp"

namespace theatre::app {

using Reply = core::Result<std::string>;  // JSON text

struct Calls {
  static Reply done(Theatre::Done failure, const Theatre& theatre) {
    if (failure) return *failure;
    return state_json(theatre);
  }

  static Reply init(Theatre& t, const Json& arguments) {
    const Json& options = argument(arguments, 0);
    if (const auto text = as_text(member(options, "progress"))) t.progress_.restore(*text);
    t.layout_.reduced_motion = as_bool(member(options, "reducedMotion")).value_or(false);
    const Json& lessons = member(options, "lessons");
    return done(t.load_lessons(dump(lessons)), t);
  }

  static Reply layout(Theatre& t, const Json& arguments) {
    const Json& given = argument(arguments, 0);
    const auto rect = [&](const char* name) {
      const Json& from = member(given, name);
      const auto side = [&](const char* key) { return as_number(member(from, key)).value_or(0); };
      return scenes::Rect{side("x"), side("y"), std::max(0.0F, side("w")), std::max(0.0F, side("h"))};
    };
    const auto width = as_number(member(given, "width"));
    const auto height = as_number(member(given, "height"));
    if (!width || !height || *width < 0 || *height < 0) return core::Failure{"layout needs a width and a height."};
    Layout next = t.layout_;
    next.width = *width;
    next.height = *height;
    next.scene = rect("scene");
    next.panel = rect("panel");
    const std::string kind = as_text(member(given, "kind")).value_or("wide");
    next.kind = kind == "phone"       ? scenes::Layout::phone
                : kind == "projector" ? scenes::Layout::projector
                                      : scenes::Layout::wide;
    next.theme = as_text(member(given, "theme")) == "light" ? scenes::Theme::light : scenes::Theme::dark;
    next.reduced_motion = as_bool(member(given, "reducedMotion")).value_or(false);
    t.set_layout(next);
    return std::string("null");
  }

  static Reply go(Theatre& t, const Json& arguments) {
    const Json& place = argument(arguments, 0);
    const auto lesson = as_text(member(place, "lesson"));
    if (!lesson) return core::Failure{"go needs {lesson, step}."};
    return done(t.go(*lesson, as_text(member(place, "step")).value_or("")), t);
  }

  static Reply next(Theatre& t, const Json&) { return done(t.next(), t); }
  static Reply back(Theatre& t, const Json&) { return done(t.back(), t); }

  static Reply set_text(Theatre& t, const Json& arguments) {
    const auto text = as_text(argument(arguments, 0));
    if (!text) return core::Failure{"setText needs a text."};
    const std::string which = as_text(argument(arguments, 1)).value_or("first");
    if (which == "second") {
      t.set_second(*text);
    } else if (which == "first") {
      t.set_text(*text);
    } else {
      return core::Failure{"There are a first and a second text, but no “" + which + "”."};
    }
    return std::string("null");
  }

  static Reply text(Theatre& t, const Json& arguments) {
    const std::string which = as_text(argument(arguments, 0)).value_or("first");
    if (which != "first" && which != "second") {
      return core::Failure{"There are a first and a second text, but no “" + which + "”."};
    }
    return dump(which == "second" ? t.second_ : t.text_);
  }

  static Reply models(Theatre& t, const Json&) { return models_json(t); }

  static Reply set_model(Theatre& t, const Json& arguments) {
    const auto id = as_text(argument(arguments, 0));
    if (!id) return core::Failure{"setModel needs the name of a model."};
    return done(t.choose_model(*id), t);
  }

  // Fetches MiniLM without choosing it: for a step that is about it.
  static Reply fetch_model(Theatre& t, const Json&) { return done(t.fetch_minilm(), t); }

  // The page tells how far MiniLM has come: {state, bytes, received, error}.
  static Reply model_state(Theatre& t, const Json& arguments) {
    const Json& given = argument(arguments, 0);
    using State = Fetched::State;
    const std::string name = as_text(member(given, "state")).value_or("");
    for (const State state : {State::available, State::loading, State::ready, State::failed}) {
      if (name != state_name(state)) continue;
      t.model_state({state, static_cast<double>(as_number(member(given, "bytes")).value_or(0)),
                     static_cast<double>(as_number(member(given, "received")).value_or(0)),
                     as_text(member(given, "error")).value_or("")});
      return std::string("null");
    }
    return core::Failure{"A model is available, loading, ready or failed."};
  }

  static Reply refuse(Theatre& t, const Json& arguments) {
    t.refuse(as_index(argument(arguments, 0)).value_or(0));
    return std::string("null");
  }

  static Reply maps(Theatre& t, const Json& arguments) {
    const int side = as_index(member(argument(arguments, 0), "side")).value_or(24);
    if (side < 1 || side > 64) return core::Failure{"Small maps are 1 to 64 cells wide."};
    return maps_json(t.trace(), side);
  }

  static Reply find(Theatre& t, const Json& arguments) {
    const Json& given = argument(arguments, 0);
    const int size = static_cast<int>(t.trace_->size());
    const int from = as_index(member(given, "from")).value_or(-1), to = as_index(member(given, "to")).value_or(-1);
    if (from < 0 || from >= size || to < 0 || to >= size) {
      return core::Failure{"find needs two words, {from, to}, by their numbers."};
    }
    return links_json(t.trace(), from, to);
  }

  static Reply resumes(Theatre& t, const Json&) { return resumes_json(t.trace().model); }

  static Reply side_by_side(Theatre& t, const Json&) {
    t.compute_beside();
    return side_by_side_json(t);
  }

  static Reply select(Theatre& t, const Json& arguments) {
    const Json& what = argument(arguments, 0);
    if (!what.is_object()) return core::Failure{"select needs {token, layer, head}."};
    const Json& token = member(what, "token");
    const auto index = as_index(token);
    if (!token.is_null() && !index) return core::Failure{"A token is chosen by its number, from 0."};
    if (index && (*index < 0 || *index >= static_cast<int>(t.trace_->size()))) {
      return core::Failure{"There is no token number " + std::to_string(*index) + " on the stage."};
    }
    const auto name = as_text(member(what, "name"));
    const auto layer = as_index(member(what, "layer"));
    const auto head = as_index(member(what, "head"));
    if (layer.has_value() != head.has_value()) return core::Failure{"layer and head go together."};
    if (name) {
      if (auto failure = t.select_head(*name)) return *failure;
    } else if (layer) {
      if (auto failure = t.select_head(*layer, *head)) return *failure;
    }
    if (index) return done(t.select_token(*index), t);
    return state_json(t);
  }

  // {side, token, to}, with {layer, head} where it is not the head that is shown; null puts it back.
  static Theatre::Done read_turn(const Theatre& t, const Json& value, std::optional<model::Turn>& out) {
    out.reset();
    if (value.is_null()) return std::nullopt;
    const auto side = as_text(member(value, "side"));
    const auto token = as_index(member(value, "token"));
    const bool known = side == "query" || side == "key";
    const auto layer = as_index(member(value, "layer")).value_or(t.view_.layer);
    const auto index = as_index(member(value, "head")).value_or(t.view_.head);
    const auto* head = trace::find_head(*t.trace_, layer, index);
    if (!known || !token || head == nullptr)
      return core::Failure{"turn needs {side, token, to}; its side is query or key."};
    model::Turn turn{layer, index, side == "query" ? trace::Side::query : trace::Side::key, *token, {}};
    for (const Json& number : member(value, "to")) turn.to.push_back(as_number(number).value_or(NAN));
    if (!model::fits(turn, layer, index, head->q.rows(), head->q.cols())) {
      return core::Failure{"“to” has to be " + std::to_string(head->d_head) + " numbers, of a word on the stage."};
    }
    out = std::move(turn);
    return std::nullopt;
  }

  static Reply set(Theatre& t, const Json& arguments) {
    const Json& given = argument(arguments, 0);
    if (!given.is_object()) return core::Failure{"set needs an object of switches."};
    model::Switches next = t.switches_;
    bool hard = t.hard_;
    for (const auto& [key, value] : given.items()) {
      if (key == "temperature") {
        const auto number = as_number(value);
        if (!number || *number <= 0) return core::Failure{"The temperature has to be a number above 0."};
        next.temperature = *number;
      } else if (key == "hard") {
        const auto on = as_bool(value);
        if (!on) return core::Failure{"“hard” is either true or false."};
        hard = *on;
      } else if (key == "scale" || key == "positions" || key == "sameHeads") {
        const auto on = as_bool(value);
        if (!on) return core::Failure{"“" + key + "” is either true or false."};
        (key == "scale" ? next.scale : key == "positions" ? next.positions : next.same_heads) = *on;
      } else if (key == "mask") {
        const std::string name = as_text(value).value_or("");
        if (!read_mask(name, next)) return core::Failure{"The mask is none, causal or padding:N, not “" + name + "”."};
      } else if (key == "headsOff") {
        next.heads_off.clear();
        for (const Json& pair : value) {
          const auto layer = as_index(argument(pair, 0));
          const auto head = as_index(argument(pair, 1));
          if (!layer || !head) return core::Failure{"headsOff is a list of [layer, head]."};
          next.heads_off.emplace_back(*layer, *head);
        }
      } else if (key == "turn") {
        if (auto failure = read_turn(t, value, next.turn)) return std::move(*failure);
      } else {
        return core::Failure{"There is no switch “" + key + "”."};
      }
    }
    t.hard_ = hard;  // set_switches computes anew
    return done(t.set_switches(next), t);
  }

  static Reply trace(Theatre& t, const Json&) { return trace::to_json(*t.trace_, {}); }
  static Reply state(Theatre& t, const Json&) { return state_json(t); }
  static Reply row(Theatre& t, const Json&) { return row_json(t); }
  static Reply heads(Theatre& t, const Json&) { return heads_json(t); }
  static Reply lessons(Theatre& t, const Json&) { return lessons_json(t); }
  static Reply hotspots(Theatre& t, const Json&) { return hotspots_json(t.picture()); }
  static Reply challenge(Theatre& t, const Json&) { return challenge_json(t); }
  static Reply ledger(Theatre& t, const Json&) { return ledger_json(t); }
  static Reply progress(Theatre& t, const Json&) { return dump(t.progress_.to_json()); }

  static Reply stats(Theatre& t, const Json&) {
    Statistics now = t.around_.statistics();
    now.forward_ms = t.forward_ms_;
    return statistics_json(now);
  }

  static Reply answer(Theatre& t, const Json& arguments) {
    const auto option = as_index(argument(arguments, 0));
    if (!option) return core::Failure{"answer needs the number of an answer, from 0."};
    return done(t.answer(*option), t);
  }

  static Reply guess(Theatre& t, const Json& arguments) {
    const auto bar = as_index(argument(arguments, 0)), percent = as_index(argument(arguments, 1));
    if (!bar || !percent) return core::Failure{"guess needs the number of a bar, from 0, and whole percents."};
    return done(t.guess(*bar, *percent), t);
  }

  static Reply reveal(Theatre& t, const Json&) {
    t.reveal();
    return state_json(t);
  }

  static Reply restart(Theatre& t, const Json&) {
    t.restart();
    return state_json(t);
  }

  static Reply hold(Theatre& t, const Json& arguments) {
    const auto phase = as_number(argument(arguments, 0));
    if (!phase || *phase < 0 || *phase > 1) return core::Failure{"hold needs a phase between 0 and 1."};
    t.hold(*phase);
    return state_json(t);
  }

  static Reply play(Theatre& t, const Json&) {
    t.play();
    return state_json(t);
  }

  static Reply pause(Theatre& t, const Json&) {
    t.pause();
    return state_json(t);
  }

  static Reply stage(Theatre& t, const Json& arguments) {
    const auto stage = ui::stage_from_name(as_text(argument(arguments, 0)).value_or(""));
    if (!stage) return core::Failure{"The steps are embed, qkv, qkt, scale, softmax and mix."};
    t.pause();
    t.show_stage(*stage);
    return state_json(t);
  }

  static Reply panel(Theatre& t, const Json& arguments) {
    const Json& name = argument(arguments, 0);
    if (!name.is_null() && name != "numbers" && name != "arrows") {
      return core::Failure{"The panel is “numbers”, or “arrows” for its picture."};
    }
    if (!name.is_null()) t.show_arrows(name == "arrows");
    t.show_numbers(!name.is_null());
    return state_json(t);
  }

  static Reply open(Theatre& t, const Json& arguments) {
    const auto quantity = quantity_from_json(argument(arguments, 0));
    if (!quantity) return core::Failure{quantity.error()};
    // The text mirror reads on by itself: the panel stays as it is.
    const bool panel = as_bool(argument(arguments, 1)).value_or(true);
    if (auto failure = t.open(quantity.value(), panel)) return *failure;
    return ledger_json(t);
  }

  static Reply ledger_back(Theatre& t, const Json&) {
    t.ledger_back();
    return ledger_json(t);
  }

  static Reply activate(Theatre& t, const Json& arguments) {
    return done(t.activate(as_text(argument(arguments, 0)).value_or("")), t);
  }

  static Reply hover(Theatre& t, const Json& arguments) {
    t.hover(as_text(argument(arguments, 0)).value_or(""));
    return std::string("null");
  }

  static Reply scroll(Theatre& t, const Json& arguments) {
    t.scroll_stage(as_number(argument(arguments, 0)).value_or(0));
    return std::string("null");
  }

  using Function = Reply (*)(Theatre&, const Json&);
  static constexpr std::pair<std::string_view, Function> table[] = {{"init", init},
                                                                    {"layout", layout},
                                                                    {"lessons", lessons},
                                                                    {"go", go},
                                                                    {"next", next},
                                                                    {"back", back},
                                                                    {"setText", set_text},
                                                                    {"text", text},
                                                                    {"setModel", set_model},
                                                                    {"models", models},
                                                                    {"select", select},
                                                                    {"set", set},
                                                                    {"trace", trace},
                                                                    {"state", state},
                                                                    {"hold", hold},
                                                                    {"play", play},
                                                                    {"pause", pause},
                                                                    {"hotspots", hotspots},
                                                                    {"challenge", challenge},
                                                                    {"stats", stats},
                                                                    {"heads", heads},
                                                                    {"row", row},
                                                                    {"answer", answer},
                                                                    {"reveal", reveal},
                                                                    {"guess", guess},
                                                                    {"fetchModel", fetch_model},
                                                                    {"restart", restart},
                                                                    {"activate", activate},
                                                                    {"hover", hover},
                                                                    {"stage", stage},
                                                                    {"panel", panel},
                                                                    {"open", open},
                                                                    {"ledger", ledger},
                                                                    {"ledgerBack", ledger_back},
                                                                    {"progress", progress},
                                                                    {"scroll", scroll},
                                                                    {"modelState", model_state},
                                                                    {"refuse", refuse},
                                                                    {"maps", maps},
                                                                    {"find", find},
                                                                    {"resumes", resumes},
                                                                    {"sideBySide", side_by_side}};
};

std::string Theatre::call(std::string_view name, std::string_view arguments) {
  const auto* found = std::find_if(std::begin(Calls::table), std::end(Calls::table),
                                   [&](const auto& entry) { return entry.first == name; });
  const Json parsed = Json::parse(arguments, nullptr, false);
  const Reply reply = found == std::end(Calls::table)
                          ? Reply(core::Failure{"There is no call “" + std::string(name) + "”."})
                      : parsed.is_discarded() ? Reply(core::Failure{"The arguments are not valid JSON."})
                                              : found->second(*this, parsed);
  announce();
  if (!reply) return R"({"error":)" + dump(reply.error()) + "}";
  return R"({"value":)" + reply.value() + "}";
}

}  // namespace theatre::app
