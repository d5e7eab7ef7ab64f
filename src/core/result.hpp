// Failure as a value: what went well, or one sentence a learner could read.
#pragma once

#include <optional>
#include <string>
#include <utility>

namespace theatre::core {

struct Failure {
  std::string sentence;  // one clear sentence, ends with a full stop
};

// Holds either a value or a Failure. Reading `value()` of a failure is a programmer's mistake.
template <class T>
class Result {
 public:
  Result(T value) : value_(std::move(value)) {}                        // NOLINT: implicit by design
  Result(Failure failure) : sentence_(std::move(failure.sentence)) {}  // NOLINT: implicit by design

  explicit operator bool() const { return value_.has_value(); }
  const T& value() const& { return *value_; }
  T& value() & { return *value_; }
  T&& value() && { return *std::move(value_); }
  const std::string& error() const { return sentence_; }

 private:
  std::optional<T> value_;
  std::string sentence_;
};

}  // namespace theatre::core
