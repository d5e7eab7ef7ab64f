// How a head shares its light between a word's labelled partners and everything else.
#pragma once

#include <vector>

#include "model/measured/resumes.hpp"
#include "text/words.hpp"

namespace theatre::model {

// Adds up sentence by sentence.
class SharingCounter {
 public:
  void add(const trace::Trace& trace, const trace::Head& head, const std::vector<text::Token>& words,
           const std::vector<Link>& links);
  Sharing result() const;

 private:
  struct Bin {
    double weight = 0;
    int partners = 0, count = 0;
    void add(double of, bool partner);
  };
  void add_row(const trace::Trace& trace, const core::RowVector& row, const core::Mask& partners,
               const core::Mask& phrases, int word);

  int words_ = 0, partnered_ = 0, long_words_ = 0, above_95_ = 0, strongest_ = 0, or_phrase_ = 0;
  double on_partners_ = 0, entropy_ = 0, resting_ = 0;
  std::array<Bin, 10> all_, best_;  // of every weight on a word, and of each row's strongest
};

}  // namespace theatre::model
