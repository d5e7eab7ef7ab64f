// Draws a Picture into the current WebGL2 framebuffer. The only room with GL names; none shows in this file.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "scenes/picture.hpp"
#include "scenes/theme.hpp"

namespace theatre::gfx {

struct Target {
  int width = 0, height = 0;  // of the framebuffer, device px
  float ratio = 1;            // device px per CSS px
  scenes::Theme theme = scenes::Theme::dark;
  float detail = 1;  // below 1: the stage is drawn with this share of the px in each direction, and stretched
};

// Of the last draw().
struct DrawStats {
  int draw_calls = 0;
  int vertices = 0;
};

// Text is not drawn here: the page sets labels as HTML over the canvas.
class Renderer {
 public:
  Renderer();
  ~Renderer();
  Renderer(const Renderer&) = delete;
  Renderer& operator=(const Renderer&) = delete;

  // Builds everything in the current context, also in one that was lost and came back.
  // nullopt when it went well, otherwise one sentence on what failed.
  std::optional<std::string> create();
  // The context is lost with all that was in it: forgets the names without touching GL.
  void lost();
  bool ready() const;

  // Draws over the whole framebuffer, alpha 1. Does nothing when not ready.
  void draw(const scenes::Picture& picture, const Target& target);
  DrawStats stats() const;

 private:
  struct Machine;
  std::unique_ptr<Machine> machine_;
};

}  // namespace theatre::gfx
