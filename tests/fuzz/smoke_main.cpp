// Drives a fuzzer without libFuzzer: a number of inputs made from a seed, some random, some mutations of
// ordinary texts, so that every build can run the fuzzers for a moment.
//
//   fuzz_name [--runs N] [--seed N] [file...]     the files are run as they are, then kept as stuff to mutate

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::size_t kLongest = 2048;

using Random = std::mt19937_64;

std::size_t below(Random& random, std::size_t limit) { return static_cast<std::size_t>(random() % limit); }

char random_byte(Random& random) { return static_cast<char>(random() & 0xFF); }

// Inputs that find more than noise does: words, several scripts, broken UTF-8, JSON, a link's query.
std::vector<std::string> first_corpus() {
  return {
      "",
      "The cat sat on the mat because it was tired.",
      "Ünïcödé — 注意力 внимание ธรรม עברית عربي 🙂🏽‍🚀",
      std::string("\xff\xfe\xc0\x80\xed\xa0\x80\xf4\x90\x80\x80", 11),
      std::string("a\0b\x01\x1f\x7f", 6),
      R"({"lesson":"one","step":2,"text":["a",null,true,-1.5e300],"deep":[[[[[[]]]]]]})",
      "?lesson=one&step=2&text=I%20love%20pizza&head=3.1&mask=padding:2&temperature=0.5",
      std::string(600, '['),
      std::string(500, 'a') + ' ' + std::string(500, '\n'),
  };
}

std::string mutate(const std::vector<std::string>& corpus, Random& random) {
  std::string text = corpus[below(random, corpus.size())];
  const std::size_t edits = 1 + below(random, 6);
  for (std::size_t i = 0; i < edits; ++i) {
    const std::size_t at = below(random, text.size() + 1);
    switch (below(random, 6)) {
      case 0:
        text.insert(at, 1, random_byte(random));
        break;
      case 1:
        if (at < text.size()) text[at] = random_byte(random);
        break;
      case 2:
        text.erase(at, below(random, 8));
        break;
      case 3: {
        const std::string& other = corpus[below(random, corpus.size())];
        const std::size_t from = below(random, other.size() + 1);
        text.insert(at, other, from, below(random, 64));
        break;
      }
      case 4:
        if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << below(random, 8)));
        break;
      default:
        text.resize(at);
        break;
    }
  }
  if (text.size() > kLongest) text.resize(kLongest);
  return text;
}

std::string noise(Random& random) {
  std::string text(below(random, 256), '\0');
  for (char& c : text) c = random_byte(random);
  return text;
}

void run(const std::string& text) {
  // A copy of exactly this size on the heap, so that the address sanitizer sees a read past its end.
  std::vector<std::uint8_t> bytes(text.begin(), text.end());
  bytes.shrink_to_fit();
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

}  // namespace

int main(int argc, char** argv) {
  unsigned long runs = 2000;
  unsigned long seed = 1;
  std::vector<std::string> corpus = first_corpus();
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--runs") == 0 && i + 1 < argc) {
      runs = std::strtoul(argv[++i], nullptr, 10);
    } else if (std::strcmp(argv[i], "--seed") == 0 && i + 1 < argc) {
      seed = std::strtoul(argv[++i], nullptr, 10);
    } else {
      std::ifstream file(argv[i], std::ios::binary);
      if (!file) {
        std::fprintf(stderr, "cannot read %s\n", argv[i]);
        return 2;
      }
      corpus.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
  }

  unsigned long count = 0;
  for (const std::string& text : corpus) {
    run(text);
    ++count;
  }
  Random random(seed);
  for (unsigned long i = 0; i < runs; ++i) {
    run(below(random, 4) == 0 ? noise(random) : mutate(corpus, random));
    ++count;
  }
  std::printf("%lu inputs, seed %lu, no failure\n", count, seed);
  return 0;
}
