#include <GLES3/gl3.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <string>

#include "embedded/shader_backdrop_frag.hpp"
#include "embedded/shader_bands_frag.hpp"
#include "embedded/shader_bands_vert.hpp"
#include "embedded/shader_common_glsl.hpp"
#include "embedded/shader_copy_frag.hpp"
#include "embedded/shader_full_vert.hpp"
#include "embedded/shader_lamps_glsl.hpp"
#include "embedded/shader_rings_frag.hpp"
#include "embedded/shader_shades_glsl.hpp"
#include "embedded/shader_shapes_frag.hpp"
#include "embedded/shader_shapes_vert.hpp"
#include "embedded/shader_stage_frag.hpp"
#include "embedded/shader_stage_vert.hpp"
#include "gfx/noise.hpp"
#include "gfx/renderer.hpp"
#include "gfx/shapes.hpp"
#include "gfx/stage_light.hpp"
#include "gfx/tiles.hpp"

namespace theatre::gfx {

namespace {

constexpr int noise_size = 256;

std::string text_of(const unsigned char* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}
#define THEATRE_SHADER(name) text_of(embedded::shader_##name, embedded::shader_##name##_size)

// 0 when the driver refuses it; what it said is added to `log`.
GLuint compile(GLenum kind, const std::string& body, std::string& log) {
  const std::string source = "#version 300 es\nprecision highp float;\nprecision highp int;\n" + body;
  const GLuint shader = glCreateShader(kind);
  const char* text = source.c_str();
  glShaderSource(shader, 1, &text, nullptr);
  glCompileShader(shader);
  GLint good = 0;
  glGetShaderiv(shader, GL_COMPILE_STATUS, &good);
  if (good != 0) return shader;
  char said[1024] = "";
  glGetShaderInfoLog(shader, sizeof said, nullptr, said);
  log += said;
  glDeleteShader(shader);
  return 0;
}

GLuint link(const std::string& vertex, const std::string& fragment, std::string& log) {
  const GLuint v = compile(GL_VERTEX_SHADER, vertex, log);
  const GLuint f = compile(GL_FRAGMENT_SHADER, fragment, log);
  GLuint program = 0;
  if (v != 0 && f != 0) {
    program = glCreateProgram();
    glAttachShader(program, v);
    glAttachShader(program, f);
    glLinkProgram(program);
    GLint good = 0;
    glGetProgramiv(program, GL_LINK_STATUS, &good);
    if (good == 0) {
      char said[1024] = "";
      glGetProgramInfoLog(program, sizeof said, nullptr, said);
      log += said;
      glDeleteProgram(program);
      program = 0;
    }
  }
  glDeleteShader(v);
  glDeleteShader(f);
  return program;
}

void set(GLuint program, const char* name, float value) { glUniform1f(glGetUniformLocation(program, name), value); }
void set(GLuint program, const char* name, int value) { glUniform1i(glGetUniformLocation(program, name), value); }
void set(GLuint program, const char* name, float x, float y) { glUniform2f(glGetUniformLocation(program, name), x, y); }
void set(GLuint program, const char* name, float x, float y, float z) {
  glUniform3f(glGetUniformLocation(program, name), x, y, z);
}
void set(GLuint program, const char* name, const Vec4& v) {
  glUniform4fv(glGetUniformLocation(program, name), 1, v.data());
}
template <std::size_t N>
void set(GLuint program, const char* name, const std::array<Vec4, N>& values, int count) {
  if (count > 0) glUniform4fv(glGetUniformLocation(program, name), count, values[0].data());
}

GLuint texture(GLint filter, GLint wrap) {
  GLuint name = 0;
  glGenTextures(1, &name);
  glBindTexture(GL_TEXTURE_2D, name);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, wrap);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, wrap);
  return name;
}

// All that decides what the backdrop looks like. Its texture lies px on px under the canvas.
struct BackdropKey {
  Vec4 bounds{};
  float horizon = 0, zoom = 0, ratio = 0;
  Vec4 tier_top{}, tier_nose{};
  bool has_rings = false;
  RingLight rings;
  bool operator==(const BackdropKey&) const = default;

  // Its texture keeps the root of light × range: the curtain is darker than rings may be.
  float range() const { return has_rings ? 1.6F : 12.0F; }

  // Device px, y downwards.
  int left() const { return static_cast<int>(std::floor(bounds[0] * ratio)); }
  int top() const { return static_cast<int>(std::floor(bounds[1] * ratio)); }
  int right() const { return std::max(left() + 1, static_cast<int>(std::ceil(bounds[2] * ratio))); }
  int bottom() const { return std::max(top() + 1, static_cast<int>(std::ceil(bounds[3] * ratio))); }
};

// All that decides what the stage looks like.
struct StageKey {
  StageLight light;
  BackdropKey backdrop;
  Vec4 melt{}, card{};
  float card_radius = 0, drift = 0, ratio = 0;
  int width = 0, height = 0;
  scenes::Theme theme = scenes::Theme::dark;
  bool operator==(const StageKey&) const = default;
};

// A buffer of instances, each made of attributes with so many floats, one after the other.
void instanced(GLuint& array, GLuint& buffer, std::initializer_list<GLint> sizes) {
  glGenVertexArrays(1, &array);
  glGenBuffers(1, &buffer);
  glBindVertexArray(array);
  glBindBuffer(GL_ARRAY_BUFFER, buffer);
  GLint floats = 0;
  for (const GLint size : sizes) floats += size;
  std::size_t offset = 0;
  GLuint i = 0;
  for (const GLint size : sizes) {
    glEnableVertexAttribArray(i);
    glVertexAttribPointer(i, size, GL_FLOAT, GL_FALSE, floats * static_cast<GLint>(sizeof(float)),
                          reinterpret_cast<const void*>(offset));
    glVertexAttribDivisor(i, 1);
    offset += static_cast<std::size_t>(size) * sizeof(float);
    ++i;
  }
}

Vec4 corners(const scenes::Rect& r) { return {r.x, r.y, r.x + r.w, r.y + r.h}; }

}  // namespace

struct Renderer::Machine {
  bool ready = false;
  GLuint backdrop_program = 0, rings_program = 0, stage_program = 0, copy_program = 0, shapes_program = 0,
         bands_program = 0;
  GLuint empty_array = 0, shapes_array = 0, shapes_buffer = 0, tiles_array = 0, tiles_buffer = 0, bands_array = 0,
         bands_buffer = 0;
  GLuint noise = 0;
  GLuint cast_buffer = 0;  // the block Cast of shaders/stage.frag
  GLuint backdrop = 0, backdrop_frame = 0;
  GLuint kept = 0, kept_frame = 0;  // the stage as it was drawn last, once it stands still
  BackdropKey backdrop_key;
  StageKey stage_key;
  bool backdrop_drawn = false;
  bool stage_known = false;
  bool stage_kept = false;
  DrawStats stats;

  std::optional<std::string> create() {
    std::string log;
    const std::string common = THEATRE_SHADER(common_glsl);
    const std::string full = THEATRE_SHADER(full_vert);
    const std::string lamps = THEATRE_SHADER(lamps_glsl);
    backdrop_program = link(full, common + THEATRE_SHADER(backdrop_frag), log);
    rings_program = link(full, common + THEATRE_SHADER(rings_frag), log);
    stage_program = link(lamps + THEATRE_SHADER(stage_vert), common + lamps + THEATRE_SHADER(stage_frag), log);
    copy_program = link(full, THEATRE_SHADER(copy_frag), log);
    const std::string shades = common + THEATRE_SHADER(shades_glsl);
    shapes_program = link(THEATRE_SHADER(shapes_vert), shades + THEATRE_SHADER(shapes_frag), log);
    bands_program = link(THEATRE_SHADER(bands_vert), shades + THEATRE_SHADER(bands_frag), log);
    if (backdrop_program == 0 || rings_program == 0 || stage_program == 0 || copy_program == 0 || shapes_program == 0 ||
        bands_program == 0) {
      return "This browser's graphics refused a drawing program of the stage: " + log + ".";
    }

    glGenVertexArrays(1, &empty_array);
    instanced(shapes_array, shapes_buffer, {4, 4, 4, 4, 3, 2});
    instanced(bands_array, bands_buffer, {4, 4, 4, 4, 4, 4, 1});
    glGenVertexArrays(1, &tiles_array);
    glGenBuffers(1, &tiles_buffer);
    glBindVertexArray(tiles_array);
    glBindBuffer(GL_ARRAY_BUFFER, tiles_buffer);
    glEnableVertexAttribArray(0);
    glVertexAttribPointer(0, 4, GL_FLOAT, GL_FALSE, sizeof(Tile), nullptr);
    glVertexAttribDivisor(0, 1);
    const auto numbers = [](GLuint i, GLint size, std::size_t offset) {
      glEnableVertexAttribArray(i);
      glVertexAttribIPointer(i, size, GL_UNSIGNED_INT, sizeof(Tile), reinterpret_cast<const void*>(offset));
      glVertexAttribDivisor(i, 1);
    };
    numbers(1, most_figures / 32, offsetof(Tile, beams));
    numbers(2, most_figures / 32, offsetof(Tile, figures));
    numbers(3, 2, offsetof(Tile, lamps));
    glBindVertexArray(0);

    noise = texture(GL_LINEAR, GL_REPEAT);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RG8, noise_size, noise_size, 0, GL_RG, GL_UNSIGNED_BYTE,
                 noise_picture(noise_size).data());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glGenBuffers(1, &cast_buffer);
    glBindBuffer(GL_UNIFORM_BUFFER, cast_buffer);
    constexpr GLsizeiptr cast_size = 5 * sizeof(StageLight::figure) + sizeof(StageLight::word);
    glBufferData(GL_UNIFORM_BUFFER, cast_size, nullptr, GL_DYNAMIC_DRAW);
    glUniformBlockBinding(stage_program, glGetUniformBlockIndex(stage_program, "Cast"), 0);
    backdrop = texture(GL_NEAREST, GL_CLAMP_TO_EDGE);
    glGenFramebuffers(1, &backdrop_frame);
    kept = texture(GL_LINEAR, GL_CLAMP_TO_EDGE);
    glGenFramebuffers(1, &kept_frame);
    ready = true;
    return std::nullopt;
  }

  void triangle() {
    glBindVertexArray(empty_array);
    glDrawArrays(GL_TRIANGLES, 0, 3);
    ++stats.draw_calls;
    stats.vertices += 3;
  }

  // Makes `frame` draw into `name`, `width` × `height` px.
  static void attach(GLuint frame, GLuint name, GLint format, GLenum type, int width, int height) {
    glBindTexture(GL_TEXTURE_2D, name);
    glTexImage2D(GL_TEXTURE_2D, 0, format, width, height, 0, GL_RGBA, type, nullptr);
    glBindFramebuffer(GL_FRAMEBUFFER, frame);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, name, 0);
  }

  void draw_backdrop(const BackdropKey& key) {
    if (backdrop_drawn && key == backdrop_key) return;
    backdrop_key = key;
    backdrop_drawn = true;
    const int width = key.right() - key.left();
    const int height = key.bottom() - key.top();
    attach(backdrop_frame, backdrop, GL_RGB10_A2, GL_UNSIGNED_INT_2_10_10_10_REV, width, height);
    glViewport(0, 0, width, height);
    const GLuint p = key.has_rings ? rings_program : backdrop_program;
    glUseProgram(p);
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, noise);
    set(p, "u_noise", 0);
    set(p, "u_ratio", key.ratio);
    set(p, "u_height", static_cast<float>(height));
    set(p, "u_origin", static_cast<float>(key.left()) / key.ratio, static_cast<float>(key.top()) / key.ratio);
    set(p, "u_bounds", key.bounds);
    set(p, "u_horizon", key.horizon);
    set(p, "u_tier_top", key.tier_top);
    set(p, "u_tier_nose", key.tier_nose);
    set(p, "u_zoom", key.zoom);
    set(p, "u_range", key.range());
    if (key.has_rings) {
      set(p, "u_rings", key.rings.count);
      set(p, "u_ring", key.rings.ring, key.rings.count);
      set(p, "u_listener", key.rings.listener);
    }
    triangle();
  }

  // Arrays one after the other, as the block Cast has them: vec4 need no padding.
  void fill_cast(const StageLight& light) const {
    constexpr GLsizeiptr each = sizeof light.figure;
    glBindBuffer(GL_UNIFORM_BUFFER, cast_buffer);
    GLintptr at = 0;
    for (const auto* part : {&light.beam_axis, &light.beam_size, &light.beam_end, &light.figure, &light.figure_look}) {
      glBufferSubData(GL_UNIFORM_BUFFER, at, each, part->data());
      at += each;
    }
    glBufferSubData(GL_UNIFORM_BUFFER, at, sizeof light.word, light.word.data());
    glBindBufferBase(GL_UNIFORM_BUFFER, 0, cast_buffer);
  }

  void draw_stage(const StageKey& key) {
    const StageLight& light = key.light;
    const GLuint p = stage_program;
    glUseProgram(p);
    glActiveTexture(GL_TEXTURE1);
    glBindTexture(GL_TEXTURE_2D, backdrop);
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, noise);
    set(p, "u_noise", 0);
    set(p, "u_backdrop", 1);
    set(p, "u_ratio", key.ratio);
    set(p, "u_height", static_cast<float>(key.height));
    set(p, "u_origin", 0.0F, 0.0F);
    set(p, "u_bounds", key.backdrop.bounds);
    set(p, "u_backdrop_place", static_cast<float>(key.backdrop.left()), static_cast<float>(key.backdrop.bottom()),
        key.backdrop.ratio);
    set(p, "u_melt", key.melt);
    set(p, "u_card", key.card);
    set(p, "u_card_radius", key.card_radius);
    const scenes::Colour& house = scenes::dark_palette.house;
    set(p, "u_house", to_linear(house.r), to_linear(house.g), to_linear(house.b));
    const scenes::Colour& page = scenes::palette(key.theme).house;
    set(p, "u_page", page.r, page.g, page.b);
    set(p, "u_tier_top", light.tier_top);
    set(p, "u_tier_nose", light.tier_nose);
    set(p, "u_drift", key.drift, 0.25F * key.drift);
    set(p, "u_beam_mouth", light.beam_mouth);
    set(p, "u_rim", light.rim);
    set(p, "u_range", key.backdrop.range());
    set(p, "u_table", light.table);
    set(p, "u_table_front", light.table_front);
    set(p, "u_figures", light.figures);
    fill_cast(light);
    set(p, "u_lamps", light.lamps);
    set(p, "u_lamp", light.lamp, light.lamps);
    if (light.lamps > 0) glUniform2fv(glGetUniformLocation(p, "u_lamp_light"), light.lamps, light.lamp_light[0].data());
    set(p, "u_canvas", static_cast<float>(key.width) / key.ratio, static_cast<float>(key.height) / key.ratio);
    const std::vector<Tile> tiles = tiles_of(light, key.backdrop.bounds);
    glBindVertexArray(tiles_array);
    glBindBuffer(GL_ARRAY_BUFFER, tiles_buffer);
    glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(tiles.size() * sizeof(Tile)), tiles.data(), GL_STREAM_DRAW);
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(tiles.size()));
    ++stats.draw_calls;
    stats.vertices += 4 * static_cast<int>(tiles.size());
  }

  // A stage that moves is drawn straight to the canvas, or small into a texture where that would be too slow;
  // one that stands still while something else changes (a panel) is drawn once into the texture and copied
  // from then on.
  void stage(const scenes::Picture& picture, const Target& target) {
    StageKey key;
    key.light = stage_light(picture);
    key.backdrop.bounds = corners(picture.bounds);
    key.backdrop.horizon = picture.floor_y;
    key.backdrop.zoom = picture.zoom;
    key.backdrop.ratio = target.ratio;
    key.backdrop.tier_top = key.light.tier_top;
    key.backdrop.tier_nose = key.light.tier_nose;
    if (picture.backdrop == scenes::Backdrop::rings) {
      key.backdrop.has_rings = true;
      key.backdrop.rings = ring_light(picture);
    }
    key.melt = {picture.melt.left, picture.melt.top, picture.melt.right, picture.melt.bottom};
    key.card = corners(picture.card_rect);
    key.card_radius = picture.card ? card_radius : 0;
    key.drift = picture.drift;
    const float detail = std::clamp(target.detail, 0.1F, 1.0F);
    key.width = std::max(1, static_cast<int>(std::ceil(static_cast<float>(target.width) * detail)));
    key.height = std::max(1, static_cast<int>(std::ceil(static_cast<float>(target.height) * detail)));
    key.ratio = target.ratio * static_cast<float>(key.width) / static_cast<float>(target.width);
    key.theme = target.theme;

    GLint canvas = 0;
    glGetIntegerv(GL_FRAMEBUFFER_BINDING, &canvas);
    draw_backdrop(key.backdrop);

    const bool still = stage_known && key == stage_key;
    const bool small = key.width < target.width;
    if (!still || (!stage_kept && !small)) {
      const bool keep = still || small;
      if (keep) {
        attach(kept_frame, kept, GL_RGBA8, GL_UNSIGNED_BYTE, key.width, key.height);
      } else {
        glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(canvas));
      }
      glViewport(0, 0, key.width, key.height);
      clear(target);
      draw_stage(key);
      stage_kept = keep;
      stage_known = true;
      stage_key = key;
    }
    glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(canvas));
    glViewport(0, 0, target.width, target.height);
    if (stage_kept) {
      glUseProgram(copy_program);
      glActiveTexture(GL_TEXTURE0);
      glBindTexture(GL_TEXTURE_2D, kept);
      set(copy_program, "u_picture", 0);
      set(copy_program, "u_size", static_cast<float>(target.width), static_cast<float>(target.height));
      triangle();
    }
  }

  static void clear(const Target& target) {
    const scenes::Colour& page = scenes::palette(target.theme).house;
    glClearColor(page.r, page.g, page.b, 1);
    glClear(GL_COLOR_BUFFER_BIT);
  }

  void shapes(const scenes::Picture& picture, const Target& target) {
    // A card lies dark on a light page: what stands on it has the dark theme's colours.
    const scenes::Palette& palette = picture.card ? scenes::dark_palette : scenes::palette(target.theme);
    glEnable(GL_BLEND);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    for (const PaintRun& run : paint_runs(picture)) {
      draw_instances(shapes_program, shapes_array, shapes_buffer, run.boxes, 4, target);
      draw_instances(bands_program, bands_array, bands_buffer, run.bands, band_vertices, target);
    }
    draw_instances(shapes_program, shapes_array, shapes_buffer, shapes_of(picture, palette), 4, target);
    glDisable(GL_BLEND);
  }

  template <class Instance>
  void draw_instances(GLuint program, GLuint array, GLuint buffer, const std::vector<Instance>& instances, int vertices,
                      const Target& target) {
    if (instances.empty()) return;
    glBindVertexArray(array);
    glBindBuffer(GL_ARRAY_BUFFER, buffer);
    glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(instances.size() * sizeof(Instance)), instances.data(),
                 GL_STREAM_DRAW);
    glUseProgram(program);
    set(program, "u_ratio", target.ratio);
    set(program, "u_canvas", static_cast<float>(target.width) / target.ratio,
        static_cast<float>(target.height) / target.ratio);
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, vertices, static_cast<GLsizei>(instances.size()));
    ++stats.draw_calls;
    stats.vertices += vertices * static_cast<int>(instances.size());
  }
};

Renderer::Renderer() : machine_(std::make_unique<Machine>()) {}
Renderer::~Renderer() = default;

std::optional<std::string> Renderer::create() {
  *machine_ = Machine{};
  return machine_->create();
}

void Renderer::lost() { *machine_ = Machine{}; }

bool Renderer::ready() const { return machine_->ready; }

void Renderer::draw(const scenes::Picture& picture, const Target& target) {
  Machine& m = *machine_;
  m.stats = {};
  if (!m.ready || target.width <= 0 || target.height <= 0) return;
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_CULL_FACE);
  glDisable(GL_BLEND);
  glDisable(GL_SCISSOR_TEST);
  if (picture.backdrop != scenes::Backdrop::none) {
    m.stage(picture, target);
  } else {
    glViewport(0, 0, target.width, target.height);
    Machine::clear(target);
  }
  m.shapes(picture, target);
  glBindVertexArray(0);
}

DrawStats Renderer::stats() const { return machine_->stats; }

}  // namespace theatre::gfx
