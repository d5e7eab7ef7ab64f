// JSON at the border to the page: reading arguments that nobody has checked, and writing any bytes safely.
#pragma once

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace theatre::app {

using Json = nlohmann::json;

// The i-th argument, or null.
inline const Json& argument(const Json& arguments, std::size_t i) {
  static const Json nothing;
  return arguments.is_array() && i < arguments.size() ? arguments[i] : nothing;
}

// The member `name` of an object, or null.
inline const Json& member(const Json& object, const char* name) {
  static const Json nothing;
  if (!object.is_object()) return nothing;
  const auto found = object.find(name);
  return found == object.end() ? nothing : *found;
}

inline std::optional<std::string> as_text(const Json& value) {
  if (!value.is_string()) return std::nullopt;
  return value.get<std::string>();
}

inline std::optional<bool> as_bool(const Json& value) {
  if (!value.is_boolean()) return std::nullopt;
  return value.get<bool>();
}

// A finite number.
inline std::optional<float> as_number(const Json& value) {
  if (!value.is_number()) return std::nullopt;
  const float number = value.get<float>();
  if (!std::isfinite(number)) return std::nullopt;
  return number;
}

// A whole number that fits.
inline std::optional<int> as_index(const Json& value) {
  const auto number = as_number(value);
  if (!number || *number != std::floor(*number) || std::abs(*number) > 1e6F) return std::nullopt;
  return static_cast<int>(*number);
}

// JSON text; bytes that are not UTF-8 become U+FFFD.
inline std::string dump(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace theatre::app
