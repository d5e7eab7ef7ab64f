// Reads the labelled sentences.
#include <charconv>

#include "model/measured/resumes.hpp"

namespace theatre::model {
namespace {

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

}  // namespace theatre::model
