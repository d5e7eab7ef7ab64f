#include "app/page/state_json.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include "app/mask_name.hpp"
#include "app/page/heads_json.hpp"
#include "app/theatre.hpp"
#include "lessons/illustration.hpp"
#include "lessons/predict.hpp"
#include "trace/share.hpp"

namespace theatre::app {
namespace {

constexpr int thumbnail_values = 30;  // of an embedding or an output, in the small pictures of the strip

std::string_view part_name(lessons::Part part) {
  switch (part) {
    case lessons::Part::feel:
      return "feel";
    case lessons::Part::see:
      return "see";
    case lessons::Part::try_it:
      break;
  }
  return "try";
}

std::string_view kind_name(trace::TokenKind kind) {
  switch (kind) {
    case trace::TokenKind::word:
      return "word";
    case trace::TokenKind::punctuation:
      return "punctuation";
    case trace::TokenKind::added:
      break;
  }
  return "added";
}

Json switches_json(const model::Switches& switches, bool hard) {
  Json off = Json::array();
  for (const auto& [layer, head] : switches.heads_off) off.push_back({layer, head});
  return {{"temperature", switches.temperature},
          {"scale", switches.scale},
          {"positions", switches.positions},
          {"mask", mask_name(switches)},
          {"headsOff", std::move(off)},
          {"sameHeads", switches.same_heads},
          {"hard", hard}};
}

// The first values of a row, as plain numbers.
template <class Row>
Json values(const Row& row, int most) {
  Json out = Json::array();
  for (int i = 0; i < std::min<int>(static_cast<int>(row.size()), most); ++i) out.push_back(row(i));
  return out;
}

// The values that say something: those that aren't 0, in order.
template <class Row>
Json telling_values(const Row& row, int most) {
  Json out = Json::array();
  for (int i = 0; i < row.size() && static_cast<int>(out.size()) < most; ++i) {
    if (std::abs(row(i)) > 1e-6F) out.push_back(row(i));
  }
  return out;
}

// The few channels of q and k that decide this row, so that a small picture of them says something.
std::vector<int> deciding_channels(const trace::Head& head, int row, int column, int most) {
  std::vector<std::pair<float, int>> by_size;
  for (int c = 0; c < head.q.cols(); ++c) by_size.emplace_back(-std::abs(head.q(row, c) * head.k(column, c)), c);
  std::sort(by_size.begin(), by_size.end());
  std::vector<int> channels;
  for (const auto& [size, channel] : by_size) {
    if (static_cast<int>(channels.size()) < most) channels.push_back(channel);
  }
  std::sort(channels.begin(), channels.end());
  return channels;
}

Json label_json(const scenes::Label& label) {
  static constexpr std::array<const char*, 3> fonts = {"sans", "serif", "mono"};
  static constexpr std::array<const char*, 13> roles = {"text",   "text_2",  "text_3", "control", "line",
                                                        "raised", "surface", "query",  "key",     "value",
                                                        "weight", "house",   "minus"};
  Json out = {{"id", label.id},
              {"text", label.text},
              {"x", label.x},
              {"y", label.y},
              {"size", label.size},
              {"weight", label.weight},
              {"font", fonts[static_cast<std::size_t>(label.font)]},
              {"role", roles[static_cast<std::size_t>(label.role)]},
              {"opacity", label.opacity},
              {"align", label.align},
              {"angle", label.angle},
              {"onDark", label.on_dark}};
  if (!label.halo) out["halo"] = false;
  return out;
}

const char* predict_name(lessons::Predict::Kind kind) {
  switch (kind) {
    case lessons::Predict::Kind::word:
      return "word";
    case lessons::Predict::Kind::bars:
      return "bars";
    case lessons::Predict::Kind::head:
      return "head";
    case lessons::Predict::Kind::matches:
    case lessons::Predict::Kind::choice:
      return "choice";
  }
  return "word";
}

Json spot_json(const scenes::HotSpot& spot) {
  return {{"id", spot.id},    {"label", spot.label}, {"value", spot.value},   {"x", spot.rect.x},   {"y", spot.rect.y},
          {"w", spot.rect.w}, {"h", spot.rect.h},    {"action", spot.action}, {"token", spot.token}};
}

constexpr std::pair<std::string_view, trace::Quantity::Kind> quantity_kinds[] = {
    {"embedding", trace::Quantity::Kind::embedding},
    {"residual", trace::Quantity::Kind::residual},
    {"hidden", trace::Quantity::Kind::hidden},
    {"q", trace::Quantity::Kind::q},
    {"k", trace::Quantity::Kind::k},
    {"v", trace::Quantity::Kind::v},
    {"product", trace::Quantity::Kind::product},
    {"score", trace::Quantity::Kind::score},
    {"weight", trace::Quantity::Kind::weight},
    {"output", trace::Quantity::Kind::output},
    {"contribution", trace::Quantity::Kind::contribution},
    {"q-before", trace::Quantity::Kind::q_before},
    {"k-before", trace::Quantity::Kind::k_before},
    {"series", trace::Quantity::Kind::series},
    {"part", trace::Quantity::Kind::part}};

Json quantity_json(const trace::Quantity& quantity) {
  std::string_view name = "weight";
  for (const auto& [text, kind] : quantity_kinds) {
    if (kind == quantity.kind) name = text;
  }
  return {{"kind", name},        {"layer", quantity.layer}, {"head", quantity.head},
          {"row", quantity.row}, {"col", quantity.col},     {"step", quantity.step}};
}

}  // namespace

// A view into Theatre for what has no other reader.
struct StateJson {
  static Json step(const Theatre& t) {
    const auto* step = t.step();
    if (step == nullptr) return nullptr;
    return {{"id", step->id},
            {"title", step->title},
            {"part", part_name(step->part)},
            {"index", t.step_},
            {"count", t.lesson()->steps.size()},
            {"scene", step->scene},
            {"stage", step->stage},
            {"task", step->task},
            {"panel", step->panel},
            {"model", step->model}};
  }

  static Json lesson(const Theatre& t) {
    const auto* lesson = t.lesson();
    if (lesson == nullptr) return nullptr;
    return {{"id", lesson->id}, {"title", lesson->title}, {"act", lesson->act}, {"number", lesson->number}};
  }

  // Of the lesson that comes after this step; null inside a lesson, where “Next” says enough.
  static Json next_title(const Theatre& t) {
    const auto* lesson = t.lesson();
    if (lesson == nullptr || t.step_ + 1 < lesson->steps.size()) return nullptr;
    if (t.lesson_ + 1 < t.course_.lessons.size()) return t.course_.lessons[t.lesson_ + 1].title;
    return nullptr;
  }

  static Json predict(const Theatre& t) {
    const auto* step = t.step();
    if (step == nullptr || !step->predict) return nullptr;
    const auto& predict = *step->predict;
    const auto answer = lessons::answer_of(predict, t.situation());
    const bool by_bars = predict.kind == lessons::Predict::Kind::bars;
    const auto off = lessons::misses(answer, t.bars_);
    Json options = Json::array();
    for (std::size_t i = 0; i < answer.options.size(); ++i) {
      const auto& option = answer.options[i];
      Json percent = nullptr, guess = nullptr, missed = nullptr;
      if (t.revealed_ && option.percent) percent = *option.percent;
      if (by_bars && (t.bars_set_ || !t.revealed_)) guess = t.bars_[i];
      if (by_bars && !percent.is_null() && !guess.is_null()) missed = off[i];
      options.push_back({{"label", option.label},
                         {"percent", percent},
                         {"present", option.present},
                         {"guess", guess},
                         {"off", missed}});
    }
    Json out = {{"question", predict.question},
                {"kind", predict_name(predict.kind)},
                {"options", std::move(options)},
                {"guess", nullptr},
                {"answer", nullptr},
                {"revealed", t.revealed_},
                {"right", nullptr},
                {"feedback", nullptr}};
    if (t.bars_set_) out["guess"] = t.bars_;
    if (!t.revealed_) return out;
    if (answer.right >= 0) out["answer"] = answer.right;
    if (t.guess_) out["guess"] = *t.guess_;
    if (t.guess_ || t.bars_set_) {
      out["right"] = t.guess_.value_or(lessons::favourite(answer, t.bars_)) == answer.right;
    }
    out["feedback"] = t.bars_set_ ? lessons::feedback(predict, answer, t.bars_)
                                  : lessons::feedback(predict, answer, t.guess_.value_or(-1));
    return out;
  }

  // Hidden as long as the learner guesses: it would tell.
  static Json illustration(const Theatre& t) {
    const auto* step = t.step();
    if (step == nullptr || !step->illustration || !t.revealed_) return nullptr;
    const auto beside = lessons::beside(*step->illustration, t.situation());
    Json words = Json::array();
    for (const auto& word : beside.words) {
      words.push_back(
          {{"label", word.label}, {"drawn", word.drawn}, {"live", word.live ? Json(*word.live) : Json(nullptr)}});
    }
    return {{"title", step->illustration->title},
            {"row", beside.row},
            {"rowPresent", beside.row_present},
            {"words", std::move(words)},
            {"rest", beside.rest}};
  }

  static Json challenge(const Theatre& t) {
    const auto* step = t.step();
    if (step == nullptr || !step->challenge) return nullptr;
    return {{"id", t.lesson()->id + "/" + step->id},
            {"prompt", step->challenge->prompt},
            {"done", t.challenge_done_},
            {"hint", t.challenge_hint_},
            {"message", t.challenge_done_ ? Json(step->challenge->done) : Json(nullptr)}};
  }

  static Json turned(const Theatre& t) {
    if (!t.switches_.turn) return nullptr;
    const auto& turn = *t.switches_.turn;
    return {{"side", turn.side == trace::Side::query ? "query" : "key"},
            {"token", turn.row},
            {"layer", turn.layer},
            {"head", turn.head}};
  }

  static Json progress(const Theatre& t) {
    Json out = Json::object();
    for (const auto& lesson : t.course_.lessons) {
      Json done = Json::array();
      for (const auto& step : lesson.steps) {
        if (t.progress_.is_done(lesson.id, step.id)) done.push_back(step.id);
      }
      if (!done.empty()) out[lesson.id] = std::move(done);
    }
    return out;
  }

  static std::string state(const Theatre& t) {
    const auto& head = t.head();
    const auto& tokens = t.trace_->tokens;
    const auto row = static_cast<std::size_t>(t.view_.row);
    const bool at_end =
        t.lesson() == nullptr || (t.step_ + 1 >= t.lesson()->steps.size() && t.lesson_ + 1 >= t.course_.lessons.size());
    Json out = {
        {"lesson", lesson(t)},
        {"step", step(t)},
        {"nextTitle", next_title(t)},
        {"canBack", t.lesson_ > 0 || t.step_ > 0},
        {"canNext", !at_end},
        {"text", t.text_},
        {"second", t.second_},
        {"notes", t.trace_->notes},
        {"model", t.trace_->model},
        {"badge", {{"kind", t.trace_->badge}, {"detail", head.title}}},
        {"models", models_of(t)},
        {"wanted", t.wants_minilm_ && t.minilm_.state != Fetched::State::ready ? Json(minilm_id) : Json(nullptr)},
        {"busy", t.waits_},
        {"beside", t.beside_count_},
        {"layer", head.layer},
        {"head", head.index},
        {"headName", head.name},
        {"token", t.view_.row},
        {"tokenText", row < tokens.size() ? tokens[row].text : ""},
        {"column", t.view_.column},
        {"switches", switches_json(t.switches_, t.hard_)},
        {"phase", t.held_ ? Json(*t.held_) : Json(nullptr)},
        {"playing", t.playing_},
        {"stage", ui::stage_name(t.view_.stage)},
        {"arrows", t.view_.arrows},
        {"turned", turned(t)},
        {"panel", t.numbers_open_ ? Json("numbers") : Json(nullptr)},
        {"predict", predict(t)},
        {"challenge", challenge(t)},
        {"illustration", illustration(t)},
        {"progress", progress(t)},
        {"empty", std::none_of(tokens.begin(), tokens.end(), [](const trace::Token& token) {
           return token.kind != trace::TokenKind::added && !token.text.empty();
         })}};
    return dump(out);
  }
};

std::string state_json(const Theatre& theatre) { return StateJson::state(theatre); }

std::string challenge_json(const Theatre& theatre) { return dump(StateJson::challenge(theatre)); }

std::string place_json(const Theatre& theatre) {
  if (theatre.step() == nullptr) return "null";
  return dump({{"lesson", theatre.lesson()->id}, {"step", theatre.step()->id}});
}

std::string lessons_json(const Theatre& theatre) {
  Json out = Json::array();
  for (const auto& lesson : theatre.course().lessons) {
    Json steps = Json::array();
    for (const auto& step : lesson.steps) steps.push_back({{"id", step.id}, {"title", step.title}});
    out.push_back({{"id", lesson.id}, {"title", lesson.title}, {"act", lesson.act}, {"steps", std::move(steps)}});
  }
  return dump(out);
}

std::string row_json(const Theatre& theatre) {
  const auto& trace = theatre.trace();
  const auto& head = theatre.head();
  const int row = theatre.view().row;
  const int column = theatre.view().column;
  if (row >= head.weights.rows()) return "null";
  const auto percents = trace::percents(head.weights.row(row));
  Json entries = Json::array();
  for (int j = 0; j < head.weights.cols(); ++j) {
    const auto& token = trace.tokens[static_cast<std::size_t>(j)];
    const bool masked = head.mask.size() > 0 && !head.mask(row, j);
    entries.push_back({{"token", j},
                       {"text", token.text},
                       {"kind", kind_name(token.kind)},
                       {"percent", percents[static_cast<std::size_t>(j)]},
                       {"weight", head.weights(row, j)},
                       {"product", head.products(row, j)},
                       {"score", masked ? Json(nullptr) : Json(head.scores(row, j))}});
  }
  Json q = Json::array(), k = Json::array();
  for (const int channel : deciding_channels(head, row, column, 4)) {
    q.push_back(head.q(row, channel));
    k.push_back(head.k(column, channel));
  }
  return dump({{"token", row},
               {"text", trace.tokens[static_cast<std::size_t>(row)].text},
               {"source", trace.tokens[static_cast<std::size_t>(row)].source},
               {"column", column},
               {"head", {{"layer", head.layer}, {"head", head.index}, {"name", head.name}, {"title", head.title}}},
               {"entries", std::move(entries)},
               {"q", std::move(q)},
               {"k", std::move(k)},
               {"v", telling_values(head.v.row(column), 4)},
               {"output", telling_values(head.output.row(row), 8)},
               {"embedding", telling_values(trace::input_of(trace, head).row(row), thumbnail_values)},
               {"scale", head.scale},
               {"temperature", head.temperature}});
}

std::string ledger_json(const Theatre& theatre) {
  const auto ledger = trace::explain(theatre.trace(), ui::shown_quantity(theatre.view(), theatre.trace()));
  if (!ledger) return "null";
  std::string title;
  for (const auto& part : ledger.value().title) title += (title.empty() || part.text == "?" ? "" : " ") + part.text;
  Json sections = Json::array();
  for (const auto& section : ledger.value().sections) {
    Json lines = Json::array();
    for (const auto& term : section.terms) {
      Json line = {{"label", term.label}, {"product", trace::shown(term.product)}};
      if (term.factors) {
        line["left"] = trace::shown(term.left);
        line["right"] = trace::shown(term.right);
        if (term.left_from) line["leftFrom"] = quantity_json(*term.left_from);
        if (term.right_from) line["rightFrom"] = quantity_json(*term.right_from);
      }
      if (term.from) line["from"] = quantity_json(*term.from);
      lines.push_back(std::move(line));
    }
    Json out = {{"label", section.label},
                {"working", section.working},
                {"value", trace::shown(section.value)},
                {"note", section.note},
                {"lines", std::move(lines)}};
    if (section.from) out["from"] = quantity_json(*section.from);
    sections.push_back(std::move(out));
  }
  return dump({{"title", title},
               {"quantity", quantity_json(ledger.value().quantity)},
               {"opened", theatre.view().open.has_value()},
               {"sections", std::move(sections)},
               {"result", ledger.value().result}});
}

std::string picture_json(const scenes::Picture& picture, int chosen_token) {
  Json labels = Json::array(), spots = Json::array();
  for (const auto& label : picture.labels) labels.push_back(label_json(label));
  for (const auto& spot : picture.hotspots) {
    Json out = spot_json(spot);
    if (spot.action == "select") out["selected"] = spot.token == chosen_token;
    if (spot.layer >= 0 && spot.action != "explain") out["selected"] = spot.selected;
    spots.push_back(std::move(out));
  }
  return dump({{"labels", std::move(labels)}, {"hotspots", std::move(spots)}});
}

std::string hotspots_json(const scenes::Picture& picture) {
  Json spots = Json::array();
  for (const auto& spot : picture.hotspots) spots.push_back(spot_json(spot));
  return dump(spots);
}

std::string statistics_json(const Statistics& statistics) {
  const auto& frame = statistics.frame_ms;
  return dump({{"frames", statistics.frames},
               {"drawCalls", statistics.draw_calls},
               {"vertices", statistics.vertices},
               {"forwardMs", statistics.forward_ms},
               {"frameMs", {{"median", frame.median}, {"p95", frame.p95}, {"max", frame.max}}},
               {"heapBytes", statistics.heap_bytes}});
}

core::Result<trace::Quantity> quantity_from_json(const Json& given) {
  const auto name = as_text(member(given, "kind"));
  const auto* found = std::find_if(std::begin(quantity_kinds), std::end(quantity_kinds),
                                   [&](const auto& entry) { return name && entry.first == *name; });
  if (found == std::end(quantity_kinds)) return core::Failure{"open needs a number's {kind, layer, head, row, col}."};
  trace::Quantity quantity;
  quantity.kind = found->second;
  for (const auto& [key, place] :
       {std::pair{"layer", &quantity.layer}, std::pair{"head", &quantity.head}, std::pair{"row", &quantity.row},
        std::pair{"col", &quantity.col}, std::pair{"step", &quantity.step}}) {
    const Json& value = member(given, key);
    if (value.is_null()) continue;
    const auto index = as_index(value);
    if (!index) return core::Failure{std::string("“") + key + "” has to be a whole number."};
    *place = *index;
  }
  return quantity;
}

}  // namespace theatre::app
