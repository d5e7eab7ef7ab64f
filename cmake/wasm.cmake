# How WebAssembly is linked. Each workaround for a version of Emscripten has its reason beside it.

# Debian's emcc asks the system's node for the package acorn, which a node from elsewhere doesn't look for there.
if(IS_DIRECTORY /usr/share/nodejs/acorn)
  set_property(GLOBAL PROPERTY RULE_LAUNCH_LINK "${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs")
endif()

# The stack's setting changed its name in 3.1.25, and its default from 5 MB to 64 KB.
if(EMSCRIPTEN_VERSION VERSION_LESS 3.1.25)
  set(THEATRE_STACK_SETTING TOTAL_STACK)
else()
  set(THEATRE_STACK_SETTING STACK_SIZE)
endif()

# theatre_wasm_common(target): what every linked module has.
function(theatre_wasm_common target)
  target_link_options(${target} PRIVATE
    -Os
    -sALLOW_MEMORY_GROWTH=1
    -s${THEATRE_STACK_SETTING}=1048576)
endfunction()

# theatre_wasm_page(target environment): an ES module with one factory function, and its .wasm beside it.
function(theatre_wasm_page target environment)
  theatre_wasm_common(${target})
  set_target_properties(${target} PROPERTIES SUFFIX .mjs RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
  target_link_options(${target} PRIVATE
    -sMODULARIZE=1
    -sEXPORT_ES6=1
    -sENVIRONMENT=${environment}
    -sFILESYSTEM=0
    -sEXPORTED_FUNCTIONS=_main,_malloc,_free
    -sEXPORTED_RUNTIME_METHODS=ccall,cwrap,UTF8ToString,stringToUTF8,lengthBytesUTF8)
endfunction()

# theatre_wasm_node(target): a program for node that reads the machine's files, with exceptions for the test library.
function(theatre_wasm_node target)
  theatre_wasm_common(${target})
  # .cjs, because package.json beside the sources says that .js is an ES module.
  set_target_properties(${target} PROPERTIES SUFFIX .cjs RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
  target_link_options(${target} PRIVATE -fexceptions -sENVIRONMENT=node -sNODERAWFS=1 -sEXIT_RUNTIME=1)
endfunction()
