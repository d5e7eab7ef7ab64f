// A Trace as JSON.
#include "trace/json.hpp"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/mask.hpp"

namespace theatre::trace {
namespace {

// Members in the order they are added, and floats kept as floats: 0.1 is printed 0.1 and not 0.10000000149011612.
using Json = nlohmann::basic_json<nlohmann::ordered_map, std::vector, std::string, bool, std::int64_t, std::uint64_t, float>;

Json array_of(std::size_t size) {
  Json array = Json::array();
  array.get_ref<Json::array_t&>().reserve(size);
  return array;
}

// Entries that the mask hides become null.
Json rows_of(const Matrix& matrix, const core::Mask& mask = {}) {
  Json rows = array_of(static_cast<std::size_t>(matrix.rows()));
  for (Eigen::Index i = 0; i < matrix.rows(); ++i) {
    Json row = array_of(static_cast<std::size_t>(matrix.cols()));
    for (Eigen::Index j = 0; j < matrix.cols(); ++j) {
      row.push_back(core::allows(mask, i, j) ? Json(matrix(i, j)) : Json(nullptr));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

Json json_of(const Head& head) {
  Json json = Json::object();
  json["layer"] = head.layer;
  json["head"] = head.index;
  json["name"] = head.name;
  json["d_head"] = head.d_head;
  json["scale"] = head.scale;
  json["q"] = rows_of(head.q);
  json["k"] = rows_of(head.k);
  json["v"] = rows_of(head.v);
  json["scores"] = rows_of(head.scores, head.mask);
  json["weights"] = rows_of(head.weights);
  json["output"] = rows_of(head.output);
  return json;
}

bool wanted(const Head& head, const JsonOptions& options) {
  return (options.layer < 0 || head.layer == options.layer) && (options.head < 0 || head.index == options.head) &&
         (options.head_name.empty() || head.name == options.head_name);
}

}  // namespace

std::string to_json(const Trace& trace, const JsonOptions& options) {
  Json tokens = array_of(trace.size()), spans = array_of(trace.size());
  for (const Token& token : trace.tokens) {
    tokens.push_back(token.text);
    spans.push_back(Json::array({token.begin, token.end}));
  }
  Json heads = Json::array();
  for (const Step& step : trace.steps) {
    for (const Head& head : step.heads) {
      if (wanted(head, options)) heads.push_back(json_of(head));
    }
  }
  Json json = Json::object();
  json["model"] = trace.model;
  json["badge"] = trace.badge;
  json["text"] = trace.text;
  json["tokens"] = std::move(tokens);
  json["spans"] = std::move(spans);
  json["d_model"] = trace.d_model;
  json["notes"] = trace.notes;
  json["heads"] = std::move(heads);
  json["dimensions"] = trace.dimensions;
  // Text is valid UTF-8 already; `replace` only makes sure that nothing can stop the program here.
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace theatre::trace
