// How the ledger prints a number, and whether printed numbers add up.
#include <cmath>
#include <cstdio>

#include "trace/ledger.hpp"

namespace theatre::trace {
namespace {

constexpr const char* kMinus = "\u2212";

// As whole hundredths: exactly what two decimals show.
long long hundredths(float value) { return std::llround(static_cast<double>(value) * 100); }

std::string powers_of_ten(double size) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2e", size);
  std::string digits = text;
  const auto e = digits.find('e');
  if (e == std::string::npos) return digits;
  const int exponent = std::atoi(digits.c_str() + e + 1);
  return digits.substr(0, e) + "e" + (exponent < 0 ? kMinus : "") + std::to_string(std::abs(exponent));
}

}  // namespace

std::string shown(float value, bool exact_small) {
  if (std::isnan(value)) return "?";
  const std::string sign = value < 0 ? kMinus : "";
  if (std::isinf(value)) return sign + "∞";
  const double size = std::abs(static_cast<double>(value));
  if (size >= 1e6) return sign + powers_of_ten(size);
  const long long whole = hundredths(value);
  if (whole == 0) return exact_small && size > 0 ? sign + powers_of_ten(size) : "0.00";
  char text[32];
  std::snprintf(text, sizeof text, "%lld.%02lld", std::llabs(whole) / 100, std::llabs(whole) % 100);
  return sign + text;
}

bool shown_terms_add_up(const std::vector<LedgerTerm>& terms, float sum) {
  long long total = 0;
  for (const LedgerTerm& term : terms) {
    if (!(std::abs(term.product) < 1e6f)) return false;
    total += hundredths(term.product);
  }
  return std::abs(sum) < 1e6f && total == hundredths(sum);
}

}  // namespace theatre::trace
