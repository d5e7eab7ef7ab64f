// Measured résumés of heads: how often a head's strongest weight is the right word, on the labelled sentences
// of web/data/links.txt. Never a label somebody asserted.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "model/model.hpp"

namespace theatre::model {

struct WordRef {
  std::string word;
  int occurrence = 1;  // k-th token with this text, letter case ignored
};

struct Link {
  std::string head;
  WordRef from;
  std::vector<WordRef> to;  // any of these is right
};

struct LabelledSentence {
  bool held_out = false;  // false: the half that the glass box was tuned on
  std::string construction;
  std::string text;
  std::vector<Link> links;
};

// The format stands at the top of links.txt: half <TAB> construction <TAB> sentence <TAB> head: from ->
// to|to2; … Fails with the number of the first line that cannot be read.
core::Result<std::vector<LabelledSentence>> parse_links(std::string_view file);

struct Share {
  int right = 0;
  int count = 0;
  double chance = 0;  // sum of what a blind guess would get: among the other words, or for places among all tokens

  double share() const { return count > 0 ? static_cast<double>(right) / count : 0; }
  double chance_share() const { return count > 0 ? chance / count : 0; }
};

// How one head does at one kind of link.
struct Resume {
  std::string link;  // the id of a kind in link_kinds.hpp, or "pronoun-antecedent-hard"
  int layer = 0;
  int head = 0;
  std::string name;  // of the head
  Share tuned, held_out;
};

// How a head that looks at several words shares its light, over the words that have a labelled partner: a word that a
// label links them with, in either direction ("same-topic" left out). Everything is a share between 0 and 1, entropy
// apart.
struct Sharing {
  // Weights of one tenth: .0 to .1, …, .9 to 1.
  struct Tenth {
    double weight = 0;    // their mean
    double partners = 0;  // how many of them lie on a partner
    int count = 0;
  };
  int words = 0;
  double on_partners = 0;          // of the weight, mean
  double strongest = 0;            // of the words: the strongest weight among words is on a partner
  double strongest_or_phrase = 0;  // or on a word of the same verb group, or on one that a phrase belongs to
  double entropy = 0;              // bits, mean
  double resting = 0;              // of the weight, on tokens that the model added, mean over all words
  double above_95 = 0;             // of all words in texts of four or more: one weight above .95
  double calibration_error = 0;    // expected, of the strongest weight against "is a partner", in ten bins
  std::array<Tenth, 10> reliability;
};

// The head whose sharing is measured.
inline constexpr std::string_view kSharer = "reader";

struct Total {
  std::string name;  // a construction, or "all"
  Share links;       // each link scored by the head that carries its name
  Share sentences;   // sentences with every link right
};

struct Resumes {
  std::vector<Resume> heads;  // every head of the model at every kind of link
  std::vector<Total> tuned, held_out;
  int tuned_sentences = 0, held_out_sentences = 0;
  Sharing shared_tuned, shared_held_out;  // no words where the model has no head of that name
};

enum class Half { tuned, held_out, both };

// Runs `model` over the sentences.
//   Words: the word a head points at is the one with the largest weight among words; added tokens and punctuation are
//   left out. Where the model cuts a word into pieces, its row is the mean of theirs, and pointing at any piece of a
//   right word counts. Links whose name ends in "-hard" belong to the head of the name before that and count in their
//   own row, not in the totals. `same-topic` is left out of whole sentences.
//   Places (`place_kinds`): for every word, piece and punctuation mark, whether the largest weight of all tokens is on
//   the token before, the one after, itself, or the added one at the start or the end. Chance: 1/T each.
Resumes measure(const Model& model, const std::vector<LabelledSentence>& sentences, Half half = Half::both);

// The row of the head with the given name at the link of the same name; nullptr when there is none.
const Resume* find_resume(const Resumes& resumes, std::string_view head, std::string_view link);

// One link that went wrong, for whoever wants to know why.
struct Miss {
  const LabelledSentence* sentence = nullptr;
  const Link* link = nullptr;
  std::string got;
  float weight = 0, wanted_weight = 0;
};
std::vector<Miss> misses(const Model& model, const std::vector<LabelledSentence>& sentences, Half half);

}  // namespace theatre::model
