#include "model/loaders.hpp"

#include <string>
#include <utility>

#include "model/catalog.hpp"
#include "model/echo/echo.hpp"
#include "model/minilm/minilm.hpp"

namespace theatre::model {
namespace {

using Loaded = core::Result<std::unique_ptr<Model>>;
using Bytes = std::span<const std::uint8_t>;

template <class Own>
Loaded open(Bytes bytes) {
  auto loaded = Own::load(bytes);
  if (!loaded) return core::Failure{loaded.error()};
  return Loaded(std::move(loaded).value());
}

constexpr std::pair<std::string_view, Loaded (*)(Bytes)> loaders[] = {
    {"minilm", open<MiniLM>},
    {"echo", [](Bytes) { return Loaded(make_echo()); }},
};

}  // namespace

Loaded load_model(std::string_view id, Bytes bytes) {
  for (const auto& [known, load] : loaders) {
    if (known == id) return load(bytes);
  }
  if (auto quick = make_quick_model(id)) return quick;
  return core::Failure{"There is no model “" + std::string(id) + "” here."};
}

}  // namespace theatre::model
