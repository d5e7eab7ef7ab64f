# Configuring and building with CMake's presets. Sourced, after lib.sh.

# Compiles of unchanged files are remembered between build folders and clean builds.
if command -v ccache >/dev/null && [ -z "${CMAKE_CXX_COMPILER_LAUNCHER:-}" ]; then
  export CMAKE_CXX_COMPILER_LAUNCHER=ccache
fi
# Two checkouts, or two build folders, share what they have in common.
export CCACHE_BASEDIR=$THEATRE_ROOT CCACHE_NOHASHDIR=1

# build_preset PRESET SENTENCE TARGET...: configures when that was never done, and builds the targets.
build_preset() {
  local preset=$1 sentence=$2
  shift 2
  run_step "build-$preset" "$sentence" build_quietly "$preset" "$@"
}

build_quietly() {
  local preset=$1
  shift
  # A checkout that was moved has a cache that CMake refuses.
  if [ -f "build/$preset/CMakeCache.txt" ] &&
    ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$THEATRE_ROOT" "build/$preset/CMakeCache.txt"; then
    rm -rf "build/$preset"
  fi
  if [ ! -f "build/$preset/build.ninja" ]; then
    cmake --preset "$preset" || return 1
  fi
  cmake --build "build/$preset" --parallel "$THEATRE_JOBS" --target "$@"
}
