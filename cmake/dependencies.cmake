# The libraries we build on. tools/setup.sh puts their sources under build/deps and says where in
# build/deps/sources.cmake; elsewhere FetchContent gets the same releases from their own repositories.
include(FetchContent)
set(FETCHCONTENT_QUIET ON)

if(EXISTS ${PROJECT_SOURCE_DIR}/build/deps/sources.cmake)
  include(${PROJECT_SOURCE_DIR}/build/deps/sources.cmake)
endif()

FetchContent_Declare(imgui
  GIT_REPOSITORY https://github.com/ocornut/imgui.git
  GIT_TAG v1.92.2b
  GIT_SHALLOW ON)
FetchContent_Declare(catch2
  GIT_REPOSITORY https://github.com/catchorg/Catch2.git
  GIT_TAG v3.7.1
  GIT_SHALLOW ON)
FetchContent_Declare(eigen
  GIT_REPOSITORY https://gitlab.com/libeigen/eigen.git
  GIT_TAG 3.4.0
  GIT_SHALLOW ON)
FetchContent_Declare(nlohmann_json
  GIT_REPOSITORY https://github.com/nlohmann/json.git
  GIT_TAG v3.11.2
  GIT_SHALLOW ON)

# Fetches a project without running its own CMakeLists; ${name}_SOURCE_DIR then says where it lies.
macro(theatre_sources name)
  FetchContent_GetProperties(${name})
  if(NOT ${name}_POPULATED)
    FetchContent_Populate(${name})
  endif()
endmacro()

# --- Eigen: headers. A cross compiler must see this one folder and not the whole of /usr/include.
find_path(THEATRE_EIGEN_DIR Eigen/Core PATHS /usr/include/eigen3 /usr/local/include/eigen3
  /opt/homebrew/include/eigen3 NO_CMAKE_FIND_ROOT_PATH)
if(NOT THEATRE_EIGEN_DIR)
  theatre_sources(eigen)
  set(THEATRE_EIGEN_DIR ${eigen_SOURCE_DIR})
endif()
add_library(theatre_eigen INTERFACE)
target_include_directories(theatre_eigen SYSTEM INTERFACE ${THEATRE_EIGEN_DIR})
target_compile_definitions(theatre_eigen INTERFACE EIGEN_MPL2_ONLY EIGEN_DONT_PARALLELIZE)
if(THEATRE_SANITIZE)
  # Eigen allocates in another way where it is compiled with a sanitizer; our code and its tests have to agree.
  target_compile_definitions(theatre_eigen INTERFACE EIGEN_MALLOC_ALREADY_ALIGNED=1)
endif()

# --- nlohmann-json: headers, seen through a folder of its own for the same reason.
find_path(THEATRE_JSON_DIR nlohmann/json.hpp PATHS /usr/include /usr/local/include
  /opt/homebrew/include NO_CMAKE_FIND_ROOT_PATH)
if(NOT THEATRE_JSON_DIR)
  theatre_sources(nlohmann_json)
  set(THEATRE_JSON_DIR ${nlohmann_json_SOURCE_DIR}/include)
endif()
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/json)
file(CREATE_LINK ${THEATRE_JSON_DIR}/nlohmann ${PROJECT_BINARY_DIR}/json/nlohmann SYMBOLIC)
add_library(theatre_json INTERFACE)
target_include_directories(theatre_json SYSTEM INTERFACE ${PROJECT_BINARY_DIR}/json)
# The same in every file, tests included: parse with `allow_exceptions = false` and look at `is_discarded()`.
target_compile_definitions(theatre_json INTERFACE JSON_NOEXCEPTION=1)

# --- Dear ImGui: its four sources, and the OpenGL ES backend for the page.
theatre_sources(imgui)
add_library(theatre_imgui STATIC
  ${imgui_SOURCE_DIR}/imgui.cpp
  ${imgui_SOURCE_DIR}/imgui_draw.cpp
  ${imgui_SOURCE_DIR}/imgui_tables.cpp
  ${imgui_SOURCE_DIR}/imgui_widgets.cpp)
if(EMSCRIPTEN)
  target_sources(theatre_imgui PRIVATE ${imgui_SOURCE_DIR}/backends/imgui_impl_opengl3.cpp)
  target_compile_definitions(theatre_imgui PUBLIC IMGUI_IMPL_OPENGL_ES3)
endif()
target_include_directories(theatre_imgui SYSTEM PUBLIC ${imgui_SOURCE_DIR} ${imgui_SOURCE_DIR}/backends)
target_compile_definitions(theatre_imgui PUBLIC IMGUI_USER_CONFIG="${PROJECT_SOURCE_DIR}/cmake/imgui_config.hpp")
target_link_libraries(theatre_imgui PRIVATE theatre_target)
target_compile_options(theatre_imgui PRIVATE -fno-exceptions -fno-rtti)

# --- Catch2: its one-file form, for the tests alone. Its own build compiles a hundred files, five to ten times as long.
if(THEATRE_TESTS)
  theatre_sources(catch2)
  add_library(theatre_catch2 STATIC EXCLUDE_FROM_ALL ${catch2_SOURCE_DIR}/extras/catch_amalgamated.cpp)
  # The defaults of the one header that Catch2's own build would write.
  set(CATCH_CONFIG_DEFAULT_REPORTER console)
  set(CATCH_CONFIG_CONSOLE_WIDTH 100)
  configure_file(${catch2_SOURCE_DIR}/src/catch2/catch_user_config.hpp.in
    ${PROJECT_BINARY_DIR}/catch2/catch2/catch_user_config.hpp)
  target_include_directories(theatre_catch2 SYSTEM INTERFACE
    ${catch2_SOURCE_DIR}/src ${PROJECT_BINARY_DIR}/catch2)
  target_compile_options(theatre_catch2 PRIVATE -O1 -w)
  if(EMSCRIPTEN)
    target_compile_options(theatre_catch2 PRIVATE -fexceptions)
  endif()
  add_library(Catch2::Catch2WithMain ALIAS theatre_catch2)
  list(APPEND CMAKE_MODULE_PATH ${catch2_SOURCE_DIR}/extras)
  if(NOT EMSCRIPTEN AND NOT THEATRE_SANITIZE)
    find_package(benchmark QUIET)
  endif()
endif()
