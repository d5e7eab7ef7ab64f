// Readable names of columns, shared: every pass of a model has the same, and none copies them.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace theatre::trace {

// A list of names that never changes. Copies share it.
class Names {
 public:
  Names() = default;
  Names(std::vector<std::string> names)  // NOLINT(google-explicit-constructor): a list of names is what it says
      : list_(names.empty() ? nullptr : std::make_shared<const std::vector<std::string>>(std::move(names))) {}
  Names(std::initializer_list<std::string> names) : Names(std::vector<std::string>(names)) {}

  const std::vector<std::string>& list() const {
    static const std::vector<std::string> none;
    return list_ != nullptr ? *list_ : none;
  }
  operator const std::vector<std::string>&() const { return list(); }  // NOLINT(google-explicit-constructor)

  bool empty() const { return list_ == nullptr; }
  std::size_t size() const { return list().size(); }
  const std::string& operator[](std::size_t i) const { return list()[i]; }
  const std::string& at(std::size_t i) const { return list().at(i); }
  auto begin() const { return list().begin(); }
  auto end() const { return list().end(); }
  bool operator==(const Names& other) const { return list_ == other.list_ || list() == other.list(); }

 private:
  std::shared_ptr<const std::vector<std::string>> list_;
};

}  // namespace theatre::trace
