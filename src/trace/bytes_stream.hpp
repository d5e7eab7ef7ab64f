// Numbers, texts and matrices, little-endian, into and out of a buffer. Reading stops at the first thing that
// is wrong.
#pragma once

#include <cstdint>
#include <cstring>
#include <limits>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "core/tensor.hpp"

namespace theatre::trace {

// Appends to a buffer.
class Put {
 public:
  explicit Put(std::vector<std::uint8_t>& bytes) : bytes_(bytes) {}

  void raw(const void* from, std::size_t size) {
    const auto* first = static_cast<const std::uint8_t*>(from);
    bytes_.insert(bytes_.end(), first, first + size);
  }
  template <class T>
  void number(T value) {
    static_assert(std::is_arithmetic_v<T>);
    raw(&value, sizeof value);
  }
  void size(std::size_t value) { number(static_cast<std::uint32_t>(value)); }
  void text(const std::string& value) {
    size(value.size());
    raw(value.data(), value.size());
  }
  void texts(const std::vector<std::string>& values) {
    size(values.size());
    for (const std::string& value : values) text(value);
  }
  template <class T>
  void numbers(const std::vector<T>& values) {
    size(values.size());
    raw(values.data(), values.size() * sizeof(T));
  }
  template <class M>
  void matrix(const M& values) {
    size(static_cast<std::size_t>(values.rows()));
    size(static_cast<std::size_t>(values.cols()));
    raw(values.data(), static_cast<std::size_t>(values.size()) * sizeof(typename M::Scalar));
  }

 private:
  std::vector<std::uint8_t>& bytes_;
};

// Reads from a buffer. Once something doesn't fit, `fine()` is false and everything reads as nothing.
class Get {
 public:
  explicit Get(std::span<const std::uint8_t> bytes) : left_(bytes) {}

  bool fine() const { return fine_; }
  bool at_end() const { return left_.empty(); }
  void fail() {
    fine_ = false;
    left_ = {};
  }
  void raw(void* to, std::size_t size) {
    if (size > left_.size()) return fail();
    if (size > 0) std::memcpy(to, left_.data(), size);
    left_ = left_.subspan(size);
  }
  template <class T>
  T number() {
    T value{};
    raw(&value, sizeof value);
    return fine_ ? value : T{};
  }
  // A count of things that take at least `least` bytes each.
  std::size_t size(std::size_t least) {
    const auto value = number<std::uint32_t>();
    if (value > left_.size() / least) fail();
    return fine_ ? value : 0;
  }
  int index() {
    const auto value = number<std::int32_t>();
    return fine_ ? value : 0;
  }
  // A byte below `end`.
  int choice(int end) {
    const int value = number<std::uint8_t>();
    if (value >= end) fail();
    return fine_ ? value : 0;
  }
  std::string text() {
    std::string out(size(1), '\0');
    raw(out.data(), out.size());
    return out;
  }
  std::vector<std::string> texts() {
    std::vector<std::string> out(size(4));
    for (std::string& value : out) value = text();
    return out;
  }
  template <class T>
  std::vector<T> numbers() {
    std::vector<T> out(size(sizeof(T)));
    raw(out.data(), out.size() * sizeof(T));
    return out;
  }
  template <class M>
  M matrix() {
    constexpr std::size_t each = sizeof(typename M::Scalar);
    const std::uint64_t rows = number<std::uint32_t>(), columns = number<std::uint32_t>();
    if (rows * columns > left_.size() / each || rows > largest_side || columns > largest_side ||
        (M::RowsAtCompileTime == 1 && rows != 1)) {
      fail();
    }
    if (!fine_) return M(M::RowsAtCompileTime == 1 ? 1 : 0, 0);
    M out(static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(columns));
    raw(out.data(), static_cast<std::size_t>(rows * columns) * each);
    return out;
  }

 private:
  static constexpr std::uint64_t largest_side = 1U << 24;
  std::span<const std::uint8_t> left_;
  bool fine_ = true;
};

}  // namespace theatre::trace
