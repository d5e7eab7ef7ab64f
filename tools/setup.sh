#!/usr/bin/env bash
# Installs what is missing: tools/setup.sh build|test|browser
#   build    compilers, libraries, node and its packages, third-party sources: what ./serve needs
#   test     the same, the benchmark library, and on Debian what checks the sources
#   browser  the same as build, and Chromium, Firefox ESR and WebKitGTK with a screen to draw on
# Does nothing, quickly, when everything is there; carries on where an interrupted run stopped.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$THEATRE_ROOT"

what=${1:-build}

# Debian's packages, each with the command that makes it needless (a newer one may be installed another way), or -.
packages_build="
g++              g++
cmake            cmake
ninja-build      ninja
ccache           ccache
xz-utils         xz
libeigen3-dev    -
nlohmann-json3-dev -
emscripten       emcc
nodejs           node
npm              npm
ca-certificates  -
"
packages_test="
libbenchmark-dev -
clang-14         clang++-14
clang-format-14  clang-format-14
clang-tidy-14    clang-tidy-14
"
packages_browser="
chromium         chromium
fonts-dejavu-core -
fonts-noto-color-emoji -
firefox-esr      firefox
webkit2gtk-driver WebKitWebDriver
xvfb             Xvfb
libgl1-mesa-dri  -
libegl1          -
libpci3          -
"

wanted=$packages_build
case $what in
  build) ;;
  test) wanted+=$packages_test ;;
  browser) wanted+=$packages_browser ;;
  *) fail "usage: tools/setup.sh build|test|browser" ;;
esac

# missing_packages: those of $wanted that are neither installed nor made needless by a command.
missing_packages() {
  local package tool installed
  installed=" $(dpkg-query -W -f='${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p' | tr '\n' ' ') "
  while read -r package tool; do
    [ -n "$package" ] || continue
    [ "$tool" != - ] && command -v "$tool" >/dev/null && continue
    [[ $installed == *" $package "* ]] || echo "$package"
  done <<<"$wanted"
}

apt_as_root() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@"
}

install_packages() {
  # An install that was cut off leaves packages to configure.
  if [ -n "$(dpkg --audit 2>/dev/null)" ]; then as_root dpkg --configure -a || return 1; fi
  apt_as_root update || return 1
  apt_as_root install -y --no-install-recommends "$@"
}

if is_debian; then
  mapfile -t missing < <(missing_packages)
  if [ "${#missing[@]}" -gt 0 ]; then
    run_step "apt-$what" "Installing Debian packages: ${missing[*]}" install_packages "${missing[@]}" ||
      fail "Debian's packages could not be installed; the lines above say which and why. Run this again to go on from there."
  fi
  tools/fetch-sources.sh
else
  missing=()
  while read -r package tool; do
    case $tool in "" | - | ccache | xz | clang*) continue ;; esac
    command -v "$tool" >/dev/null || missing+=("$tool")
  done <<<"$wanted"
  [ "${#missing[@]}" -eq 0 ] ||
    fail "this system isn't Debian, so please install these yourself and run this again: ${missing[*]} (libraries are then fetched by CMake; see README.md)."
fi

major=$(node -p 'process.versions.node.split(".")[0]')
[ "$major" -ge 18 ] || fail "node 18 or later is needed; $(command -v node) is version $major."

lock=$(sha256_of package-lock.json)
if [ "$(cat node_modules/.theatre-lock 2>/dev/null)" != "$lock" ]; then
  run_step npm "Installing node packages (fonts, the lessons' Markdown, the server, the browser tests)" \
    npm ci --ignore-scripts --no-audit --no-fund ||
    fail "node packages could not be installed; the lines above say which and why. Run this again when the network is back."
  echo "$lock" >node_modules/.theatre-lock
fi
