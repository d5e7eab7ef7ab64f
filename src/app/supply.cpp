#include "app/supply.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "app/question_json.hpp"
#include "model/loaders.hpp"
#include "model/look_up/look_up.hpp"
#include "text/words.hpp"
#include "trace/addition.hpp"

namespace theatre::app {
namespace {

// What is read of a Trace's bytes before the frame goes on.
constexpr double reading_time = 0.003;  // s
// Vectors kept: a class can write many spines in an hour.
constexpr std::size_t most_vectors = 2000;
constexpr std::size_t widest_vector = 4096;

std::size_t words_of(const model::Question& question) {
  std::size_t words = 0;
  for (const auto& text : question.texts) words += text::split_words(text).size();
  return words;
}

}  // namespace

Supply::Supply(const Shelf& shelf, std::function<void(const std::string&)> send, std::function<double()> now)
    : shelf_(shelf), send_(std::move(send)), now_(std::move(now)) {}
Supply::~Supply() = default;

const model::Model* Supply::quick(std::string_view id) {
  const auto* entry = model::find_model(id);
  if (entry == nullptr || entry->words_here == 0) return nullptr;
  auto found = quick_.find(id);
  if (found == quick_.end()) found = quick_.emplace(std::string(id), model::make_quick_model(id)).first;
  return found->second.get();
}

core::Result<trace::TracePtr> Supply::ask(Request request) {
  const auto* place = shelf_.find(request.model);
  if (place == nullptr) return core::Failure{"There is no model “" + request.model + "” here."};
  if (place->state != Shelf::State::ready) {
    return core::Failure{std::string(place->model->title) + " is not here yet, so it can’t compute anything."};
  }
  if (request.question.cards) return look_up(std::move(request));
  forget(request.purpose);
  if (const auto* model = quick(request.model)) {
    if (!send_ || words_of(request.question) <= place->model->words_here) return model->forward(request.question);
  }
  Slot& now = slot(request.purpose);
  now.serial = ++serial_;
  send_(dump({{"serial", now.serial},
              {"kind", "pass"},
              {"model", request.model},
              {"question", question_json(request.question)}}));
  now.request = std::move(request);
  return trace::TracePtr{};
}

void Supply::forget(Purpose purpose) {
  Slot& now = slot(purpose);
  // A model that is still writing goes on by itself until it hears that nobody reads it.
  if (now.serial != 0 && now.latest && send_) {
    send_(dump({{"serial", now.serial}, {"kind", "stop"}, {"model", now.request.model}}));
  }
  now = {};
}

// --- look-ups: by the vectors of the texts, compared here

core::Result<trace::TracePtr> Supply::look_up(Request request) {
  const auto* entry = shelf_.find(request.model)->model;
  if (!entry->abilities.vectors) {
    return core::Failure{std::string(entry->title) + " has no vectors of texts, so nothing can be looked up with it."};
  }
  std::vector<std::string> texts{request.question.text()};
  for (const auto& card : model::parse_cards(request.question.cards->lines)) texts.push_back(card.title);
  if (const auto* model = quick(request.model)) {
    forget(request.purpose);
    return looked_up(request, *model->vectors(texts));
  }
  std::vector<std::string> unknown;
  if (auto rows = known_vectors(request.model, texts, unknown)) {
    forget(request.purpose);
    return looked_up(request, {std::move(*rows), {}});
  }
  Slot& now = slot(request.purpose);
  if (now.serial != 0 && now.request.model == request.model && now.unknown == unknown) {
    now.request = std::move(request);  // these are on their way
    return trace::TracePtr{};
  }
  forget(request.purpose);
  now.serial = ++serial_;
  send_(dump({{"serial", now.serial}, {"kind", "vectors"}, {"model", request.model}, {"texts", unknown}}));
  now.unknown = std::move(unknown);
  now.request = std::move(request);
  return trace::TracePtr{};
}

trace::TracePtr Supply::looked_up(const Request& request, model::TextVectors vectors) const {
  const auto& question = request.question;
  model::LookUp given;
  given.query = question.text();
  given.cards = model::parse_cards(question.cards->lines);
  given.vectors = std::move(vectors);
  given.model = request.model;
  given.badge = model::find_model(request.model)->badge;
  given.temperature = question.switches.temperature;
  given.hard = question.cards->hard;
  given.turn = question.switches.turn;
  if (auto note = model::cards_note(question.cards->lines); !note.empty()) given.notes.push_back(std::move(note));
  return model::look_up(given, model::built_in_lexicon());
}

// (texts, d), or nullopt and those that are still unknown.
std::optional<core::Matrix> Supply::known_vectors(const std::string& model, const std::vector<std::string>& texts,
                                                  std::vector<std::string>& unknown) const {
  core::Matrix rows;
  for (std::size_t t = 0; t < texts.size(); ++t) {
    const auto found = vectors_.find({model, texts[t]});
    if (found == vectors_.end()) {
      unknown.push_back(texts[t]);
      continue;
    }
    if (rows.size() == 0) rows.resize(static_cast<Eigen::Index>(texts.size()), found->second.cols());
    rows.row(static_cast<Eigen::Index>(t)) = found->second;
  }
  if (!unknown.empty()) return std::nullopt;
  return rows;
}

void Supply::keep_vectors(Slot& slot, const Bytes& bytes, std::size_t size) {
  const std::size_t count = slot.unknown.size(), each = size / count / sizeof(float);
  if (each == 0 || each * count * sizeof(float) != size || each > widest_vector) {
    slot.failure = "The model’s answer was damaged.";
    return;
  }
  if (vectors_.size() + count > most_vectors) vectors_.clear();
  for (std::size_t t = 0; t < count; ++t) {
    core::RowVector row(1, static_cast<Eigen::Index>(each));
    std::memcpy(row.data(), bytes.get() + t * each * sizeof(float), each * sizeof(float));
    if (!row.allFinite()) row.setZero();
    vectors_[{slot.request.model, slot.unknown[t]}] = std::move(row);
  }
  Request request = std::exchange(slot.request, {});
  slot = {};
  auto trace = look_up(std::move(request));
  if (!trace) {
    slot.failure = trace.error();
  } else {
    slot.here = std::move(trace).value();  // none where the request was changed meanwhile, and more had to be asked for
  }
}

// --- answers

void Supply::receive(int serial, Bytes bytes, std::size_t size, bool last) {
  for (Slot& slot : slots_) {
    if (serial == 0 || slot.serial != serial) continue;
    if (!slot.unknown.empty()) {
      keep_vectors(slot, bytes, size);
    } else {
      slot.pieces.push_back({std::move(bytes), size});
      slot.last = last;
    }
    return;
  }
}

void Supply::refuse(int serial, std::string sentence) {
  for (Slot& slot : slots_) {
    if (serial == 0 || slot.serial != serial) continue;
    const auto* model = quick(slot.request.model);
    trace::TracePtr here = model != nullptr ? model->forward(slot.request.question) : nullptr;
    slot = {};
    slot.here = std::move(here);
    if (!slot.here) slot.failure = sentence.empty() ? "The model gave no answer." : std::move(sentence);
    return;
  }
}

const trace::ParameterSet& Supply::parameters(const std::string& id) {
  trace::ParameterSet& set = parameters_[id];
  const auto* model = set.size() == 0 ? quick(id) : nullptr;
  if (model == nullptr) return set;
  const auto trace = model->forward(model::Question{});
  for (const auto& step : trace->steps) {
    for (const auto& head : step.heads) set.put(head.layer, head.index, head.parameters);
  }
  return set;
}

std::optional<core::Failure> Supply::add_parameters(std::string_view model, std::span<const std::uint8_t> bytes) {
  return parameters_[std::string(model)].add(bytes);
}

// The first of the passes that have come, some milliseconds of it.
void Supply::read_pass(Slot& slot, double until, Arrived& out, std::size_t purpose) {
  const Piece& piece = slot.pieces.front();
  const std::span<const std::uint8_t> bytes(piece.bytes.get(), piece.size);
  core::Result<std::shared_ptr<trace::Trace>> made = core::Failure{"The model’s answer was damaged."};
  if (trace::is_addition(bytes)) {
    auto more = trace::addition_from_bytes(bytes);
    if (!more) {
      made = core::Failure{more.error()};
    } else if (slot.latest) {
      made = trace::extend(*slot.latest, more.value());
    }
  } else {
    if (!slot.reader) slot.reader = std::make_unique<trace::BytesReader>(bytes, &parameters(slot.request.model));
    bool more = slot.reader->step();
    while (more && now_() < until) more = slot.reader->step();
    if (more) return;
    made = slot.reader->finish();
    slot.reader = nullptr;
  }
  slot.pieces.pop_front();
  if (!made) {
    std::string sentence = made.error();
    forget(static_cast<Purpose>(purpose));
    slot.failure = std::move(sentence);
    return;
  }
  slot.latest = out.trace[purpose] = std::move(made).value();
  if (slot.pieces.empty() && slot.last) slot = {};
}

Supply::Arrived Supply::read_on() {
  Arrived out;
  const double until = now_() + reading_time;
  for (std::size_t p = 0; p < 2; ++p) {
    Slot& slot = slots_[p];
    if (!slot.pieces.empty()) read_pass(slot, until, out, p);
    if (slot.here) {
      out.trace[p] = std::move(slot.here);
      slot = {};
    }
    if (!slot.failure.empty()) {
      out.failure = std::exchange(slot.failure, {});
      out.stage_failed = out.stage_failed || p == static_cast<std::size_t>(Purpose::stage);
      slot = {};
    }
  }
  return out;
}

bool Supply::reading() const {
  return std::any_of(std::begin(slots_), std::end(slots_),
                     [](const Slot& s) { return !s.pieces.empty() || s.here || !s.failure.empty(); });
}

}  // namespace theatre::app
