# Runs each kind of test runner, shows its output, and adds its own counts to $passed and $failed.
# Sourced by ./test, after lib.sh.

# A runner that says nothing countable, or fails without counting a failure, counts as one failure.
add_counts() { # good bad status
  passed=$((passed + ${1:-0}))
  failed=$((failed + ${2:-0}))
  if [ "$3" -ne 0 ] && [ "${2:-0}" -eq 0 ]; then failed=$((failed + 1)); fi
  if [ "$3" -eq 0 ] && [ "$((${1:-0} + ${2:-0}))" -eq 0 ]; then failed=$((failed + 1)); fi
}

# count_build PRESET SENTENCE TARGET...: a build that fails is one failure.
count_build() {
  build_preset "$@" && return 0
  failed=$((failed + 1))
  return 1
}

# show_and_keep LOG COMMAND...: output to the screen and to a log; the command's own status.
show_and_keep() {
  local log=$1
  shift
  mkdir -p "$THEATRE_LOGS"
  "$@" 2>&1 | tee "$log"
  return "${PIPESTATUS[0]}"
}

run_wasm() {
  local flags=()
  # Node 18 and later have a fetch that Emscripten 3.1.6's loader tries on a path, and fails.
  if node --no-experimental-fetch -e 0 2>/dev/null; then flags+=(--no-experimental-fetch); fi
  node "${flags[@]}" "$@"
}

# run_catch2 SENTENCE COMMAND...: Catch2 closes with `All tests passed (A assertions in N test cases)` or with a table.
run_catch2() {
  local log=$THEATRE_LOGS/run-catch2.log status=0 good bad
  say "$1"
  shift
  show_and_keep "$log" "$@" --colour-mode none --rng-seed 1 || status=$?
  good=$(sed -nE 's/^All tests passed \(.* in ([0-9]+) test cases?\)$/\1/p; s/^test cases:.*\| +([0-9]+) passed.*/\1/p' "$log" | tail -n 1)
  bad=$(sed -nE 's/^test cases:.*\| +([0-9]+) failed( .*)?$/\1/p' "$log" | tail -n 1)
  add_counts "$good" "$bad" "$status"
}

# run_node_tests SENTENCE FILE...: node's own runner closes with `# pass N` and `# fail N`.
run_node_tests() {
  local log=$THEATRE_LOGS/run-node.log status=0 good bad
  say "$1"
  shift
  if [ $# -eq 0 ]; then
    echo "no test files"
    failed=$((failed + 1))
    return
  fi
  show_and_keep "$log" node --test --test-reporter=spec "$@" || status=$?
  good=$(sed -nE 's/^(ℹ|#) pass ([0-9]+)$/\2/p' "$log" | tail -n 1)
  bad=$(sed -nE 's/^(ℹ|#) (fail|cancelled) ([0-9]+)$/\3/p' "$log" | awk '{ sum += $1 } END { print sum + 0 }')
  add_counts "$good" "$bad" "$status"
}

# run_counted_as_one SENTENCE COMMAND...: its exit status is the one test.
run_counted_as_one() {
  local log=$THEATRE_LOGS/run-one.log status=0
  say "$1"
  shift
  show_and_keep "$log" "$@" || status=$?
  if [ "$status" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}
