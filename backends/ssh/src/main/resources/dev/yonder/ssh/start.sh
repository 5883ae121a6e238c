# Runs a worker, and removes what there was for it once it has ended, however that was.
#
# Set before: run (its directory), log (what it prints to), mark, and the functions redirect and
# worker, which becomes the worker and begins with $own_group. Read as a file, since standard input
# and output are the protocol's.

# $! is set from the very moment when there is a worker; its group is a little later.
end() {
  ended=yes
  [ -z "$!" ] || kill -s KILL -- "-$!" || kill -s KILL "$!"
} 2>/dev/null

umask 077
redirect
# A group of its own can be ended with all that tasks have started.
own_group=
if command -v setsid >/dev/null; then
  own_group=setsid
fi
ended=
trap end HUP INT TERM
# From here on who ends the worker finds this shell; who came before has removed the directory.
printf '%s - %s\n' "$$" "$(uname -n)" >"$run/pid.new" && mv "$run/pid.new" "$run/pid" || exit 126
if [ -n "$ended" ]; then
  rm -rf "$run"
  exit 126
fi
worker >>"$log" 2>&1 &
java=$!
exec 3<&- 4>&-
trap '' PIPE
printf '%s\n' "$java" >>"$run/pid"

# A signal ends the wait, not the worker at once.
wait "$java"
status=$?
while kill -0 "$java" 2>/dev/null; do
  wait "$java"
  status=$?
done
# What was waited for last may have been the signal's doing, and not the worker's.
[ -z "$ended" ] || status=137
if [ -n "$own_group" ]; then
  kill -s KILL -- "-$java" 2>/dev/null
fi

if [ "$status" -ne 0 ]; then
  sed -n '/^#/p' "$run"/crash-*.log 2>/dev/null | head -n 12 >&2
  tail -c 2048 "$log" >&2
fi
rm -rf "$run"
printf '\n%s %s\n' "$mark" "$status" >&2
exit "$status"
