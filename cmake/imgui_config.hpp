// Dear ImGui's compile-time settings, the same for every target.
#pragma once

// Big matrices and long texts pass 64K vertices.
#define ImDrawIdx unsigned int
// Emoji and private-use code points lie beyond 16 bits.
#define IMGUI_USE_WCHAR32
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
// The page has no files.
#define IMGUI_DISABLE_FILE_FUNCTIONS
