# Ends a worker, whether it listens or not, and waits until what there was for it is gone.
#
# Set before: run (its directory).

stop() {
  if read -r shell java where <"$run/pid" && [ "$where" = "$(uname -n)" ]; then
    kill -KILL -- "-$java" || kill -KILL "$java"
    tries=0
    while kill -0 "$shell" && [ "$tries" -lt 5 ]; do
      sleep 1
      tries=$((tries + 1))
    done
  fi 2>/dev/null
  rm -rf "$run"
}

stop </dev/null
exit 0
