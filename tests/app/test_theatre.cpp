// The app without a browser: what a learner does, and what the page hears of it.
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/theatre.hpp"
#include "support/house.hpp"
#include "trace/share.hpp"

namespace {

using namespace theatre;
using Json = nlohmann::json;
using test::House;
using test::lessons_text;

constexpr const char* tired = "The cat sat on the mat because it was tired";
constexpr const char* comfortable = "The cat sat on the mat because it was comfortable";

}  // namespace

TEST_CASE("app: before the lessons are there, the page hears nothing and every call answers") {
  House house;
  house.theatre.advance(0);
  CHECK(house.heard.empty());
  CHECK(house.call("state")["lesson"].is_null());
  CHECK(house.call("row").is_object());
  CHECK(house.error("next") == "No lesson is open.");
}

TEST_CASE("app: predict, then reveal") {
  House house;
  OPEN_OR_SKIP(house);
  Json state = house.call("state");
  REQUIRE(state["lesson"]["id"] == "spotlight");
  REQUIRE(state["tokenText"] == "it");
  CHECK_FALSE(state["predict"]["revealed"].get<bool>());
  CHECK(state["predict"]["options"][0]["percent"].is_null());
  for (const auto& label : house.theatre.picture().labels) CHECK(label.id.rfind("percent:", 0) != 0);

  CHECK(house.error("answer", {7}) == "There is no answer number 7.");
  state = house.call("answer", {1});  // mat
  CHECK(state["predict"]["revealed"].get<bool>());
  CHECK(state["predict"]["guess"] == 1);
  CHECK(state["predict"]["right"] == false);
  CHECK(state["predict"]["answer"] == 0);  // cat
  CHECK_FALSE(state["predict"]["feedback"].get<std::string>().empty());
  CHECK(state["progress"]["spotlight"][0] == state["step"]["id"]);

  house.now += 2;  // the light has come up
  house.theatre.advance(house.now);
  int percents = 0, sum = 0;
  for (const auto& label : house.theatre.picture().labels) {
    if (label.id == "asks") ++percents;  // the word itself gets nothing
    if (label.id.rfind("percent:", 0) != 0) continue;
    ++percents;
    sum += std::stoi(label.text);
  }
  CHECK(percents == static_cast<int>(house.theatre.trace().size()));
  CHECK(sum == 100);
}

TEST_CASE("app: bars are set in the dark, come back with their sentence, and are compared when revealed") {
  House house;
  OPEN_OR_SKIP(house);
  CHECK(house.error("guess", {0, 50}) == "This step has no bars to set.");
  house.call("go", {{{"lesson", "spotlight"}, {"step", "one-word"}}});
  Json state = house.call("state");
  REQUIRE(state["predict"]["kind"] == "bars");
  REQUIRE(state["predict"]["options"].size() == 4);
  CHECK(state["predict"]["guess"].is_null());
  CHECK(state["predict"]["options"][3]["label"] == "all the others");
  CHECK(state["predict"]["options"][3]["guess"] == 100);
  for (const auto& label : house.theatre.picture().labels) CHECK(label.id.rfind("percent:", 0) != 0);
  CHECK(house.error("answer", {1}) == "This question is answered with bars.");
  CHECK(house.error("guess", {4, 50}) == "There is no bar number 4.");
  CHECK(house.error("guess", {0, 0.5}) == "guess needs the number of a bar, from 0, and whole percents.");

  house.call("guess", {0, 30});
  state = house.call("guess", {1, 60});
  CHECK(state["predict"]["guess"] == Json({30, 60, 0, 10}));
  for (const auto& option : state["predict"]["options"])
    CHECK((option["percent"].is_null() && option["off"].is_null()));
  CHECK_FALSE(state["predict"]["revealed"].get<bool>());
  house.call("guess", {1, 100});
  CHECK(house.call("guess", {1, 60})["predict"]["guess"] == Json({30, 60, 0, 10}));  // moved back, all are back
  house.call("setText", {"The dog sat on the mat because it was comfortable"});
  state = house.call("state");
  CHECK(state["predict"]["lit"] == true);  // another question, about the words that are there
  CHECK(state["predict"]["guess"].is_null());
  for (const auto& option : state["predict"]["options"]) CHECK(option["label"] != "cat");
  state = house.call("undo");
  CHECK(state["predict"]["guess"] == Json({30, 60, 0, 10}));
  CHECK(state["predict"]["lit"] == false);

  state = house.call("reveal");
  const auto row = house.theatre.head().weights.row(state["token"].get<int>());
  const auto stage = trace::percents(row);
  int sum = 0;
  for (const auto& option : state["predict"]["options"]) {
    sum += option["percent"].get<int>();
    CHECK(option["off"].get<int>() == option["guess"].get<int>() - option["percent"].get<int>());
  }
  CHECK(sum == 100);
  CHECK(state["predict"]["options"][1]["percent"] ==
        stage[static_cast<std::size_t>(trace::find_token(house.theatre.trace(), "mat"))]);
  CHECK(state["predict"]["right"] == true);
  CHECK(state["predict"]["feedback"].get<std::string>().find("on average") != std::string::npos);
  CHECK(state["progress"]["spotlight"].dump().find("one-word") != std::string::npos);
  CHECK(house.call("guess", {1, 5})["predict"]["guess"] == Json({30, 60, 0, 10}));  // too late
  CHECK(house.call("restart")["predict"]["guess"].is_null());
  state = house.call("reveal");  // shown without a guess
  CHECK(state["predict"]["right"].is_null());
  CHECK(state["predict"]["options"][0]["guess"].is_null());
  CHECK(state["predict"]["feedback"].get<std::string>().find("off by") == std::string::npos);
}

TEST_CASE("app: the matrices keep the shares to themselves until the bars are revealed") {
  House house;
  OPEN_OR_SKIP(house);
  house.call("go", {{{"lesson", "five-steps"}, {"step", "from-scores"}}});
  CHECK(house.call("state")["stage"] == "scale");
  house.call("stage", {"mix"});
  CHECK(house.theatre.panel_input().view.stage == ui::Stage::scale);
  house.call("stage", {"scale"});
  CHECK(house.call("reveal")["stage"] == "softmax");
  CHECK(house.theatre.panel_input().view.stage == ui::Stage::softmax);
}

TEST_CASE("app: a drawn row has the computed one beside it, and only that one follows") {
  House house;
  OPEN_OR_SKIP(house);
  house.call("go", {{{"lesson", "five-steps"}, {"step", "another-row"}}});
  const auto live = [&] {
    const Json drawn = house.call("state")["illustration"];
    std::vector<int> out;
    for (const auto& word : drawn["words"]) out.push_back(word["live"].is_null() ? -1 : word["live"].get<int>());
    return out;
  };
  const auto first = live();
  CHECK(first.at(1) > 50);
  house.call("select", {{{"name", "verb-object"}}});
  CHECK(live() != first);
  const Json state = house.call("state");
  const auto stage = trace::percents(house.theatre.head().weights.row(state["token"].get<int>()));
  int sum = state["illustration"]["rest"].get<int>();
  for (const int percent : live()) sum += percent;
  CHECK(sum == 100);
  CHECK(live().at(1) == stage.at(2));
  house.call("select", {{{"token", 1}}});  // the lamp elsewhere: the row is still that of “sat”
  CHECK(live().at(1) == stage.at(2));
  house.call("setText", {"The cat slept"});
  CHECK(house.call("state")["illustration"]["rowPresent"] == false);
  house.call("go", {{{"lesson", "spotlight"}, {"step", "guess"}}});
  CHECK(house.call("state")["illustration"].is_null());
}

TEST_CASE("app: an edit gives a new trace at once and keeps the lamp on its word") {
  House house;
  OPEN_OR_SKIP(house);
  const auto before = house.count("trace");
  house.call("setText", {std::string("Today ") + tired, "first"});
  CHECK(house.count("trace") == before + 1);
  const Json row = house.call("row");
  CHECK(row["text"] == "it");
  CHECK(row["token"] == 9);
  CHECK(house.call("text", {"first"}) == std::string("Today ") + tired);
  const Json trace = house.call("trace");
  CHECK(trace["text"] == std::string("Today ") + tired);
  CHECK(trace["tokens"].size() == 13);
  // Saying the same again changes nothing.
  house.call("setText", {std::string("Today ") + tired});
  CHECK(house.count("trace") == before + 1);
}

TEST_CASE("app: every hot spot's value is the trace's own weight") {
  House house;
  OPEN_OR_SKIP(house);
  house.call("answer", {0});
  house.now += 2;
  house.theatre.advance(house.now);
  const Json state = house.call("state");
  const Json spots = house.call("hotspots");
  REQUIRE(spots.size() > 12);
  int beams = 0;
  for (const auto& spot : spots) {
    if (spot["id"].get<std::string>().rfind("beam:", 0) != 0) continue;
    ++beams;
    const int key = spot["token"].get<int>();
    CHECK(spot["value"].get<float>() == house.theatre.head().weights(state["token"].get<int>(), key));
  }
  CHECK(beams > 0);
}

TEST_CASE("app: the lamp moves by numbers, by hot spots and not off the stage") {
  House house;
  OPEN_OR_SKIP(house);
  house.call("go", {{{"lesson", "spotlight"}, {"step", house.call("lessons")[0]["steps"][1]["id"]}}});
  house.call("select", {{{"token", 2}}});
  CHECK(house.call("state")["tokenText"] == "cat");
  CHECK(house.theatre.advance(house.now));        // moving
  CHECK(house.theatre.advance(house.now + 0.2));  // still moving
  house.now += 1;
  CHECK(house.theatre.advance(house.now));        // the last picture
  CHECK_FALSE(house.theatre.advance(house.now));  // and rest
  house.call("activate", {"word:3"});
  CHECK(house.call("state")["tokenText"] == "sat");
  CHECK(house.error("select", {{{"token", 99}}}) == "There is no token number 99 on the stage.");
  CHECK(house.error("select", {{{"token", -1}}}) == "There is no token number -1 on the stage.");
  CHECK(house.error("activate", {"word:99"}) == "There is nothing called “word:99” on the stage.");
  CHECK(house.call("state")["tokenText"] == "sat");
}

TEST_CASE("app: heads are chosen by name or number, and a wrong one changes nothing") {
  House house;
  OPEN_OR_SKIP(house);
  house.call("select", {{{"name", "verb-subject"}}});
  Json state = house.call("state");
  CHECK(state["headName"] == "verb-subject");
  house.call("select", {{{"layer", 0}, {"head", 0}}});
  CHECK(house.call("state")["headName"] == "previous-word");
  CHECK(house.error("select", {{{"name", "no-such-head"}}}) == "This model has no head “no-such-head”.");
  CHECK(house.error("select", {{{"layer", 40}, {"head", 0}}}) == "This model has no head 0 in layer 40.");
  CHECK(house.error("select", {{{"layer", 0}}}) == "layer and head go together.");
  CHECK(house.call("state")["headName"] == "previous-word");
  int chosen = 0;
  for (const auto& head : house.call("heads")) chosen += head["chosen"].get<bool>() ? 1 : 0;
  CHECK(chosen == 1);
}

TEST_CASE("app: switches are checked one by one") {
  House house;
  OPEN_OR_SKIP(house);
  house.call("set", {{{"temperature", 4}, {"mask", "causal"}, {"scale", false}}});
  const Json switches = house.call("state")["switches"];
  CHECK(switches["temperature"] == 4);
  CHECK(switches["mask"] == "causal");
  CHECK(switches["scale"] == false);
  CHECK(house.error("set", {{{"temperature", 0}}}) == "The temperature has to be a number above 0.");
  CHECK(house.error("set", {{{"temperature", "hot"}}}) == "The temperature has to be a number above 0.");
  CHECK(house.error("set", {{{"mask", "padding:x"}}}) == "The mask is none, causal or padding:N, not “padding:x”.");
  CHECK(house.error("set", {{{"volume", 3}}}) == "There is no switch “volume”.");
  CHECK(house.call("state")["switches"] == switches);
  house.call("set", {{{"mask", "padding:2"}}});
  CHECK(house.call("state")["switches"]["mask"] == "padding:2");
}

TEST_CASE("app: an arrow turned by hand is followed by everything, and can be put back") {
  House house;
  if (!house.open()) SKIP("the lessons are built with the page");
  house.call("go", {{{"lesson", "five-steps"}, {"step", "turn"}}});
  const Json before = house.call("trace")["heads"][0];
  const int went = house.call("state")["token"].get<int>(), column = house.call("state")["column"].get<int>();
  CHECK(house.call("state")["arrows"] == true);
  CHECK(house.call("state")["turned"].is_null());
  CHECK(house.call("challenge")["done"] == false);
  // Away from “market”, towards what only “to” has.
  Json to = before["k"][2];
  for (std::size_t c = 0; c < 4; ++c) to[c] = 4 * (to[c].get<double>() - 0.9 * before["k"][4][c].get<double>());
  house.theatre.perform({{ui::Action::Kind::turn, went, 0, {}, trace::Side::query, to.get<std::vector<float>>()}});
  const Json head = house.call("trace")["heads"][0];
  CHECK(head["turned"]["side"] == "query");
  CHECK(head["turned"]["row"] == went);
  CHECK(head["turned"]["was"] == before["q"][went]);
  CHECK(head["weights"][went] != before["weights"][went]);
  CHECK(head["weights"][0] == before["weights"][0]);
  CHECK(house.call("state")["turned"]["token"] == went);
  CHECK(house.call("state")["column"] == column);  // the pair stays, though another word has the largest weight now
  CHECK(house.call("challenge")["done"] == true);
  CHECK(house.call("state")["notes"].back().get<std::string>().find("“went”") != std::string::npos);
  house.theatre.perform({{ui::Action::Kind::put_back}});
  CHECK(house.call("trace")["heads"][0] == before);
  CHECK(house.call("state")["turned"].is_null());

  // The same by a script; what doesn't fit is refused with one sentence and changes nothing.
  house.call("set", {{{"turn", {{"side", "key"}, {"token", 4}, {"to", {0, 0, 0, 0}}}}}});
  CHECK(house.call("trace")["heads"][0]["products"].is_null());
  CHECK(house.call("trace")["heads"][0]["scores"][went][4] == 0);
  for (const Json& wrong :
       {Json{{"side", "value"}, {"token", 4}, {"to", {0, 0, 0, 0}}}, Json{{"side", "key"}, {"token", 4}},
        Json{{"side", "key"}, {"token", 9}, {"to", {0, 0, 0, 0}}},
        Json{{"side", "key"}, {"token", 4}, {"to", {0, 0, 0}}}, Json(1)}) {
    CHECK_FALSE(house.error("set", {{{"turn", wrong}}}).empty());
    CHECK(house.call("state")["turned"]["side"] == "key");
  }
  house.call("set", {{{"turn", nullptr}}});
  CHECK(house.call("trace")["heads"][0] == before);
  // Another sentence has other words.
  house.call("set", {{{"turn", {{"side", "key"}, {"token", 4}, {"to", {0, 0, 0, 0}}}}}});
  house.call("setText", {"She went to the market again"});
  CHECK(house.call("state")["turned"].is_null());
}

TEST_CASE("app: the closing challenge of Spotlight can be lost, gives hints, and can be won") {
  House house;
  OPEN_OR_SKIP(house);
  const Json steps = house.call("lessons")[0]["steps"];
  house.call("go", {{{"lesson", "spotlight"}, {"step", steps.back()["id"]}}});
  Json challenge = house.call("challenge");
  REQUIRE(challenge.is_object());
  CHECK(challenge["done"] == false);
  house.call("setText", {"The cat sat on the mat because it was happy"});
  challenge = house.call("challenge");
  CHECK(challenge["done"] == false);
  CHECK_FALSE(challenge["hint"].get<std::string>().empty());
  house.call("setText", {comfortable});
  challenge = house.call("challenge");
  CHECK(challenge["done"] == true);
  CHECK_FALSE(challenge["message"].get<std::string>().empty());
  CHECK(house.count("challenge") >= 1);
  house.call("restart");
  CHECK(house.call("challenge")["done"] == false);
  CHECK(house.call("text", {"first"}) == tired);
}

TEST_CASE("app: the whole course can be walked to its end and back") {
  House house;
  OPEN_OR_SKIP(house);
  int steps = 1;
  while (house.call("state")["canNext"].get<bool>()) {
    house.call("next");
    REQUIRE(++steps < 1000);
  }
  std::size_t all = 0;
  for (const auto& lesson : house.call("lessons")) all += lesson["steps"].size();
  CHECK(static_cast<std::size_t>(steps) == all);
  CHECK(house.error("next") == "This is the last step of the course.");
  while (house.call("state")["canBack"].get<bool>()) house.call("back");
  CHECK(house.call("state")["step"]["index"] == 0);
  CHECK(house.error("back") == "This is the first step.");
  CHECK(house.error("go", {{{"lesson", "nowhere"}}}) == "There is no lesson “nowhere”.");
}

TEST_CASE("app: progress goes out as text and comes back, and damage loses nothing") {
  House house;
  OPEN_OR_SKIP(house);
  house.call("answer", {0});
  const std::string kept = house.call("progress").get<std::string>();
  House next;
  const Json lessons = Json::parse(lessons_text());
  next.call("init", {{{"lessons", lessons}, {"progress", kept}}});
  CHECK(next.call("state")["progress"] == house.call("state")["progress"]);
  House third;
  third.call("init", {{{"lessons", lessons}, {"progress", "{\"done\": 3"}}});
  CHECK(third.call("state")["progress"].empty());
}

TEST_CASE("app: from a weight to its arithmetic, and back") {
  House house;
  OPEN_OR_SKIP(house);
  const Json state = house.call("state");
  const int row = state["token"].get<int>();
  const Json weight = {
      {"kind", "weight"}, {"layer", state["layer"]}, {"head", state["head"]}, {"row", row}, {"col", 2}};
  const Json ledger = house.call("open", Json::array({weight}));
  REQUIRE(ledger.is_object());
  CHECK(ledger["result"].get<float>() == house.theatre.head().weights(row, 2));
  CHECK(house.call("state")["panel"] == "numbers");
  const Json query = {{"kind", "q"}, {"layer", state["layer"]}, {"head", state["head"]}, {"row", row}, {"col", 0}};
  CHECK(house.call("open", Json::array({query}))["result"].get<float>() == house.theatre.head().q(row, 0));
  CHECK(house.call("ledgerBack")["quantity"]["kind"] == "weight");
  CHECK(house.error("open", {{{"kind", "weight"}, {"layer", 77}}}) == "There is no such number in this sentence.");
  CHECK(house.error("open", {{{"kind", "colour"}}}).rfind("open needs", 0) == 0);
  CHECK(house.error("open", {{{"kind", "q"}, {"row", 1.5}}}) == "“row” has to be a whole number.");
}

TEST_CASE("app: books and voices stay behind in their lesson") {
  House house;
  OPEN_OR_SKIP(house);
  house.call("go", {{{"lesson", "spotlight"}}});
  house.call("setText", {"Cooking: soup", "second"});
  house.call("next");
  CHECK(house.call("text", {"second"}) == "Cooking: soup");
  house.call("go", {{{"lesson", "five-steps"}}});
  CHECK(house.call("text", {"second"}) == "");
}

TEST_CASE("app: playing goes through the steps and stops; holding stops the time") {
  House house;
  OPEN_OR_SKIP(house);
  house.call("go", {{{"lesson", "five-steps"}, {"step", "embed"}}});
  CHECK(house.call("state")["stage"] == "embed");
  house.call("play");
  for (int i = 0; i < 200 && house.call("state")["playing"].get<bool>(); ++i) {
    house.now += 0.1;
    house.theatre.advance(house.now);
  }
  CHECK(house.call("state")["playing"] == false);
  CHECK(house.call("state")["stage"] == "mix");
  CHECK(house.error("stage", {"encore"}) == "The steps are embed, qkv, qkt, scale, softmax and mix.");
  house.call("hold", {0.5});
  CHECK(house.call("state")["phase"] == 0.5);
  CHECK(house.error("hold", {2}) == "hold needs a phase between 0 and 1.");
  house.call("play");
  CHECK(house.call("state")["phase"].is_null());
}

TEST_CASE("app: any text leaves a sensible stage and the learner's own text") {
  House house;
  OPEN_OR_SKIP(house);
  std::string long_text, same;
  for (int i = 0; i < 10000; ++i) long_text += "word ";
  for (int i = 0; i < 50; ++i) same += "cat ";
  const std::string texts[] = {"",
                               " ",
                               "cat",
                               "🙂 👩‍👩‍👧 🇫🇷",
                               "القط جلس على الحصيرة",
                               std::string("a\x01\x02 b\x7f"),
                               "\xc3\x28 \xff broken",
                               long_text,
                               same};
  for (const std::string& text : texts) {
    house.theatre.set_text(text);
    CHECK(house.theatre.text() == text);
    const Json state = house.call("state");
    CHECK(state["notes"].size() <= 1);
    CHECK(house.call("row").is_object());
    CHECK(house.call("trace")["tokens"].size() >= 2);
    const auto& picture = house.theatre.picture();
    CHECK(picture.figures.size() <= 96);
    CHECK(state["empty"] == (house.theatre.trace().size() <= 2));
  }
}

TEST_CASE("app: what is not a call, or no JSON, gets one sentence") {
  House house;
  CHECK(house.error("dance") == "There is no call “dance”.");
  CHECK(Json::parse(house.theatre.call("state", "{{"))["error"] == "The arguments are not valid JSON.");
  CHECK(house.error("setText", {42}) == "setText needs a text.");
  CHECK(house.error("setText", {"a", "third"}) == "There are a first and a second text, but no “third”.");
  CHECK(house.error("setModel", {"gpt"}) == "There is no model “gpt” here.");
  CHECK(house.error("layout", {{{"width", "wide"}}}) == "layout needs a width and a height.");
}
