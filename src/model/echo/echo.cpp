#include "model/echo/echo.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "core/attention.hpp"
#include "core/mask.hpp"
#include "core/positions.hpp"
#include "core/product.hpp"
#include "core/random.hpp"
#include "model/attend.hpp"
#include "text/utf8.hpp"
#include "text/words.hpp"

namespace theatre::model {
namespace {

using core::Matrix;
using Eigen::Index;

constexpr Index d_model = 8, d_head = 4;
constexpr std::size_t head_count = 2;
constexpr std::size_t longest = 512;  // tokens
constexpr std::array<const char*, 8> vocabulary = {"and", "then", "the", "light", "goes", "on", "again", "slowly"};

// (1, d_model), the same for the same word. FNV-1a (Fowler, Noll, Vo 1991) makes the seed.
Matrix embedding_of(std::string_view word) {
  std::uint64_t seed = 14695981039346656037ULL;
  for (const char c : word) seed = (seed ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  core::Random random(seed);
  return core::random_normal(1, d_model, 1, random);
}

// What earlier tokens leave for later ones: of each head k and v, (T, d_head); and the text so far.
struct Cache {
  std::string text;
  std::vector<trace::Token> tokens;
  std::array<Matrix, head_count> q, k, v;
  Matrix out;  // (1, d_model) the residual stream after the last token
};

void append(Matrix& to, const Matrix& rows) {
  const Index before = to.rows();
  to.conservativeResize(before + rows.rows(), rows.cols());
  to.bottomRows(rows.rows()) = rows;
}

class Echo final : public Model {
 public:
  Echo() {
    core::Random random(11);
    for (std::size_t h = 0; h < head_count; ++h) {
      auto made = std::make_shared<trace::HeadParameters>();
      for (Matrix* W : {&made->W_Q, &made->W_K, &made->W_V}) *W = core::random_normal(d_model, d_head, 0.5F, random);
      made->W_O = core::random_normal(d_head, d_model, 0.5F, random);
      parameters_[h] = std::move(made);
      const std::string place = "0." + std::to_string(h);
      infos_.push_back({0, static_cast<int>(h), place, "layer 0, head " + std::to_string(h), "Nothing in particular.",
                        "Nothing in particular.", "Four numbers drawn at random."});
    }
  }

  std::string_view id() const override { return "echo"; }
  std::string_view badge() const override { return "hand-built"; }
  const std::vector<HeadInfo>& heads() const override { return infos_; }

  using Model::forward;
  trace::TracePtr forward(const Question& question) const override {
    Cache cache;
    return std::make_shared<trace::Trace>(read(question, cache));
  }
  std::unique_ptr<Answer> answer(Question question) const override;

  // The pass over a text that nothing was kept of yet.
  trace::Trace read(const Question& question, Cache& cache) const {
    const std::string text = text::valid_utf8(question.text());
    std::vector<trace::Token> tokens{
        {"⟨start⟩", 0, 0, trace::TokenKind::added, "The model begins every text with it."}};
    for (auto& word : text::split_words(text)) {
      if (tokens.size() == longest) break;
      const bool is_word = word.kind == text::Kind::word || word.kind == text::Kind::number;
      tokens.push_back({std::move(word.text), word.begin, word.end,
                        is_word ? trace::TokenKind::word : trace::TokenKind::punctuation,
                        "Eight numbers that follow from its letters, and its place."});
    }
    cache.text = text;
    return rows(question.switches, tokens, cache, nullptr);
  }

  // One more word.
  trace::Addition write(const Question& question, Cache& cache) const {
    trace::Addition out;
    out.kept = cache.tokens.size();
    out.kept_text = cache.text.size();
    const std::string word = next_word(cache), more = cache.text.empty() ? word : " " + word;
    cache.text += more;
    const trace::Token token{word, cache.text.size() - word.size(), cache.text.size(), trace::TokenKind::word,
                             "The model wrote it."};
    out.rows = rows(question.switches, {token}, cache, &out.products_above);
    out.rows.text = more;
    return out;
  }

 private:
  static std::string next_word(const Cache& cache) {
    const char* best = vocabulary.front();
    float largest = -std::numeric_limits<float>::infinity();
    for (const char* word : vocabulary) {
      const float logit = cache.out.row(0).dot(embedding_of(word).row(0));
      if (logit <= largest || trace::same_word(word, cache.tokens.back().text)) continue;
      largest = logit;
      best = word;
    }
    return best;
  }

  // N new tokens, whose rows see all that the cache holds and themselves; `above` gets what earlier queries make of
  // them.
  trace::Trace rows(const Switches& switches, const std::vector<trace::Token>& tokens, Cache& cache,
                    std::vector<Matrix>* above) const {
    const auto kept = static_cast<Index>(cache.tokens.size()), fresh = static_cast<Index>(tokens.size());
    trace::Trace out;
    out.model = id();
    out.badge = badge();
    out.text = cache.text;
    out.tokens = tokens;
    out.d_model = static_cast<int>(d_model);
    cache.tokens.insert(cache.tokens.end(), tokens.begin(), tokens.end());

    trace::Step embedding;
    embedding.name = "embedding";
    embedding.out.resize(fresh, d_model);
    for (Index t = 0; t < fresh; ++t) embedding.out.row(t) = embedding_of(tokens[static_cast<std::size_t>(t)].text);
    if (switches.positions) embedding.out += core::sinusoidal_positions(kept + fresh, d_model).bottomRows(fresh);

    trace::Step attention;
    attention.kind = trace::StepKind::attention;
    attention.layer = 0;
    attention.name = "layer 0 attention";
    attention.out = embedding.out;
    const core::Mask mask = core::make_mask(core::MaskRule::causal, kept + fresh, kept + fresh).bottomRows(fresh);
    for (std::size_t h = 0; h < head_count; ++h) {
      attention.heads.push_back(head(switches, h, embedding.out, mask, cache, above));
      if (!attention.heads.back().off) attention.out += attention.heads.back().output * parameters_[h]->W_O;
    }
    cache.out = attention.out.bottomRows(1);
    out.steps.push_back(std::move(embedding));
    out.steps.push_back(std::move(attention));
    return out;
  }

  trace::Head head(const Switches& switches, std::size_t h, const Matrix& x, const core::Mask& mask, Cache& cache,
                   std::vector<Matrix>* above) const {
    const auto& own = *parameters_[h];
    trace::Head out = head_of(infos_[h]);
    out.d_head = static_cast<int>(d_head);
    out.temperature = switches.temperature > 0 ? switches.temperature : 1;
    out.parameters = parameters_[h];
    out.q = core::product(x, own.W_Q);
    out.k = core::product(x, own.W_K);
    out.v = core::product(x, own.W_V);
    if (above != nullptr) above->push_back(core::product_transposed(cache.q[h], out.k));
    append(cache.q[h], out.q);
    append(cache.k[h], out.k);
    append(cache.v[h], out.v);
    core::Attention pass = core::attention(out.q, cache.k[h], cache.v[h], mask, {switches.scale, out.temperature});
    out.mask = mask;
    out.scale = pass.scale;
    out.products = std::move(pass.products);
    out.scores = std::move(pass.scores);
    out.weights = std::move(pass.weights);
    out.output = std::move(pass.output);
    for (const auto& [layer, index] : switches.heads_off) out.off = out.off || (layer == 0 && index == out.index);
    return out;
  }

  std::array<std::shared_ptr<const trace::HeadParameters>, head_count> parameters_;
  std::vector<HeadInfo> infos_;
};

class Echoing final : public Answer {
 public:
  Echoing(const Echo& model, Question question) : model_(model), question_(std::move(question)) {}

  bool next(Receiver& receiver) override {
    if (cache_.tokens.empty()) {
      receiver.whole(std::make_shared<trace::Trace>(model_.read(question_, cache_)));
    } else {
      receiver.more(model_.write(question_, cache_));
      ++written_;
    }
    return written_ < echo_words;
  }

 private:
  const Echo& model_;
  Question question_;
  Cache cache_;
  int written_ = 0;
};

std::unique_ptr<Answer> Echo::answer(Question question) const {
  return std::make_unique<Echoing>(*this, std::move(question));
}

}  // namespace

std::unique_ptr<Model> make_echo() { return std::make_unique<Echo>(); }

}  // namespace theatre::model
