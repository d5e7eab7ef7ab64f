# Code that computes little is compiled for size: it halves what a learner downloads. Never rooms that use Eigen in
# earnest, which -Oz makes 25 to 35 times slower.
foreach(target theatre_app theatre_lessons theatre_trace theatre_text theatre_scenes theatre_gfx theatre_ui
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
# In the room of the models, all but what runs on every forward pass.
file(GLOB described CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/model/*.cpp)
list(FILTER described EXCLUDE REGEX "/(glass_box|glass_box_compile|minilm[a-z_]*)\\.cpp$")
set_source_files_properties(${described} PROPERTIES COMPILE_OPTIONS -Oz)
