// Who sits at the expert panel, and with which measured résumé.
#include "app/panel_seats.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "model/measured/resume_table.hpp"
#include "model/model.hpp"

using namespace theatre;

namespace {

bool sits(const std::vector<scenes::Seat>& seats, const trace::Trace& trace, const std::string& name) {
  const trace::Head* head = trace::find_head(trace, name);
  return std::any_of(seats.begin(), seats.end(),
                     [&](const scenes::Seat& seat) { return seat.layer == head->layer && seat.head == head->index; });
}

}  // namespace

TEST_CASE("the panel seats eight heads that have something to say of the sentence", "[app][panel]") {
  const auto model = model::make_glass_box();
  const auto cat = model->forward("The cat sat on the mat because it was tired", {});
  const auto* who = trace::find_head(*cat, "pronoun-antecedent");
  const auto seats = app::panel_seats(*cat, who->layer, who->index);
  CHECK(seats.size() == 8);
  CHECK(sits(seats, *cat, "pronoun-antecedent"));
  CHECK(sits(seats, *cat, "determiner-noun"));

  // No pronoun looks back here, but a phrase may belong to two words.
  const auto telescope = model->forward("She saw the man with the telescope", {});
  const auto* verb = trace::find_head(*telescope, "phrase-verb");
  const auto others = app::panel_seats(*telescope, verb->layer, verb->index);
  CHECK(others.size() == 8);
  CHECK(sits(others, *telescope, "phrase-verb"));
  CHECK(sits(others, *telescope, "phrase-noun"));
}

TEST_CASE("the chosen head always has a seat, and nobody has two", "[app][panel]") {
  const auto model = model::make_glass_box();
  for (const std::string text : {"", "it", "The cat sat on the mat because it was tired"}) {
    const auto trace = model->forward(text, {});
    for (const auto& info : model->heads()) {
      const auto seats = app::panel_seats(*trace, info.layer, info.index);
      CHECK(seats.size() <= 8);
      CHECK(std::count_if(seats.begin(), seats.end(),
                          [&](const auto& seat) { return seat.layer == info.layer && seat.head == info.index; }) == 1);
    }
  }
}

TEST_CASE("whom a question offers has a seat at the panel", "[app][panel]") {
  const auto model = model::make_glass_box();
  const auto trace = model->forward("The cat sat on the mat because it was tired", {});
  const auto* who = trace::find_head(*trace, "pronoun-antecedent");
  const std::vector<std::string> asked = {"verb-object", "fit", "next-word", "nobody"};
  const auto seats = app::panel_seats(*trace, who->layer, who->index, asked);
  CHECK(seats.size() == 8);
  for (const std::string name : {"verb-object", "fit", "next-word", "pronoun-antecedent"})
    CHECK(sits(seats, *trace, name));
}

TEST_CASE("a plate's share is the measured one of sentences the head was not tuned on", "[app][panel]") {
  const auto model = model::make_glass_box();
  const auto trace = model->forward("The cat sat on the mat because it was tired", {});
  const auto* table = model::resume_table("glass-box");
  REQUIRE(table != nullptr);
  const auto* who = trace::find_head(*trace, "pronoun-antecedent");
  const auto seats = app::panel_seats(*trace, who->layer, who->index);
  const auto seat = std::find_if(seats.begin(), seats.end(),
                                 [&](const auto& s) { return s.layer == who->layer && s.head == who->index; });
  REQUIRE(seat != seats.end());
  const auto share =
      table->share(*table->head(who->layer, who->index), *table->link("pronoun-antecedent"), model::Half::held_out);
  REQUIRE(seat->share.has_value());
  CHECK(std::abs(static_cast<double>(*seat->share) - share.share()) < 1e-6);
  CHECK(seat->measured.find(std::to_string(share.right) + " of " + std::to_string(share.count)) != std::string::npos);
  CHECK(seat->job == who->title);
}
