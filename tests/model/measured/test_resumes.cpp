// The labelled sentences: reading them, and the figures that stand in the documentation.
#include "model/measured/resumes.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using theatre::model::find_resume;
using theatre::model::Half;
using theatre::model::parse_links;

std::string read(const std::string& path) {
  std::ifstream in(std::string(THEATRE_SOURCE_DIR) + "/" + path);
  REQUIRE(in.is_open());
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// What was measured, less one or two links: a change that loses more should be noticed.
struct Floor {
  const char* link;
  double share;
};
constexpr Floor kHeldOutFloors[] = {
    {"determiner-noun", 0.988}, {"adjective-noun", 0.98}, {"preposition-object", 0.985},
    {"verb-subject", 0.97},     {"verb-object", 0.95},    {"pronoun-antecedent", 0.91},
};
constexpr double kHeldOutSentences = 0.91;
constexpr double kTunedLinks = 0.99;

}  // namespace

TEST_CASE("a line of labelled sentences", "[resumes]") {
  const auto parsed = parse_links(
      "# a comment\n\n"
      "held-out\tsimple\tThe dog saw the dog.\tdeterminer-noun: The:1 -> dog:1; verb-object: saw -> "
      "dog:2|dog\r\n");
  REQUIRE(parsed);
  REQUIRE(parsed.value().size() == 1);
  const auto& sentence = parsed.value()[0];
  CHECK(sentence.held_out);
  CHECK(sentence.construction == "simple");
  CHECK(sentence.text == "The dog saw the dog.");
  REQUIRE(sentence.links.size() == 2);
  CHECK(sentence.links[0].head == "determiner-noun");
  CHECK(sentence.links[0].from.word == "The");
  CHECK(sentence.links[0].from.occurrence == 1);
  REQUIRE(sentence.links[1].to.size() == 2);
  CHECK(sentence.links[1].to[0].word == "dog");
  CHECK(sentence.links[1].to[0].occurrence == 2);
}

TEST_CASE("lines that can't be read are named", "[resumes]") {
  for (const char* bad :
       {"tuned\tsimple\tA cat.", "seen\tsimple\tA cat.\tx: A -> cat", "tuned\tsimple\tA cat.\tx A cat",
        "tuned\tsimple\tA cat.\tx: A -> ", "tuned\tsimple\tA cat.\tx: A:0 -> cat",
        "tuned\tsimple\tA cat.\tx: A:two -> cat", "tuned\tsimple\t\tx: A -> cat", "nonsense"}) {
    INFO(bad);
    const auto parsed = parse_links(std::string("# first\n") + bad);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().find("Line 2") != std::string::npos);
  }
}

namespace {

// A model with one head, whose tokens and weights stand here: a word cut into three pieces, one cut into two.
class CutWords final : public theatre::model::Model {
 public:
  std::string_view id() const override { return "cut-words"; }
  std::string_view badge() const override { return "illustration"; }
  const std::vector<theatre::model::HeadInfo>& heads() const override { return heads_; }
  using theatre::model::Model::forward;
  theatre::trace::TracePtr forward(const theatre::model::Question&) const override {
    using theatre::trace::TokenKind;
    auto trace = std::make_shared<theatre::trace::Trace>();
    trace->text = "An un-even dogs sat.";
    trace->tokens = {{"[CLS]", 0, 0, TokenKind::added, ""},     {"An", 0, 2, TokenKind::word, ""},
                     {"un", 3, 5, TokenKind::word, ""},         {"-", 5, 6, TokenKind::punctuation, ""},
                     {"even", 6, 10, TokenKind::word, ""},      {"dog", 11, 14, TokenKind::word, ""},
                     {"s", 14, 15, TokenKind::word, ""},        {"sat", 16, 19, TokenKind::word, ""},
                     {".", 19, 20, TokenKind::punctuation, ""}, {"[SEP]", 20, 20, TokenKind::added, ""}};
    theatre::trace::Head head;
    head.name = "0.0";
    head.weights = weights;
    theatre::trace::Step step;
    step.heads.push_back(head);
    trace->steps.push_back(step);
    return trace;
  }

  theatre::core::Matrix weights = theatre::core::Matrix::Zero(10, 10);

 private:
  std::vector<theatre::model::HeadInfo> heads_ = {{0, 0, "0.0", "", "", "", ""}};
};

}  // namespace

TEST_CASE("a word cut into pieces is asked with all of them, and any piece of the right one counts", "[resumes]") {
  const auto sentences = parse_links(
      "tuned\tsimple\tAn un-even dogs sat.\tadjective-noun: un-even -> dogs; determiner-noun: An -> dogs; "
      "verb-subject: sat -> cats; verb-object: ate -> dogs");
  REQUIRE(sentences);
  CutWords model;
  const auto right_at = [&](const char* link) {
    const auto resumes = theatre::model::measure(model, sentences.value());
    const auto* row = find_resume(resumes, "0.0", link);
    REQUIRE(row != nullptr);
    CHECK(row->tuned.count == 1);
    return row->tuned.right;
  };
  model.weights(1, 6) = 0.6F;  // An → s, the second piece of "dogs"
  model.weights(1, 9) = 0.9F;  // added tokens don't count
  CHECK(right_at("determiner-noun") == 1);
  model.weights(1, 7) = 0.7F;  // … → sat
  CHECK(right_at("determiner-noun") == 0);

  // Three rows make one: .5 and .4 for "dog" together beat .8 for "sat".
  model.weights(2, 5) = 0.5F;
  model.weights(4, 5) = 0.4F;
  model.weights(3, 7) = 0.8F;
  CHECK(right_at("adjective-noun") == 1);
  model.weights(2, 7) = 0.2F;
  CHECK(right_at("adjective-noun") == 0);

  const auto resumes = theatre::model::measure(model, sentences.value());
  // Blind: two pieces of "dogs" among the four words that are not of "un-even"; among the five that are not "An".
  CHECK(find_resume(resumes, "0.0", "adjective-noun")->tuned.chance == 0.5);
  CHECK(find_resume(resumes, "0.0", "determiner-noun")->tuned.chance == 0.4);
  // A word that is not there is wrong, and so is one that points at nothing there.
  CHECK(right_at("verb-object") == 0);
  CHECK(right_at("verb-subject") == 0);
}

TEST_CASE("places are counted over words and marks, among all tokens", "[resumes]") {
  const auto sentences = parse_links("held-out\tsimple\tAn un-even dogs sat.\tverb-subject: sat -> dogs");
  REQUIRE(sentences);
  CutWords model;
  model.weights(1, 0) = 1;  // the token before "An" is also the start
  model.weights(2, 2) = 1;
  model.weights(3, 4) = 1;
  model.weights(4, 9) = 1;
  model.weights(5, 4) = 1;
  model.weights(6, 5) = 0.6F;
  model.weights(6, 0) = 0.4F;
  model.weights(7, 0) = 1;
  model.weights(0, 0) = model.weights(9, 9) = 1;  // rows of added tokens don't count; row 8 has no weight at all
  const auto resumes = theatre::model::measure(model, sentences.value());
  CHECK(resumes.held_out_sentences == 1);
  CHECK(resumes.tuned_sentences == 0);
  const std::pair<const char*, int> wanted[] = {{"previous", 3}, {"next", 1}, {"self", 1}, {"first", 2}, {"last", 1}};
  for (const auto& [link, right] : wanted) {
    INFO(link);
    const auto* row = find_resume(resumes, "0.0", link);
    REQUIRE(row != nullptr);
    CHECK(row->held_out.right == right);
    CHECK(row->held_out.count == 8);
    CHECK(std::abs(row->held_out.chance_share() - 0.1) < 1e-9);
    CHECK(row->tuned.count == 0);
  }
}

TEST_CASE("the glass box on sentences nobody tuned it for", "[resumes][held-out]") {
  const auto parsed = parse_links(read("web/data/links.txt"));
  REQUIRE(parsed);
  const auto model = theatre::model::make_glass_box();
  const auto resumes = theatre::model::measure(*model, parsed.value());
  for (const auto& floor : kHeldOutFloors) {
    const auto* row = find_resume(resumes, floor.link, floor.link);
    REQUIRE(row != nullptr);
    INFO(floor.link << " " << row->held_out.right << "/" << row->held_out.count);
    CHECK(row->held_out.count > 50);
    CHECK(row->held_out.share() >= floor.share);
    CHECK(row->held_out.chance_share() < 0.3);
    CHECK(row->held_out.share() > 3 * row->held_out.chance_share());
  }
  REQUIRE(resumes.held_out.front().name == "all");
  const auto& all = resumes.held_out.front();
  INFO("whole sentences " << all.sentences.right << "/" << all.sentences.count);
  CHECK(all.sentences.share() >= kHeldOutSentences);
  CHECK(resumes.tuned.front().links.share() >= kTunedLinks);

  // A head is good at its own link and at no other: a résumé tells heads apart.
  const auto* wrong = find_resume(resumes, "verb-object", "verb-subject");
  REQUIRE(wrong != nullptr);
  CHECK(wrong->held_out.share() < 0.2);

  // Halves are measured apart.
  const auto tuned_only = theatre::model::measure(*model, parsed.value(), Half::tuned);
  CHECK(tuned_only.held_out.front().links.count == 0);
  CHECK(tuned_only.tuned.front().links.right == resumes.tuned.front().links.right);
}
