// The catalog and its loaders: every model that is listed can be made, and nothing else.
#include "model/catalog.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <set>
#include <string>

#include "model/file.hpp"
#include "model/loaders.hpp"
#include "model/minilm/facts.hpp"

using namespace theatre;

TEST_CASE("every model of the catalog can be made, and says of itself what the catalog says", "[catalog]") {
  std::set<std::string> ids;
  for (const auto& entry : model::catalog()) {
    INFO(entry.id);
    CHECK(ids.insert(std::string(entry.id)).second);
    CHECK(model::find_model(entry.id) == &entry);
    CHECK_FALSE(entry.title.empty());
    CHECK(entry.provenance.back() == '.');
    const std::string path = entry.file.empty() ? "" : THEATRE_SOURCE_DIR "/web/" + std::string(entry.file);
    const auto file = model::read_model(entry.id, path);
    INFO(file.error());
    REQUIRE(file);
    CHECK(file.value().bytes.size() == entry.bytes);
    CHECK(entry.sha256.size() == (entry.file.empty() ? 0U : 64U));
    const auto& made = *file.value().model;
    CHECK(made.id() == entry.id);
    CHECK(made.badge() == entry.badge);
    CHECK_FALSE(made.heads().empty());
    const auto trace = made.forward("She went to the market", {});
    CHECK(trace->model == entry.id);
    CHECK(trace->badge == entry.badge);
    CHECK(made.vectors({"a cat", "a dog"}).has_value() == entry.abilities.vectors);
    CHECK((model::make_quick_model(entry.id) != nullptr) == (entry.words_here > 0));
    for (const auto& head : made.heads()) CHECK(made.parameters(head.layer, head.index) != nullptr);
  }
  CHECK(model::find_model(model::default_model)->file.empty());
}

TEST_CASE("a model that isn't listed is not made of another one", "[catalog]") {
  CHECK(model::find_model("nobody") == nullptr);
  CHECK(model::make_quick_model("minilm") == nullptr);
  const auto made = model::load_model("nobody", {});
  REQUIRE(!made);
  CHECK(made.error() == "There is no model “nobody” here.");
  CHECK(!model::load_model("minilm", {}));
}

TEST_CASE("what the catalog tells of MiniLM's weights is what was measured", "[catalog]") {
  char largest[16], mean[16];
  std::snprintf(largest, sizeof largest, "%.3f", static_cast<double>(model::minilm_largest_difference));
  std::snprintf(mean, sizeof mean, "%.4f", static_cast<double>(model::minilm_mean_difference));
  const std::string told(model::find_model("minilm")->provenance);
  CHECK(told.find(largest) != std::string::npos);
  CHECK(told.find(mean) != std::string::npos);
}
