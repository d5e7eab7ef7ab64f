#include "model/friends/friends.hpp"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "model/attend.hpp"
#include "model/friends/numbers.hpp"
#include "model/turn.hpp"
#include "text/utf8.hpp"
#include "text/words.hpp"

namespace theatre::model {
namespace {

using core::Matrix;
using Eigen::Index;

constexpr std::array<const char*, 5> kWords = {"She", "went", "to", "the", "market"};
constexpr Index kNumbers = 4;
constexpr const char* kText = "She went to the market";

// The five words in their order, whatever stands between and after them.
bool is_the_example(std::string_view text) {
  std::size_t n = 0;
  for (const auto& token : text::split_words(text)) {
    if (token.kind != text::Kind::word) continue;
    if (n == kWords.size() || !trace::same_word(token.text, kWords[n])) return false;
    ++n;
  }
  return n == kWords.size();
}

std::shared_ptr<const trace::HeadParameters> identities() {
  auto out = std::make_shared<trace::HeadParameters>();
  out->W_Q = out->W_K = out->W_V = out->W_O = Matrix::Identity(kNumbers, kNumbers);
  for (Index c = 0; c < kNumbers; ++c) out->channels.push_back("number " + std::to_string(c + 1));
  out->value_names = out->channels;
  return out;
}

class Friends final : public Model {
 public:
  Friends() : parameters_(identities()) {
    heads_.push_back({0, 0, "friends", "friends’ advice", "What went looks for: its own four numbers.",
                      "What each friend offers: their four numbers.", "What each friend says: the same four numbers."});
  }

  std::string_view id() const override { return "friends"; }
  std::string_view badge() const override { return "hand-built"; }
  const std::vector<HeadInfo>& heads() const override { return heads_; }

  using Model::forward;
  trace::TracePtr forward(const Question& question) const override {
    const Switches& switches = question.switches;
    constexpr auto size = static_cast<Index>(kWords.size());
    auto trace = std::make_shared<trace::Trace>();
    trace->model = id();
    trace->badge = badge();
    trace->text = kText;
    trace->d_model = static_cast<int>(kNumbers);
    trace->dimensions = parameters_->channels;
    if (!is_the_example(question.text()))
      trace->notes.push_back("This small example knows five words only: She went to the market.");
    std::size_t begin = 0;
    for (const char* word : kWords) {
      const std::string spelt = word;
      trace->tokens.push_back(
          {spelt, begin, begin + spelt.size(), trace::TokenKind::word,
           "Its four numbers were found by a search, so that the row of “went” comes out as told."});
      begin += spelt.size() + 1;
    }

    trace::Step embedding;
    embedding.name = "embedding";
    embedding.out.resize(size, kNumbers);
    for (Index row = 0; row < size; ++row) {
      for (Index column = 0; column < kNumbers; ++column) embedding.out(row, column) = friends_numbers[row][column];
    }
    trace->steps.push_back(std::move(embedding));

    trace::Head head = head_of(heads_.front());
    head.d_head = static_cast<int>(kNumbers);
    head.temperature = switches.temperature;
    head.parameters = parameters_;
    head.q = head.k = head.v = trace->steps.back().out;
    head.mask = switched_mask(switches, size, trace->notes);
    attend(head, switches.scale, switches.turn);
    for (const auto& [layer, index] : switches.heads_off) head.off = head.off || (layer == 0 && index == 0);

    trace::Step attention;
    attention.kind = trace::StepKind::attention;
    attention.layer = 0;
    attention.name = "layer 0 attention";
    attention.out = trace->steps.back().out;
    if (!head.off) attention.out += head.output;
    attention.heads.push_back(std::move(head));
    trace->steps.push_back(std::move(attention));
    note_turn(switches.turn, *trace);
    return trace;
  }

 private:
  std::shared_ptr<const trace::HeadParameters> parameters_;
  std::vector<HeadInfo> heads_;
};

}  // namespace

std::unique_ptr<Model> make_friends() { return std::make_unique<Friends>(); }

}  // namespace theatre::model
