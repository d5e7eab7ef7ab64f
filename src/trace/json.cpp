// A Trace as JSON. Written straight into one string: a tree of 100,000 numbers would cost four times the
// time.
#include "trace/json.hpp"

#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string_view>

#include "core/mask.hpp"

namespace theatre::trace {
namespace {

void append(std::string& out, const std::string& text) {
  // Text is valid UTF-8 already; `replace` only makes sure that nothing can stop the program here.
  out += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void append(std::string& out, std::int64_t number) { out += std::to_string(number); }

void append(std::string& out, float number) {
  if (!std::isfinite(number)) {
    out += "null";
    return;
  }
  if (number == 0) {  // most of a glass box
    out += '0';
    return;
  }
  // The library's own shortest digits that lead back to the same float (Grisu2), without a tree around them.
  char digits[64];
  out.append(digits, nlohmann::detail::to_chars(digits, digits + sizeof digits, number));
}

// [item,item,…]; `write(i)` appends item i.
template <class Write>
void append_list(std::string& out, std::size_t size, Write write) {
  out += '[';
  for (std::size_t i = 0; i < size; ++i) {
    if (i != 0) out += ',';
    write(i);
  }
  out += ']';
}

// Entries that the mask hides become null.
void append(std::string& out, const Matrix& matrix, const core::Mask& mask = {}) {
  append_list(out, static_cast<std::size_t>(matrix.rows()), [&](std::size_t row) {
    append_list(out, static_cast<std::size_t>(matrix.cols()), [&](std::size_t column) {
      const auto i = static_cast<Eigen::Index>(row), j = static_cast<Eigen::Index>(column);
      if (core::allows(mask, i, j)) {
        append(out, matrix(i, j));
      } else {
        out += "null";
      }
    });
  });
}

void append(std::string& out, const std::vector<std::string>& texts) {
  append_list(out, texts.size(), [&](std::size_t i) { append(out, texts[i]); });
}

// The next member of an object, up to its value. The object's `{` is put before its first one.
std::string& member(std::string& out, std::string_view name, bool first = false) {
  out += first ? '{' : ',';
  out += '"';
  out += name;
  out += "\":";
  return out;
}

void append(std::string& out, const std::vector<float>& numbers) {
  append_list(out, numbers.size(), [&](std::size_t i) { append(out, numbers[i]); });
}

// The members "text", "tokens" and "spans".
void append(std::string& out, const Text& text, bool first) {
  append(member(out, "text", first), text.text);
  member(out, "tokens");
  append_list(out, text.size(), [&](std::size_t i) { append(out, text.tokens[i].text); });
  member(out, "spans");
  append_list(out, text.size(), [&](std::size_t i) {
    const Token& token = text.tokens[i];
    out += '[' + std::to_string(token.begin) + ',' + std::to_string(token.end) + ']';
  });
}

void append_texts(std::string& out, const Trace& trace) {
  member(out, "texts");
  append_list(out, trace.texts(), [&](std::size_t i) {
    append(member(out, "name", true), trace.nth_text(i).name);
    append(out, trace.nth_text(i), false);
    out += '}';
  });
}

void append_series(std::string& out, const std::vector<Series>& series) {
  member(out, "series");
  append_list(out, series.size(), [&](std::size_t i) {
    append(member(out, "name", true), series[i].name);
    append(member(out, "along"), series[i].along);
    append(member(out, "unit"), series[i].unit);
    append(member(out, "x"), series[i].x);
    append(member(out, "y"), series[i].y);
    out += '}';
  });
}

void append(std::string& out, const Trace& trace, const Head& head) {
  append(member(out, "layer", true), std::int64_t{head.layer});
  append(member(out, "head"), std::int64_t{head.index});
  append(member(out, "name"), head.name);
  if (trace.texts() > 1) {
    append(member(out, "queries"), queries(trace, head).name);
    append(member(out, "keys"), keys(trace, head).name);
  }
  append(member(out, "d_head"), std::int64_t{head.d_head});
  append(member(out, "scale"), head.scale);
  append(member(out, "q"), head.q);
  append(member(out, "k"), head.k);
  append(member(out, "v"), head.v);
  append(member(out, "scores"), head.scores, head.mask);
  append(member(out, "weights"), head.weights);
  append(member(out, "output"), head.output);
  if (head.rotary) {
    append(member(out, "q_before"), head.rotary->q);
    append(member(out, "k_before"), head.rotary->k);
  }
  if (head.turned) {
    append(member(member(out, "turned"), "side", true),
           std::string(head.turned->side == Side::query ? "query" : "key"));
    append(member(out, "row"), std::int64_t{head.turned->row});
    append(member(out, "was"), head.turned->was);
    out += '}';
  }
  out += '}';
}

bool wanted(const Head& head, const JsonOptions& options) {
  return (options.layer < 0 || head.layer == options.layer) && (options.head < 0 || head.index == options.head) &&
         (options.head_name.empty() || head.name == options.head_name);
}

}  // namespace

std::string to_json(const Trace& trace, const JsonOptions& options) {
  std::vector<const Head*> heads;
  for (const Step& step : trace.steps) {
    for (const Head& head : step.heads) {
      if (wanted(head, options)) heads.push_back(&head);
    }
  }
  std::string out;
  append(member(out, "model", true), trace.model);
  append(member(out, "badge"), trace.badge);
  append(out, trace, false);
  if (trace.texts() > 1) append_texts(out, trace);
  append(member(out, "d_model"), std::int64_t{trace.d_model});
  append(member(out, "notes"), trace.notes);
  member(out, "heads");
  append_list(out, heads.size(), [&](std::size_t i) { append(out, trace, *heads[i]); });
  append(member(out, "dimensions"), trace.dimensions);
  if (!trace.series.empty()) append_series(out, trace.series);
  out += '}';
  return out;
}

}  // namespace theatre::trace
