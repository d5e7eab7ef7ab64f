// The words after `attend`, and what it prints.
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "app/command_line/command_line.hpp"
#include "app/command_line/report.hpp"
#include "app/mask_name.hpp"
#include "model/measured/resume_table.hpp"
#include "model/model.hpp"
#include "trace/trace.hpp"

namespace {

using namespace theatre;

core::Result<app::Command> read(std::vector<std::string> words) {
  words.insert(words.begin(), "attend");
  std::vector<char*> pointers;
  for (auto& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return app::read_command_line(static_cast<int>(words.size()), pointers.data());
}

}  // namespace

TEST_CASE("command line: a sentence and what to do with it") {
  const auto command = read({"I love pizza", "--json", "--focus", "love", "--mask", "padding:2", "--temperature", "0.5",
                             "--no-scale", "--no-positions", "--layer", "1", "--head", "2", "another"});
  REQUIRE(command);
  const auto& c = command.value();
  CHECK(c.texts == std::vector<std::string>{"I love pizza", "another"});
  CHECK(c.json);
  CHECK(c.focus == "love");
  CHECK(c.switches.mask == model::MaskKind::padding);
  CHECK(c.switches.padding == 2);
  CHECK(c.switches.temperature == 0.5F);
  CHECK_FALSE(c.switches.scale);
  CHECK_FALSE(c.switches.positions);
  CHECK(c.layer == 1);
  CHECK(c.head == 2);
  CHECK(read({"-"}).value().texts_from_stdin);
  CHECK(read({"--", "--help"}).value().texts[0] == "--help");
}

TEST_CASE("command line: comparing meanings asks for the model that has sentence vectors") {
  const auto command = read({"--similar", "a query", "one", "two", "--models-dir", "elsewhere"});
  REQUIRE(command);
  CHECK(command.value().task == app::Task::similar);
  CHECK(command.value().similar == "a query");
  CHECK(command.value().model == "minilm");
  CHECK(command.value().models_dir == "elsewhere");
  CHECK_FALSE(read({"--similar", "a query"}));
}

TEST_CASE("report: similarities become shares that add to 100") {
  // The split of a popular guide, at the temperature where the real similarities give it.
  const std::string table =
      app::report_similar({"Renaissance", "Medieval", "Modern"}, {0.853F, 0.690F, 0.583F}, 0.0975F);
  CHECK(table.find(" 80 %  Renaissance") != std::string::npos);
  CHECK(table.find(" 15 %  Medieval") != std::string::npos);
  CHECK(table.find("  5 %  Modern") != std::string::npos);
  CHECK(app::report_similar({}, {}, 1).empty());
}

TEST_CASE("command line: what makes no sense is said in one sentence") {
  for (const auto& words :
       std::vector<std::vector<std::string>>{{},
                                             {"--nonsense"},
                                             {"a", "--temperature", "0"},
                                             {"a", "--temperature", "nan"},
                                             {"a", "--temperature"},
                                             {"a", "--layer", "x", "--head", "0"},
                                             {"a", "--layer", "1"},
                                             {"a", "--layer", "1", "--head", "1", "--head-name", "b"},
                                             {"a", "--mask", "half"},
                                             {"a", "--mask", "padding:"}}) {
    const auto command = read(words);
    REQUIRE_FALSE(command);
    CHECK(command.error().back() == '.');
  }
}

TEST_CASE("command line: masks by name, there and back") {
  for (const std::string name : {"none", "causal", "padding:7"}) {
    model::Switches switches;
    REQUIRE(app::read_mask(name, switches));
    CHECK(app::mask_name(switches) == name);
  }
  model::Switches switches;
  CHECK_FALSE(app::read_mask("padding:12345", switches));
  CHECK_FALSE(app::read_mask("", switches));
}

TEST_CASE("report: rows as bars, links, and comparisons read as they should") {
  const auto model = model::make_glass_box();
  const auto trace = model->forward("The cat sat on the mat because it was tired", {});
  const auto other = model->forward("The cat sat on the mat because it was comfortable", {});
  const auto* head = trace::find_head(*trace, "pronoun-antecedent");
  REQUIRE(head != nullptr);
  const int it = trace::find_token(*trace, "it");
  const std::string bars = app::report(*trace, it, head);
  CHECK(bars.find("it — pronoun-antecedent") != std::string::npos);
  CHECK(bars.find("cat") < bars.find("mat  "));
  CHECK(app::report(*trace, -1, nullptr).find("verb-subject") != std::string::npos);
  const std::string comparison = app::report_comparison(*trace, *other, "pronoun-antecedent", it);
  CHECK(comparison.find("it → cat") != std::string::npos);
  CHECK(comparison.find("it → mat") != std::string::npos);
  CHECK(app::report_comparison(*trace, *trace, "", -1).find("No weight moved.") != std::string::npos);
  CHECK(app::report_heads(*model).find("pronoun-antecedent") != std::string::npos);
}

TEST_CASE("report: résumés as a table and as JSON") {
  const auto glass_box = model::make_glass_box();
  const auto table = app::report_resumes(*glass_box, false);
  REQUIRE(table);
  for (const char* part :
       {"previous word            0.0 previous-word        100.0 %", "pronoun → who it is      4.5 pronoun-antecedent",
        "the same, hard ones", "whole sentences, held-out"}) {
    INFO(part);
    CHECK(table.value().find(part) != std::string::npos);
  }
  // One line, and exactly what is built in.
  const auto json = app::report_resumes(*glass_box, true);
  REQUIRE(json);
  REQUIRE(model::resume_table("glass-box") != nullptr);
  CHECK(json.value() == model::to_json(*model::resume_table("glass-box")) + "\n");
  const auto command = read({"--resumes", "--json", "--model", "minilm"});
  REQUIRE(command);
  CHECK(command.value().task == app::Task::resumes);
  CHECK(command.value().json);
}
