#!/bin/sh
# Builds coverage.cpp and runs it on the standard input: tools/lexicon/coverage.sh [--counts] < text
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
program=$(mktemp)
trap 'rm -f "$program"' EXIT
sources=$(ls "$root"/src/model/lexicon/*.cpp "$root"/src/text/unicode.cpp \
  "$root"/src/text/words.cpp | grep -v built_in)
# shellcheck disable=SC2086
${CXX:-g++} -std=c++20 -O2 -I"$root/src" "$root/tools/lexicon/coverage.cpp" $sources -o "$program"
"$program" "$@" "$root/web/data/lexicon.bin"
