// The labelled sentences: reading them, and the figures that stand in the documentation.
#include "model/resumes.hpp"

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <sstream>
#include <string>

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
