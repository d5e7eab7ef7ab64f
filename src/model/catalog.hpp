// The models that a Trace can come from, as data: what each is called, where it comes from, what it can do. Knows no
// kernel; loaders.hpp makes the models.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace theatre::model {

struct Abilities {
  bool reads = true;     // a text in, the attention on it out
  bool pairs = false;    // reads a second text
  bool writes = false;   // goes on with a text, token by token
  bool vectors = false;  // says what texts mean, so that things can be looked up
};

// Who gets to see it: everybody who chooses a model, only steps that ask for it, only tests.
enum class Offer { learners, lessons, tests };

struct CatalogEntry {
  std::string_view id;          // "glass-box"
  std::string_view title;       // "The glass box"
  std::string_view badge;       // "hand-built", "trained here", "pretrained" or "illustration"
  std::string_view provenance;  // one sentence or two, for learners
  std::string_view file;        // path in the site; empty = nothing to download
  std::size_t bytes = 0;        // of the file
  std::string_view sha256;      // of the file, in hexadecimal
  Abilities abilities;
  std::string_view languages;  // "en", "de en"
  Offer offer = Offer::learners;
  std::size_t words_here = 0;  // texts up to so many words are computed by the page itself, longer ones in a worker
};

// In the order in which they are offered.
std::span<const CatalogEntry> catalog();
// nullptr when there is none.
const CatalogEntry* find_model(std::string_view id);

// Those that a step of a lesson may ask for.
std::vector<std::string_view> lesson_models();

// What is on the stage when nothing else is.
inline constexpr std::string_view default_model = "glass-box";

}  // namespace theatre::model
