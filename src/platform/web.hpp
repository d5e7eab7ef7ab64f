// The browser's platform: one canvas with WebGL2 and Dear ImGui. Exists in the page's build only.
#pragma once

#include <memory>
#include <string>

#include "platform/platform.hpp"

namespace theatre::platform {

struct WebStart {
  std::unique_ptr<Host> host;  // empty when it failed
  std::string error;           // one sentence
};

// Makes a WebGL2 context and a Dear ImGui context on the canvas that `selector` names ("#stage"), listens to
// its input, tells the client its size and requests the first frame. Dear ImGui's style and fonts are left to
// the caller: ImGui's context is current when this returns. `client` must outlive the host.
WebStart start_on_canvas(const char* selector, Client& client);

}  // namespace theatre::platform
