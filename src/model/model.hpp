// What every model is: a question in, one immutable Trace out; or several, as a text grows.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/switches.hpp"
#include "trace/addition.hpp"
#include "trace/trace.hpp"

namespace theatre::model {

// What a text is looked up in: one card a line, "title: content".
struct Cards {
  std::string lines;
  bool hard = false;  // only cards whose title is the query, letter for letter but for case

  bool operator==(const Cards&) const = default;
};

// Which head is wanted in full, for a model with too many numbers to keep all of them. -1: every head.
struct Detail {
  int layer = -1;
  int head = -1;

  bool operator==(const Detail&) const = default;
};

// What a model is asked: everything that its Trace depends on.
struct Question {
  std::vector<std::string> texts;  // a model that reads one leaves the others alone; none is an empty text
  std::optional<Cards> cards;      // look the first text up in these, instead of reading it
  Switches switches;
  Detail detail;

  const std::string& text() const {
    static const std::string nothing;
    return texts.empty() ? nothing : texts.front();
  }
  bool operator==(const Question&) const = default;
};

// One head as a menu shows it, known without a forward pass.
struct HeadInfo {
  int layer = 0;
  int index = 0;
  std::string name, title, asks, offers, carries;
};

// Vectors of texts that can be compared by their dot product: each of length 1, or all zero where nothing is known.
struct TextVectors {
  core::Matrix rows;               // (texts, d)
  std::vector<std::string> names;  // d readable names; empty = numbered
};

// Takes a pass as it is made: all at once; or a Trace without its steps and then each step as soon as it is done, with
// heads that have no parameters; or what it adds to the pass before.
class Receiver {
 public:
  virtual ~Receiver() = default;
  virtual void whole(trace::TracePtr trace) = 0;
  virtual void begin(trace::Trace&& trace, std::size_t steps) = 0;
  virtual void step(trace::Step&& step) = 0;
  virtual void more(trace::Addition&& addition) = 0;
};

// An answer under way.
class Answer {
 public:
  virtual ~Answer() = default;
  virtual bool next(Receiver& receiver) = 0;  // makes one more pass; false when it was the last
};

class Model;
// What a model does that does nothing of its own: one pass is the whole answer, and a head's weights stand in it.
std::unique_ptr<Answer> one_pass(const Model& model, Question question);
std::shared_ptr<const trace::HeadParameters> parameters_in_pass(const Model& model, int layer, int head);

class Model {
 public:
  virtual ~Model() = default;
  virtual std::string_view id() const = 0;
  virtual std::string_view badge() const = 0;
  virtual const std::vector<HeadInfo>& heads() const = 0;

  // One pass. Never fails: any bytes give a Trace; what had to be cut or guessed stands in its notes.
  virtual trace::TracePtr forward(const Question& question) const = 0;
  trace::TracePtr forward(std::string_view text, const Switches& switches) const;

  // All passes, one for each call of next(): a model that only reads has one. The answer has to end before the model.
  virtual std::unique_ptr<Answer> answer(Question question) const { return one_pass(*this, std::move(question)); }

  // What these texts mean; nullopt for a model that doesn't say.
  virtual std::optional<TextVectors> vectors(const std::vector<std::string>&) const { return std::nullopt; }

  // A head's weights as numbers, nullptr where there is no such head; and lets go of what was kept for them.
  virtual std::shared_ptr<const trace::HeadParameters> parameters(int layer, int head) const {
    return parameters_in_pass(*this, layer, head);
  }
  virtual void forget_parameters() const {}

  // Short runs, after which a just-in-time compiler has seen the code.
  virtual void warm_up() const {}
};

std::unique_ptr<Model> make_glass_box();

}  // namespace theatre::model
