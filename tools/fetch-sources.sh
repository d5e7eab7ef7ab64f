#!/usr/bin/env bash
# Fetches the sources of Dear ImGui and Catch2 into build/deps and writes build/deps/sources.cmake.
# First way: Debian's own source packages, through a private apt configuration that leaves the system's alone.
# Second way for Dear ImGui, as Debian's testing suite moves on: a crate that carries its sources and never changes.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# The archives we have built with: sha256, then the folder in which their sources lie once unpacked.
IMGUI_SUITES="testing"
IMGUI_KNOWN="
e7bd201d56b5ee90d24d5dac85e5c12f98bdb95410252a62d27b7f89e4566d48
"
IMGUI_CRATE=dear-imgui-sys
IMGUI_CRATE_VERSION=0.2.0 # Dear ImGui 1.92.3, docking branch; the last early one with its backends
IMGUI_CRATE_SHA256=ed3cfb57930235c512d7ab4386118dd7f82181f5969c7bd63c64976345158d1c
CATCH2_SUITES="trixie bookworm-backports"
CATCH2_KNOWN="
c991b247a1a0d7bb9c39aa35faf0fe9e19764213f28ffba3109388e62ee0269c
"

apt_home=$THEATRE_DEPS/apt

# The address of the machine's own Debian archive: whichever of its sources has this release's main suite.
archive_uri() {
  local codename
  codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-stable}")
  apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' |
    awk -v c="$codename" '$2 == c || $2 == "stable" { print $1; exit }'
}

# private_apt ARGS...: apt-get with its own sources, lists and cache.
private_apt() {
  apt-get -o "Dir::Etc::sourcelist=$apt_home/$suite.list" -o Dir::Etc::sourceparts=- -o Dir::Etc::preferencesparts=- \
    -o "Dir::State::lists=$apt_home/lists" -o "Dir::Cache=$apt_home/cache" \
    -o APT::Get::List-Cleanup=false -o APT::Sandbox::User="$(id -un)" -o Acquire::Languages=none \
    -o Acquire::Retries=3 "$@"
}

# fetch_source PACKAGE SUITE: the original archive of a source package, left in $apt_home/PACKAGE.
fetch_source() {
  local package=$1 suite=$2 uri keys=/usr/share/keyrings/debian-archive-keyring.gpg
  uri=$(archive_uri)
  [ -n "$uri" ] || { echo "apt knows no Debian archive for this release" >&2; return 1; }
  mkdir -p "$apt_home/lists/partial" "$apt_home/cache/archives/partial" "$apt_home/$package"
  echo "deb-src [signed-by=$keys] $uri $suite main" >"$apt_home/$suite.list"
  # A list fetched within the last hour is new enough.
  if [ -z "$(find "$apt_home/$suite.updated" -mmin -60 2>/dev/null)" ]; then
    private_apt -q update || return 1
    touch "$apt_home/$suite.updated"
  fi
  (cd "$apt_home/$package" && private_apt -q source --download-only "$package") || return 1
}

# unpack_known PACKAGE KNOWN TARGET: unpacks the archive whose checksum we know; fails when there is none.
unpack_known() {
  local package=$1 known=$2 target=$3 archive sum
  for archive in "$apt_home/$package"/*.orig.tar.*; do
    [ -f "$archive" ] || continue
    sum=$(sha256_of "$archive")
    if grep -qx "$sum" <<<"$known"; then
      rm -rf "$target.part" && mkdir -p "$target.part"
      tar -xf "$archive" -C "$target.part" --strip-components=1
      rm -rf "$target" && mv "$target.part" "$target"
      return 0
    fi
    echo "$(basename "$archive") is not a version we know (sha256 $sum)" >&2
  done
  return 1
}

# from_debian PACKAGE SUITES KNOWN TARGET
from_debian() {
  local suite
  for suite in $2; do
    if fetch_source "$1" "$suite" && unpack_known "$1" "$3" "$4"; then return 0; fi
    echo "Debian's suite $suite has no version of $1 that we know" >&2
  done
  return 1
}

imgui_from_crate() {
  local cargo_home=${CARGO_HOME:-$HOME/.cargo} crate="" cargo
  if ! command -v cargo >/dev/null && is_debian; then
    # Debian's cargo-web is new enough for today's crate index; its plain cargo is not.
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends cargo-web || return 1
  fi
  cargo=$(command -v cargo || ls /usr/lib/cargo-web/bin/cargo 2>/dev/null || true)
  [ -n "$cargo" ] || { echo "no cargo here" >&2; return 1; }
  # `cargo info` downloads this one crate and none that it depends on.
  "$cargo" info -q "$IMGUI_CRATE@$IMGUI_CRATE_VERSION" >/dev/null || return 1
  for crate in "$cargo_home"/registry/cache/*/"$IMGUI_CRATE-$IMGUI_CRATE_VERSION.crate"; do
    [ -f "$crate" ] && [ "$(sha256_of "$crate")" = "$IMGUI_CRATE_SHA256" ] || continue
    rm -rf "$THEATRE_DEPS/crate" && mkdir -p "$THEATRE_DEPS/crate"
    tar -xzf "$crate" -C "$THEATRE_DEPS/crate" --strip-components=1
    local header
    header=$(find "$THEATRE_DEPS/crate" -name imgui.h | head -n 1)
    [ -n "$header" ] || return 1
    rm -rf "$1" && mv "$(dirname "$header")" "$1" && rm -rf "$THEATRE_DEPS/crate"
    return 0
  done
  echo "the crate $IMGUI_CRATE $IMGUI_CRATE_VERSION doesn't have the checksum we know" >&2
  return 1
}

mkdir -p "$THEATRE_DEPS"

if [ ! -f "$THEATRE_DEPS/imgui/imgui.h" ]; then
  run_step imgui "Fetching the sources of Dear ImGui 1.92 (Debian's source package)" \
    from_debian imgui "$IMGUI_SUITES" "$IMGUI_KNOWN" "$THEATRE_DEPS/imgui" ||
    run_step imgui-crate "Fetching the sources of Dear ImGui 1.92 the second way (the crate $IMGUI_CRATE $IMGUI_CRATE_VERSION)" \
      imgui_from_crate "$THEATRE_DEPS/imgui" ||
    fail "Dear ImGui could not be fetched either way; build/logs/imgui.log and imgui-crate.log say why. Run this again when the network is back."
fi

if [ ! -f "$THEATRE_DEPS/catch2/CMakeLists.txt" ]; then
  run_step catch2 "Fetching the sources of Catch2 3 (Debian's source package)" \
    from_debian catch2 "$CATCH2_SUITES" "$CATCH2_KNOWN" "$THEATRE_DEPS/catch2" ||
    fail "Catch2 could not be fetched; build/logs/catch2.log says why. Run this again when the network is back."
fi

cat >"$THEATRE_DEPS/sources.cmake.part" <<END
# Made by tools/fetch-sources.sh.
set(FETCHCONTENT_SOURCE_DIR_IMGUI "\${CMAKE_CURRENT_LIST_DIR}/imgui")
set(FETCHCONTENT_SOURCE_DIR_CATCH2 "\${CMAKE_CURRENT_LIST_DIR}/catch2")
END
cmp -s "$THEATRE_DEPS/sources.cmake.part" "$THEATRE_DEPS/sources.cmake" ||
  cp "$THEATRE_DEPS/sources.cmake.part" "$THEATRE_DEPS/sources.cmake"
rm -f "$THEATRE_DEPS/sources.cmake.part"
rm -rf "$apt_home"
