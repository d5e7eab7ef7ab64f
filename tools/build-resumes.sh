#!/usr/bin/env bash
# Measures every head of both models on web/data/links.txt and writes web/data/resumes.json. Run it after a change of a
# model's weights or of the labelled sentences; a test fails while the file is stale.
#   tools/build-resumes.sh [ATTEND]      ATTEND is build/native/attend unless given
set -euo pipefail
cd -P "$(dirname "${BASH_SOURCE[0]}")/.."
attend=${1:-build/native/attend}
[ -x "$attend" ] || { echo "error: there is no $attend; build it first: cmake --build --preset native --target attend" >&2; exit 1; }
made=$(mktemp)
trap 'rm -f "$made"' EXIT
glass_box=$("$attend" --resumes --json --model glass-box)
minilm=$("$attend" --resumes --json --model minilm --models-dir web/models)
printf '{"models":[%s,%s]}\n' "$glass_box" "$minilm" >"$made"
cat "$made" >web/data/resumes.json
echo "web/data/resumes.json: $(wc -c <web/data/resumes.json) bytes"
