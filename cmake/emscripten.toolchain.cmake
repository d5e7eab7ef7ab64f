# Finds the Emscripten that `emcc` on PATH belongs to (Debian's or an emsdk) and hands over to its own toolchain file.
find_program(THEATRE_EMCC emcc REQUIRED)
file(REAL_PATH "${THEATRE_EMCC}" _theatre_emcc)
get_filename_component(_theatre_emscripten_root "${_theatre_emcc}" DIRECTORY)
set(_theatre_toolchain "${_theatre_emscripten_root}/cmake/Modules/Platform/Emscripten.cmake")
if(NOT EXISTS "${_theatre_toolchain}")
  message(FATAL_ERROR "emcc at ${THEATRE_EMCC} has no CMake toolchain file beside it (${_theatre_toolchain}).")
endif()
set(ENV{EMSCRIPTEN} "${_theatre_emscripten_root}")
# Debian's emcc asks the system's node for the package acorn, which a node from elsewhere doesn't look for there.
if(IS_DIRECTORY /usr/share/nodejs/acorn AND NOT DEFINED ENV{NODE_PATH})
  set(ENV{NODE_PATH} /usr/share/nodejs)
endif()
include("${_theatre_toolchain}")
