// Reads the labelled sentences, and marks heads against them.
#include "model/resumes.hpp"

#include <algorithm>
#include <charconv>
#include <map>

namespace theatre::model {
namespace {

using Eigen::Index;

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\r')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto found = text.find(at);
    parts.push_back(text.substr(0, found));
    if (found == std::string_view::npos) return parts;
    text.remove_prefix(found + 1);
  }
}

bool parse_word(std::string_view text, WordRef& word) {
  text = trim(text);
  const auto colon = text.rfind(':');
  if (colon != std::string_view::npos && colon > 0) {
    const auto number = text.substr(colon + 1);
    const auto end = number.data() + number.size();
    const auto [stopped, error] = std::from_chars(number.data(), end, word.occurrence);
    if (error != std::errc() || stopped != end || word.occurrence < 1) return false;
    text = text.substr(0, colon);
  }
  word.word = std::string(text);
  return !text.empty();
}

bool parse_link(std::string_view text, Link& link) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return false;
  link.head = std::string(trim(text.substr(0, colon)));
  text.remove_prefix(colon + 1);
  const auto arrow = text.find("->");
  if (link.head.empty() || arrow == std::string_view::npos) return false;
  if (!parse_word(text.substr(0, arrow), link.from)) return false;
  for (const auto part : split(text.substr(arrow + 2), '|')) {
    WordRef word;
    if (!parse_word(part, word)) return false;
    link.to.push_back(std::move(word));
  }
  return true;
}

bool parse_line(std::string_view line, LabelledSentence& sentence) {
  const auto fields = split(line, '\t');
  if (fields.size() != 4) return false;
  const auto half = trim(fields[0]);
  if (half != "tuned" && half != "held-out") return false;
  sentence.held_out = half == "held-out";
  sentence.construction = std::string(trim(fields[1]));
  sentence.text = std::string(trim(fields[2]));
  for (const auto part : split(fields[3], ';')) {
    if (trim(part).empty()) continue;
    Link link;
    if (!parse_link(part, link)) return false;
    sentence.links.push_back(std::move(link));
  }
  return !sentence.text.empty();
}

bool wanted(const LabelledSentence& sentence, Half half) {
  return half == Half::both || sentence.held_out == (half == Half::held_out);
}

// The name of the head that a link is for: "pronoun-antecedent-hard" is for "pronoun-antecedent".
std::string_view head_of(std::string_view link) {
  constexpr std::string_view hard = "-hard";
  if (link.size() > hard.size() && link.substr(link.size() - hard.size()) == hard)
    link.remove_suffix(hard.size());
  return link;
}

// One link found in one trace.
struct Found {
  int from = -1;
  std::vector<int> to;
  double chance = 0;
};

Found find(const trace::Trace& trace, const Link& link) {
  Found found;
  found.from = trace::find_token(trace, link.from.word, link.from.occurrence);
  for (const auto& word : link.to) {
    const int at = trace::find_token(trace, word.word, word.occurrence);
    if (at >= 0) found.to.push_back(at);
  }
  const auto words = std::count_if(trace.tokens.begin(), trace.tokens.end(),
                                   [](const auto& token) { return token.kind == trace::TokenKind::word; });
  if (words > 1) found.chance = static_cast<double>(found.to.size()) / static_cast<double>(words - 1);
  return found;
}

// The word with the largest weight in a row, or -1 when no word has any.
int strongest(const trace::Trace& trace, const trace::Head& head, int row) {
  int best = -1;
  for (int j = 0; j < static_cast<int>(trace.size()); ++j) {
    if (trace.tokens[static_cast<std::size_t>(j)].kind != trace::TokenKind::word) continue;
    const float weight = head.weights(row, j);
    if (weight > 0 && (best < 0 || weight > head.weights(row, best))) best = j;
  }
  return best;
}

bool is_right(const trace::Trace& trace, const trace::Head& head, const Found& found) {
  if (found.from < 0) return false;
  const int best = strongest(trace, head, found.from);
  return std::find(found.to.begin(), found.to.end(), best) != found.to.end() && best >= 0;
}

void add(Share& share, bool right, double chance) {
  share.count += 1;
  share.right += right ? 1 : 0;
  share.chance += chance;
}

Total& total_of(std::vector<Total>& totals, const std::string& name) {
  for (auto& total : totals) {
    if (total.name == name) return total;
  }
  totals.push_back({name, {}, {}});
  return totals.back();
}

}  // namespace

core::Result<std::vector<LabelledSentence>> parse_links(std::string_view file) {
  std::vector<LabelledSentence> sentences;
  int number = 0;
  for (const auto raw : split(file, '\n')) {
    ++number;
    const auto line = trim(raw);
    if (line.empty() || line.front() == '#') continue;
    LabelledSentence sentence;
    if (!parse_line(line, sentence)) {
      return core::Failure{"Line " + std::to_string(number) + " of the labelled sentences can't be read."};
    }
    sentences.push_back(std::move(sentence));
  }
  return sentences;
}

Resumes measure(const Model& model, const std::vector<LabelledSentence>& sentences, Half half) {
  std::map<std::string, std::vector<Resume>> by_link;
  Resumes resumes;
  for (auto* totals : {&resumes.tuned, &resumes.held_out}) totals->push_back({"all", {}, {}});
  for (const auto& sentence : sentences) {
    if (!wanted(sentence, half)) continue;
    const trace::TracePtr trace = model.forward(sentence.text, {});
    auto& totals = sentence.held_out ? resumes.held_out : resumes.tuned;
    bool whole = true;
    for (const auto& link : sentence.links) {
      const Found found = find(*trace, link);
      auto& rows = by_link[link.head];
      if (rows.empty()) {
        for (const auto& info : model.heads())
          rows.push_back({link.head, info.layer, info.index, info.name, {}, {}});
      }
      for (auto& row : rows) {
        const trace::Head* head = trace::find_head(*trace, row.layer, row.head);
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
  for (auto& [link, rows] : by_link) {
    for (auto& row : rows) resumes.heads.push_back(std::move(row));
  }
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
    for (const auto& link : sentence.links) {
      const trace::Head* head = trace::find_head(*trace, head_of(link.head));
      const Found found = find(*trace, link);
      if (head == nullptr || is_right(*trace, *head, found)) continue;
      Miss miss{&sentence, &link, "", 0, 0};
      if (found.from >= 0) {
        const int best = strongest(*trace, *head, found.from);
        if (best >= 0) {
          miss.got = trace->tokens[static_cast<std::size_t>(best)].text;
          miss.weight = head->weights(found.from, best);
        }
        for (const int to : found.to)
          miss.wanted_weight = std::max(miss.wanted_weight, head->weights(found.from, to));
      }
      list.push_back(std::move(miss));
    }
  }
  return list;
}

}  // namespace theatre::model
