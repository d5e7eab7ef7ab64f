#!/bin/sh
# Builds coverage.cpp and runs it on the standard input: tools/lexicon/coverage.sh [--counts] < text
set -eu
cd "$(dirname "$0")/../.."
program=$(mktemp)
trap 'rm -f "$program"' EXIT
sources=$(ls src/model/lexicon/*.cpp src/text/unicode.cpp src/text/words.cpp | grep -v built_in)
# shellcheck disable=SC2086
${CXX:-g++} -std=c++20 -O2 -Isrc tools/lexicon/coverage.cpp $sources -o "$program"
"$program" "$@" web/data/lexicon.bin
