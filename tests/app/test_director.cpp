// What moves on the stage, and when: no Theatre, no model, a clock that goes when told.
#include "app/director.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <memory>

#include "support/small_trace.hpp"

namespace {

using namespace theatre;

struct Stage {
  trace::TracePtr trace = std::make_shared<trace::Trace>(test::small_trace());
  app::State state;
  const scenes::Scene& scene = scenes::all_scenes().front();
  app::Director director{scenes::Measure(scenes::estimate_width)};

  scenes::SceneInput input(double now, bool guessing = false) {
    return director.input({trace, state, scene, guessing}, now);
  }
  const scenes::Picture& picture(double now) { return director.picture({trace, state, scene, false}, now); }
};

}  // namespace

TEST_CASE("director: the lamp is on its way for a while, and then at rest", "[director]") {
  Stage stage;
  stage.director.advance(0);
  CHECK_FALSE(stage.director.advance(0.1));
  ui::View from;
  from.row = 1;
  stage.state.view.row = 3;
  stage.director.lamp_moves(from, 1);
  const auto on_its_way = stage.input(1 + app::lamp_move / 2);
  CHECK(on_its_way.move == Catch::Approx(0.5));
  REQUIRE(on_its_way.previous.has_value());
  CHECK(on_its_way.previous->token == 1);
  CHECK(on_its_way.row.token == 3);
  CHECK(stage.director.wants_frames(1.1));
  CHECK(stage.director.advance(1.1));
  CHECK(stage.director.advance(2));        // the last picture
  CHECK_FALSE(stage.director.advance(2));  // and rest
  CHECK_FALSE(stage.director.wants_frames(2));
  stage.director.lamp_moves(from, 3);
  stage.director.trace_comes(stage.scene, false, 3);  // the light moves between rows of one trace only
  CHECK(stage.input(3).move == 1);
  CHECK_FALSE(stage.input(3).previous.has_value());
}

TEST_CASE("director: light comes up with softmax, and never before the learner has guessed", "[director]") {
  Stage stage;
  stage.director.stage_changes(ui::Stage::scale, ui::Stage::softmax, stage.scene, 1);
  CHECK(stage.input(1).reveal == 0);
  CHECK(stage.input(1 + app::reveal_length).reveal == 1);
  CHECK(stage.input(9, true).reveal == 0);
  CHECK(stage.input(9, true).guessing);
  stage.director.stage_changes(ui::Stage::softmax, ui::Stage::mix, stage.scene, 10);
  CHECK(stage.input(10).reveal == 1);
  CHECK(stage.input(10).step_move == 0);
}

TEST_CASE("director: reduced motion is over at once, and plays a step a press", "[director]") {
  Stage stage;
  app::Layout layout;
  layout.reduced_motion = true;
  stage.director.set_layout(layout);
  stage.director.light_comes(1);
  stage.director.stage_changes(ui::Stage::embed, ui::Stage::qkv, stage.scene, 1);
  CHECK(stage.input(1).reveal == 1);
  CHECK(stage.input(1).step_move == 1);
  CHECK_FALSE(stage.input(1).travel);
  stage.director.play(1);
  CHECK_FALSE(stage.director.playing());
}

TEST_CASE("director: playing asks for the next step in time; holding stops all motions", "[director]") {
  Stage stage;
  stage.director.play(1);
  CHECK(stage.director.playing());
  CHECK_FALSE(stage.director.stage_is_due(1.1));
  const double length = app::stage_change + app::play_pause;
  CHECK(stage.director.stage_is_due(1 + length));
  CHECK_FALSE(stage.director.stage_is_due(1 + length));
  CHECK(stage.director.stage_is_due(1 + 2 * length));
  stage.director.light_comes(5);
  stage.director.hold(0.25F);
  CHECK_FALSE(stage.director.playing());
  CHECK(stage.input(5.6).reveal == 0.25F);
  CHECK_FALSE(stage.director.wants_frames(5.1));
  stage.director.pause();
  CHECK(stage.input(99).reveal == 1);
}

TEST_CASE("director: the picture is made anew only when something has changed", "[director]") {
  Stage stage;
  stage.picture(0);
  CHECK_FALSE(stage.director.picture_is_new());
  CHECK(stage.director.hover(2));
  CHECK_FALSE(stage.director.hover(2));
  CHECK(stage.director.picture_is_new());
  CHECK(stage.input(0).hover == 2);
  stage.picture(0);
  stage.director.scroll(40);
  CHECK(stage.director.picture_is_new());
  CHECK_FALSE(stage.input(0).follow);
  CHECK(stage.input(0).scroll == 40);
  stage.director.step_begins();
  CHECK(stage.input(0).follow);
  CHECK(stage.input(0).scroll == 0);
  app::Layout shut;
  shut.scene = {};
  stage.director.set_layout(shut);
  CHECK(stage.picture(0).figures.empty());
}

TEST_CASE("director: beside an open drawer the stage is laid out as on a phone", "[director]") {
  Stage stage;
  app::Layout layout;
  layout.scene = {24, 84, 400, 300};
  layout.numbers = {440, 84, 424, 500};
  stage.director.set_layout(layout);
  CHECK(stage.director.panels_open());
  CHECK(stage.input(0).screen == scenes::Screen::phone);
  CHECK(stage.input(0).scene.h == 500);
  const ui::PanelInput panel = stage.director.panel_input({stage.trace, stage.state, stage.scene, true});
  CHECK(panel.view.stage == ui::Stage::scale);
  CHECK(panel.rect.w == 424);
}
