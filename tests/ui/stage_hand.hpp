// A pair of hands for the panels without a screen: frames, a renderer that only says yes, a pointer, a
// keyboard.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "imgui.h"
#include "ui/panels.hpp"

namespace theatre::test {

class Hands {
 public:
  Hands() {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {1280, 800};
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    panels_ = std::make_unique<ui::Panels>();
  }
  ~Hands() {
    // What the renderer would do when it shuts down.
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) let_go(*texture);
    panels_.reset();
    ImGui::DestroyContext();
  }
  Hands(const Hands&) = delete;
  Hands& operator=(const Hands&) = delete;

  // One frame; the view follows what was done.
  std::vector<ui::Action> frame() {
    ImGui::GetIO().DeltaTime = 1.0F / 60;
    panels_->begin_frame();
    ImGui::NewFrame();
    const auto actions = panels_->draw(input);
    ImGui::Render();
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) serve(*texture);
    for (const ui::Action& action : actions) {
      if (input.trace) input.view = ui::apply(input.view, action, *input.trace);
    }
    return actions;
  }
  void fonts_changed() { panels_->fonts_changed(); }
  void move(float x, float y) { ImGui::GetIO().AddMousePosEvent(x, y); }
  std::vector<ui::Action> point(float x, float y) {
    move(x, y);
    frame();
    return frame();
  }
  std::vector<ui::Action> click(float x, float y) {
    point(x, y);
    ImGui::GetIO().AddMouseButtonEvent(0, true);
    frame();
    ImGui::GetIO().AddMouseButtonEvent(0, false);
    auto actions = frame();
    return actions;
  }
  std::vector<ui::Action> press(ImGuiKey key) {
    ImGui::GetIO().AddKeyEvent(key, true);
    auto actions = frame();
    ImGui::GetIO().AddKeyEvent(key, false);
    frame();
    return actions;
  }
  // A place in the rectangle whose hover has this name: looked for in large steps, then in small ones.
  // {-1, -1} when there is none.
  std::pair<float, float> find(const std::string& name, float smallest = 4) {
    const scenes::Rect r = input.rect;
    for (const float step : {3 * smallest, smallest}) {
      for (float y = r.y + 2; y < r.y + r.h; y += step) {
        for (float x = r.x + 2; x < r.x + r.w; x += step) {
          move(x, y);
          frame();
          if (hover().name == name) return {x, y};
        }
      }
    }
    return {-1, -1};
  }
  const ui::Hover& hover() const { return panels_->hover(); }
  bool holds(float x, float y) const { return panels_->holds(x, y); }
  static int vertices() { return ImGui::GetDrawData()->TotalVtxCount; }
  static int draw_calls() {
    int calls = 0;
    for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists) calls += list->CmdBuffer.Size;
    return calls;
  }

  ui::PanelInput input;

 private:
  static void let_go(ImTextureData& texture) {
    texture.SetTexID(ImTextureID_Invalid);
    texture.SetStatus(ImTextureStatus_Destroyed);
  }
  static void serve(ImTextureData& texture) {
    if (texture.Status == ImTextureStatus_WantCreate) texture.SetTexID(1);
    if (texture.Status == ImTextureStatus_WantDestroy) {
      if (texture.UnusedFrames > 0) let_go(texture);
    } else {
      texture.SetStatus(ImTextureStatus_OK);
    }
  }

  std::unique_ptr<ui::Panels> panels_;
};

}  // namespace theatre::test
