// The page's module: one Theatre on one canvas, and the one function that the page calls.
#include <emscripten.h>
#include <emscripten/heap.h>
#include <emscripten/html5.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "app/arguments.hpp"
#include "app/theatre.hpp"
#include "gfx/renderer.hpp"
#include "imgui.h"
#include "platform/web.hpp"
#include "ui/panels.hpp"

namespace {

using namespace theatre;

// clang-format off
EM_JS(void, page_event, (const char *name, const char *json), {
  if (Module.onTheatre) Module.onTheatre(UTF8ToString(name), UTF8ToString(json));
});
EM_JS(double, page_measure, (const char *text, int length, int font, double size, int weight), {
  return Module.measureText(UTF8ToString(text, length), ['sans', 'serif', 'mono'][font], size, weight);
});
// clang-format on

// Theatre, stage and panels on the canvas "#stage". Without WebGL2 everything is computed and nothing drawn.
class Page final : public platform::Client {
 public:
  Page() : theatre_(surroundings()) {
    auto start = platform::start_on_canvas("#stage", *this);
    host_ = std::move(start.host);
    if (host_) {
      panels_ = std::make_unique<ui::Panels>();
      context_restored();
    }
  }

  app::Theatre& theatre() { return theatre_; }

  // Without a canvas no frame comes, and nobody waits for one.
  void finish_reading() {
    while (!host_ && theatre_.reading()) theatre_.advance(emscripten_get_now() / 1000);
  }

  void resized(const platform::Surface&) override { fresh_ = true; }

  bool advance(double now) override {
    const bool draw = theatre_.advance(now) || fresh_;
    fresh_ = false;
    return draw;
  }

  void draw(const platform::Surface& surface) override {
    if (!panels_open()) theatre_.name_panels({});
    theatre_.emit_picture();
    if (panels_ && panels_open()) panels_->begin_frame();
    renderer_.draw(theatre_.picture(),
                   {surface.pixel_width, surface.pixel_height, surface.ratio, theatre_.layout().theme, surface.detail});
  }

  bool panels_open() const override { return theatre_.panels_open(); }

  void panels() override {
    theatre_.perform(panels_->draw(theatre_.panel_input()));
    if (theatre_.name_panels(panels_->spots())) theatre_.emit_picture();
  }

  bool panels_hold(float x, float y) const override { return panels_ && panels_->holds(x, y); }

  bool pointer(const platform::Pointer&) override { return false; }

  bool wheel(const platform::Wheel& wheel) override {
    if (wheel.dx == 0) return false;
    theatre_.scroll_stage(wheel.dx);
    return true;
  }

  void context_lost() override { renderer_.lost(); }

  void context_restored() override {
    if (const auto failure = renderer_.create()) page_event("error", app::dump(*failure).c_str());
    fresh_ = true;
  }

 private:
  app::Surroundings surroundings() {
    app::Surroundings around;
    around.now = [] { return emscripten_get_now() / 1000; };
    around.measure = [](std::string_view text, scenes::Font font, float size, int weight) {
      return static_cast<float>(
          page_measure(text.data(), static_cast<int>(text.size()), static_cast<int>(font), size, weight));
    };
    around.emit = [](std::string_view name, const std::string& json) {
      page_event(std::string(name).c_str(), json.c_str());
    };
    around.request_frame = [this] {
      if (host_) host_->request_frame();
    };
    around.compute = [](const std::string& job) { page_event("compute", job.c_str()); };
    around.statistics = [this] {
      app::Statistics now;
      now.heap_bytes = emscripten_get_heap_size();
      if (!host_) return now;
      now.frames = host_->frames();
      now.frame_ms = host_->frame_times();
      now.draw_calls = renderer_.stats().draw_calls;
      now.vertices = renderer_.stats().vertices;
      const ImDrawData* drawn = panels_open() ? ImGui::GetDrawData() : nullptr;  // null before the first frame
      for (int i = 0; drawn && i < drawn->CmdListsCount; ++i) now.draw_calls += drawn->CmdLists[i]->CmdBuffer.Size;
      if (drawn) now.vertices += drawn->TotalVtxCount;
      return now;
    };
    return around;
  }

  bool fresh_ = true;
  gfx::Renderer renderer_;
  std::unique_ptr<platform::Host> host_;
  app::Theatre theatre_;
  std::unique_ptr<ui::Panels> panels_;
};

Page& page() {
  static Page the_page;
  return the_page;
}

}  // namespace

extern "C" {

// One call of the page: its name and a JSON array of arguments; the reply lives until the next call.
EMSCRIPTEN_KEEPALIVE const char* theatre_call(const char* name, const char* arguments) {
  static std::string reply;
  reply = page().theatre().call(name, arguments);
  return reply.c_str();
}

// A worker's answer to job `serial`: `size` bytes from malloc, which are freed here. `last`: none comes after it.
EMSCRIPTEN_KEEPALIVE void theatre_receive(int serial, std::uint8_t* bytes, std::size_t size, int last) {
  page().theatre().receive(serial, app::Bytes(bytes), size, last != 0);
  page().finish_reading();
}

// The parameters of one layer of a model's heads; likewise. Null when all is well, else one sentence.
EMSCRIPTEN_KEEPALIVE const char* theatre_parameters(const char* model, std::uint8_t* bytes, std::size_t size) {
  static std::string sentence;
  const app::Bytes owner(bytes);
  const auto failure = page().theatre().add_parameters(model, {bytes, size});
  if (!failure) return nullptr;
  sentence = failure->sentence;
  return sentence.c_str();
}
}

int main() { page(); }
