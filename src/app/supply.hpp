// Where Traces come from: a request goes in, and its Trace comes back, at once where that is quick, otherwise later
// from a worker that the page keeps, in one pass or in several. Of several requests for the same purpose the newest
// wins.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/shelf.hpp"
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

struct Request {
  std::string model;
  model::Question question;
  Purpose purpose = Purpose::stage;
};

class Supply {
 public:
  // `send` hands a job to the page as JSON; empty: everything is computed here. `now`: a clock in seconds. The shelf
  // has to outlive the supply.
  Supply(const Shelf& shelf, std::function<void(const std::string& job)> send, std::function<double()> now);
  ~Supply();

  // The Trace, when that takes at most a few milliseconds; nullptr when it will come later. A model that is unknown,
  // not there, or can't do what is asked fails with one sentence.
  core::Result<trace::TracePtr> ask(Request request);
  bool waits(Purpose purpose) const { return slot(purpose).serial != 0; }  // for a first pass, or a further one
  void forget(Purpose purpose);                                            // the answer is no longer wanted

  // The page's answer to job `serial`: one pass, or vectors. `last`: no further pass comes. Answers to jobs that are no
  // longer wanted are dropped.
  void receive(int serial, Bytes bytes, std::size_t size, bool last);
  // The page's answer when a worker can't do it; what can be is then computed here.
  void refuse(int serial, std::string sentence);
  // The parameters of one layer of a model's heads, for the arithmetic behind q, k, v.
  std::optional<core::Failure> add_parameters(std::string_view model, std::span<const std::uint8_t> bytes);

  // Reads on in what has come, for some milliseconds at most, so that a frame is not held up.
  struct Arrived {
    trace::TracePtr trace[2];   // by Purpose; nullptr = nothing new
    bool stage_failed = false;  // what the stage waits for won't come
    std::string failure;        // one sentence; empty = none
  };
  Arrived read_on();
  bool reading() const;

 private:
  struct Piece {
    Bytes bytes;
    std::size_t size = 0;
  };
  struct Slot {
    int serial = 0;  // of the job that is awaited; 0 = none
    Request request;
    std::vector<std::string> unknown;            // texts whose vectors were asked for; empty = a pass was
    std::deque<Piece> pieces;                    // passes that have come and are not read yet
    std::unique_ptr<trace::BytesReader> reader;  // of the first of them
    trace::TracePtr latest;                      // the pass before
    bool last = false;                           // nothing comes after the pieces
    trace::TracePtr here;                        // computed here after all
    std::string failure;                         // it won't come
  };
  Slot& slot(Purpose purpose) { return slots_[static_cast<std::size_t>(purpose)]; }
  const Slot& slot(Purpose purpose) const { return slots_[static_cast<std::size_t>(purpose)]; }
  const model::Model* quick(std::string_view id);  // nullptr when the page doesn't compute it
  const trace::ParameterSet& parameters(const std::string& id);
  core::Result<trace::TracePtr> look_up(Request request);
  trace::TracePtr looked_up(const Request& request, model::TextVectors vectors) const;
  std::optional<core::Matrix> known_vectors(const std::string& model, const std::vector<std::string>& texts,
                                            std::vector<std::string>& unknown) const;
  void keep_vectors(Slot& slot, const Bytes& bytes, std::size_t size);
  void read_pass(Slot& slot, double until, Arrived& out, std::size_t purpose);

  const Shelf& shelf_;
  std::function<void(const std::string&)> send_;
  std::function<double()> now_;
  std::map<std::string, std::unique_ptr<model::Model>, std::less<>> quick_;
  std::map<std::string, trace::ParameterSet, std::less<>> parameters_;
  Slot slots_[2];
  int serial_ = 0;
  std::map<std::pair<std::string, std::string>, core::RowVector> vectors_;  // of (model, text)
};

}  // namespace theatre::app
