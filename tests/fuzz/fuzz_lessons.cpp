// Any bytes: lessons and progress are read or refused, and whatever is read can be judged against any
// sentence.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <string>
#include <string_view>

#include "lessons/illustration.hpp"
#include "lessons/lesson.hpp"
#include "lessons/predict.hpp"
#include "lessons/progress.hpp"
#include "model/catalog.hpp"
#include "scenes/scene.hpp"
#include "support/small_trace.hpp"

namespace {

// A lesson around the bytes, so that they also reach the places deep inside.
std::string wrapped(std::string_view bytes) {
  return R"([{"id":"a","title":"A","act":1,"number":1,"steps":[{"id":"s","title":"S","focus":"it","challenge":)"
         R"({"prompt":"p","done":"d","when":)" +
         std::string(bytes) + "}}]}]";
}

// And around an illustration, in a step that asks for bars.
std::string drawn(std::string_view bytes) {
  return R"([{"id":"a","title":"A","act":1,"number":1,"steps":[{"id":"s","title":"S","focus":"it","lamp":"off-until-answer",)"
         R"("predict":{"kind":"bars","question":"q","options":["cat","mat"],"right":"{share}","wrong":"{guess}"},"illustration":)" +
         std::string(bytes) + "}]}]";
}

// Whatever is set, the bars are whole shares of 100.
void set_bars(const theatre::lessons::Predict& predict, const theatre::lessons::Answer& answer) {
  auto bars = theatre::lessons::no_shares(predict);
  for (int i = 0; i < static_cast<int>(bars.size()); ++i) {
    bars = theatre::lessons::share_out(bars, i, 37 * (i + 1) % 101);
    if (std::accumulate(bars.begin(), bars.end(), 0) != 100) std::abort();
  }
  if (theatre::lessons::feedback(predict, answer, bars).empty()) std::abort();
}

void judge_all(const theatre::lessons::Course& course) {
  static const theatre::trace::Trace trace = theatre::test::small_trace();
  for (const auto& lesson : course.lessons) {
    for (const auto& step : lesson.steps) {
      const theatre::lessons::Situation now{trace, 7, 0, 0, step.switches, step.text.value_or(""), trace.text};
      const auto verdict = theatre::lessons::judge(step, now);
      if (verdict.done && !verdict.hint.empty()) std::abort();
      if (step.illustration &&
          theatre::lessons::beside(*step.illustration, now).words.size() != step.illustration->words.size())
        std::abort();
      if (!step.predict) continue;
      const auto answer = theatre::lessons::answer_of(*step.predict, now);
      const bool by_bars = step.predict->kind == theatre::lessons::Predict::Kind::bars;
      if (answer.options.size() != step.predict->options.size() + (by_bars ? 1 : 0)) std::abort();
      if (by_bars) set_bars(*step.predict, answer);
      if (answer.right >= static_cast<int>(answer.options.size())) std::abort();
      theatre::lessons::feedback(*step.predict, answer, 0);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const std::string& text : {std::string(bytes), wrapped(bytes), drawn(bytes)}) {
    const auto course =
        theatre::lessons::parse_course(text, {theatre::scenes::scene_ids(), theatre::model::lesson_models()});
    if (course) {
      judge_all(course.value());
    } else if (course.error().empty()) {
      std::abort();
    }
  }
  theatre::lessons::Progress progress;
  progress.restore(bytes);
  theatre::lessons::Progress again;
  again.restore(progress.to_json());
  if (again.to_json() != progress.to_json()) std::abort();
  theatre::lessons::edited_words(bytes.substr(0, 200), "The cat sat");
  return 0;
}
