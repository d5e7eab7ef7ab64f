# theatre_embed(target SYMBOL file): builds the bytes of `file` into `target`.
#
#   #include "embedded/SYMBOL.hpp"
#   theatre::embedded::SYMBOL        const unsigned char[], followed by a zero byte that doesn't count
#   theatre::embedded::SYMBOL_size   std::size_t, the number of bytes
#
# Works for every target and needs no other program: CMake writes a string literal, which compilers read
# far faster than a list of numbers.
if(CMAKE_SCRIPT_MODE_FILE)
  file(READ "${INPUT}" _hex HEX)
  file(SIZE "${INPUT}" _size)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" _literal "${_hex}")
  file(WRITE "${OUTPUT}" "// Made by cmake/embed.cmake.
#include \"embedded/${SYMBOL}.hpp\"

namespace theatre::embedded {
const unsigned char ${SYMBOL}[] =
\"${_literal}\";
const std::size_t ${SYMBOL}_size = ${_size};
}  // namespace theatre::embedded
")
  return()
endif()

set(THEATRE_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_FILE})

function(theatre_embed target symbol file)
  get_filename_component(input "${file}" ABSOLUTE BASE_DIR ${PROJECT_SOURCE_DIR})
  set(root ${PROJECT_BINARY_DIR}/embed/${target})
  set(output ${root}/embedded/${symbol}.cpp)
  file(CONFIGURE OUTPUT ${root}/embedded/${symbol}.hpp @ONLY CONTENT
"// Made by cmake/embed.cmake.
#pragma once

#include <cstddef>

namespace theatre::embedded {
extern const unsigned char @symbol@[];
extern const std::size_t @symbol@_size;
}  // namespace theatre::embedded
")
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DINPUT=${input} -DOUTPUT=${output} -DSYMBOL=${symbol} -P ${THEATRE_EMBED_SCRIPT}
    DEPENDS ${input} ${THEATRE_EMBED_SCRIPT}
    COMMENT "Embedding ${symbol}"
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
  target_include_directories(${target} PUBLIC ${root})
  # One long literal is what is wanted here.
  set_source_files_properties(${output} PROPERTIES COMPILE_OPTIONS "-w")
endfunction()
