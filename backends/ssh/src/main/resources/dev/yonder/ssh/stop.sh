# Ends a worker, whether it listens or not, and waits until what there was for it is gone.
#
# Set before: run (its directory).

stop() {
  java=
  if { read -r shell _ where && read -r java || [ -n "$where" ]; } <"$run/pid" &&
    [ "$where" = "$(uname -n)" ]; then
    # Without its own number there is no worker yet, or it is so new that only its shell knows it.
    if [ -n "$java" ]; then
      kill -s KILL -- "-$java" || kill -s KILL "$java"
    else
      kill -s TERM "$shell"
    fi
    tries=0
    while kill -0 "$shell" && [ "$tries" -lt 50 ]; do
      sleep 0.1 || sleep 1
      tries=$((tries + 1))
    done
  fi 2>/dev/null
  rm -rf "$run"
}

stop </dev/null
exit 0
