// The lexicon that the build put into the program.
#include "embedded/lexicon_bin.hpp"
#include "model/lexicon/data.hpp"
#include "model/lexicon/lexicon.hpp"

namespace theatre::model {

const Lexicon& built_in_lexicon() {
  static const Lexicon lexicon = [] {
    auto loaded = Lexicon::load({embedded::lexicon_bin, embedded::lexicon_bin_size});
    return loaded ? std::move(loaded).value() : Lexicon();
  }();
  return lexicon;
}

}  // namespace theatre::model
