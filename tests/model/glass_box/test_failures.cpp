// web/data/failures.json says where the glass box fails. It must still fail there, and in that way.
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "model/model.hpp"

TEST_CASE("the glass box fails where the page says it fails", "[glass-box]") {
  std::ifstream in(std::string(THEATRE_SOURCE_DIR) + "/web/data/failures.json");
  REQUIRE(in.is_open());
  const auto list = nlohmann::json::parse(in, nullptr, false);
  REQUIRE(list.is_array());
  const auto model = theatre::model::make_glass_box();
  int own = 0;
  for (const auto& failure : list) {
    if (failure.at("model") != model->id()) continue;
    ++own;
    const auto text = failure.at("sentence").get<std::string>();
    INFO(text);
    const auto trace = model->forward(text, {});
    const auto* head = theatre::trace::find_head(*trace, failure.at("head").get<std::string>());
    REQUIRE(head != nullptr);
    const int row = theatre::trace::find_token(*trace, failure.at("word").get<std::string>());
    REQUIRE(row >= 0);
    CHECK(theatre::trace::find_token(*trace, failure.at("expected").get<std::string>()) >= 0);
    Eigen::Index strongest = 0;
    head->weights.row(row).maxCoeff(&strongest);
    const auto got = trace->tokens[static_cast<std::size_t>(strongest)].text;
    CHECK(got == failure.at("got").get<std::string>());
    CHECK(got != failure.at("expected").get<std::string>());
    CHECK(failure.at("why").get<std::string>().back() == '.');
  }
  CHECK(own == 5);
}
