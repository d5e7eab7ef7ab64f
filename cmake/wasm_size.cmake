# Code that computes little is compiled for size: it halves what a learner downloads. Never what uses Eigen in earnest,
# which -Oz makes 25 to 35 times slower: the room `core`, and the kernels below.
foreach(target theatre_app theatre_lessons theatre_trace theatre_text theatre_model theatre_scenes theatre_gfx theatre_ui
               theatre_platform theatre_imgui)
  get_target_property(type ${target} TYPE)
  if(NOT type STREQUAL "INTERFACE_LIBRARY")
    target_compile_options(${target} PRIVATE -Oz)
  endif()
endforeach()
# The page draws its glyphs with the browser's fonts, and has no debugger for ImGui.
target_compile_definitions(theatre_imgui PUBLIC IMGUI_DISABLE_DEFAULT_FONT IMGUI_DISABLE_DEBUG_TOOLS)
target_compile_definitions(theatre_imgui PRIVATE IMGUI_STB_TRUETYPE_FILENAME="${PROJECT_SOURCE_DIR}/cmake/no_truetype.h")
# Nor does it have tables of ImGui's.
get_target_property(imgui_sources theatre_imgui SOURCES)
list(REMOVE_ITEM imgui_sources ${imgui_SOURCE_DIR}/imgui_tables.cpp)
set_target_properties(theatre_imgui PROPERTIES SOURCES "${imgui_sources};${PROJECT_SOURCE_DIR}/cmake/no_tables.cpp")
# What runs on every forward pass, and what reads megabytes, is compiled for speed wherever it lies: a file that ends in
# _kernel.cpp. clang 14's vectoriser of straight-line code gets a chain of comparisons wrong in
# src/model/minilm/weights_kernel.cpp, and refuses a right file; kernels do without it, their loops are written with
# vectors by hand. None is for -Oz, whose word before -O2 would still keep emcc from inlining.
file(GLOB_RECURSE kernels CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/*_kernel.cpp)
set_source_files_properties(${kernels} PROPERTIES COMPILE_OPTIONS "-O2;-finline-functions;-fno-slp-vectorize")
