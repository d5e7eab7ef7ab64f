#include "ui/kit/number_style.hpp"

#include <cmath>
#include <cstdio>

#include "trace/ledger.hpp"

namespace theatre::ui {

std::string signed_number(float value) {
  const std::string text = trace::shown(value);
  return value > 0 && text != "0.00" ? "+" + text : text;
}

std::string short_number(float value, int decimals) {
  if (!std::isfinite(value) || std::fabs(value) >= 99999.5F) return trace::shown(value);
  char buffer[64];
  std::snprintf(buffer, sizeof(buffer), "%.*f", decimals, std::fabs(value));
  std::string text = buffer;
  if (text.find('.') != std::string::npos) {
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
  }
  return value < 0 && text != "0" ? "−" + text : text;
}

}  // namespace theatre::ui
