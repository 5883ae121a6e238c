# Runs a worker, and removes what there was for it once it has ended, however that was.
#
# Set before: run (its directory), log (what it prints to), mark, and the functions redirect and
# worker, which becomes the worker and begins with $own_group. Read as a file, since standard input
# and output are the protocol's.

end() {
  if [ -n "$own_group" ]; then
    kill -KILL -- "-$java"
  else
    kill -KILL "$java"
  fi 2>/dev/null
}

umask 077
redirect
# A group of its own can be ended with all that tasks have started.
own_group=
if command -v setsid >/dev/null; then
  own_group=setsid
fi
worker >>"$log" 2>&1 &
java=$!
exec 3<&- 4>&-
trap '' PIPE
trap end HUP INT TERM
printf '%s %s %s\n' "$$" "$java" "$(uname -n)" >"$run/pid"

# A signal ends the wait, not the worker at once.
wait "$java"
status=$?
while kill -0 "$java" 2>/dev/null; do
  wait "$java"
  status=$?
done
end

if [ "$status" -ne 0 ]; then
  sed -n '/^#/p' "$run"/crash-*.log 2>/dev/null | head -n 12 >&2
  tail -c 2048 "$log" >&2
fi
rm -rf "$run"
printf '\n%s %s\n' "$mark" "$status" >&2
exit "$status"
