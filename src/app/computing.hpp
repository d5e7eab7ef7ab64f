// Where numbers are computed: here when that is quick, otherwise in a worker that the page keeps. Jobs go out as
// JSON, bytes come back; of several jobs for the same purpose the newest wins.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "model/model.hpp"
#include "trace/bytes.hpp"
#include "trace/trace.hpp"

namespace theatre::app {

// Bytes that came from malloc, as the page hands them over.
struct FreeBytes {
  void operator()(std::uint8_t* bytes) const { std::free(bytes); }
};
using Bytes = std::unique_ptr<std::uint8_t, FreeBytes>;

// What a Trace is wanted for: to be shown, or to be compared with the one shown.
enum class Purpose { stage, beside };

class Computing {
 public:
  // `send` hands a job to the page. Empty: everything is computed here, and there is no MiniLM.
  // `now`: a clock in seconds.
  Computing(std::function<void(const std::string& job)> send, std::function<double()> now);

  const model::Model& glass_box() const { return *glass_box_; }

  // The Trace, when that takes at most a few milliseconds; nullptr when a worker was asked instead.
  trace::TracePtr forward(Purpose purpose, const std::string& model, const std::string& text,
                          const model::Switches& switches);
  bool waits(Purpose purpose) const { return slot(purpose).serial != 0; }
  void forget(Purpose purpose) { slot(purpose) = {}; }  // the answer is no longer wanted

  // MiniLM's vectors of these texts, (texts, 384); nullopt when the worker was asked for those that are new.
  std::optional<core::Matrix> vectors(const std::vector<std::string>& texts);

  // The page's answer to job `serial`. Answers to jobs that are no longer wanted are dropped.
  void receive(int serial, Bytes bytes, std::size_t size);
  // The page's answer when a worker can't do it. The glass box is then computed here; true: what the stage waits for
  // won't come.
  bool refuse(int serial);
  // The parameters of one layer of MiniLM's heads, for the arithmetic behind q, k, v.
  std::optional<core::Failure> add_parameters(std::span<const std::uint8_t> bytes);

  // Reads on in what has come, for some milliseconds at most, so that a frame is not held up.
  struct Arrived {
    trace::TracePtr trace[2];   // by Purpose; nullptr = nothing new
    bool vectors = false;       // ask for them again
    bool stage_failed = false;  // what the stage waits for won't come
    std::string failure;        // one sentence; empty = none
  };
  Arrived read_on();
  bool reading() const { return slot(Purpose::stage).reader || slot(Purpose::beside).reader || vectors_came_; }

 private:
  struct Slot {
    int serial = 0;  // of the job that is awaited; 0 = none
    std::string model, text;
    model::Switches switches;
    Bytes bytes;
    std::unique_ptr<trace::BytesReader> reader;
    trace::TracePtr here;  // computed here after all
  };
  Slot& slot(Purpose purpose) { return slots_[static_cast<std::size_t>(purpose)]; }
  const Slot& slot(Purpose purpose) const { return slots_[static_cast<std::size_t>(purpose)]; }
  const trace::ParameterSet& parameters(const std::string& model);

  std::function<void(const std::string&)> send_;
  std::function<double()> now_;
  std::unique_ptr<model::Model> glass_box_;
  trace::ParameterSet glass_box_parameters_, minilm_parameters_;
  Slot slots_[2];
  int serial_ = 0;
  std::map<std::string, core::RowVector, std::less<>> known_vectors_;
  int vectors_serial_ = 0;
  std::vector<std::string> vectors_asked_;
  bool vectors_came_ = false;
  std::string vectors_failure_;
};

}  // namespace theatre::app
