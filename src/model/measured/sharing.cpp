// Counting partners, bits and rests.
#include "model/measured/sharing.hpp"

#include <algorithm>
#include <cmath>

#include "model/measured/found_link.hpp"

namespace theatre::model {
namespace {

using Eigen::Index;

constexpr float nearly_all = 0.95F;
constexpr int short_text = 4;  // words; shorter texts have little to share between
// What a verb's or a phrase's own head has to give a word to count it as going with it.
constexpr float clearly_found = 0.3F;

void set_both(core::Mask& mask, int a, int b) {
  if (a == b) return;
  mask(a, b) = mask(b, a) = true;
}

// Words that a label links, either way. (T, T)
core::Mask partners_of(const trace::Trace& trace, const std::vector<text::Token>& words,
                       const std::vector<Link>& links) {
  const auto size = static_cast<Index>(trace.size());
  core::Mask out = core::Mask::Constant(size, size, false);
  for (const auto& link : links) {
    if (link.head == "same-topic") continue;
    const Found found = find(trace, words, link);
    for (const int from : found.from) {
      for (const int to : found.to) set_both(out, from, to);
    }
  }
  return out;
}

// Words that the model itself takes for one verb group, or for a phrase and what it belongs to: no label says so.
core::Mask phrases_of(const trace::Trace& trace) {
  const auto size = static_cast<Index>(trace.size());
  core::Mask out = core::Mask::Constant(size, size, false);
  for (const char* name : {"phrase-verb", "phrase-noun", "verb-group"}) {
    const trace::Head* head = trace::find_head(trace, name);
    if (head == nullptr) continue;
    for (Index i = 0; i < size; ++i) {
      Index best = 0;
      if (head->weights.row(i).maxCoeff(&best) > clearly_found) {
        set_both(out, static_cast<int>(i), static_cast<int>(best));
      }
    }
  }
  return out;
}

double bits(const core::RowVector& row) {
  double sum = 0;
  for (const float weight : row) {
    if (weight > 0) sum -= static_cast<double>(weight) * std::log2(static_cast<double>(weight));
  }
  return sum;
}

std::size_t tenth_of(double weight) { return std::min<std::size_t>(static_cast<std::size_t>(weight * 10), 9); }

double per(double sum, int count) { return count > 0 ? sum / count : 0; }

}  // namespace

void SharingCounter::Bin::add(double of, bool partner) {
  weight += of;
  partners += partner ? 1 : 0;
  count += 1;
}

void SharingCounter::add(const trace::Trace& trace, const trace::Head& head, const std::vector<text::Token>& words,
                         const std::vector<Link>& links) {
  const core::Mask partners = partners_of(trace, words, links);
  const core::Mask phrases = phrases_of(trace);
  int spoken = 0;
  for (int i = 0; i < static_cast<int>(trace.size()); ++i) spoken += is_word(trace, i) ? 1 : 0;
  for (int i = 0; i < static_cast<int>(trace.size()); ++i) {
    if (!is_word(trace, i)) continue;
    const core::RowVector row = head.weights.row(i);
    words_ += 1;
    for (Index j = 0; j < row.size(); ++j) {
      const bool added = trace.tokens[static_cast<std::size_t>(j)].kind == trace::TokenKind::added;
      if (added) resting_ += static_cast<double>(row(j));
    }
    if (spoken >= short_text) {
      long_words_ += 1;
      above_95_ += row.maxCoeff() > nearly_all ? 1 : 0;
    }
    if (partners.row(i).any()) add_row(trace, row, partners, phrases, i);
  }
}

void SharingCounter::add_row(const trace::Trace& trace, const core::RowVector& row, const core::Mask& partners,
                             const core::Mask& phrases, int word) {
  partnered_ += 1;
  entropy_ += bits(row);
  for (int j = 0; j < static_cast<int>(row.size()); ++j) {
    if (partners(word, j)) on_partners_ += static_cast<double>(row(j));
    if (j != word && is_word(trace, j)) {
      const auto weight = static_cast<double>(row(j));
      all_[tenth_of(weight)].add(weight, partners(word, j));
    }
  }
  const int best = strongest_word(trace, row);
  if (best < 0) return;
  strongest_ += partners(word, best) ? 1 : 0;
  or_phrase_ += partners(word, best) || phrases(word, best) ? 1 : 0;
  const auto weight = static_cast<double>(row(best));
  best_[tenth_of(weight)].add(weight, partners(word, best));
}

Sharing SharingCounter::result() const {
  Sharing out;
  out.words = partnered_;
  out.on_partners = per(on_partners_, partnered_);
  out.strongest = per(strongest_, partnered_);
  out.strongest_or_phrase = per(or_phrase_, partnered_);
  out.entropy = per(entropy_, partnered_);
  out.resting = per(resting_, words_);
  out.above_95 = per(above_95_, long_words_);
  for (const Bin& bin : best_) out.calibration_error += per(std::abs(bin.weight - bin.partners), partnered_);
  for (std::size_t t = 0; t < all_.size(); ++t) {
    out.reliability[t] = {per(all_[t].weight, all_[t].count), per(all_[t].partners, all_[t].count), all_[t].count};
  }
  return out;
}

}  // namespace theatre::model
