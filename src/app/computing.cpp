#include "app/computing.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "app/arguments.hpp"
#include "text/words.hpp"

namespace theatre::app {
namespace {

// Up to here the glass box takes at most 4 ms in the page.
constexpr std::size_t quick_words = 44;
// What is read of a Trace's bytes before the frame goes on.
constexpr double reading_time = 0.003;  // s
// Vectors kept: a class can write many spines in an hour.
constexpr std::size_t most_vectors = 2000;

Json job_switches(const model::Switches& switches) {
  static constexpr const char* masks[] = {"none", "causal", "padding", "custom"};
  Json off = Json::array();
  for (const auto& [layer, head] : switches.heads_off) off.push_back({layer, head});
  Json turn = nullptr;
  if (switches.turn) {
    const model::Turn& t = *switches.turn;
    turn = {{"layer", t.layer},
            {"head", t.head},
            {"side", t.side == trace::Side::query ? 0 : 1},
            {"row", t.row},
            {"to", t.to}};
  }
  return {{"temperature", switches.temperature},
          {"turn", std::move(turn)},
          {"scale", switches.scale},
          {"positions", switches.positions},
          {"sameHeads", switches.same_heads},
          {"mask", masks[static_cast<std::size_t>(switches.mask)]},
          {"padding", switches.padding},
          {"headsOff", std::move(off)}};
}

}  // namespace

Computing::Computing(std::function<void(const std::string&)> send, std::function<double()> now)
    : send_(std::move(send)), now_(std::move(now)), glass_box_(model::make_glass_box()) {}

trace::TracePtr Computing::forward(Purpose purpose, const std::string& model, const std::string& text,
                                   const model::Switches& switches) {
  forget(purpose);
  const bool glass_box = model == glass_box_->id();
  if (!send_ || (glass_box && text::split_words(text).size() <= quick_words)) {
    return glass_box_->forward(text, switches);
  }
  Slot& now = slot(purpose);
  now.serial = ++serial_;
  now.model = model;
  now.text = text;
  now.switches = switches;
  send_(dump({{"serial", now.serial},
              {"kind", "trace"},
              {"model", model},
              {"text", text},
              {"switches", job_switches(switches)}}));
  return nullptr;
}

std::optional<core::Matrix> Computing::vectors(const std::vector<std::string>& texts) {
  std::vector<std::string> unknown;
  for (const auto& text : texts) {
    if (known_vectors_.find(text) == known_vectors_.end()) unknown.push_back(text);
  }
  if (!unknown.empty() || texts.empty()) {
    if (!send_ || unknown == vectors_asked_) return std::nullopt;
    vectors_asked_ = std::move(unknown);
    vectors_serial_ = ++serial_;
    send_(dump({{"serial", vectors_serial_}, {"kind", "vectors"}, {"model", "minilm"}, {"texts", vectors_asked_}}));
    return std::nullopt;
  }
  const auto d = known_vectors_.find(texts.front())->second.cols();
  core::Matrix out(static_cast<Eigen::Index>(texts.size()), d);
  for (std::size_t t = 0; t < texts.size(); ++t) {
    out.row(static_cast<Eigen::Index>(t)) = known_vectors_.find(texts[t])->second;
  }
  return out;
}

void Computing::receive(int serial, Bytes bytes, std::size_t size) {
  if (serial == vectors_serial_ && serial != 0) {
    const std::size_t count = vectors_asked_.size(), each = count > 0 ? size / count / sizeof(float) : 0;
    if (each == 0 || each * count * sizeof(float) != size || each > 4096) {
      vectors_failure_ = "The model’s answer was damaged.";
    } else {
      if (known_vectors_.size() + count > most_vectors) known_vectors_.clear();
      for (std::size_t t = 0; t < count; ++t) {
        core::RowVector row(1, static_cast<Eigen::Index>(each));
        std::memcpy(row.data(), bytes.get() + t * each * sizeof(float), each * sizeof(float));
        if (!row.allFinite()) row.setZero();
        known_vectors_[vectors_asked_[t]] = std::move(row);
      }
    }
    vectors_serial_ = 0;
    vectors_asked_.clear();
    vectors_came_ = true;
    return;
  }
  for (Slot& slot : slots_) {
    if (serial == 0 || slot.serial != serial) continue;
    slot.reader = nullptr;
    slot.bytes = std::move(bytes);
    slot.reader = std::make_unique<trace::BytesReader>(std::span<const std::uint8_t>(slot.bytes.get(), size),
                                                       &parameters(slot.model));
    return;
  }
}

bool Computing::refuse(int serial) {
  if (serial == 0) return false;
  if (serial == vectors_serial_) {
    vectors_serial_ = 0;
    vectors_asked_.clear();
    return true;
  }
  for (Slot& slot : slots_) {
    if (slot.serial != serial) continue;
    if (slot.model == glass_box_->id()) {
      slot.here = glass_box_->forward(slot.text, slot.switches);
      return false;
    }
    slot = {};
    return &slot == &this->slot(Purpose::stage);
  }
  return false;
}

const trace::ParameterSet& Computing::parameters(const std::string& model) {
  if (model != glass_box_->id()) return minilm_parameters_;
  if (glass_box_parameters_.size() == 0) {
    const auto trace = glass_box_->forward("", {});
    for (const auto& step : trace->steps) {
      for (const auto& head : step.heads) glass_box_parameters_.put(head.layer, head.index, head.parameters);
    }
  }
  return glass_box_parameters_;
}

std::optional<core::Failure> Computing::add_parameters(std::span<const std::uint8_t> bytes) {
  return minilm_parameters_.add(bytes);
}

Computing::Arrived Computing::read_on() {
  Arrived out;
  out.vectors = std::exchange(vectors_came_, false);
  out.failure = std::exchange(vectors_failure_, {});
  out.stage_failed = !out.failure.empty();
  const double until = now_() + reading_time;
  for (std::size_t p = 0; p < 2; ++p) {
    Slot& slot = slots_[p];
    if (slot.here) {
      out.trace[p] = std::move(slot.here);
      slot = {};
      continue;
    }
    if (!slot.reader) continue;
    bool more = slot.reader->step();
    while (more && now_() < until) more = slot.reader->step();
    if (more) continue;
    auto finished = slot.reader->finish();
    if (finished) {
      out.trace[p] = std::move(finished).value();
    } else {
      out.failure = finished.error();
      out.stage_failed = out.stage_failed || &slot == &this->slot(Purpose::stage);
    }
    slot = {};
  }
  return out;
}

}  // namespace theatre::app
