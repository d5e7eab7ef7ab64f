// The world around the app: a canvas, input, a clock, frames on demand. One interface, a browser and a fake
// for tests.
#pragma once

#include "platform/frame_times.hpp"

namespace theatre::platform {

// The canvas as it is now.
struct Surface {
  float width = 0, height = 0;            // CSS px
  int pixel_width = 0, pixel_height = 0;  // device px
  float ratio = 1;                        // device px per CSS px
  float detail = 1;  // below 1: something moves and frames come slowly, so draw coarser until it stands still

  bool operator==(const Surface&) const = default;
};

// Places are CSS px of the canvas, y downwards.
struct Pointer {
  enum class Kind { move, down, up, leave };
  Kind kind = Kind::move;
  float x = 0, y = 0;
  int button = 0;  // 0 = main; the first touch counts as main
  bool touch = false;
};

struct Wheel {
  float x = 0, y = 0;
  float dx = 0, dy = 0;  // CSS px; positive = towards the right and the bottom of what is scrolled
};

// What runs on a platform.
class Client {
 public:
  virtual ~Client() = default;

  // Before the first frame, and whenever the canvas changes its size or its pixel ratio.
  virtual void resized(const Surface& surface) = 0;

  // Time goes on; `now` in seconds. True: something changed, draw, and ask again in the next frame.
  // False: nothing moves, frames stop until one is requested.
  virtual bool advance(double now) = 0;

  // Draws the whole canvas; the GL context is current.
  virtual void draw(const Surface& surface) = 0;

  // While true, every frame also runs `panels` inside a frame of Dear ImGui, over what `draw` has drawn.
  virtual bool panels_open() const = 0;
  virtual void panels() = 0;
  // Something to be dragged lies here: a finger that goes down on it doesn't scroll the page.
  virtual bool panels_hold(float x, float y) const = 0;

  // What no panel wanted. True = used: the browser then doesn't scroll or select.
  virtual bool pointer(const Pointer& pointer) = 0;
  virtual bool wheel(const Wheel& wheel) = 0;

  // The GL context is gone with all its objects; and is there again, empty.
  virtual void context_lost() = 0;
  virtual void context_restored() = 0;
};

// What a client may ask of its platform.
class Host {
 public:
  virtual ~Host() = default;
  virtual void request_frame() = 0;  // cheap; many requests make one frame
  virtual double now() const = 0;    // seconds, from any start
  virtual const Surface& surface() const = 0;
  virtual long frames() const = 0;                      // drawn so far
  virtual FrameTimes::Summary frame_times() const = 0;  // of our own code and what it asks of WebGL
};

}  // namespace theatre::platform
