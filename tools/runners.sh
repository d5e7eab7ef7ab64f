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
  # A test that was skipped has shown nothing: it counts as failed.
  bad=$(grep '^test cases:' "$log" | tail -n 1 | grep -oE '[0-9]+ (failed|skipped)' | awk '{ sum += $1 } END { print sum + 0 }')
  add_counts "$good" "$bad" "$status"
}

# state_of PROGRAM...: a checksum of programs and of all that their tests read. Where it is the same, so is their run.
state_of() {
  {
    sha256sum "$@" CMakeLists.txt CMakePresets.json package-lock.json
    find src tests web shaders cmake tools -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
  } | sha256sum | cut -d' ' -f1
}

# unless_passed STAMP STATE COMMAND...: a command that ran without failure on the same state is not run again; what passed
# then counts. The stamp is a file under build/, so nothing is skipped in a fresh checkout.
unless_passed() {
  local stamp=$1 state=$2 before_passed=$passed before_failed=$failed last_state last_count
  shift 2
  if read -r last_state last_count 2>/dev/null <"$stamp" && [ "$last_state" = "$state" ]; then
    say "$last_count tests passed on these very files before and are not run again (without $stamp they would be)."
    passed=$((passed + last_count))
    return
  fi
  rm -f "$stamp"
  "$@"
  if [ "$failed" -eq "$before_failed" ]; then echo "$state $((passed - before_passed))" >"$stamp"; fi
}

# run_node_tests SENTENCE FILE...: node's own runner closes with `# pass N` and `# fail N`.
run_node_tests() {
  local log=$THEATRE_LOGS/run-node.log status=0 good bad flags=()
  say "$1"
  shift
  if [ $# -eq 0 ]; then
    echo "no test files"
    failed=$((failed + 1))
    return
  fi
  # Two files at once also where node would take one: most of their time browsers wait for each other.
  if node --test-concurrency=2 -e 0 2>/dev/null; then flags+=(--test-concurrency=2); fi
  # A file that waits for ever fails.
  if node --test-timeout=1 -e 0 2>/dev/null; then flags+=(--test-timeout=900000); fi
  show_and_keep "$log" node --test --test-reporter=spec "${flags[@]}" "$@" || status=$?
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
