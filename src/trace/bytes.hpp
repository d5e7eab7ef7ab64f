// A Trace as one buffer of bytes, to cross from a worker to the page, and the parameters of heads likewise.
// A Trace's bytes carry no parameters: those belong to the model, cross once, and are joined on by reading.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/result.hpp"
#include "trace/bytes_stream.hpp"
#include "trace/trace.hpp"

namespace theatre::trace {

// The parameters of a model's heads, by layer and index.
class ParameterSet {
 public:
  void put(int layer, int index, std::shared_ptr<const HeadParameters> parameters);
  // nullptr when there are none. `of_first`: W_Q, W_K, W_V and their biases are those of the layer's first
  // head.
  std::shared_ptr<const HeadParameters> find(int layer, int index, bool of_first = false) const;
  std::size_t size() const { return own_.size(); }

  // All parameters of one layer as bytes; empty when there are none.
  std::vector<std::uint8_t> layer_to_bytes(int layer) const;
  // Adds what layer_to_bytes gave. Fails with one sentence and then changes nothing.
  std::optional<core::Failure> add(std::span<const std::uint8_t> bytes);

 private:
  using Heads = std::map<std::pair<int, int>, std::shared_ptr<const HeadParameters>>;
  Heads own_;
  mutable Heads mixed_;  // what find() made for `of_first`
};

// Writes a Trace step by step, so that no step has to be kept for another.
class BytesWriter {
 public:
  // `room`: bytes to set aside at once; more is found when needed. `of_first`: see ParameterSet::find.
  explicit BytesWriter(std::size_t room = 0, bool of_first = false);
  void begin(const Trace& trace, std::size_t steps);  // the Trace's own steps don't count
  void step(const Step& step);                        // as many as announced
  std::vector<std::uint8_t> finish();

 private:
  std::vector<std::uint8_t> bytes_;
  bool of_first_;
};

std::vector<std::uint8_t> to_bytes(const Trace& trace);

// Reads a Trace step by step, so that a page can spread a long one over several frames. Every length and shape
// is checked.
class BytesReader {
 public:
  // `bytes` and `parameters` have to outlive the reader.
  explicit BytesReader(std::span<const std::uint8_t> bytes, const ParameterSet* parameters = nullptr);
  bool step();                                    // reads one more; false when that was the last, or something is wrong
  core::Result<std::shared_ptr<Trace>> finish();  // reads what is left; fails with one sentence

 private:
  std::string read_start(std::size_t length);

  Get get_;
  const ParameterSet* parameters_;
  std::shared_ptr<Trace> trace_;
  std::size_t steps_left_ = 0;
  std::set<std::pair<int, int>> heads_;  // layer and index of those read
  bool of_first_ = false;
  std::string failure_;
};

// The Trace at once, with parameters from `parameters` where it has them and they fit. Every length and shape is
// checked; fails with one sentence.
core::Result<std::shared_ptr<Trace>> from_bytes(std::span<const std::uint8_t> bytes,
                                                const ParameterSet* parameters = nullptr);

}  // namespace theatre::trace
