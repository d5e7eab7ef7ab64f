#include "app/page/state_json.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include "app/page/heads_json.hpp"
#include "app/page/quantity_json.hpp"
#include "app/page/traits_json.hpp"
#include "app/page/why_json.hpp"
#include "app/quantity_name.hpp"
#include "app/question_json.hpp"
#include "app/theatre.hpp"
#include "lessons/illustration.hpp"
#include "lessons/predict.hpp"
#include "model/catalog.hpp"
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

Json all_switches(const model::Switches& switches, bool hard) {
  Json out = switches_json(switches);
  out["hard"] = hard;
  return out;
}

// A number of a matrix that may not be there: of a head only its weights are always known.
Json number_at(const core::Matrix& matrix, int row, int column) {
  if (row >= matrix.rows() || column >= matrix.cols()) return nullptr;
  return matrix(row, column);
}

// The values of a row that say something: those that aren't 0, in order.
Json telling_values(const core::Matrix& matrix, int row, int most) {
  Json out = Json::array();
  if (row >= matrix.rows()) return out;
  for (int i = 0; i < matrix.cols() && static_cast<int>(out.size()) < most; ++i) {
    if (std::abs(matrix(row, i)) > 1e-6F) out.push_back(matrix(row, i));
  }
  return out;
}

// The few channels of q and k that decide this row, so that a small picture of them says something.
std::vector<int> deciding_channels(const trace::Head& head, int row, int column, int most) {
  std::vector<std::pair<float, int>> by_size;
  const bool known = row < head.q.rows() && column < head.k.rows() && head.q.cols() == head.k.cols();
  for (int c = 0; known && c < head.q.cols(); ++c) {
    by_size.emplace_back(-std::abs(head.q(row, c) * head.k(column, c)), c);
  }
  std::sort(by_size.begin(), by_size.end());
  std::vector<int> channels;
  for (const auto& [size, channel] : by_size) {
    if (static_cast<int>(channels.size()) < most) channels.push_back(channel);
  }
  std::sort(channels.begin(), channels.end());
  return channels;
}

// What one word looks at, in the order of the words.
Json entries_json(const trace::Trace& trace, const trace::Head& head, int row) {
  const auto percents = trace::percents(head.weights.row(row));
  const auto& tokens = trace::keys(trace, head).tokens;
  Json entries = Json::array();
  for (int j = 0; j < head.weights.cols(); ++j) {
    const auto& token = tokens[static_cast<std::size_t>(j)];
    const bool masked = head.mask.size() > 0 && !head.mask(row, j);
    entries.push_back({{"token", j},
                       {"text", token.text},
                       {"kind", kind_name(token.kind)},
                       {"percent", percents[static_cast<std::size_t>(j)]},
                       {"weight", head.weights(row, j)},
                       {"product", number_at(head.products, row, j)},
                       {"score", masked ? Json(nullptr) : number_at(head.scores, row, j)}});
  }
  return entries;
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
    case lessons::Predict::Kind::fits:
      return "fits";
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

std::size_t words_on_stage(const Theatre& t) {
  const auto* head = trace::find_head(t.trace(), t.view().layer, t.view().head);
  return head != nullptr ? trace::keys(t.trace(), *head).size() : t.trace().size();
}

Json step_json(const Theatre& t) {
  const auto* step = t.step();
  if (step == nullptr) return nullptr;
  return {{"id", step->id},
          {"title", step->title},
          {"part", part_name(step->part)},
          {"index", t.state().step},
          {"count", t.lesson()->steps.size()},
          {"scene", step->scene},
          {"traits", traits_json(t.scene(), words_on_stage(t))},
          {"stage", step->stage},
          {"task", step->task},
          {"panel", step->panel},
          {"model", step->model}};
}

Json lesson_json(const Theatre& t) {
  const auto* lesson = t.lesson();
  if (lesson == nullptr) return nullptr;
  return {{"id", lesson->id},
          {"title", lesson->title},
          {"act", lesson->act},
          {"number", lesson->number},
          {"recap", lesson->recap}};
}

// Of the lesson that comes after this step; null inside a lesson, where “Next” says enough.
Json next_title(const Theatre& t) {
  const auto* lesson = t.lesson();
  const auto& lessons = t.course().lessons;
  if (lesson == nullptr || t.state().step + 1 < lesson->steps.size()) return nullptr;
  return t.state().lesson + 1 < lessons.size() ? Json(lessons[t.state().lesson + 1].title) : Json(nullptr);
}

Json options_json(const lessons::Guess& guess, const lessons::Answer& answer) {
  const auto off = lessons::misses(answer, guess.bars);
  Json options = Json::array();
  for (std::size_t i = 0; i < answer.options.size(); ++i) {
    const auto& option = answer.options[i];
    Json percent = nullptr, bar = nullptr, missed = nullptr;
    if (guess.revealed && option.percent) percent = *option.percent;
    if (guess.by_bars() && (guess.bars_set || !guess.revealed)) bar = guess.bars[i];
    if (guess.by_bars() && !percent.is_null() && !bar.is_null()) missed = off[i];
    options.push_back(
        {{"label", option.label}, {"percent", percent}, {"present", option.present}, {"guess", bar}, {"off", missed}});
  }
  return options;
}

// The token whose light is asked about, where it is a word on the stage.
Json asking_word(const Theatre& t, const lessons::Predict& question) {
  const bool of_row = lessons::is_of_row(question);
  const auto* head = of_row && !question.options.empty() ? t.situation().head_named(question.head) : nullptr;
  const int token = head != nullptr ? lessons::find_word(trace::queries(t.trace(), *head), question.row) : -1;
  return token >= 0 ? Json(token) : Json(nullptr);
}

Json predict_json(const Theatre& t) {
  const lessons::Predict* question = t.question();
  if (question == nullptr) return nullptr;
  const lessons::Guess& guess = t.state().guess;
  const auto answer = guess.answer ? *guess.answer : lessons::answer_of(*question, t.situation());
  Json out = {{"question", lessons::question_text(*question, answer)},
              {"kind", question->options.empty() ? "none" : predict_name(question->kind)},
              {"options", question->options.empty() ? Json::array() : options_json(guess, answer)},
              {"guess", nullptr},
              {"answer", nullptr},
              {"revealed", guess.revealed},
              {"lit", guess.lit},
              {"asks", asking_word(t, *question)},
              {"right", nullptr},
              {"feedback", nullptr},
              {"why", nullptr}};
  if (guess.bars_set) out["guess"] = guess.bars;
  if (!guess.answer) return out;
  if (answer.right >= 0) out["answer"] = answer.right;
  if (guess.choice) out["guess"] = *guess.choice;
  if (const auto right = lessons::is_right(guess)) out["right"] = *right;
  out["feedback"] = lessons::feedback(*question, guess);
  out["why"] = why_json(t);
  return out;
}

// Hidden as long as the learner guesses: it would tell.
Json illustration_json(const Theatre& t) {
  const auto* step = t.step();
  if (step == nullptr || !step->illustration || (!t.state().guess.revealed && !t.state().guess.lit)) return nullptr;
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

Json step_challenge(const Theatre& t) {
  const auto* step = t.step();
  if (step == nullptr || !step->challenge) return nullptr;
  const auto& verdict = t.verdict();
  return {{"id", t.lesson()->id + "/" + step->id},
          {"prompt", step->challenge->prompt},
          {"done", verdict.done},
          {"hint", verdict.hint},
          {"message", verdict.done ? Json(step->challenge->done) : Json(nullptr)}};
}

Json turned(const Theatre& t) {
  if (!t.state().switches.turn) return nullptr;
  const auto& turn = *t.state().switches.turn;
  return {{"side", turn.side == trace::Side::query ? "query" : "key"},
          {"token", turn.row},
          {"layer", turn.layer},
          {"head", turn.head}};
}

Json progress_json(const Theatre& t) {
  Json out = Json::object();
  for (const auto& lesson : t.course().lessons) {
    Json done = Json::array();
    for (const auto& step : lesson.steps) {
      if (t.progress().is_done(lesson.id, step.id)) done.push_back(step.id);
    }
    if (!done.empty()) out[lesson.id] = std::move(done);
  }
  return out;
}

// What undo would take back, by the name of its kind.
Json deed_json(const Change* change) { return change != nullptr ? Json(change_name(change->kind)) : Json(nullptr); }

// Where in the course, and whether it goes on.
Json course_json(const Theatre& t) {
  const auto* lesson = t.lesson();
  const State& state = t.state();
  const bool at_end =
      lesson == nullptr || (state.step + 1 >= lesson->steps.size() && state.lesson + 1 >= t.course().lessons.size());
  return {{"lesson", lesson_json(t)},
          {"step", step_json(t)},
          {"nextTitle", next_title(t)},
          {"canBack", state.lesson > 0 || state.step > 0},
          {"canNext", !at_end},
          {"undo", deed_json(t.history().last())},
          {"redo", deed_json(t.history().taken_back())},
          {"predict", predict_json(t)},
          {"challenge", step_challenge(t)},
          {"illustration", illustration_json(t)},
          {"progress", progress_json(t)}};
}

// Where the numbers come from, of any model but the first, whose kind of badge says enough.
Json origin_of(const trace::Trace& trace) {
  const auto* model = trace.model == model::default_model ? nullptr : model::find_model(trace.model);
  return model != nullptr ? Json(model->provenance) : Json(nullptr);
}

// Which numbers: of what text, by which model and head, for which word.
Json shown_json(const Theatre& t) {
  const State& state = t.state();
  const auto& trace = t.trace();
  const auto& head = t.head();
  const bool has_head = trace::find_head(trace, state.view.layer, state.view.head) != nullptr;
  const auto& asking = has_head ? trace::queries(trace, head).tokens : trace.tokens;
  const auto row = static_cast<std::size_t>(state.view.row);
  const bool empty = std::none_of(trace.tokens.begin(), trace.tokens.end(), [](const trace::Token& token) {
    return token.kind != trace::TokenKind::added && !token.text.empty();
  });
  return {{"text", state.text},
          {"second", state.second},
          {"notes", trace.notes},
          {"model", trace.model},
          {"badge", {{"kind", trace.badge}, {"detail", head.title}, {"origin", origin_of(trace)}}},
          {"models", models_of(t)},
          {"wanted", t.shelf().ready(state.model) ? Json(nullptr) : Json(state.model)},
          {"busy", t.waits()},
          {"writing", t.writes()},
          {"beside", t.besides()},
          {"layer", has_head ? Json(head.layer) : Json(nullptr)},
          {"head", has_head ? Json(head.index) : Json(nullptr)},
          {"headName", head.name},
          {"token", state.view.row},
          {"tokenText", row < asking.size() ? asking[row].text : ""},
          {"column", state.view.column},
          {"switches", all_switches(state.switches, state.hard)},
          {"turned", turned(t)},
          {"empty", empty}};
}

// The temperature that the stage shows for a moment, where that is not the learner's.
Json demonstrated_json(const Theatre& t) {
  const auto temperature = t.demonstration().temperature();
  return temperature ? Json(*temperature) : Json(nullptr);
}

}  // namespace

std::string state_json(const Theatre& theatre) {
  const State& state = theatre.state();
  const auto& director = theatre.director();
  Json out = course_json(theatre);
  out.update(shown_json(theatre));
  out.update({{"phase", director.held() ? Json(*director.held()) : Json(nullptr)},
              {"playing", director.playing()},
              {"stage", ui::stage_name(state.view.stage)},
              {"arrows", state.view.arrows},
              {"dial", director.dialled()},
              {"demonstrated", demonstrated_json(theatre)},
              {"panel", state.numbers_open ? Json("numbers") : Json(nullptr)}});
  return dump(out);
}

std::string challenge_json(const Theatre& theatre) { return dump(step_challenge(theatre)); }

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
  const int row = theatre.view().row, column = theatre.view().column;
  if (row >= head.weights.rows()) return "null";
  const auto& asking = trace::queries(trace, head).tokens[static_cast<std::size_t>(row)];
  Json q = Json::array(), k = Json::array();
  for (const int channel : deciding_channels(head, row, column, 4)) {
    q.push_back(head.q(row, channel));
    k.push_back(head.k(column, channel));
  }
  return dump({{"token", row},
               {"text", asking.text},
               {"source", asking.source},
               {"column", column},
               {"head", {{"layer", head.layer}, {"head", head.index}, {"name", head.name}, {"title", head.title}}},
               {"entries", entries_json(trace, head, row)},
               {"q", std::move(q)},
               {"k", std::move(k)},
               {"v", telling_values(head.v, column, 4)},
               {"output", telling_values(head.output, row, 8)},
               {"embedding", telling_values(trace::input_of(trace, head), row, thumbnail_values)},
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

std::string picture_json(const scenes::Picture& picture, std::span<const scenes::HotSpot> panels, int chosen_token) {
  Json labels = Json::array(), spots = Json::array();
  for (const auto& label : picture.labels) labels.push_back(label_json(label));
  for (const auto& spot : picture.hotspots) {
    Json out = spot_json(spot);
    if (spot.action == "select") out["selected"] = spot.token == chosen_token;
    if (spot.layer >= 0 && spot.action != "explain") out["selected"] = spot.selected;
    spots.push_back(std::move(out));
  }
  for (const auto& spot : panels) {
    Json out = spot_json(spot);
    out["panel"] = true;
    if (spot.action == "select") out["selected"] = spot.token == chosen_token;
    if (spot.action == "pair") out["selected"] = spot.selected;
    spots.push_back(std::move(out));
  }
  return dump({{"labels", std::move(labels)}, {"hotspots", std::move(spots)}});
}

std::string hotspots_json(std::span<const scenes::HotSpot> named) {
  Json spots = Json::array();
  for (const auto& spot : named) spots.push_back(spot_json(spot));
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
  const auto kind = quantity_kind(as_text(member(given, "kind")).value_or(""));
  if (!kind) return core::Failure{"open needs a number's {kind, layer, head, row, col}."};
  trace::Quantity quantity;
  quantity.kind = *kind;
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
