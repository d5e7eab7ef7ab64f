#include "app/command_line/report.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <vector>

#include "app/command_line/padded.hpp"
#include "core/softmax.hpp"
#include "model/catalog.hpp"
#include "model/measured/compare.hpp"
#include "model/measured/resumes.hpp"
#include "trace/share.hpp"

namespace theatre::app {
namespace {

std::string two_decimals(float value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.2f", static_cast<double>(value));
  return buffer;
}

std::string bar(float weight) {
  std::string out;
  for (int i = 0; i < std::lround(weight * 40); ++i) out += "█";
  return out;
}

std::vector<int> strongest_first(const trace::Head& head, int row) {
  std::vector<int> order(static_cast<std::size_t>(head.weights.cols()));
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](int a, int b) { return head.weights(row, a) > head.weights(row, b); });
  return order;
}

std::string head_line(const trace::Head& head) {
  std::string line = head.name + " (layer " + std::to_string(head.layer) + ", head " + std::to_string(head.index) + ")";
  // A head that training made has no name but its place, which stands there already.
  if (!head.title.empty() && line.find(head.title) == std::string::npos) line += ": " + head.title;
  return line;
}

// Rows below half a percent are left out and counted.
std::string row_as_bars(const trace::Trace& trace, const trace::Head& head, int row) {
  const auto& asking = queries(trace, head).tokens;
  const auto& words = keys(trace, head).tokens;
  if (row >= static_cast<int>(asking.size())) return "";
  std::string out = asking[static_cast<std::size_t>(row)].text + " — " + head_line(head) + "\n";
  int left_out = 0;
  for (const int j : strongest_first(head, row)) {
    const float weight = head.weights(row, j);
    if (weight < 0.005F) {
      ++left_out;
      continue;
    }
    out +=
        "  " + padded(words[static_cast<std::size_t>(j)].text, 16) + two_decimals(weight) + "  " + bar(weight) + "\n";
  }
  if (left_out > 0) out += "  (" + std::to_string(left_out) + " more below 0.01)\n";
  return out;
}

// "it → cat 0.99, mat 0.01" for one row; empty where it looks at the added tokens or at itself only.
std::string row_as_links(const trace::Trace& trace, const trace::Head& head, int row) {
  const auto order = strongest_first(head, row);
  if (order.empty()) return "";
  const auto& words = keys(trace, head).tokens;
  const auto& strongest = words[static_cast<std::size_t>(order[0])];
  const bool itself = order[0] == row && looks_at_itself(trace, head);
  if (strongest.kind == trace::TokenKind::added || itself || head.weights(row, order[0]) < 0.2F) return "";
  std::string out = queries(trace, head).tokens[static_cast<std::size_t>(row)].text + " → ";
  for (std::size_t n = 0; n < std::min<std::size_t>(order.size(), 2); ++n) {
    const float weight = head.weights(row, order[n]);
    if (weight < 0.05F) break;
    if (n > 0) out += ", ";
    out += words[static_cast<std::size_t>(order[n])].text + " " + two_decimals(weight);
  }
  return out;
}

std::string head_as_links(const trace::Trace& trace, const trace::Head& head) {
  std::string out;
  const auto& asking = queries(trace, head).tokens;
  for (int row = 0; row < static_cast<int>(asking.size()); ++row) {
    if (asking[static_cast<std::size_t>(row)].kind != trace::TokenKind::word) continue;
    const std::string links = row_as_links(trace, head, row);
    if (!links.empty()) out += "  " + links + "\n";
  }
  return out.empty() ? "" : head_line(head) + "\n" + out;
}

// The head that shares its light comes before those that it reads from.
std::vector<const trace::Head*> reader_first(const trace::Trace& trace) {
  std::vector<const trace::Head*> heads;
  for (const auto& step : trace.steps) {
    for (const auto& head : step.heads) heads.push_back(&head);
  }
  std::stable_partition(heads.begin(), heads.end(), [](const auto* head) { return head->name == model::kSharer; });
  return heads;
}

}  // namespace

std::string report(const trace::Trace& trace, int focus, const trace::Head* only) {
  std::string out = trace.text + "   [" + trace.model + ", " + trace.badge + "]\n";
  for (const auto& text : trace.more_texts) out += text.name + ": " + text.text + "\n";
  for (const auto& note : trace.notes) out += "Note: " + note + "\n";
  for (const trace::Head* head : only != nullptr ? std::vector{only} : reader_first(trace)) {
    const std::string part = focus >= 0 ? row_as_bars(trace, *head, focus) : head_as_links(trace, *head);
    if (!part.empty()) out += "\n" + part;
  }
  return out;
}

std::string report_models() {
  std::string out;
  std::size_t longest = 0;
  for (const auto& entry : model::catalog()) longest = std::max(longest, entry.id.size());
  for (const auto& entry : model::catalog()) {
    if (entry.offer == model::Offer::tests) continue;
    out += padded(std::string(entry.id), longest + 2) + padded(std::string(entry.badge), 13) +
           std::string(entry.provenance) + "\n";
  }
  return out;
}

std::string report_heads(const model::Model& model) {
  std::string out;
  for (const auto& head : model.heads()) {
    out += std::to_string(head.layer) + "." + std::to_string(head.index) + "  " + padded(head.name, 22) + head.title +
           "\n";
    if (!head.asks.empty())
      out += "      asks: " + head.asks + "\n      offers: " + head.offers + "\n      carries: " + head.carries + "\n";
  }
  return out;
}

std::string report_comparison(const trace::Trace& first, const trace::Trace& second, const std::string& head_name,
                              int focus) {
  constexpr std::size_t heads_shown = 3, scores_shown = 4, channels_shown = 4;
  constexpr float moved_enough = 0.005F;  // of a weight
  const auto name = [](const trace::Trace& trace, int token) {
    return token < 0 ? std::string("(nothing)") : trace.tokens[static_cast<std::size_t>(token)].text;
  };
  const auto pair = [&](const model::AlignedPair& words) {
    return words.same || words.second < 0 ? name(first, words.first)
                                          : name(first, words.first) + "/" + name(second, words.second);
  };
  std::string out = "1: " + first.text + "\n2: " + second.text + "\n";
  const bool limited = focus >= 0 || !head_name.empty();
  const auto comparison = model::compare(first, second, first.size() * second.size());
  std::size_t heads = 0;
  for (const auto& head : comparison.heads) {
    if (!head_name.empty() && head.name != head_name) continue;
    std::string lines;
    std::size_t scores = 0;
    for (const auto& score : head.scores) {
      if (focus >= 0 && score.query.first != focus) continue;
      if (std::abs(score.weight_second - score.weight_first) < moved_enough) continue;
      if (scores++ == (limited ? 2 * scores_shown : scores_shown)) break;
      lines += "  " + pair(score.query) + " → " + pair(score.key) + ": weight " + two_decimals(score.weight_first) +
               " → " + two_decimals(score.weight_second) + ", score " + two_decimals(score.score_first) + " → " +
               two_decimals(score.score_second) + "\n";
      std::size_t channels = 0;
      for (const auto& channel : score.channels) {
        if (channels++ == channels_shown || std::abs(channel.change()) < moved_enough) break;
        lines += "      " + padded(channel.name, 28) + two_decimals(channel.first) + " → " +
                 two_decimals(channel.second) + "\n";
      }
    }
    if (lines.empty()) continue;
    out += "\n" + head.name + " (layer " + std::to_string(head.layer) + ", head " + std::to_string(head.index) + ")\n" +
           lines;
    if (++heads == heads_shown && !limited) break;
  }
  if (heads == 0) out += "\nNo weight moved.\n";
  return out;
}

std::string report_similar(const std::vector<std::string>& texts, const std::vector<float>& similarities,
                           float temperature) {
  if (texts.empty()) return "";
  const core::Matrix scores = Eigen::Map<const core::Matrix>(similarities.data(), 1, static_cast<int>(texts.size()));
  const core::Matrix shares = core::softmax(scores, {}, temperature);
  const auto percents = trace::percents(shares.row(0));
  std::string out;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    char line[48];
    std::snprintf(line, sizeof line, "%6.3f  %3d %%  ", static_cast<double>(similarities[i]), percents[i]);
    out += line + texts[i] + "\n";
  }
  return out;
}

}  // namespace theatre::app
