#include "ui/kit/runs.hpp"

namespace theatre::ui {

unsigned Runs::code(std::string_view text) {
  const auto found = codes_.find(std::string(text));
  if (found != codes_.end()) return found->second;
  if (texts_.size() >= area) return 0;
  texts_.emplace_back(text);
  return codes_[texts_.back()] = first_code + static_cast<unsigned>(texts_.size() - 1);
}

const std::string* Runs::text(unsigned code) const {
  const std::size_t index = code - first_code;
  return code >= first_code && index < texts_.size() ? &texts_[index] : nullptr;
}

void Runs::clear() {
  texts_.clear();
  codes_.clear();
}

}  // namespace theatre::ui
