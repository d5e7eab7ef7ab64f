# theatre_room(name libraries...): every .cpp in src/<name>/, at any depth, becomes the static library theatre_<name>.
# Files ending in _web.cpp are for the page alone, in _headless.cpp for native builds alone, in _kernel.cpp are compiled
# for speed (wasm_size.cmake), and *_main.cpp are programs, not part of a library.

# theatre_sources_of(variable folder pattern): the files this target compiles, of the folder and those in it.
function(theatre_sources_of variable folder pattern)
  file(GLOB_RECURSE found CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/${pattern})
  list(FILTER found EXCLUDE REGEX "_main\\.cpp$")
  if(EMSCRIPTEN)
    list(FILTER found EXCLUDE REGEX "_headless\\.cpp$")
  else()
    list(FILTER found EXCLUDE REGEX "_web\\.cpp$")
  endif()
  set(${variable} ${found} PARENT_SCOPE)
endfunction()

function(theatre_room name)
  theatre_sources_of(sources src/${name} *.cpp)
  if(sources)
    add_library(theatre_${name} STATIC ${sources})
    target_link_libraries(theatre_${name} PRIVATE theatre_target theatre_warnings theatre_shipped)
    target_include_directories(theatre_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
    target_link_libraries(theatre_${name} PUBLIC ${ARGN})
  else()
    add_library(theatre_${name} INTERFACE)
    target_include_directories(theatre_${name} INTERFACE ${PROJECT_SOURCE_DIR}/src)
    target_link_libraries(theatre_${name} INTERFACE ${ARGN})
  endif()
endfunction()

# theatre_room_embed(room SYMBOL file): theatre_embed into a room, if both the room and the file exist.
function(theatre_room_embed room symbol file)
  if(NOT EXISTS ${PROJECT_SOURCE_DIR}/${file})
    return()
  endif()
  get_target_property(type theatre_${room} TYPE)
  if(NOT type STREQUAL "INTERFACE_LIBRARY")
    theatre_embed(theatre_${room} ${symbol} ${file})
  endif()
endfunction()
