#include "app/panel_seats.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "app/head_called.hpp"
#include "model/measured/resume_table.hpp"

namespace theatre::app {
namespace {

// Head by name, and the kind of link it was measured at; empty: its own job is in no test.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> hand_built = {{
    {"verb-subject", "verb-subject"},
    {"verb-object", "verb-object"},
    {"pronoun-antecedent", "pronoun-antecedent"},
    {"same-topic", "same-topic"},
    {"adjective-noun", "adjective-noun"},
    {"determiner-noun", "determiner-noun"},
    {"preposition-object", "preposition-object"},
    {"phrase-verb", ""},
    {"phrase-noun", ""},
    {"fit", ""},
}};

// Does any word look at another word most? A head without a link rests on what the model added.
bool finds_a_link(const trace::Trace& trace, const trace::Head& head) {
  const auto& asking = trace::queries(trace, head).tokens;
  const auto& words = trace::keys(trace, head).tokens;
  for (Eigen::Index row = 0; row < head.weights.rows(); ++row) {
    if (asking[static_cast<std::size_t>(row)].kind == trace::TokenKind::added) continue;
    Eigen::Index best = 0;
    if (head.weights.row(row).maxCoeff(&best) <= 0) continue;
    if (words[static_cast<std::size_t>(best)].kind != trace::TokenKind::added) return true;
  }
  return false;
}

std::string of_count(const model::Share& share) {
  return std::to_string(share.right) + " of " + std::to_string(share.count);
}

scenes::Seat seat_of(const trace::Head& head, const model::ResumeTable* table, std::string_view link_id) {
  scenes::Seat seat;
  seat.layer = head.layer;
  seat.head = head.index;
  seat.name = "Head " + std::to_string(head.layer) + "." + std::to_string(head.index);
  seat.job = head.title;
  const model::TabledLink* link = table != nullptr ? table->link(link_id) : nullptr;
  const model::TabledHead* row = table != nullptr ? table->head(head.layer, head.index) : nullptr;
  if (link == nullptr || row == nullptr) {
    seat.measured = "How often it is right was never measured.";
    return seat;
  }
  // A trained head has no title of its own: what it was found to be best at stands in its place.
  if (head.name == std::to_string(head.layer) + "." + std::to_string(head.index)) seat.job = link->title;
  seat.tested = link->title;
  const model::Share share = table->share(*row, *link, model::Half::held_out);
  seat.share = static_cast<float>(share.share());
  seat.measured = "Measured: " + link->title + ", right " + of_count(share) + " times in " +
                  std::to_string(table->held_out_sentences) + " sentences; a blind guess gets " +
                  std::to_string(std::lround(100 * share.chance_share())) + " %.";
  return seat;
}

bool seated(const std::vector<scenes::Seat>& seats, int layer, int head) {
  return std::any_of(seats.begin(), seats.end(),
                     [&](const scenes::Seat& seat) { return seat.layer == layer && seat.head == head; });
}

}  // namespace

std::vector<scenes::Seat> panel_seats(const trace::Trace& trace, int layer, int index,
                                      const std::vector<std::string>& asked) {
  const model::ResumeTable* table = model::resume_table(trace.model);
  std::vector<scenes::Seat> seats, idle;
  if (trace::find_head(trace, hand_built.front().first) != nullptr) {
    for (const auto& [name, link] : hand_built) {
      const trace::Head* head = trace::find_head(trace, name);
      if (head == nullptr) continue;
      (finds_a_link(trace, *head) ? seats : idle).push_back(seat_of(*head, table, link));
    }
  } else if (table != nullptr) {
    for (const auto& link : table->links) {
      const model::TabledHead* best = table->best_head(link.id);
      const trace::Head* head = best != nullptr ? trace::find_head(trace, best->layer, best->head) : nullptr;
      if (head != nullptr && !seated(seats, head->layer, head->index)) seats.push_back(seat_of(*head, table, link.id));
    }
  }
  seats.insert(seats.end(), idle.begin(), idle.end());

  std::vector<const trace::Head*> wanted{trace::find_head(trace, layer, index)};
  for (const auto& name : asked) wanted.push_back(head_called(trace, name));
  std::erase(wanted, nullptr);
  for (const trace::Head* head : wanted) {
    if (seated(seats, head->layer, head->index)) continue;
    const auto best = table != nullptr ? table->telling(head->layer, head->index, 1) : std::vector<model::Telling>{};
    seats.push_back(seat_of(*head, table, best.empty() ? "" : std::string_view(best.front().link->id)));
  }
  std::stable_partition(seats.begin(), seats.end(), [&](const scenes::Seat& seat) {
    return std::any_of(wanted.begin(), wanted.end(),
                       [&](const trace::Head* head) { return seat.layer == head->layer && seat.head == head->index; });
  });
  if (seats.size() > scenes::most_seats) seats.resize(scenes::most_seats);
  return seats;
}

}  // namespace theatre::app
