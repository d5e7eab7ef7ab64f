// Marks heads against the labelled sentences.
#include "model/measured/resumes.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "model/measured/found_link.hpp"
#include "model/measured/link_kinds.hpp"
#include "model/measured/sharing.hpp"

namespace theatre::model {
namespace {

bool wanted(const LabelledSentence& sentence, Half half) {
  return half == Half::both || sentence.held_out == (half == Half::held_out);
}

// The name of the head that a link is for: "pronoun-antecedent-hard" is for "pronoun-antecedent".
std::string_view head_of(std::string_view link) {
  constexpr std::string_view hard = "-hard";
  if (link.size() > hard.size() && link.substr(link.size() - hard.size()) == hard) link.remove_suffix(hard.size());
  return link;
}

// The mean of the rows of a word's tokens, (1, T).
core::RowVector row_of(const trace::Head& head, const std::vector<int>& tokens) {
  core::RowVector row = core::RowVector::Zero(head.weights.cols());
  for (const int token : tokens) row += head.weights.row(token);
  return tokens.empty() ? row : core::RowVector(row / static_cast<float>(tokens.size()));
}

bool is_right(const trace::Trace& trace, const trace::Head& head, const Found& found) {
  if (found.from.empty()) return false;
  const int best = strongest_word(trace, row_of(head, found.from));
  return best >= 0 && std::find(found.to.begin(), found.to.end(), best) != found.to.end();
}

// Sentences are labelled in the first text: a head of other words is not measured.
const trace::Head* measured(const trace::Trace& trace, const trace::Head* head) {
  const bool fits = head != nullptr && &trace::queries(trace, *head) == &trace && trace::looks_at_itself(trace, *head);
  return fits ? head : nullptr;
}

void add(Share& share, bool right, double chance) {
  share.count += 1;
  share.right += right ? 1 : 0;
  share.chance += chance;
}

// The token that each of `place_kinds` means, seen from a row; -1 where there is none.
std::array<int, place_kinds.size()> places_of(const trace::Trace& trace, int row) {
  const int last = static_cast<int>(trace.size()) - 1;
  const auto added = [&](int token) {
    return trace.tokens[static_cast<std::size_t>(token)].kind == trace::TokenKind::added ? token : -1;
  };
  return {row - 1, row < last ? row + 1 : -1, row, added(0), added(last)};
}

// Marks one head at every place kind, for every word and punctuation mark of one sentence.
void mark_places(const trace::Trace& trace, const trace::Head& head,
                 const std::array<Share*, place_kinds.size()>& shares) {
  for (int row = 0; row < static_cast<int>(trace.size()); ++row) {
    if (trace.tokens[static_cast<std::size_t>(row)].kind == trace::TokenKind::added) continue;
    int best = 0;
    for (int j = 1; j < static_cast<int>(trace.size()); ++j) {
      if (head.weights(row, j) > clearly * head.weights(row, best)) best = j;
    }
    const bool any = head.weights(row, best) > 0;
    const auto places = places_of(trace, row);
    for (std::size_t kind = 0; kind < places.size(); ++kind) {
      if (places[kind] < 0) continue;
      add(*shares[kind], any && best == places[kind], 1.0 / static_cast<double>(trace.size()));
    }
  }
}

// Every head of a model at one kind of link, nothing measured yet.
std::vector<Resume> empty_rows(const Model& model, std::string_view link) {
  std::vector<Resume> rows;
  for (const auto& info : model.heads()) {
    rows.push_back({std::string(link), info.layer, info.index, info.name, {}, {}});
  }
  return rows;
}

Total& total_of(std::vector<Total>& totals, const std::string& name) {
  for (auto& total : totals) {
    if (total.name == name) return total;
  }
  totals.push_back({name, {}, {}});
  return totals.back();
}

}  // namespace

Resumes measure(const Model& model, const std::vector<LabelledSentence>& sentences, Half half) {
  std::array<std::vector<Resume>, place_kinds.size()> by_place;
  for (std::size_t kind = 0; kind < by_place.size(); ++kind) {
    by_place[kind] = empty_rows(model, place_kinds[kind].id);
  }
  std::map<std::string, std::vector<Resume>> by_link;
  Resumes resumes;
  SharingCounter shared_tuned, shared_held_out;
  for (auto* totals : {&resumes.tuned, &resumes.held_out}) totals->push_back({"all", {}, {}});
  for (const auto& sentence : sentences) {
    if (!wanted(sentence, half)) continue;
    (sentence.held_out ? resumes.held_out_sentences : resumes.tuned_sentences) += 1;
    const trace::TracePtr trace = model.forward(sentence.text, {});
    const auto words = text::split_words(trace->text);
    for (std::size_t h = 0; h < model.heads().size(); ++h) {
      const trace::Head* head =
          measured(*trace, trace::find_head(*trace, model.heads()[h].layer, model.heads()[h].index));
      if (head == nullptr) continue;
      std::array<Share*, place_kinds.size()> shares{};
      for (std::size_t kind = 0; kind < shares.size(); ++kind) {
        Resume& row = by_place[kind][h];
        shares[kind] = sentence.held_out ? &row.held_out : &row.tuned;
      }
      mark_places(*trace, *head, shares);
      if (head->name == kSharer) {
        (sentence.held_out ? shared_held_out : shared_tuned).add(*trace, *head, words, sentence.links);
      }
    }
    auto& totals = sentence.held_out ? resumes.held_out : resumes.tuned;
    bool whole = true;
    for (const auto& link : sentence.links) {
      const Found found = find(*trace, words, link);
      auto& rows = by_link[link.head];
      if (rows.empty()) rows = empty_rows(model, link.head);
      for (auto& row : rows) {
        const trace::Head* head = measured(*trace, trace::find_head(*trace, row.layer, row.head));
        if (head == nullptr) continue;
        const bool right = is_right(*trace, *head, found);
        add(sentence.held_out ? row.held_out : row.tuned, right, found.chance);
        if (head->name != link.head) continue;
        add(total_of(totals, "all").links, right, found.chance);
        add(total_of(totals, sentence.construction).links, right, found.chance);
        if (link.head != "same-topic") whole = whole && right;
      }
    }
    add(total_of(totals, "all").sentences, whole, 0);
    add(total_of(totals, sentence.construction).sentences, whole, 0);
  }
  const auto keep = [&](std::vector<Resume>& rows) {
    for (auto& row : rows) resumes.heads.push_back(std::move(row));
  };
  resumes.shared_tuned = shared_tuned.result();
  resumes.shared_held_out = shared_held_out.result();
  for (auto& rows : by_place) keep(rows);
  for (auto& [link, rows] : by_link) keep(rows);
  return resumes;
}

const Resume* find_resume(const Resumes& resumes, std::string_view head, std::string_view link) {
  for (const auto& row : resumes.heads) {
    if (row.name == head && row.link == link) return &row;
  }
  return nullptr;
}

std::vector<Miss> misses(const Model& model, const std::vector<LabelledSentence>& sentences, Half half) {
  std::vector<Miss> list;
  for (const auto& sentence : sentences) {
    if (!wanted(sentence, half)) continue;
    const trace::TracePtr trace = model.forward(sentence.text, {});
    const auto words = text::split_words(trace->text);
    for (const auto& link : sentence.links) {
      const trace::Head* head = measured(*trace, trace::find_head(*trace, head_of(link.head)));
      const Found found = find(*trace, words, link);
      if (head == nullptr || is_right(*trace, *head, found)) continue;
      Miss miss{&sentence, &link, "", 0, 0};
      const core::RowVector row = row_of(*head, found.from);
      const int best = strongest_word(*trace, row);
      if (best >= 0) {
        miss.got = trace->tokens[static_cast<std::size_t>(best)].text;
        miss.weight = row(best);
      }
      for (const int to : found.to) miss.wanted_weight = std::max(miss.wanted_weight, row(to));
      list.push_back(std::move(miss));
    }
  }
  return list;
}

}  // namespace theatre::model
