#!/usr/bin/env bash
# Holds every C++ file against .clang-format: tools/check-format.sh [--fix]
# Tables that a program wrote (*.inc) are left as they are. Another version than 14 would lay some lines out differently.
set -euo pipefail
cd -P "$(dirname "${BASH_SOURCE[0]}")/.."
. tools/lib.sh
command -v clang-format-14 >/dev/null || fail "clang-format 14 is missing: tools/setup.sh test installs it on Debian."

mapfile -d '' -t files < <(find src tests cmake tools -type f \( -name '*.cpp' -o -name '*.hpp' -o -name '*.h' \) -print0)
if [ "${1:-}" = --fix ]; then
  clang-format-14 -i -- "${files[@]}"
else
  clang-format-14 --dry-run -Werror -- "${files[@]}" || fail "run tools/check-format.sh --fix to lay these lines out."
fi
echo "${#files[@]} files are laid out by .clang-format"
