// How much of a text the lexicon knows: share of running words, and the unknown words that matter most.
//
//   coverage [--counts] LEXICON < text
//
// --counts: each line of the input is "word count" instead of running text. tools/lexicon/coverage.sh builds this.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "model/lexicon/lexicon.hpp"
#include "text/words.hpp"

int main(int argc, char** argv) {
  const bool counts = argc > 1 && std::strcmp(argv[1], "--counts") == 0;
  if (argc != (counts ? 3 : 2)) {
    std::fprintf(stderr, "usage: coverage [--counts] LEXICON < text\n");
    return 2;
  }
  std::ifstream file(argv[argc - 1], std::ios::binary);
  const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
  const auto lexicon =
      theatre::model::Lexicon::load({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
  if (!lexicon) {
    std::fprintf(stderr, "%s\n", lexicon.error().c_str());
    return 1;
  }
  const std::size_t limit = std::getenv("UNKNOWN") ? std::strtoul(std::getenv("UNKNOWN"), nullptr, 10) : 40;
  double words = 0, known = 0, capital = 0;
  std::map<std::string, double> unknown;
  const auto add = [&](const std::string& word, bool start, double count) {
    words += count;
    if (lexicon.value().look_up(word, start).known) {
      known += count;
    } else {
      unknown[word] += count;
      if (word[0] >= 'A' && word[0] <= 'Z') capital += count;
    }
  };
  std::string line;
  while (counts && std::getline(std::cin, line)) {
    std::istringstream fields(line);
    std::string word;
    double count = 0;
    if (fields >> word >> count) add(word, false, count);
  }
  if (!counts) {
    const std::string text{std::istreambuf_iterator<char>(std::cin), {}};
    bool start = true;
    for (const auto& token : theatre::text::split_words(text)) {
      if (token.kind == theatre::text::Kind::word) add(token.text, start, 1);
      start = token.text == "." || token.text == "?" || token.text == "!" ||
              (start && token.kind != theatre::text::Kind::word);
    }
  }
  std::printf("%.0f running words, %.0f known: %.2f %%; without unknown words with a capital: %.2f %%\n", words, known,
              100 * known / words, 100 * known / (words - capital));
  std::vector<std::pair<double, std::string>> order;
  for (const auto& [word, count] : unknown) order.push_back({-count, word});
  std::sort(order.begin(), order.end());
  for (std::size_t i = 0; i < order.size() && i < limit; ++i) {
    std::printf("%s%s %.0f", i ? ", " : "most frequent unknown: ", order[i].second.c_str(), -order[i].first);
  }
  std::printf("\n");
  return 0;
}
