// The second model, and long texts: jobs for a worker, answers as bytes, and what a learner sees meanwhile.
#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <deque>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/question_json.hpp"
#include "app/theatre.hpp"
#include "model/catalog.hpp"
#include "model/echo/echo.hpp"
#include "model/minilm/minilm.hpp"
#include "support/minilm.hpp"
#include "trace/bytes.hpp"
#include "trace/ledger.hpp"

namespace {

using namespace theatre;
using Json = nlohmann::json;

constexpr const char* tired = "The cat sat on the mat because it was tired.";

// A page whose workers answer when told to.
struct Page {
  double now = 0;
  std::deque<Json> jobs;
  std::vector<std::pair<std::string, Json>> heard;
  app::Theatre theatre{surroundings()};

  app::Surroundings surroundings() {
    app::Surroundings around;
    around.now = [this] { return now; };
    around.emit = [this](std::string_view name, const std::string& json) {
      heard.emplace_back(name, Json::parse(json, nullptr, false));
    };
    around.request_frame = [] {};
    around.statistics = [] { return app::Statistics{}; };
    around.compute = [this](const std::string& job) { jobs.push_back(Json::parse(job)); };
    return around;
  }

  Json call(std::string_view name, const Json& arguments = Json::array()) {
    const Json out = Json::parse(theatre.call(name, arguments.dump()));
    INFO(name << ": " << out.dump());
    REQUIRE(out.contains("value"));
    return out["value"];
  }

  void open(const char* model = "", const char* scene = "spotlight") {
    const Json lessons =
        Json::array({{{"id", "one"},
                      {"title", "One"},
                      {"act", 1},
                      {"number", 1},
                      {"steps", Json::array({{{"id", "first"},
                                              {"title", "First"},
                                              {"part", "feel"},
                                              {"scene", scene},
                                              {"model", model},
                                              {"text", tired},
                                              {"second", "Renaissance art: perspective\nCooking: soup"},
                                              {"head", "pronoun-antecedent"},
                                              {"focus", "it"}}})}}});
    call("init", {{{"lessons", lessons}, {"progress", nullptr}}});
  }

  void ready() { call("modelState", {{{"model", "minilm"}, {"state", "ready"}, {"bytes", 24e6}, {"received", 24e6}}}); }

  void hand(int serial, const std::vector<std::uint8_t>& bytes, bool last = true) {
    auto* copy = static_cast<std::uint8_t*>(std::malloc(bytes.size() + 1));
    if (!bytes.empty()) std::memcpy(copy, bytes.data(), bytes.size());
    theatre.receive(serial, app::Bytes(copy), bytes.size(), last);
    for (int i = 0; i < 100 && theatre.reading(); ++i) theatre.advance(now += 0.016);
  }

  // What a worker would answer to the oldest job.
  void answer(const model::Model& model) {
    REQUIRE_FALSE(jobs.empty());
    const Json job = jobs.front();
    jobs.pop_front();
    hand(job["serial"], trace::to_bytes(*model.forward(app::read_question(job["question"]))));
  }
};

}  // namespace

TEST_CASE("models: MiniLM is fetched when it is wanted, and the glass box goes on meanwhile", "[models]") {
  const auto& minilm = test::minilm();
  Page page;
  page.open();
  CHECK(page.call("models")[1]["state"] == "available");
  CHECK(page.call("setModel", {"minilm"})["wanted"] == "minilm");
  REQUIRE(page.heard.back().first == "state");
  CHECK(page.call("models")[1]["state"] == "loading");
  page.call("modelState", {{{"model", "minilm"}, {"state", "loading"}, {"bytes", 24e6}, {"received", 12e6}}});
  CHECK(page.call("models")[1]["progress"] == 0.5);
  page.call("setText", {"The dog bit the man because it was tired."});
  CHECK(page.call("state")["model"] == "glass-box");
  CHECK(page.call("trace")["text"] == "The dog bit the man because it was tired.");
  CHECK(page.jobs.empty());

  page.ready();
  REQUIRE(page.jobs.size() == 1);
  CHECK(page.jobs[0]["model"] == "minilm");
  CHECK(page.call("state")["busy"] == true);
  CHECK(page.call("state")["model"] == "glass-box");  // the old light stays until the new is there
  page.answer(minilm);
  Json state = page.call("state");
  CHECK(state["model"] == "minilm");
  CHECK(state["badge"]["kind"] == "pretrained");
  CHECK(state["busy"] == false);
  CHECK(state["tokenText"] == "it");
  CHECK(page.call("heads").size() == 72);
  CHECK_FALSE(page.call("heads")[0]["resume"].empty());

  // Back to the glass box: at once, and the head is the one for the same job.
  state = page.call("setModel", {"glass-box"});
  CHECK(state["model"] == "glass-box");
  CHECK(state["headName"] == "pronoun-antecedent");
  CHECK(state["tokenText"] == "it");
}

TEST_CASE("models: the newest text wins, and what comes late is dropped", "[models]") {
  const auto& minilm = test::minilm();
  Page page;
  page.open();
  page.call("setModel", {"minilm"});
  page.ready();
  page.call("setText", {"I love pizza"});
  page.call("setText", {"I love cheese"});
  REQUIRE(page.jobs.size() == 3);
  const Json last = page.jobs.back();
  page.answer(minilm);  // the first, no longer wanted
  CHECK(page.call("state")["busy"] == true);
  CHECK(page.call("state")["model"] == "glass-box");
  page.answer(minilm);
  CHECK(page.call("state")["busy"] == true);
  page.answer(minilm);
  CHECK(page.call("trace")["text"] == "I love cheese");
  page.hand(last["serial"], {1, 2, 3});  // once more, and damaged: nobody waits for it
  CHECK(page.call("trace")["text"] == "I love cheese");
}

TEST_CASE("models: damaged answers and failures leave the learner with the glass box and the text", "[models]") {
  Page page;
  page.open();
  page.call("setModel", {"minilm"});
  page.ready();
  page.heard.clear();
  page.hand(page.jobs.front()["serial"], {'T', 'R', 'C', 'E', 9, 9});
  bool said = false;
  for (const auto& [name, value] : page.heard) said = said || name == "error";
  CHECK(said);
  CHECK(page.call("state")["model"] == "glass-box");
  CHECK(page.call("text") == tired);
  page.call("modelState", {{{"model", "minilm"}, {"state", "failed"}, {"error", "The download broke off."}}});
  const Json state = page.call("state");
  CHECK(state["models"][1]["error"] == "The download broke off.");
  CHECK(state["wanted"].is_null());
  CHECK(state["badge"]["kind"] == "hand-built");
}

TEST_CASE("models: a long text goes to a worker, a refused job is done here", "[models]") {
  const auto glass_box = model::make_glass_box();
  Page page;
  page.open();
  std::string text;
  for (int i = 0; i < 30; ++i) text += "The old cat slept. ";
  page.call("setText", {text});
  REQUIRE(page.jobs.size() == 1);
  CHECK(page.jobs[0]["model"] == "glass-box");
  CHECK(page.call("state")["busy"] == true);
  CHECK(page.call("trace")["text"] == tired);
  page.answer(*glass_box);
  CHECK(page.call("state")["busy"] == false);
  CHECK(page.call("trace")["text"] == text);
  // what came over is what is computed here, parameters and all
  const auto here = glass_box->forward(text, {});
  const auto* there = trace::find_head(page.theatre.trace(), "verb-subject");
  REQUIRE(there != nullptr);
  CHECK(there->weights == trace::find_head(*here, "verb-subject")->weights);
  CHECK(trace::explain(page.theatre.trace(), {trace::Quantity::Kind::q, there->layer, there->index, 2, 0, -1}));

  page.call("setText", {text + "Yes."});
  REQUIRE(page.jobs.size() == 1);
  page.call("refuse", Json::array({page.jobs[0]["serial"]}));
  page.theatre.advance(page.now);
  CHECK(page.call("trace")["text"] == text + "Yes.");
  // a short one is computed at once, whatever is still on its way
  page.call("setText", {text});
  page.call("setText", {"Short."});
  CHECK(page.call("trace")["text"] == "Short.");
  CHECK(page.call("state")["busy"] == false);
}

TEST_CASE("models: a comparison that fails does not end the wait for the stage", "[models]") {
  Page page;
  page.open();
  page.call("setModel", {"minilm"});
  page.ready();
  page.call("setModel", {"glass-box"});
  page.jobs.clear();
  page.call("sideBySide");
  REQUIRE(page.jobs.size() == 1);  // MiniLM's Trace, to stand beside
  const Json beside = page.jobs.front();
  std::string text;
  for (int i = 0; i < 30; ++i) text += "The old cat slept. ";
  page.call("setText", {text});
  CHECK(page.call("state")["busy"] == true);
  page.call("refuse", Json::array({beside["serial"]}));
  CHECK(page.call("state")["busy"] == true);
  page.jobs.pop_front();
  page.answer(*model::make_glass_box());
  CHECK(page.call("state")["busy"] == false);
  CHECK(page.call("trace")["text"] == text);
}

TEST_CASE("models: heads that link two words, small maps, and both models on one word", "[models]") {
  const auto& minilm = test::minilm();
  Page page;
  page.open();
  page.call("setModel", {"minilm"});
  page.ready();
  page.answer(minilm);
  const auto& shown = page.theatre.trace();
  const int it = trace::find_token(shown, "it"), cat = trace::find_token(shown, "cat");
  const Json found = page.call("find", {{{"from", it}, {"to", cat}}});
  REQUIRE(found["heads"].size() == 12);
  CHECK(found["heads"][0]["name"] == "5.11");
  CHECK(found["heads"][0]["weight"].get<double>() == Catch::Approx(0.71).margin(0.02));
  for (std::size_t i = 1; i < found["heads"].size(); ++i) {
    CHECK(found["heads"][i]["weight"].get<float>() <= found["heads"][i - 1]["weight"].get<float>());
  }
  const Json maps = page.call("maps", {{{"side", 8}}});
  CHECK(maps["side"] == 8);
  CHECK(maps["heads"].size() == 72);
  CHECK(maps["heads"][0]["map"].get<std::string>().size() == 88);  // 64 bytes as base64

  const Json both = page.call("sideBySide");
  CHECK(both["text"] == "it");
  REQUIRE(both["models"].size() == 2);
  CHECK(both["models"][0]["id"] == "glass-box");
  CHECK(both["models"][0]["head"]["name"] == "pronoun-antecedent");
  CHECK(both["models"][0]["entries"][0]["text"] == "cat");
  CHECK(both["models"][1]["entries"].size() == 5);
  const Json resumes = page.call("resumes");
  CHECK(resumes["model"] == "minilm");
  CHECK(resumes["links"].size() >= 10);
  CHECK(resumes["sharing"].is_null());  // no head of that name
}

TEST_CASE("models: the page hears how the reader shares its light, and how far its weights can be believed",
          "[models]") {
  Page page;
  const Json resumes = page.call("resumes");
  const Json& sharing = resumes["sharing"];
  CHECK(sharing["words"].get<int>() > 2000);
  CHECK(sharing["on_partners"].get<double>() > 0.65);
  CHECK(sharing["strongest"].get<double>() > 0.95);
  CHECK(sharing["entropy"].get<double>() > 1.6);
  REQUIRE(sharing["reliability"].size() == 10);
  for (const Json& tenth : sharing["reliability"]) {
    CHECK(tenth["partners"].get<double>() <= 1);
    CHECK(tenth["count"].get<int>() >= 0);
  }
  int with_sharing = 0;
  for (const Json& head : page.call("heads")) {
    if (head["sharing"].is_null()) continue;
    ++with_sharing;
    CHECK(head["name"] == "reader");
    CHECK(head["sharing"] == sharing);
    CHECK(head["chosen"] == true);  // nobody named another
  }
  CHECK(with_sharing == 1);
}

TEST_CASE("models: a shelf asks for vectors once, and looks things up with them", "[models]") {
  const auto& minilm = test::minilm();
  Page page;
  page.open("", "library");
  CHECK(page.call("trace")["tokens"].size() == 3);
  CHECK(page.call("state")["badge"]["kind"] == "hand-built");
  page.call("setModel", {"minilm"});
  page.ready();
  REQUIRE(page.jobs.size() == 1);
  CHECK(page.jobs[0]["kind"] == "vectors");
  const Json texts = page.jobs[0]["texts"];
  REQUIRE(texts.size() == 3);
  std::vector<std::uint8_t> bytes;
  for (const auto& text : texts) {
    const auto vector = minilm.run(text.get<std::string>()).vector;
    const auto* first = reinterpret_cast<const std::uint8_t*>(vector.data());
    bytes.insert(bytes.end(), first, first + vector.size() * static_cast<long>(sizeof(float)));
  }
  page.hand(page.jobs[0]["serial"], bytes);
  CHECK(page.call("state")["badge"]["kind"] == "pretrained");
  const auto& head = page.theatre.head();
  CHECK(head.d_head == 384);
  CHECK(head.weights.row(0).sum() == Catch::Approx(1));
  // one text changed: only its vector is asked for; what is known needs nobody
  page.jobs.clear();
  page.call("setText", {"a painting"});
  REQUIRE(page.jobs.size() == 1);
  CHECK(page.jobs[0]["texts"] == Json::array({"a painting"}));
  page.jobs.clear();
  page.call("setText", {"Renaissance art"});
  CHECK(page.jobs.empty());
  CHECK(page.theatre.head().weights(0, 1) > page.theatre.head().weights(0, 2));
}

TEST_CASE("models: a model that isn't there is one sentence, and the stage keeps what it has", "[models]") {
  Page page;
  page.open();
  const auto refused = [&](const char* name, const Json& arguments) {
    const Json out = Json::parse(page.theatre.call(name, arguments.dump()));
    return out.value("error", std::string());
  };
  CHECK(refused("setModel", {"nobody"}) == "There is no model “nobody” here.");
  CHECK(refused("setModel", {"friends"}) == "There is no model “friends” here.");
  CHECK(refused("fetchModel", {"nobody"}) == "There is no model “nobody” here.");
  CHECK(refused("modelState", {{{"model", "nobody"}, {"state", "ready"}}}) == "There is no model “nobody” here.");
  CHECK(page.call("state")["model"] == "glass-box");
  const auto offered = [](const model::CatalogEntry& entry) { return entry.offer == model::Offer::learners; };
  const auto all = model::catalog();
  CHECK(page.call("models").size() == static_cast<std::size_t>(std::count_if(all.begin(), all.end(), offered)));
  CHECK(page.jobs.empty());
}

TEST_CASE("models: a download is stopped by name, and begun again", "[models]") {
  Page page;
  page.open();
  page.call("fetchModel", {"minilm"});
  REQUIRE(page.heard.front().first != "compute");
  CHECK(page.call("models")[1]["state"] == "loading");
  const auto wanted = [&] {
    Json last;
    for (const auto& [name, value] : page.heard) last = name == "fetch" ? value : last;
    return last;
  };
  CHECK(wanted()["wanted"] == true);
  CHECK(wanted()["file"] == "models/minilm.bin");
  CHECK(wanted()["sha256"].get<std::string>().size() == 64);
  page.call("stopModel", {"minilm"});
  CHECK(wanted()["wanted"] == false);
  page.call("modelState", {{{"model", "minilm"}, {"state", "available"}, {"received", 5e6}, {"bytes", 24e6}}});
  page.call("fetchModel", {"minilm"});
  CHECK(wanted()["wanted"] == true);
}

TEST_CASE("models: a painted mask travels to a worker and back", "[models]") {
  const auto& minilm = test::minilm();
  Page page;
  page.open();
  page.call("setModel", {"minilm"});
  page.ready();
  page.answer(minilm);
  const auto size = static_cast<Eigen::Index>(page.theatre.trace().size());
  Json rows = Json::array();
  for (Eigen::Index i = 0; i < size; ++i) {
    std::string row(static_cast<std::size_t>(size), '1');
    row[2] = '0';
    rows.push_back(row);
  }
  CHECK(page.call("set", {{{"custom", rows}}})["switches"]["mask"] == "custom");
  REQUIRE(page.jobs.size() == 1);
  page.answer(minilm);
  CHECK(page.call("state")["busy"] == false);
  CHECK(page.theatre.head().weights.col(2).isZero(0));
  CHECK_FALSE(page.theatre.head().weights.col(3).isZero(0));
  CHECK(page.call("state")["switches"]["custom"] == rows);
}

TEST_CASE("models: a text that grows is shown pass by pass, and the next question ends it", "[models]") {
  const auto echo = model::make_echo();
  Page page;
  page.open();
  page.call("setText", {"the light"});
  page.call("setModel", {"echo"});
  REQUIRE(page.jobs.size() == 1);
  const Json job = page.jobs.front();
  page.jobs.clear();
  struct Pass final : model::Receiver {
    std::vector<std::uint8_t> bytes;
    void whole(trace::TracePtr trace) override { bytes = trace::to_bytes(*trace); }
    void begin(trace::Trace&&, std::size_t) override {}
    void step(trace::Step&&) override {}
    void more(trace::Addition&& addition) override { bytes = trace::to_bytes(addition); }
  } pass;
  const auto answer = echo->answer(app::read_question(job["question"]));
  REQUIRE(answer->next(pass));
  page.hand(job["serial"], pass.bytes, false);
  CHECK(page.call("state")["model"] == "echo");
  CHECK(page.call("state")["busy"] == false);
  CHECK(page.call("state")["writing"] == true);
  CHECK(page.call("trace")["text"] == "the light");
  for (int word = 1; word <= 3; ++word) {
    REQUIRE(answer->next(pass));
    page.hand(job["serial"], pass.bytes, false);
    CHECK(page.theatre.trace().size() == static_cast<std::size_t>(3 + word));
  }
  // What was sent is what the model computes for the whole text at once.
  const auto& grown = page.theatre.trace();
  const auto whole = echo->forward(grown.text, {});
  REQUIRE(whole->size() == grown.size());
  for (int h = 0; h < 2; ++h) {
    const auto& a = *trace::find_head(grown, 0, h);
    const auto& b = *trace::find_head(*whole, 0, h);
    CHECK(a.q.isApprox(b.q, 1e-5F));
    CHECK(a.products.isApprox(b.products, 1e-5F));
    CHECK(a.weights.isApprox(b.weights, 1e-5F));
    CHECK((a.mask == b.mask).all());
  }
  // Back to the glass box: the worker hears that nobody reads on, and what still comes is dropped.
  page.call("setModel", {"glass-box"});
  REQUIRE(page.jobs.size() == 1);
  CHECK(page.jobs[0]["kind"] == "stop");
  CHECK(page.jobs[0]["model"] == "echo");
  answer->next(pass);
  page.hand(job["serial"], pass.bytes, false);
  CHECK(page.call("state")["model"] == "glass-box");
  CHECK(page.call("state")["writing"] == false);
}
