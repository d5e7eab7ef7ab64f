// The table of résumés: what it answers, what it refuses, and that the committed one is what is measured.
#include "model/measured/resume_table.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>

#include "model/measured/link_kinds.hpp"
#include "support/minilm.hpp"

using Catch::Approx;
using namespace theatre;
using model::Half;
using model::parse_resume_tables;
using model::ResumeTable;

namespace {

// Two links, five heads. On the tuned half head 1.1 is best at "next"; on the held-out half 0.0 would be.
const std::string small =
    R"({"models":[{"model":"m","badge":"b","sentences":{"tuned":3,"held_out":4},"links":[)"
    R"({"id":"previous","title":"previous word","chance":{"tuned":0.1,"held_out":0.26},"count":{"tuned":10,"held_out":20}},)"
    R"({"id":"next","title":"next word","chance":{"tuned":0.1,"held_out":0.1},"count":{"tuned":10,"held_out":20}}],"heads":[)"
    R"({"layer":0,"head":0,"name":"a","right":{"tuned":[4,5],"held_out":[5,19]}},)"
    R"({"layer":0,"head":1,"name":"b","right":{"tuned":[9,0],"held_out":[20,4]}},)"
    R"({"layer":1,"head":1,"name":"c","right":{"tuned":[0,6],"held_out":[0,2]}},)"
    R"({"layer":2,"head":0,"name":"d","right":{"tuned":[0,0],"held_out":[5,2]}},)"
    R"({"layer":2,"head":1,"name":"e","right":{"tuned":[0,0],"held_out":[6,1]}}]}]})";

std::string with(const std::string& old_part, const std::string& new_part) {
  std::string out = small;
  const auto at = out.find(old_part);
  REQUIRE(at != std::string::npos);
  return out.replace(at, old_part.size(), new_part);
}

std::vector<model::LabelledSentence> sentences(std::size_t every) {
  std::ifstream in(std::string(THEATRE_SOURCE_DIR) + "/web/data/links.txt");
  REQUIRE(in.is_open());
  std::stringstream text;
  text << in.rdbuf();
  const auto parsed = model::parse_links(text.str());
  REQUIRE(parsed);
  std::vector<model::LabelledSentence> out;
  for (std::size_t i = 0; i < parsed.value().size(); i += every) out.push_back(parsed.value()[i]);
  return out;
}

// The file says of every cell this. `other_digits` cells may be off by one: floating-point sums end in other digits on
// another processor, and a sentence in a few thousand stands on the edge.
void check_same(const ResumeTable& file, const ResumeTable& fresh, int other_digits = 0) {
  INFO("If this fails, web/data/resumes.json is stale: run tools/build-resumes.sh.");
  CHECK(model::to_json(file).substr(0, 100) == model::to_json(fresh).substr(0, 100));
  CHECK(file.tuned_sentences == fresh.tuned_sentences);
  CHECK(file.held_out_sentences == fresh.held_out_sentences);
  REQUIRE(file.links.size() == fresh.links.size());
  REQUIRE(file.heads.size() == fresh.heads.size());
  for (std::size_t i = 0; i < file.links.size(); ++i) {
    const auto &a = file.links[i], &b = fresh.links[i];
    INFO(a.id);
    CHECK(a.id == b.id);
    CHECK(a.title == b.title);
    CHECK(a.tuned.count == b.tuned.count);
    CHECK(a.held_out.count == b.held_out.count);
    CHECK(a.tuned.chance_share() == Approx(b.tuned.chance_share()).margin(6e-5));
    CHECK(a.held_out.chance_share() == Approx(b.held_out.chance_share()).margin(6e-5));
  }
  for (std::size_t i = 0; i < file.heads.size(); ++i) {
    INFO(file.heads[i].name);
    CHECK(file.heads[i].layer == fresh.heads[i].layer);
    CHECK(file.heads[i].head == fresh.heads[i].head);
    CHECK(file.heads[i].name == fresh.heads[i].name);
    for (const auto half : {&model::TabledHead::tuned, &model::TabledHead::held_out}) {
      REQUIRE((file.heads[i].*half).size() == (fresh.heads[i].*half).size());
      for (std::size_t k = 0; k < file.links.size(); ++k) {
        const int off = std::abs((file.heads[i].*half)[k] - (fresh.heads[i].*half)[k]);
        INFO(file.links[k].id);
        if (off == 1 && other_digits > 0) {
          --other_digits;
        } else {
          CHECK(off == 0);
        }
      }
    }
  }
}

// Of a part of the sentences: no more right, and no more wrong, than the file says of all of them.
[[maybe_unused]] void check_within(const ResumeTable& file, const ResumeTable& part) {
  REQUIRE(file.links.size() == part.links.size());
  REQUIRE(file.heads.size() == part.heads.size());
  for (std::size_t h = 0; h < file.heads.size(); ++h) {
    for (std::size_t i = 0; i < file.links.size(); ++i) {
      for (const Half half : {Half::tuned, Half::held_out}) {
        const auto all = file.share(file.heads[h], file.links[i], half);
        const auto some = part.share(part.heads[h], part.links[i], half);
        INFO(file.heads[h].name << " " << file.links[i].id);
        CHECK(some.right <= all.right);
        CHECK(some.count - some.right <= all.count - all.right);
      }
    }
  }
}

}  // namespace

TEST_CASE("the table answers what a page asks", "[resumes]") {
  const auto parsed = parse_resume_tables(small);
  INFO(parsed.error());
  REQUIRE(parsed);
  REQUIRE(parsed.value().size() == 1);
  const ResumeTable& table = parsed.value()[0];
  CHECK(table.model == "m");
  CHECK(table.badge == "b");
  CHECK(table.tuned_sentences == 3);
  CHECK(table.held_out_sentences == 4);
  REQUIRE(table.link("next") != nullptr);
  CHECK(table.link("next")->title == "next word");
  CHECK(table.link("before") == nullptr);
  CHECK(table.head(1, 0) == nullptr);

  // The best head is chosen on the tuned half alone.
  REQUIRE(table.best_head("next") != nullptr);
  CHECK(table.best_head("next")->name == "c");
  CHECK(table.best_head("previous")->name == "b");
  CHECK(table.best_head("before") == nullptr);

  const auto share = table.share(*table.head(0, 0), *table.link("next"), Half::held_out);
  CHECK(share.right == 19);
  CHECK(share.count == 20);
  CHECK(share.chance_share() == Approx(0.1));
  const auto both = table.share(*table.head(0, 0), *table.link("next"), Half::both);
  CHECK(both.right == 24);
  CHECK(both.count == 30);

  // Furthest above chance first; what is no better than chance is not told.
  const auto telling = table.telling(0, 1, 5);
  REQUIRE(telling.size() == 2);
  CHECK(telling[0].link->id == "previous");
  CHECK(telling[0].held_out.share() == 1);
  CHECK(telling[0].tuned.right == 9);
  CHECK(telling[0].above_chance == Approx(0.74));
  CHECK(telling[1].above_chance == Approx(0.1));
  CHECK(table.telling(0, 1, 1).size() == 1);
  CHECK(table.telling(0, 0, 5).size() == 1);  // 5 of 20 at "previous" is no better than chance
  CHECK(table.telling(1, 1, 5).empty());
  CHECK(table.telling(2, 0, 5).empty());
  CHECK(table.telling(2, 1, 5).empty());  // 30 % where a blind guess gets 26
  CHECK(table.telling(7, 7, 5).empty());

  // Written and read again, it is the same.
  const auto again = parse_resume_tables(R"({"models":[)" + model::to_json(table) + "]}");
  REQUIRE(again);
  check_same(table, again.value()[0]);
}

TEST_CASE("a damaged table of résumés is refused in one sentence", "[resumes]") {
  const std::string good_right = R"("right":{"tuned":[4,5],"held_out":[5,19]})";
  for (const std::string& bad : {
           std::string(),
           std::string("["),
           std::string("[]"),
           std::string("null"),
           std::string(R"({"models":3})"),
           std::string(R"({"models":[3]})"),
           std::string(R"({"models":[{}]})"),
           std::string("\xff\xfe"),
           with(R"("model":"m")", R"("model":7)"),
           with(R"("model":"m",)", ""),
           with(R"("tuned":3,)", ""),
           with(R"("tuned":3)", R"("tuned":-3)"),
           with(R"("tuned":3)", R"("tuned":3.5)"),
           with(R"("tuned":3)", R"("tuned":99999999999999999999)"),
           with(R"("tuned":3)", R"("tuned":4294967297)"),
           with(R"("tuned":0.1)", R"("tuned":1.5)"),
           with(R"("tuned":0.1)", R"("tuned":"0.1")"),
           with(R"("id":"next")", R"("id":"previous")"),
           with(R"("title":"next word",)", ""),
           with(R"("layer":0,"head":1)", R"("layer":0,"head":0)"),
           with(good_right, R"("right":[4,5])"),
           with(good_right, R"("right":{"tuned":[4,5]})"),
           with(good_right, R"("right":{"tuned":[4],"held_out":[5,19]})"),
           with(good_right, R"("right":{"tuned":[4,11],"held_out":[5,19]})"),
           with(good_right, R"("right":{"tuned":[4,"5"],"held_out":[5,19]})"),
           with(good_right, R"("right":{"tuned":{},"held_out":[5,19]})"),
       }) {
    INFO(bad);
    const auto parsed = parse_resume_tables(bad);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().find("The table of résumés is damaged: ") == 0);
    CHECK(parsed.error().back() == '.');
  }
  // Cut short anywhere, it is refused.
  for (std::size_t size = 0; size < small.size(); ++size) CHECK_FALSE(parse_resume_tables(small.substr(0, size)));
}

TEST_CASE("the built-in table has both models and every kind", "[resumes]") {
  CHECK(model::resume_table("gpt") == nullptr);
  for (const auto& [id, heads] : {std::pair{"glass-box", 35U}, std::pair{"minilm", 72U}}) {
    INFO(id);
    const ResumeTable* table = model::resume_table(id);
    REQUIRE(table != nullptr);
    CHECK(table->heads.size() == heads);
    REQUIRE(table->links.size() == model::place_kinds.size() + model::word_kinds.size());
    for (const auto& kind : model::place_kinds) CHECK(table->link(kind.id) != nullptr);
    for (const auto& kind : model::word_kinds) {
      CHECK(table->link(kind.id) != nullptr);
      CHECK(table->link(kind.id)->held_out.count >= 70);
    }
    CHECK(table->tuned_sentences + table->held_out_sentences == static_cast<int>(sentences(1).size()));
  }
  // What a learner reads about heads everybody can check by eye.
  CHECK(model::resume_table("minilm")->best_head("previous")->name == "0.2");
  CHECK(model::resume_table("glass-box")->best_head("pronoun-antecedent")->name == "pronoun-antecedent");
}

TEST_CASE("the glass box is as good as the built-in table says", "[resumes]") {
  const auto glass_box = model::make_glass_box();
  const auto fresh = model::tabulate(*glass_box, model::measure(*glass_box, sentences(1)));
  REQUIRE(model::resume_table("glass-box") != nullptr);
  check_same(*model::resume_table("glass-box"), fresh);
}

#ifndef __EMSCRIPTEN__
TEST_CASE("MiniLM is as good as the built-in table says", "[resumes][minilm]") {
  const ResumeTable* const file = model::resume_table("minilm");
  REQUIRE(file != nullptr);
  const auto measured = [](std::size_t every) {
    return model::tabulate(test::minilm(), model::measure(test::minilm(), sentences(every)));
  };
#ifdef THEATRE_SANITIZED
  check_within(*file, measured(31));  // all of them take a minute under the sanitizers
#else
  check_same(*file, measured(1), 10);  // of 1728
#endif
}
#endif
