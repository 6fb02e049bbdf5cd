# The part that the scripts of stores have in common: the processes of a store run for as long as the standard input of
# its script is open. The JVM that starts the script holds the other end of that pipe, so nothing stays behind however
# the JVM ends. The first argument is a directory that is removed at the end.
set -euo pipefail
directory=$1
log=$directory/log
mkdir -p "$log"
PATH=$PATH:/usr/sbin:/usr/bin
pids=()

end() {
  local code=$?
  if ((code)); then
    echo "$0: the store does not start; the last lines of its logs:"
    tail -n 5 "$log"/* 2>&1 || true
  fi
  # nothing of it is to be kept, so nothing needs to be put in order
  if ((${#pids[@]})); then
    kill -KILL "${pids[@]}" 2>/dev/null || true
    wait "${pids[@]}" 2>/dev/null || true
  fi
  rm -rf "$directory"
}
trap end EXIT
trap 'exit 1' HUP INT PIPE TERM

start() { # NAME COMMAND…: goes on until the end
  local name=$1
  shift
  "$@" >>"$log/$name" 2>&1 </dev/null &
  pids+=($!)
}

all_alive() {
  local pid
  for pid in "${pids[@]}"; do
    kill -0 "$pid" 2>/dev/null || return 1
  done
}

# PORT…: waits until all of them accept connections
await_ports() {
  local port
  for port in "$@"; do
    until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
      all_alive
      ((SECONDS < 180))
      sleep 0.1
    done
  done
}

# Reports the start and waits for the end.
serve() {
  echo ready
  while read -r; do :; done
}
