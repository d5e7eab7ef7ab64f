#include "app/page/heads_json.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "app/head_called.hpp"
#include "app/theatre.hpp"
#include "lessons/condition.hpp"
#include "model/catalog.hpp"
#include "model/measured/resume_table.hpp"
#include "trace/share.hpp"

namespace theatre::app {
namespace {

constexpr std::size_t most_found = 12;
constexpr std::size_t most_told = 3;   // of a head's résumé
constexpr std::size_t most_heads = 5;  // at one kind of link
constexpr std::size_t most_words = 5;  // side by side

template <class Use>
void each_head(const trace::Trace& trace, Use use) {
  for (const auto& step : trace.steps) {
    for (const auto& head : step.heads) use(head);
  }
}

// RFC 4648.
std::string base64(const std::vector<std::uint8_t>& bytes) {
  static constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto at = [&](std::size_t k) { return i + k < bytes.size() ? bytes[i + k] : 0U; };
    const unsigned three = at(0) << 16 | at(1) << 8 | at(2);
    for (int k = 0; k < 4; ++k) {
      const bool padding = i + static_cast<std::size_t>(k) > bytes.size();
      out += padding ? '=' : letters[(three >> (18 - 6 * k)) & 63U];
    }
  }
  return out;
}

// Weights 0…1 as bytes, made smaller by taking the largest of each cell.
std::vector<std::uint8_t> small_map(const core::Matrix& weights, int side) {
  core::Matrix cells = core::Matrix::Zero(side, side);
  const auto place = [&](Eigen::Index i, Eigen::Index size) { return i * side / size; };
  for (Eigen::Index i = 0; i < weights.rows(); ++i) {
    for (Eigen::Index j = 0; j < weights.cols(); ++j) {
      float& cell = cells(place(i, weights.rows()), place(j, weights.cols()));
      cell = std::max(cell, weights(i, j));
    }
  }
  std::vector<std::uint8_t> bytes;
  for (Eigen::Index c = 0; c < cells.size(); ++c) {
    bytes.push_back(static_cast<std::uint8_t>(std::lround(255 * std::clamp(cells.data()[c], 0.0F, 1.0F))));
  }
  return bytes;
}

// What a head does best above chance.
Json resume_of(const model::ResumeTable* table, int layer, int head) {
  Json out = Json::array();
  if (table == nullptr) return out;
  for (const auto& told : table->telling(layer, head, most_told)) {
    out.push_back({{"link", told.link->id},
                   {"title", told.link->title},
                   {"share", told.held_out.share()},
                   {"right", told.held_out.right},
                   {"count", told.held_out.count},
                   {"chance", told.link->held_out.chance_share()}});
  }
  return out;
}

// How a head shares its light, on the held-out half; null for one that was not measured at that.
Json sharing_of(const model::ResumeTable* table, std::string_view name) {
  if (table == nullptr || name != model::kSharer || table->shared_held_out.words == 0) return nullptr;
  const model::Sharing& sharing = table->shared_held_out;
  Json tenths = Json::array();
  for (const auto& tenth : sharing.reliability) {
    tenths.push_back({{"weight", tenth.weight}, {"partners", tenth.partners}, {"count", tenth.count}});
  }
  return {{"words", sharing.words},          {"on_partners", sharing.on_partners},
          {"strongest", sharing.strongest},  {"strongest_or_phrase", sharing.strongest_or_phrase},
          {"entropy", sharing.entropy},      {"resting", sharing.resting},
          {"above_95", sharing.above_95},    {"calibration_error", sharing.calibration_error},
          {"reliability", std::move(tenths)}};
}

Json head_place(const trace::Head& head) {
  return {{"layer", head.layer}, {"head", head.index}, {"name", head.name}, {"title", head.title}};
}

// What the word looks at, the largest shares first.
Json largest_shares(const trace::Trace& trace, const trace::Head& head, int row) {
  const auto percents = trace::percents(head.weights.row(row));
  std::vector<std::size_t> order;
  for (std::size_t j = 0; j < percents.size(); ++j) {
    if (percents[j] > 0) order.push_back(j);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return percents[a] > percents[b]; });
  if (order.size() > most_words) order.resize(most_words);
  Json out = Json::array();
  const auto& words = trace::keys(trace, head).tokens;
  for (const std::size_t j : order) out.push_back({{"text", words[j].text}, {"percent", percents[j]}});
  return out;
}

// The token of `other` that stands where token `row` of `shown` stands; both were made from the same text.
int counterpart(const trace::Trace& shown, int row, const trace::Trace& other) {
  if (row < 0 || row >= static_cast<int>(shown.size())) return -1;
  const auto& token = shown.tokens[static_cast<std::size_t>(row)];
  if (token.kind == trace::TokenKind::added) return row == 0 ? 0 : static_cast<int>(other.size()) - 1;
  for (std::size_t i = 0; i < other.size(); ++i) {
    const auto& candidate = other.tokens[i];
    if (candidate.kind != trace::TokenKind::added && candidate.begin <= token.begin && token.begin < candidate.end) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

// The job that both models are compared at.
std::string shared_job(const Theatre& theatre) {
  const auto* named = model::resume_table(model::default_model);  // whose heads have the names of jobs
  const auto& head = theatre.head();
  const auto known = [&](std::string_view link) { return named != nullptr && named->link(link) != nullptr; };
  if (theatre.trace().model == model::default_model) return known(head.name) ? head.name : theatre.job();
  if (const auto* table = model::resume_table(theatre.trace().model)) {
    for (const auto& told : table->telling(head.layer, head.index, most_told)) {
      if (trace::find_head(theatre.beside() ? *theatre.beside() : theatre.trace(), told.link->id)) return told.link->id;
    }
  }
  return theatre.job();
}

}  // namespace

Json models_of(const Theatre& theatre) {
  Json out = Json::array();
  for (const auto& place : theatre.shelf().places()) {
    const auto& model = *place.model;
    if (model.offer != model::Offer::learners) continue;
    out.push_back({{"id", model.id},
                   {"title", model.title},
                   {"badge", model.badge},
                   {"state", state_name(place.state)},
                   {"bytes", place.bytes},
                   {"received", place.received},
                   {"progress", progress(place)},
                   {"error", place.error.empty() ? Json(nullptr) : Json(place.error)},
                   {"detail", model.provenance},
                   {"file", model.file},
                   {"languages", model.languages},
                   {"abilities",
                    {{"reads", model.abilities.reads},
                     {"pairs", model.abilities.pairs},
                     {"writes", model.abilities.writes},
                     {"vectors", model.abilities.vectors}}},
                   {"chosen", theatre.trace().model == model.id}});
  }
  return out;
}

std::string models_json(const Theatre& theatre) { return dump(models_of(theatre)); }

std::string heads_json(const Theatre& theatre) {
  Json out = Json::array();
  const auto& chosen = theatre.head();
  const auto* table = model::resume_table(theatre.trace().model);
  each_head(theatre.trace(), [&](const trace::Head& head) {
    Json entry = head_place(head);
    entry["asks"] = head.asks;
    entry["offers"] = head.offers;
    entry["carries"] = head.carries;
    entry["chosen"] = head.layer == chosen.layer && head.index == chosen.index;
    entry["off"] = head.off;
    entry["resume"] = head.name == "look-up" ? Json::array() : resume_of(table, head.layer, head.index);
    entry["sharing"] = sharing_of(table, head.name);
    out.push_back(std::move(entry));
  });
  return dump(out);
}

std::string maps_json(const trace::Trace& trace, int most) {
  const int side = std::min(most, static_cast<int>(trace.size()));
  Json heads = Json::array();
  each_head(trace, [&](const trace::Head& head) {
    heads.push_back({{"layer", head.layer},
                     {"head", head.index},
                     {"off", head.off},
                     {"map", base64(small_map(head.weights, side))}});
  });
  return dump({{"side", side}, {"heads", std::move(heads)}});
}

std::string links_json(const trace::Trace& trace, int from, int to) {
  std::vector<const trace::Head*> heads;
  each_head(trace, [&](const trace::Head& head) {
    if (from < head.weights.rows() && to < head.weights.cols()) heads.push_back(&head);
  });
  std::stable_sort(heads.begin(), heads.end(), [&](const trace::Head* a, const trace::Head* b) {
    return a->weights(from, to) > b->weights(from, to);
  });
  if (heads.size() > most_found) heads.resize(most_found);
  Json out = Json::array();
  for (const auto* head : heads) {
    Json entry = head_place(*head);
    entry["weight"] = head->weights(from, to);
    entry["percent"] = trace::percents(head->weights.row(from))[static_cast<std::size_t>(to)];
    entry["largest"] = lessons::largest_in_row(*head, from) == to;
    out.push_back(std::move(entry));
  }
  return dump({{"from", from}, {"to", to}, {"heads", std::move(out)}});
}

std::string resumes_json(std::string_view model) {
  const auto* table = model::resume_table(model);
  if (table == nullptr) return "null";
  using model::Half;
  Json links = Json::array();
  for (const auto& link : table->links) {
    const auto entry = [&](const model::TabledHead& head) {
      const auto share = table->share(head, link, Half::held_out);
      return Json{{"layer", head.layer},
                  {"head", head.head},
                  {"name", head.name},
                  {"share", share.share()},
                  {"right", share.right}};
    };
    std::vector<const model::TabledHead*> heads;
    for (const auto& head : table->heads) heads.push_back(&head);
    std::stable_sort(heads.begin(), heads.end(), [&](const auto* a, const auto* b) {
      return table->share(*a, link, Half::held_out).right > table->share(*b, link, Half::held_out).right;
    });
    if (heads.size() > most_heads) heads.resize(most_heads);
    Json best = Json::array();
    for (const auto* head : heads) best.push_back(entry(*head));
    const auto* chosen = table->best_head(link.id);
    links.push_back({{"id", link.id},
                     {"title", link.title},
                     {"count", link.held_out.count},
                     {"chance", link.held_out.chance_share()},
                     {"best", chosen != nullptr ? entry(*chosen) : Json(nullptr)},
                     {"heads", std::move(best)}});
  }
  return dump({{"model", table->model},
               {"badge", table->badge},
               {"sentences", {{"tuned", table->tuned_sentences}, {"held_out", table->held_out_sentences}}},
               {"links", std::move(links)},
               {"sharing", sharing_of(table, model::kSharer)}});
}

std::string side_by_side_json(const Theatre& theatre) {
  const auto& shown = theatre.trace();
  const int row = theatre.view().row;
  const std::string job = shared_job(theatre);
  const auto side = [&](const Shelf::Place& place, const trace::Trace* trace, const trace::Head* head, int token) {
    const auto& model = *place.model;
    Json out = {{"id", model.id}, {"title", model.title}, {"badge", model.badge}, {"state", state_name(place.state)}};
    out["head"] = head != nullptr ? head_place(*head) : Json(nullptr);
    out["entries"] = trace != nullptr && head != nullptr && token >= 0 && token < head->weights.rows()
                         ? largest_shares(*trace, *head, token)
                         : Json(nullptr);
    return out;
  };
  const auto* here = trace::find_head(shown, theatre.view().layer, theatre.view().head);
  const trace::Trace* other = theatre.beside().get();
  const std::string_view other_id = theatre.beside_model();
  Json models = Json::array();
  for (const auto& place : theatre.shelf().places()) {
    if (place.model->id == shown.model) {
      models.push_back(side(place, &shown, here, row));
    } else if (place.model->id == other_id) {
      models.push_back(side(place, other, other != nullptr ? head_called(*other, job) : nullptr,
                            other != nullptr ? counterpart(shown, row, *other) : -1));
    }
  }
  const auto at = static_cast<std::size_t>(row);
  const std::string text = at < shown.size() ? shown.tokens[at].text : "";
  return dump({{"token", row}, {"text", text}, {"models", std::move(models)}});
}

}  // namespace theatre::app
