# Shared by ./serve, ./test and the scripts in tools/: saying, failing, and running things quietly. Sourced, never run.

# Without symbolic links: CMake, ccache and node then agree on where the checkout lies.
THEATRE_ROOT=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
THEATRE_DEPS=$THEATRE_ROOT/build/deps
THEATRE_LOGS=$THEATRE_ROOT/build/logs
THEATRE_JOBS=${THEATRE_JOBS:-$(nproc 2>/dev/null || echo 2)}

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }
[ -t 2 ] || say() { printf '==> %s\n' "$*" >&2; }

fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# run_step NAME SENTENCE COMMAND...: says the sentence, runs the command with its output in a log, tells every ten
# seconds how far it is, and shows the end of the log when it fails. Returns the command's status.
run_step() {
  local name=$1 sentence=$2 started=$SECONDS status=0 ticker
  shift 2
  mkdir -p "$THEATRE_LOGS"
  say "$sentence"
  tell_progress "$THEATRE_LOGS/$name.log" &
  ticker=$!
  "$@" >"$THEATRE_LOGS/$name.log" 2>&1 || status=$?
  kill "$ticker" 2>/dev/null || true
  wait "$ticker" 2>/dev/null || true
  if [ "$status" -ne 0 ]; then
    tail -n 40 "$THEATRE_LOGS/$name.log" >&2
    printf 'error: this step failed after %s s: %s (whole log: %s)\n' \
      "$((SECONDS - started))" "$sentence" "build/logs/$name.log" >&2
  elif [ "$((SECONDS - started))" -ge 5 ]; then
    say "  done in $((SECONDS - started)) s"
  fi
  return "$status"
}

# tell_progress LOG: the last line of a log, every ten seconds, until it is killed or the script is gone.
tell_progress() {
  local seconds=0 owner=$$
  while sleep 10; do
    kill -0 "$owner" 2>/dev/null || return 0
    seconds=$((seconds + 10))
    printf '    %s s: %s\n' "$seconds" "$(tail -n 1 "$1" 2>/dev/null | tr -d '\r' | cut -c 1-100)" >&2
  done
}

# sha256_of FILE
sha256_of() { sha256sum "$1" | cut -d' ' -f1; }

is_debian() { [ -r /etc/os-release ] && grep -q '^ID=debian$' /etc/os-release && command -v apt-get >/dev/null; }

# as_root COMMAND...: directly, or through sudo.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo -- "$@"
  else
    fail "installing packages needs root: run this as root, or install sudo."
  fi
}
