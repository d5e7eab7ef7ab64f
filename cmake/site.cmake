# The target `site`: the finished static site. Its usual home is build/site; a build folder of one's own gets its own.
if(PROJECT_BINARY_DIR STREQUAL "${PROJECT_SOURCE_DIR}/build/wasm")
  set(THEATRE_SITE_DIR ${PROJECT_SOURCE_DIR}/build/site)
else()
  set(THEATRE_SITE_DIR ${PROJECT_BINARY_DIR}/site)
endif()

find_program(THEATRE_NODE NAMES node nodejs)
add_custom_target(site
  COMMAND ${THEATRE_NODE} ${PROJECT_SOURCE_DIR}/tools/build-site.mjs ${PROJECT_BINARY_DIR} ${THEATRE_SITE_DIR}
  COMMENT "Assembling ${THEATRE_SITE_DIR}"
  USES_TERMINAL
  VERBATIM)
foreach(module theatre theatre_worker)
  if(TARGET ${module})
    add_dependencies(site ${module})
  endif()
endforeach()
