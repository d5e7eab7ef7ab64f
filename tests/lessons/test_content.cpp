// The lessons that ship, played on the real model: every name they mention is there, every prediction has an
// answer, every challenge is open at first and can be done, and what the prose claims is what the numbers
// say.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "core/softmax.hpp"
#include "lessons/ask.hpp"
#include "lessons/illustration.hpp"
#include "lessons/predict.hpp"
#include "model/catalog.hpp"
#include "model/friends/friends.hpp"
#include "model/loaders.hpp"
#include "model/look_up/look_up.hpp"
#include "model/measured/resume_table.hpp"
#include "model/model.hpp"
#include "scenes/scene.hpp"
#include "trace/share.hpp"

namespace theatre::lessons {
namespace {

Course shipped() {
  std::ifstream in(std::string(THEATRE_BINARY_DIR) + "/lessons.json");
  if (!in.is_open()) FAIL("lessons.json was not built: node or its packages are missing");
  std::stringstream text;
  text << in.rdbuf();
  auto course = parse_course(text.str(), {scenes::scene_ids(), model::lesson_models()});
  INFO(course.error());
  REQUIRE(course);
  return std::move(course).value();
}

const model::Model& glass_box() {
  static const std::unique_ptr<model::Model> model = model::make_glass_box();
  return *model;
}

const model::Model& friends() {
  static const std::unique_ptr<model::Model> model = model::make_friends();
  return *model;
}

// Of a step: one that the page computes by itself.
const model::Model& model_of(const Step& step) {
  static std::map<std::string, std::unique_ptr<model::Model>> made;
  if (step.model.empty()) return glass_box();
  auto& model = made[step.model];
  if (model == nullptr) model = model::make_quick_model(step.model);
  return model != nullptr ? *model : glass_box();
}

const model::HeadInfo* info_of(const std::string& name) {
  const auto& heads = glass_box().heads();
  const auto found = std::find_if(heads.begin(), heads.end(), [&](const auto& head) { return head.name == name; });
  return found == heads.end() ? nullptr : &*found;
}

bool has_cards(const Step& step) { return step.scene == "library" || step.scene == "party"; }

model::Switches model_switches(const Switches& given) {
  model::Switches out;
  out.temperature = given.temperature;
  out.scale = given.scale;
  out.positions = given.positions;
  return out;
}

// MiniLM's own numbers are tested in the page.
bool of_a_fetched_model(const Step& step) { return step.model == "minilm"; }

// What a learner has done to a step: their texts, and the switches.
struct Edits {
  std::string text, second;
  Switches switches;
};

Edits untouched(const Step& step, const std::string& text) { return {text, step.second.value_or(""), step.switches}; }

trace::TracePtr trace_of(const Step& step, const Edits& now) {
  if (!has_cards(step)) return model_of(step).forward(now.text, model_switches(now.switches));
  model::LookUp given;
  given.query = now.text;
  given.cards = model::parse_cards(now.second);
  std::vector<std::string> texts{now.text};
  for (const auto& card : given.cards) texts.push_back(card.title);
  given.vectors = model::topic_vectors(texts, model::built_in_lexicon());
  given.model = "glass-box";
  given.badge = "hand-built";
  given.temperature = now.switches.temperature;
  given.hard = now.switches.hard;
  return model::look_up(given, model::built_in_lexicon());
}

// A step as a learner meets it who did `now` to it.
struct Play {
  trace::TracePtr trace;
  Situation situation;
};

Play play(const Step& step, const std::string& start, const Edits& now) {
  auto trace = trace_of(step, now);
  const auto* head = trace::find_head(*trace, step.head);
  Situation situation{*trace,
                      has_cards(step) ? 0 : find_word(*trace, step.focus),
                      head ? head->layer : 0,
                      head ? head->index : 0,
                      now.switches,
                      start,
                      now.text};
  situation.start_second = step.second.value_or("");
  situation.second = now.second;
  return {std::move(trace), std::move(situation)};
}

Play play(const std::string& start, const std::string& text, const std::string& focus, const std::string& head) {
  Step step;
  step.focus = focus;
  step.head = head;
  return play(step, start, {text, "", {}});
}

// A step whose scene looks things up, when its query is `text`, its other text `second` and the dial at `temperature`.
Play play_cards(const Step& step, const std::string& text, const std::string& second, float temperature) {
  model::LookUp given;
  given.query = text;
  given.cards = model::parse_cards(second);
  given.temperature = temperature;
  given.hard = step.switches.hard;
  given.model = "glass-box";
  given.badge = "hand-built";
  std::vector<std::string> texts{text};
  for (const auto& card : given.cards) texts.push_back(card.title);
  given.vectors = model::topic_vectors(texts, model::built_in_lexicon());
  auto trace = model::look_up(given, model::built_in_lexicon());
  Situation situation{*trace, 0, 0, 0, step.switches, step.text.value_or(text), text, step.second.value_or(second),
                      second};
  situation.switches.temperature = temperature;
  return {trace, situation};
}

// A step as it is entered, with `text` in its first box.
Play play(const Step& step, const std::string& text) {
  if (has_cards(step)) return play_cards(step, text, step.second.value_or(""), step.switches.temperature);
  return play(step.text.value_or(text), text, step.focus, step.head);
}

// Each step with the sentence that stands in the box when it is entered.
template <class Visit>
void for_each_step(const Course& course, Visit visit) {
  for (const Lesson& lesson : course.lessons) {
    std::string text;
    for (const Step& step : lesson.steps) {
      if (step.text) text = *step.text;
      INFO(lesson.id << "/" << step.id);
      visit(lesson, step, text);
    }
  }
}

const Step& step_of(const Course& course, const std::string& lesson, const std::string& step) {
  for (const auto& l : course.lessons) {
    for (const auto& s : l.steps) {
      if (l.id == lesson && s.id == step) return s;
    }
  }
  FAIL("no step " << lesson << "/" << step);
  return course.lessons[0].steps[0];
}

void check_names(const Condition& condition, const trace::Trace& trace) {
  for (const auto& part : condition.parts) check_names(part, trace);
  if (condition.kind == Condition::Kind::head_is) {
    for (const auto& name : condition.words) CHECK(trace::find_head(trace, name) != nullptr);
  }
  if (condition.head.empty()) return;  // of cards: the one head there is
  const bool about_a_row = condition.kind == Condition::Kind::largest || condition.kind == Condition::Kind::weight;
  if (!about_a_row) return;
  INFO("row " << condition.row << ", head " << condition.head);
  CHECK(trace::find_head(trace, condition.head) != nullptr);
  CHECK(find_word(trace, condition.row) >= 0);
}

float weight(const std::string& text, const std::string& head, const std::string& row, const std::string& col) {
  const auto trace = glass_box().forward(text, {});
  const auto* found = trace::find_head(*trace, head);
  REQUIRE(found != nullptr);
  const int i = find_word(*trace, row), j = find_word(*trace, col);
  REQUIRE(i >= 0);
  REQUIRE(j >= 0);
  return found->weights(i, j);
}

TEST_CASE("every word, head and model the lessons name is there", "[lessons][content]") {
  const Course course = shipped();
  CHECK(course.lessons.size() >= 2);
  for_each_step(course, [](const Lesson&, const Step& step, const std::string& text) {
    const bool fetched = of_a_fetched_model(step);
    CHECK((step.model.empty() || fetched || step.model == model_of(step).id()));
    CHECK_FALSE(text.empty());
    const auto trace = trace_of(step, untouched(step, text));
    if (!step.head.empty() && (!fetched || has_cards(step))) CHECK(trace::find_head(*trace, step.head) != nullptr);
    CHECK(trace->notes.empty());
    if (!step.focus.empty()) CHECK(find_word(*trace, step.focus) >= 0);
    if (step.predict) CHECK(find_word(*trace, step.predict->row) >= 0);
    if (step.illustration) {
      const Play now = play(step, text, untouched(step, text));
      const Beside both = beside(*step.illustration, now.situation);
      CHECK(both.row_present);
      for (const auto& word : both.words) CHECK(word.live.has_value());
    }
    if (step.challenge) {
      check_names(step.challenge->when, *trace);
      for (const auto& hint : step.challenge->hints) {
        if (hint.when) check_names(*hint.when, *trace);
      }
    }
  });
}

TEST_CASE("every prediction has one clear answer, and feedback without gaps", "[lessons][content]") {
  for_each_step(shipped(), [](const Lesson&, const Step& step, const std::string& text) {
    if (!step.predict || (of_a_fetched_model(step) && !has_cards(step))) return;
    const Play now = play(step, text, untouched(step, text));
    const Answer answer = answer_of(*step.predict, now.situation);
    REQUIRE(answer.right >= 0);
    const auto& right = answer.options[static_cast<std::size_t>(answer.right)];
    for (const Option& option : answer.options) {
      CHECK(option.present);
      const bool by_weight =
          step.predict->kind != Predict::Kind::matches && step.predict->kind != Predict::Kind::choice;
      if (by_weight && option.label != right.label) {
        const float hair = step.predict->kind == Predict::Kind::bars ? 0.02f : 0.05f;
        CHECK(option.value < right.value - hair);  // not a matter of a hair
      }
    }
    for (int guess = -1; guess < static_cast<int>(answer.options.size()); ++guess) {
      const std::string said = feedback(*step.predict, answer, guess);
      CHECK(said.find_first_of("{}") == std::string::npos);
      CHECK(said.back() == '.');
    }
  });
}

TEST_CASE("every challenge is open when its step is entered, and says what to try after an edit",
          "[lessons][content]") {
  for_each_step(shipped(), [](const Lesson&, const Step& step, const std::string& text) {
    if (!step.challenge) return;
    const Play start = play(step, text, untouched(step, text));
    const Verdict verdict = judge(step, start.situation);
    CHECK_FALSE(verdict.done);
    if (!step.challenge->hints.empty() && step.challenge->hints.back().when == std::nullopt) {
      for (const std::string edited : {"", "nothing to do with it", "The cat"}) {
        Edits now = untouched(step, text);
        now.text = edited;
        const Verdict then = judge(step, play(step, text, now).situation);
        CHECK((then.done || !then.hint.empty()));
      }
    }
  });
}

TEST_CASE("Spotlight: guesses, heads and the last task come out as told", "[lessons][content]") {
  const Course course = shipped();
  const std::string tired = *step_of(course, "spotlight", "guess").text;
  const std::string comfortable = *step_of(course, "spotlight", "one-word").text;
  CHECK(edited_words(tired, comfortable) == 1);
  const auto right = [&](const std::string& id, const std::string& text) {
    const Step& step = step_of(course, "spotlight", id);
    const auto answer = answer_of(*step.predict, play(text, text, step.focus, step.head).situation);
    return answer.options.at(static_cast<std::size_t>(answer.right)).label;
  };
  CHECK(right("guess", tired) == "cat");
  CHECK(right("one-word", comfortable) == "mat");

  // Whoever looks back at "it" is found, and the cat, at which it looks, is none of them.
  const Step& back = step_of(course, "spotlight", "any-word");
  for (const std::string word : {"was", "tired"})
    CHECK(judge(back, play(tired, tired, word, back.head).situation).done);
  for (const std::string word : {"The", "cat", "sat", "on", "mat", "it"}) {
    CHECK_FALSE(judge(back, play(tired, tired, word, back.head).situation).done);
  }

  // "Find a head that gives the cat nearly all", and it "may rest on ⟨start⟩".
  const Step& heads = step_of(course, "spotlight", "heads");
  CHECK(judge(heads, play(tired, tired, "it", "pronoun-antecedent").situation).done);
  CHECK_FALSE(judge(heads, play(tired, tired, "it", heads.head).situation).done);
  for (const std::string word : {"The", "cat", "sat", "on", "mat", "because", "was", "tired"}) {
    CHECK(weight(tired, "pronoun-antecedent", word, "⟨start⟩") > 0.9f);
  }

  // "comfortable lights both", by one head and not by the reader.
  const Step& twofold = step_of(course, "spotlight", "both");
  CHECK(judge(twofold, play(comfortable, comfortable, "comfortable", "fit").situation).done);
  CHECK_FALSE(judge(twofold, play(comfortable, comfortable, "comfortable", twofold.head).situation).done);
  CHECK(weight(comfortable, twofold.head, "comfortable", "it") > 0.7f);

  // What came home fits the cat, and nothing comes home from a silent head.
  const Step& home = step_of(course, "spotlight", "home");
  const Play whole = play(tired, tired, home.focus, home.head);
  const Answer came = answer_of(*home.predict, whole.situation);
  CHECK(came.options.at(static_cast<std::size_t>(came.right)).label == "cat");
  CHECK_FALSE(ask(*home.predict, whole.situation));
  const auto* reader = trace::find_head(*whole.trace, home.head);
  model::Switches silent;
  silent.heads_off = {{reader->layer, reader->index}};
  const auto without = glass_box().forward(tired, silent);
  const Situation now{*without, find_word(*without, home.focus), reader->layer, reader->index, {}, tired, tired};
  CHECK(answer_of(*home.predict, now).right < 0);
  const auto asked = ask(*home.predict, now);
  REQUIRE(asked);
  CHECK(asked->options.empty());
  CHECK(asked->question.find("nobody can tell") != std::string::npos);

  const Step& task = step_of(course, "spotlight", "turn-the-lamp");
  const auto tried = [&](const std::string& text) { return judge(task, play(tired, text, "it", task.head).situation); };
  CHECK(tried(comfortable).done);
  CHECK(tried("The cat sat on the mat because it was soft").done);
  CHECK_FALSE(tried("The cat sat on the mat because it was hungry").done);
  CHECK(tried("The cat sat on the mat because it was hungry").hint.find("suits the cat") != std::string::npos);
  CHECK(tried("The cat sat on the mat because it was woven").hint.find("the cat, who did something, gets more") !=
        std::string::npos);
  CHECK(tried("The cat sat on the mat because it was dirty").hint.find("Close") != std::string::npos);
  CHECK(tried("The cat lay on the mat because it was soft").hint.find("more than one word") != std::string::npos);
  CHECK(tried("The cat sat on the floor because it was tired").hint.find("The mat has to stay") != std::string::npos);
  CHECK(tried("The dog sat on the mat because it was tired").hint.find("rival") != std::string::npos);
}

TEST_CASE("Five steps: names, doubling and the last task come out as told", "[lessons][content]") {
  const Course course = shipped();
  const auto pizza = glass_box().forward("I love pizza", {});
  for (const std::string name : {"noun", "is living"}) {
    CHECK(std::count(pizza->dimensions.begin(), pizza->dimensions.end(), name) == 1);
  }
  // "Which line decides?": somebody shares, and one word leads.
  const Step& shares = step_of(course, "five-steps", "from-scores");
  const Answer shared = answer_of(*shares.predict, play(shares, *shares.text).situation);
  CHECK(shared.options.at(static_cast<std::size_t>(shared.right)).label == "pizza");
  CHECK(shared.options.at(0).percent.value_or(0) > 30);
  CHECK(shared.options.at(2).percent.value_or(0) < 65);

  // Guides draw what popular guides tell; "this head doesn’t look at itself at all".
  const auto both = [&](const std::string& id) {
    const Step& step = step_of(course, "five-steps", id);
    return beside(*step.illustration, play(step, *step.text).situation);
  };
  const auto figures = [](const Beside& rows) {
    std::vector<int> out;
    for (const auto& word : rows.words) out.push_back(word.drawn);
    return out;
  };
  CHECK(figures(both("another-row")) == std::vector<int>{15, 35, 25, 10, 10, 5});
  CHECK(both("drawn").words.at(1).live.value_or(0) == 0);
  // "One of the two rows can follow."
  const Step& drawn = step_of(course, "five-steps", "drawn");
  const Beside soup = beside(*drawn.illustration, play(drawn, "I love soup").situation);
  CHECK_FALSE(soup.words.at(2).live.has_value());

  const Step& twice = step_of(course, "five-steps", "double");
  const Answer answer = answer_of(*twice.predict, play(*twice.text, *twice.text, twice.focus, twice.head).situation);
  CHECK(answer.right == 2);  // the share of "tired" shrinks: the cat leads
  CHECK(answer.after < answer.before);
  CHECK(weight(*twice.text, twice.head, "it", "cat") > weight(*twice.text, twice.head, "it", "tired"));

  const Step& task = step_of(course, "five-steps", "undecided");
  const auto tried = [&](const std::string& last) {
    return judge(task, play(*task.text, "The cat sat on the mat because it was " + last, "it", task.head).situation);
  };
  CHECK(tried("dirty").done);
  CHECK_FALSE(tried("tired").done);
  CHECK(tried("hungry").hint.find("suits the cat better") != std::string::npos);
  CHECK(tried("comfortable").hint.find("Too far") != std::string::npos);
}

TEST_CASE("Cocktail party: the loudest voice, the dial and the tasks come out as told", "[lessons][content]") {
  const Course course = shipped();
  const Step& guess = step_of(course, "party", "guess");
  const auto row = [](const Play& play) { return trace::find_head(*play.trace, 0, 0)->weights.row(0).eval(); };
  const Play start = play(guess, *guess.text);
  const Answer first = answer_of(*guess.predict, start.situation);
  CHECK(first.options[static_cast<std::size_t>(first.right)].label == "your friend on a movie");
  CHECK(row(start).sum() > 0.999f);
  // "nobody at this party is ignored completely"
  CHECK(row(start).tail(row(start).size() - 1).minCoeff() > 0);

  // Three times sharper, your name fades.
  const Step& focus = step_of(course, "party", "focus");
  const Answer sharper = answer_of(*focus.predict, play(focus, *focus.text).situation);
  CHECK(sharper.before > 15);
  CHECK(question_text(*focus.predict, sharper).find("now " + std::to_string(sharper.before)) != std::string::npos);
  CHECK(sharper.right == 2);

  // "The dial alone can do it", the other way than sharp.
  const Step& murmur = step_of(course, "party", "murmur");
  const auto turned = [&](float temperature) {
    return judge(murmur, play_cards(murmur, *murmur.text, *murmur.second, temperature).situation);
  };
  CHECK(turned(3).done);
  CHECK_FALSE(turned(0.25f).done);
  CHECK(turned(0.1f).hint.find("sharper") != std::string::npos);
  CHECK(turned(0.4f).hint.find("spread") != std::string::npos);
  CHECK(judge(murmur, play_cards(murmur, "nothing", *murmur.second, 0.25f).situation).hint.find("dial alone") !=
        std::string::npos);

  // "it never changes who is first"
  const Step& name = step_of(course, "party", "name");
  for (const float temperature : {0.05f, 0.25f, 5.0f}) {
    CHECK_FALSE(judge(name, play_cards(name, *name.text, *name.second, temperature).situation).done);
  }
  for (const std::string won : {"my name", "Alex", "is that Alex?", "a name called out", "someone called Alex"}) {
    INFO(won);
    CHECK(judge(name, play(name, won).situation).done);
  }
  CHECK_FALSE(judge(name, play(name, "my friend and the movie").situation).done);
  CHECK(judge(name, play(name, "my friend and the movie").situation).hint.find("less of the others") !=
        std::string::npos);
  CHECK(judge(name, play(name, "somebody I know well").situation).hint.find("Nobody here") == 0);
  CHECK(judge(name, play_cards(name, *name.text, "the bartender: What can I get you?", 0.25f).situation)
            .hint.find("left the room") != std::string::npos);

  // A second cue that fits adds to the score.
  const Step& cues = step_of(course, "party", "numbers");
  const auto score = [&](const std::string& text) {
    const Play now = play(cues, text);
    return trace::find_head(*now.trace, 0, 0)->scores(0, 1);
  };
  CHECK(score("my friend and the movie") > score("my friend") + 0.1f);
  CHECK(judge(cues, play(cues, "my friend and the movie").situation).done);
  CHECK(judge(cues, play(cues, "my friend and music").situation).hint.find("voice about") != std::string::npos);
  CHECK(judge(cues, play_cards(cues, *cues.text, *cues.second, 0.1f).situation).hint.find("Put the dial back") == 0);
}

TEST_CASE("Expert panel: who points where, the two readings and the switches come out as told", "[lessons][content]") {
  const Course course = shipped();
  const auto answer = [&](const std::string& id) {
    const Step& step = step_of(course, "panel", id);
    return answer_of(*step.predict, play(*step.text, *step.text, step.focus, step.head).situation);
  };
  const auto label = [&](const std::string& name) { return info_of(name)->title; };
  const auto right = [&](const std::string& id) {
    const Answer given = answer(id);
    return given.options.at(static_cast<std::size_t>(given.right)).label;
  };
  CHECK(right("who") == label("pronoun-antecedent"));
  CHECK(right("bank") == label("verb-subject"));
  CHECK(right("house") == label("verb-object"));
  for (const std::string id : {"house", "who", "bank"}) {
    const Answer given = answer(id);
    for (const Option& option : given.options) CHECK(option.percent.has_value());
    CHECK(given.options[static_cast<std::size_t>(given.right)].percent.value_or(0) > 90);
  }
  // "Several words share the light", of money; *eventually* follows the thread of time.
  const Step& bank = step_of(course, "panel", "bank");
  for (const std::string word : {"guarantee", "deposits", "tuition", "costs"}) {
    CHECK(weight(*bank.text, "same-topic", "bank", word) > 0.2f);
  }
  CHECK(weight(*bank.text, "same-topic", "eventually", "future") > 0.9f);
  CHECK(judge(bank, play(*bank.text, *bank.text, "bank", "same-topic").situation).done);
  CHECK(judge(bank, play(*bank.text, *bank.text, "bank", "verb-subject").situation).hint.find("plate") !=
        std::string::npos);
  // "The others hold up other words, or none."
  const std::string house = *step_of(course, "panel", "house").text;
  CHECK(weight(house, "verb-subject", "has", "it") > 0.9f);
  CHECK(weight(house, "adjective-noun", "has", "⟨start⟩") > 0.9f);
  // "of *it*, most have nothing to say"
  const std::string cat = *step_of(course, "panel", "who").text;
  for (const std::string head :
       {"verb-subject", "verb-object", "determiner-noun", "preposition-object", "adjective-noun"}) {
    CHECK(weight(cat, head, "it", "⟨start⟩") > 0.9f);
  }
  // "One expert sends *his* to *lunch*", and another knows whose it is.
  const Step& whose = step_of(course, "panel", "whose");
  CHECK(weight(*whose.text, "determiner-noun", "his", "lunch") > 0.9f);
  CHECK(weight(*whose.text, "pronoun-antecedent", "his", "John") > 0.9f);
  CHECK(judge(whose, play(*whose.text, *whose.text, "his", "pronoun-antecedent").situation).done);
  // "Still “keys”": the verb's number does not decide.
  const Step& agree = step_of(course, "panel", "agree");
  for (const std::string verb : {"is", "was"}) {
    const std::string text = "The keys to the cabinet " + verb + " rusty";
    CHECK(weight(text, "verb-subject", verb, "keys") > 0.9f);
    CHECK(judge(agree, play(*agree.text, text, verb, "verb-subject").situation).done);
  }
  // Of the guide's three arrows two are no head's of this table.
  const Step& names = step_of(course, "panel", "names");
  for (const auto& info : glass_box().heads()) {
    if (info.layer != info_of("verb-subject")->layer) continue;
    CHECK(weight(*names.text, info.name, "cat", "sat") < 0.1f);
    CHECK(weight(*names.text, info.name, "sat", "mat") < 0.1f);
  }
  CHECK(judge(names, play(*names.text, *names.text, "The", "determiner-noun").situation).done);
  // "Choose MiniLM in the badge, and its plates promise less."
  const auto* ours = model::resume_table("glass-box");
  const auto* trained = model::resume_table("minilm");
  for (const std::string job : {"verb-subject", "verb-object", "pronoun-antecedent", "determiner-noun"}) {
    const auto best = [&](const model::ResumeTable& table) {
      return table.share(*table.best_head(job), *table.link(job), model::Half::held_out).share();
    };
    CHECK(best(*trained) < best(*ours));
  }

  const Step& readings = step_of(course, "panel", "telescope");
  CHECK(weight(*readings.text, "phrase-verb", "telescope", "saw") > 0.5f);
  CHECK(weight(*readings.text, "phrase-noun", "telescope", "man") > 0.5f);
  CHECK(judge(readings, play(*readings.text, *readings.text, "telescope", "phrase-noun").situation).done);

  const Step& report = step_of(course, "panel", "report");
  Play silenced = play(*report.text, *report.text, report.focus, report.head);
  silenced.situation.switches.heads_off = 1;
  CHECK(judge(report, silenced.situation).done);

  // "nobody knows who “it” is": with all heads alike, none of the layer looks at the cat.
  const Step& alike = step_of(course, "panel", "alike");
  Play same = play(*alike.text, *alike.text, alike.focus, alike.head);
  same.situation.switches.same_heads = true;
  CHECK(judge(alike, same.situation).done);
  model::Switches switches;
  switches.same_heads = true;
  const auto trace = glass_box().forward(*alike.text, switches);
  const auto* head = trace::find_head(*trace, "pronoun-antecedent");
  CHECK(head->weights(find_word(*trace, "it"), find_word(*trace, "cat")) < 0.1f);
}

TEST_CASE("Library: guesses, the switch and the split come out as told", "[lessons][content]") {
  const Course course = shipped();
  const auto done_by = [&](const std::string& id, const auto& edit) {
    const Step& step = step_of(course, "library", id);
    Edits now = untouched(step, *step.text);
    edit(now);
    return judge(step, play(step, *step.text, now).situation);
  };
  const auto answer = [&](const std::string& id, const std::string& text) {
    const Step& step = step_of(course, "library", id);
    Edits now = untouched(step, *step.text);
    now.text = text;
    return answer_of(*step.predict, play(step, *step.text, now).situation);
  };
  const std::string start = *step_of(course, "library", "question").text;
  CHECK(answer("question", start).options.at(1).label == "Renaissance art");
  CHECK(answer("question", start).right == 1);
  CHECK(answer("hard", start).right == 0);              // no title is the question
  CHECK(answer("hard", "renaissance ART").right == 1);  // one is
  CHECK(answer("thermostat", start).right == 0);        // the leader grows

  const auto hard = [&](const std::string& text, bool on) {
    return done_by("hard", [&](Edits& now) {
      now.text = text;
      now.switches.hard = on;
    });
  };
  CHECK(hard("stars and planets", true).done);
  CHECK(hard("star and planets", true).hint.find("very letters") != std::string::npos);
  CHECK(hard(start, false).hint.find("Switch back") != std::string::npos);
  CHECK(done_by("soft", [](Edits& now) { now.switches.hard = false; }).done);
  // "a share that prints as 0 % is small, but never nothing"
  const Step& soft = step_of(course, "library", "soft");
  Edits opened = untouched(soft, *soft.text);
  opened.switches.hard = false;
  const core::RowVector shares = trace::find_head(*play(soft, start, opened).trace, "look-up")->weights.row(0).tail(8);
  CHECK(shares.minCoeff() > 0);

  const auto split = [&](const std::string& text, float temperature) {
    return done_by("split", [&](Edits& now) {
      now.text = text;
      now.switches.temperature = temperature;
    });
  };
  // No thermostat tells two equal scores apart; with another question a wide range of it does.
  for (const float temperature : {0.05F, 0.1F, 0.18F, 0.25F, 0.4F, 1.0F}) {
    CHECK(split(start, temperature).hint.find("have the same score") != std::string::npos);
  }
  for (const float temperature : {0.07F, 0.08F, 0.09F, 0.1F}) {
    CHECK(split("medieval and Renaissance art", temperature).done);
  }
  CHECK(split("early Renaissance art and late medieval art", 0.18F).done);
  CHECK(split("Renaissance art and cooking", 0.1F).done);
  CHECK(split("medieval and Renaissance art", 0.4F).hint.find("colder") != std::string::npos);
  CHECK(split("medieval and Renaissance art", 0.04F).hint.find("Too cold") == 0);
  CHECK(split("medieval art", 0.1F).hint.find("doesn’t lead") != std::string::npos);
  CHECK(split("Renaissance painters", 0.18F).hint.find("first share is right") != std::string::npos);
  CHECK(done_by("split", [](Edits& now) { now.switches.hard = true; }).hint.find("Switch to soft") !=
        std::string::npos);
  CHECK(done_by("split", [](Edits& now) { now.second = "Chess: Openings."; }).hint.find("left the shelf") !=
        std::string::npos);

  // What the prose says of a guide's scores: .9, .1 and 0 at the temperature that makes 85 % of the first.
  core::Matrix guide(1, 3);
  guide << 0.9F, 0.1F, 0;
  float temperature = 1;
  while (core::softmax(guide, {}, temperature)(0, 0) < 0.85F) temperature *= 0.999F;
  const core::Matrix made = core::softmax(guide, {}, temperature);
  CHECK(std::lround(1000 * made(0, 1)) == 86);
  CHECK(std::lround(1000 * made(0, 2)) == 64);
}

TEST_CASE("Friends: the guesses and the tasks come out as told", "[lessons][content]") {
  const Course course = shipped();
  const auto answer = [&](const std::string& id) {
    const Step& step = step_of(course, "friends", id);
    return answer_of(*step.predict, play(step, *step.text, untouched(step, *step.text)).situation);
  };
  const Step& meet = step_of(course, "friends", "meet");
  const Answer most = answer("meet");
  REQUIRE(most.right >= 0);
  CHECK(most.options.at(static_cast<std::size_t>(most.right)).label == "market");
  CHECK(feedback(*meet.predict, most, most.right).find("25") != std::string::npos);

  // "Which friend fits itself best?"
  const auto trace = friends().forward(*meet.text, {});
  const core::Matrix& scores = trace::find_head(*trace, "friends")->scores;
  Eigen::Index best = 0;
  scores.diagonal().maxCoeff(&best);
  CHECK(trace->tokens[static_cast<std::size_t>(best)].text == "market");
  CHECK(scores.maxCoeff() == scores(best, best));

  // A guide's .20 and .25 are the shares of "went".
  const core::RowVector went = trace::find_head(*trace, "friends")->weights.row(1);
  CHECK(std::lround(100 * went(1)) == 20);
  CHECK(std::lround(100 * went(4)) == 25);

  // Without the division all scores double, and nobody changes places.
  const Answer undivided = answer("fair");
  CHECK(undivided.right == 0);
  model::Switches plain;
  plain.scale = false;
  const auto other = friends().forward(*meet.text, plain);
  CHECK(undivided.after == trace::percents(trace::find_head(*other, "friends")->weights.row(1))[4]);

  const Step& decide = step_of(course, "friends", "decide");
  const auto with = [&](float temperature, bool scale) {
    Edits now = untouched(decide, *decide.text);
    now.switches.temperature = temperature;
    now.switches.scale = scale;
    return judge(decide, play(decide, *decide.text, now).situation);
  };
  CHECK(with(0.25F, true).done);
  CHECK(with(0.5F, false).done);
  CHECK(with(0.6F, true).hint.find("right way") != std::string::npos);
  CHECK(with(0.8F, false).hint.find("right way") != std::string::npos);
  CHECK(with(1, false).hint.find("still it is not enough") != std::string::npos);
  CHECK(with(3, true).hint.find("other way") != std::string::npos);
}

TEST_CASE("Friends: the lines of NumPy hold the numbers that the stage shows", "[lessons][content]") {
  std::ifstream in(std::string(THEATRE_SOURCE_DIR) + "/web/lessons/04-friends.md");
  REQUIRE(in.is_open());
  std::stringstream all;
  all << in.rdbuf();
  const std::string text = all.str();
  const auto from = text.find("```python"), to = text.find("```", from + 3);
  REQUIRE(to != std::string::npos);
  const std::string code = text.substr(from, to - from);
  const auto array = code.substr(code.find("np.array("), code.find("\n])") - code.find("np.array("));
  std::vector<float> numbers;
  for (std::size_t i = 0; i < array.size(); ++i) {
    const bool begins = array[i] == '.' || (array[i] >= '0' && array[i] <= '9');
    if (!begins || array.compare(i, 3, ".ar") == 0) continue;
    char* end = nullptr;
    const float number = std::strtof(array.c_str() + i, &end);
    if (end == array.c_str() + i) continue;
    numbers.push_back(number);
    i = static_cast<std::size_t>(end - array.c_str());
  }
  const auto trace = friends().forward("She went to the market", {});
  const auto& e = trace->steps.front().out;
  REQUIRE(numbers.size() == static_cast<std::size_t>(e.size()));
  for (Eigen::Index i = 0; i < e.size(); ++i)
    CHECK(numbers[static_cast<std::size_t>(i)] == e(i / e.cols(), i % e.cols()));
  CHECK(code.find("np.sqrt(4)") != std::string::npos);
}

}  // namespace
}  // namespace theatre::lessons
