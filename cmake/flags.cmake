# Compiler and linker flags. `theatre_target` is what all code compiled here needs (third-party sources too);
# the others are for our own code only.

add_library(theatre_target INTERFACE)
add_library(theatre_warnings INTERFACE)
add_library(theatre_shipped INTERFACE)
add_library(theatre_sanitize INTERFACE)
target_link_libraries(theatre_shipped INTERFACE theatre_sanitize)

if(EMSCRIPTEN)
  # Eigen's SSE path through Emscripten's SSE headers: four times the speed of its scalar path.
  # 5.13 is a GCC version that keeps Eigen from two groups of x86 inline assembly.
  target_compile_options(theatre_target INTERFACE -msimd128 -msse4.1 -fgnuc-version=5.13)
  # An empty mmintrin.h, found before Emscripten's own, which refuses to be included.
  target_include_directories(theatre_target BEFORE INTERFACE ${PROJECT_SOURCE_DIR}/cmake/wasm-include)
elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  # SSE4.1 natively as well: the two targets then run the same kernels.
  target_compile_options(theatre_target INTERFACE -msse4.1)
endif()

target_compile_options(theatre_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow)
if(THEATRE_WERROR)
  target_compile_options(theatre_warnings INTERFACE -Werror)
endif()

# Shipped code reports failure as a value, so it pays for neither exceptions nor run-time type information.
target_compile_options(theatre_shipped INTERFACE -fno-exceptions -fno-rtti -Wconversion -Wno-sign-conversion)

if(THEATRE_SANITIZE)
  # What is shipped is instrumented; the tests themselves are only linked with it, or they would take six times as
  # long to compile. -O1 keeps the stacks readable and the run short.
  target_compile_options(theatre_sanitize INTERFACE
    -O1 -g -UNDEBUG -fno-omit-frame-pointer -fsanitize=${THEATRE_SANITIZE} -fno-sanitize-recover=all)
  target_link_options(theatre_sanitize INTERFACE -fsanitize=${THEATRE_SANITIZE})
  if(THEATRE_LIBFUZZER)
    target_compile_options(theatre_sanitize INTERFACE -fsanitize=fuzzer-no-link)
  endif()
endif()
