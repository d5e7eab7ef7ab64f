#include <emscripten.h>
#include <emscripten/html5.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>

#include "imgui.h"
#include "imgui_impl_opengl3.h"
#include "platform/web.hpp"

// Window resizes alone don't tell when the page's layout moves the canvas or the pixel ratio changes.
// A captured pointer keeps a drag alive outside the canvas.
// clang-format off
EM_JS(void, theatre_watch_canvas, (const char* selector, void* host), {
  const canvas = document.querySelector(UTF8ToString(selector));
  canvas.addEventListener("pointerdown", (event) => canvas.setPointerCapture(event.pointerId));
  new ResizeObserver(() => _theatre_canvas_changed(host)).observe(canvas);
  const watchRatio = () => {
    matchMedia("(resolution: " + devicePixelRatio + "dppx)").addEventListener("change", () => {
      _theatre_canvas_changed(host);
      watchRatio();
    }, { once: true });
  };
  watchRatio();
});
// Dear ImGui's backend asks for WebGL's state before it draws, and puts it back. To answer these questions a browser first
// waits until all that was asked of the graphics is drawn: a tenth of a second a frame where a processor draws. Stage and
// panels both set what they need, so that any fit answer will do.
EM_JS(void, theatre_answer_at_once, (const char* selector), {
  const gl = document.querySelector(UTF8ToString(selector)).getContext("webgl2");
  const answers = {
    [gl.SCISSOR_BOX]: [0, 0, 1, 1],
    [gl.BLEND_EQUATION_RGB]: gl.FUNC_ADD, [gl.BLEND_EQUATION_ALPHA]: gl.FUNC_ADD,
    [gl.BLEND_SRC_RGB]: gl.ONE, [gl.BLEND_SRC_ALPHA]: gl.ONE,
    [gl.BLEND_DST_RGB]: gl.ONE_MINUS_SRC_ALPHA, [gl.BLEND_DST_ALPHA]: gl.ONE_MINUS_SRC_ALPHA,
  };
  const ask = gl.getParameter;
  gl.getParameter = function (name) { return answers[name] || ask.call(gl, name); };
  gl.isProgram = (program) => program !== null;
});
// clang-format on

namespace theatre::platform {

namespace {

// After input a panel needs more than one frame to come to rest.
constexpr int settling_frames = 3;

// Frames further apart than this while something moves, this many times in a row, are drawn with less detail.
constexpr double slow_frame = 0.075;
constexpr double pause_between_moves = 1.0;
constexpr int slow_frames = 2;
constexpr float coarse = 0.5F;

ImGuiKey key_of(const char* code) {
  struct Name {
    const char* code;
    ImGuiKey key;
  };
  static constexpr Name names[] = {
      {"ArrowLeft", ImGuiKey_LeftArrow}, {"ArrowRight", ImGuiKey_RightArrow},
      {"ArrowUp", ImGuiKey_UpArrow},     {"ArrowDown", ImGuiKey_DownArrow},
      {"PageUp", ImGuiKey_PageUp},       {"PageDown", ImGuiKey_PageDown},
      {"Home", ImGuiKey_Home},           {"End", ImGuiKey_End},
      {"Enter", ImGuiKey_Enter},         {"Space", ImGuiKey_Space},
      {"Escape", ImGuiKey_Escape},
  };
  for (const Name& name : names) {
    if (std::strcmp(name.code, code) == 0) return name.key;
  }
  return ImGuiKey_None;
}

class WebHost final : public Host {
 public:
  WebHost(std::string selector, Client& client) : selector_(std::move(selector)), client_(client) {}

  ~WebHost() override {
    if (context_ <= 0) return;
    ImGui_ImplOpenGL3_Shutdown();
    ImGui::DestroyContext();
    emscripten_webgl_destroy_context(context_);
  }

  // Empty when it went well.
  std::string start() {
    EmscriptenWebGLContextAttributes wanted;
    emscripten_webgl_init_context_attributes(&wanted);
    wanted.majorVersion = 2;
    wanted.alpha = EM_FALSE;
    wanted.depth = EM_FALSE;
    wanted.stencil = EM_FALSE;
    // Stage, shapes and panels smooth their own edges.
    wanted.antialias = EM_FALSE;
    context_ = emscripten_webgl_create_context(selector_.c_str(), &wanted);
    if (context_ <= 0 || emscripten_webgl_make_context_current(context_) != EMSCRIPTEN_RESULT_SUCCESS) {
      return "This browser can't draw the stage: it offers no WebGL 2.";
    }
    theatre_answer_at_once(selector_.c_str());
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.BackendPlatformName = "theatre";
    if (!ImGui_ImplOpenGL3_Init("#version 300 es")) return "This browser's graphics refused the panels.";
    listen();
    theatre_watch_canvas(selector_.c_str(), this);
    measure();
    request_frame();
    return {};
  }

  void request_frame() override {
    wanted_ = true;
    if (looping_) return;
    looping_ = true;
    emscripten_request_animation_frame_loop(
        [](double, void* self) -> EM_BOOL { return static_cast<WebHost*>(self)->frame() ? EM_TRUE : EM_FALSE; }, this);
  }

  double now() const override { return emscripten_get_now() / 1000; }
  const Surface& surface() const override { return surface_; }
  long frames() const override { return frames_; }
  FrameTimes::Summary frame_times() const override { return frame_times_.summary(); }

  // The canvas may have another size or pixel ratio now.
  void canvas_changed() {
    resized_ = true;
    request_frame();
  }

 private:
  // True when the next frame is wanted too.
  bool frame() {
    const double began = emscripten_get_now();
    wanted_ = false;
    if (lost_) return looping_ = false;
    bool draw = redraw_;
    if (resized_ && measure()) draw = true;
    const bool moving = client_.advance(now());
    if (moving) draw = wanted_ = true;
    if (choose_detail(moving)) draw = true;
    const bool panels = client_.panels_open();
    if (panels != panels_were_open_) {
      panels_were_open_ = panels;
      settling_ = settling_frames;
      draw = true;
    }
    if (settling_ > 0) {
      --settling_;
      draw = draw || panels;
      wanted_ = wanted_ || (panels && settling_ > 0);
    }
    if (draw) {
      redraw_ = false;
      client_.draw(surface_);
      if (panels) draw_panels();
      frame_times_.add(emscripten_get_now() - began);
      ++frames_;
    }
    return looping_ = wanted_;
  }

  // True when what stands still now was drawn with less detail.
  bool choose_detail(bool moving) {
    const double time = now();
    if (moving && was_moving_) {
      const double gap = time - last_move_;
      if (gap > slow_frame && gap < pause_between_moves) {
        ++slow_;
      } else if (surface_.detail >= 1) {
        slow_ = 0;
      }
    }
    was_moving_ = moving;
    last_move_ = time;
    const float before = surface_.detail;
    surface_.detail = moving && slow_ >= slow_frames ? coarse : 1.0F;
    return surface_.detail > before;
  }

  void draw_panels() {
    ImGuiIO& io = ImGui::GetIO();
    const double time = now();
    io.DisplaySize = {surface_.width, surface_.height};
    io.DisplayFramebufferScale = {surface_.ratio, surface_.ratio};
    io.DeltaTime = static_cast<float>(std::clamp(time - panel_time_, 1e-4, 0.1));
    panel_time_ = time;
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
    client_.panels();
    ImGui::Render();
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  }

  // True when the canvas has changed.
  bool measure() {
    resized_ = false;
    double width = 0;
    double height = 0;
    emscripten_get_element_css_size(selector_.c_str(), &width, &height);
    const double ratio = std::clamp(emscripten_get_device_pixel_ratio(), 0.5, 4.0);
    Surface surface{static_cast<float>(width), static_cast<float>(height),
                    std::max(1, static_cast<int>(std::lround(width * ratio))),
                    std::max(1, static_cast<int>(std::lround(height * ratio))), static_cast<float>(ratio)};
    surface.detail = surface_.detail;
    if (surface == surface_) return false;
    surface_ = surface;
    emscripten_set_canvas_element_size(selector_.c_str(), surface.pixel_width, surface.pixel_height);
    client_.resized(surface_);
    return true;
  }

  bool panels_want_pointer() const { return client_.panels_open() && ImGui::GetIO().WantCaptureMouse; }

  void settle() {
    settling_ = settling_frames;
    request_frame();
  }

  bool pointer(const Pointer& pointer) {
    if (client_.panels_open()) {
      const bool held =
          pointer.touch && pointer.kind == Pointer::Kind::down && client_.panels_hold(pointer.x, pointer.y);
      ImGuiIO& io = ImGui::GetIO();
      io.AddMouseSourceEvent(pointer.touch ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
      if (pointer.kind == Pointer::Kind::leave) {
        io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
      } else {
        io.AddMousePosEvent(pointer.x, pointer.y);
      }
      // The browser numbers buttons left, middle, right; Dear ImGui left, right, middle.
      constexpr int buttons[] = {0, 2, 1};
      if (pointer.kind == Pointer::Kind::down || pointer.kind == Pointer::Kind::up) {
        if (pointer.button >= 0 && pointer.button < 3) {
          io.AddMouseButtonEvent(buttons[pointer.button], pointer.kind == Pointer::Kind::down);
        }
      }
      settle();
      // A finger that goes down was nowhere before: what it touches is known only after the next frame.
      if (held || panels_want_pointer()) return true;
    }
    const bool used = client_.pointer(pointer);
    if (used) request_frame();
    return used;
  }

  static EM_BOOL on_mouse(int type, const EmscriptenMouseEvent* event, void* self) {
    Pointer p;
    p.x = static_cast<float>(event->targetX);
    p.y = static_cast<float>(event->targetY);
    p.button = event->button;
    p.kind = type == EMSCRIPTEN_EVENT_MOUSEDOWN    ? Pointer::Kind::down
             : type == EMSCRIPTEN_EVENT_MOUSEUP    ? Pointer::Kind::up
             : type == EMSCRIPTEN_EVENT_MOUSELEAVE ? Pointer::Kind::leave
                                                   : Pointer::Kind::move;
    return static_cast<WebHost*>(self)->pointer(p) ? EM_TRUE : EM_FALSE;
  }

  static EM_BOOL on_touch(int type, const EmscriptenTouchEvent* event, void* self) {
    auto& host = *static_cast<WebHost*>(self);
    for (int i = 0; i < event->numTouches; ++i) {
      const EmscriptenTouchPoint& touch = event->touches[i];
      if (!touch.isChanged) continue;
      if (host.finger_ < 0 && type == EMSCRIPTEN_EVENT_TOUCHSTART) host.finger_ = static_cast<int>(touch.identifier);
      if (static_cast<int>(touch.identifier) != host.finger_) continue;
      Pointer p;
      p.touch = true;
      p.x = static_cast<float>(touch.targetX);
      p.y = static_cast<float>(touch.targetY);
      p.kind = type == EMSCRIPTEN_EVENT_TOUCHSTART  ? Pointer::Kind::down
               : type == EMSCRIPTEN_EVENT_TOUCHMOVE ? Pointer::Kind::move
                                                    : Pointer::Kind::up;
      const bool used = host.pointer(p);
      if (type == EMSCRIPTEN_EVENT_TOUCHEND || type == EMSCRIPTEN_EVENT_TOUCHCANCEL) {
        host.finger_ = -1;
        p.kind = Pointer::Kind::leave;
        host.pointer(p);
      }
      return used ? EM_TRUE : EM_FALSE;
    }
    return EM_FALSE;
  }

  static EM_BOOL on_wheel(int, const EmscriptenWheelEvent* event, void* self) {
    auto& host = *static_cast<WebHost*>(self);
    const float unit = event->deltaMode == DOM_DELTA_LINE ? 16.0F : event->deltaMode == DOM_DELTA_PAGE ? 400.0F : 1.0F;
    Wheel w;
    w.x = static_cast<float>(event->mouse.targetX);
    w.y = static_cast<float>(event->mouse.targetY);
    w.dx = static_cast<float>(event->deltaX) * unit;
    w.dy = static_cast<float>(event->deltaY) * unit;
    if (host.panels_want_pointer()) {
      ImGui::GetIO().AddMouseWheelEvent(-w.dx / 100, -w.dy / 100);
      host.settle();
      return EM_TRUE;
    }
    const bool used = host.client_.wheel(w);
    if (used) host.request_frame();
    return used ? EM_TRUE : EM_FALSE;
  }

  // Only keys a panel asks for are taken; Tab and the browser's shortcuts live.
  static EM_BOOL on_key(int type, const EmscriptenKeyboardEvent* event, void* self) {
    auto& host = *static_cast<WebHost*>(self);
    if (!host.client_.panels_open()) return EM_FALSE;
    ImGuiIO& io = ImGui::GetIO();
    io.AddKeyEvent(ImGuiMod_Ctrl, event->ctrlKey);
    io.AddKeyEvent(ImGuiMod_Shift, event->shiftKey);
    io.AddKeyEvent(ImGuiMod_Alt, event->altKey);
    const ImGuiKey key = key_of(event->code);
    if (key == ImGuiKey_None) return EM_FALSE;
    io.AddKeyEvent(key, type == EMSCRIPTEN_EVENT_KEYDOWN);
    host.settle();
    return io.WantCaptureKeyboard ? EM_TRUE : EM_FALSE;
  }

  static EM_BOOL on_context(int type, const void*, void* self) {
    auto& host = *static_cast<WebHost*>(self);
    if (type == EMSCRIPTEN_EVENT_WEBGLCONTEXTLOST) {
      host.lost_ = true;
      // Now, while every call to GL is ignored: later the old names would belong to no context.
      ImGui_ImplOpenGL3_DestroyDeviceObjects();
      host.client_.context_lost();
      return EM_TRUE;  // says that we can go on with a new one
    }
    host.lost_ = false;
    emscripten_webgl_make_context_current(host.context_);
    ImGui_ImplOpenGL3_CreateDeviceObjects();
    host.client_.context_restored();
    host.redraw_ = true;
    host.request_frame();
    return EM_TRUE;
  }

  void listen() {
    const char* canvas = selector_.c_str();
    emscripten_set_mousedown_callback(canvas, this, EM_FALSE, on_mouse);
    emscripten_set_mouseup_callback(canvas, this, EM_FALSE, on_mouse);
    emscripten_set_mousemove_callback(canvas, this, EM_FALSE, on_mouse);
    emscripten_set_mouseleave_callback(canvas, this, EM_FALSE, on_mouse);
    emscripten_set_touchstart_callback(canvas, this, EM_FALSE, on_touch);
    emscripten_set_touchmove_callback(canvas, this, EM_FALSE, on_touch);
    emscripten_set_touchend_callback(canvas, this, EM_FALSE, on_touch);
    emscripten_set_touchcancel_callback(canvas, this, EM_FALSE, on_touch);
    emscripten_set_wheel_callback(canvas, this, EM_FALSE, on_wheel);
    emscripten_set_keydown_callback(canvas, this, EM_FALSE, on_key);
    emscripten_set_keyup_callback(canvas, this, EM_FALSE, on_key);
    emscripten_set_webglcontextlost_callback(canvas, this, EM_FALSE, on_context);
    emscripten_set_webglcontextrestored_callback(canvas, this, EM_FALSE, on_context);
  }

  std::string selector_;
  Client& client_;
  EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context_ = 0;
  Surface surface_;
  bool looping_ = false;
  bool wanted_ = false;  // another frame after this one
  bool resized_ = false;
  bool redraw_ = true;  // even if the client reports no change
  bool lost_ = false;
  bool was_moving_ = false;
  double last_move_ = 0;
  int slow_ = 0;  // slow frames while something moved
  bool panels_were_open_ = false;
  int settling_ = 0;
  int finger_ = -1;
  long frames_ = 0;
  FrameTimes frame_times_;
  double panel_time_ = 0;
};

}  // namespace

WebStart start_on_canvas(const char* selector, Client& client) {
  auto host = std::make_unique<WebHost>(selector, client);
  std::string error = host->start();
  if (!error.empty()) return {nullptr, std::move(error)};
  return {std::move(host), {}};
}

}  // namespace theatre::platform

// Called by theatre_watch_canvas above.
extern "C" EMSCRIPTEN_KEEPALIVE void theatre_canvas_changed(void* host) {
  static_cast<theatre::platform::WebHost*>(host)->canvas_changed();
}
