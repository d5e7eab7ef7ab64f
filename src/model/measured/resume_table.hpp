// The measured résumés of every head, as web/data/resumes.json keeps them: to be read without running a model.
// Made by tools/build-resumes.sh; a test measures again and holds the file against it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "model/measured/resumes.hpp"

namespace theatre::model {

// One kind of link, alike for all heads of a model.
struct TabledLink {
  std::string id;         // "verb-subject"; see link_kinds.hpp
  std::string title;      // "verb → its subject"
  Share tuned, held_out;  // count and chance; nobody's right
};

struct TabledHead {
  int layer = 0;
  int head = 0;
  std::string name;
  std::vector<int> tuned, held_out;  // how often right, one number for each link, in their order
};

// What a head is better at than a blind guess.
struct Telling {
  const TabledLink* link = nullptr;
  Share tuned, held_out;
  double above_chance = 0;  // held-out share less chance
};

struct ResumeTable {
  std::string model;  // "minilm"
  std::string badge;  // "pretrained"
  int tuned_sentences = 0, held_out_sentences = 0;
  std::vector<TabledLink> links;
  std::vector<TabledHead> heads;
  Sharing shared_tuned, shared_held_out;  // of the head `kSharer`; no words where the model has none

  // nullptr when there is none.
  const TabledLink* link(std::string_view id) const;
  const TabledHead* head(int layer, int index) const;

  // How a head does at a link of this table. `half` is tuned or held_out; both adds them up.
  Share share(const TabledHead& head, const TabledLink& link, Half half) const;

  // The head with the largest share on the tuned half. It is chosen there so that its held-out share is honest: nobody
  // picked the head by looking at that. nullptr when there is no such link.
  const TabledHead* best_head(std::string_view link_id) const;

  // At most `most` kinds at which this head is furthest above chance on the held-out half, best first; none that
  // is not 5 points above. Empty for a head that there is not.
  std::vector<Telling> telling(int layer, int index, std::size_t most) const;
};

// Reads {"models":[…]}. Fails with one sentence when anything is missing or doesn't fit together.
core::Result<std::vector<ResumeTable>> parse_resume_tables(std::string_view text);

// The table of "glass-box" or "minilm" as it is built in; nullptr for a model that was not measured.
const ResumeTable* resume_table(std::string_view model_id);

// What `attend --resumes --json` prints, one line: measured results as a table, and a table as JSON.
ResumeTable tabulate(const Model& model, const Resumes& resumes);
std::string to_json(const ResumeTable& table);

}  // namespace theatre::model
