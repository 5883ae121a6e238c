# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154
#
# Processes of a lab: each has a file with its number, when it started and in which run of the machine,
# so that a number that was given to somebody else meanwhile is not taken for it.

boot=$(cat /proc/sys/kernel/random/boot_id)

# Sets start to when the process started, in ticks; fails where there is none or it has ended. Takes no
# process of its own.
find_start() {
  local stat='' fields
  # Fails at the end of the file, though it has read it.
  { IFS= read -r -d '' stat || true; } 2>/dev/null <"/proc/$1/stat" || return 1
  # The name, in brackets, may have anything in it.
  read -ra fields <<<"${stat##*) }"
  [ "${#fields[@]}" -gt 19 ] && [ "${fields[0]}" != Z ] || return 1
  start=${fields[19]}
}

# Prints it.
started() {
  local start
  find_start "$1" && echo "$start"
}

# start_process NAME COMMAND...   in the background, with what it prints in the log of the name
start_process() {
  local name=$1 pid
  shift
  # The variable finds what the process leaves behind where no namespace holds it.
  setsid env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
    YONDER_LAB_HOST="$state/$name" "$@" </dev/null >>"$state/log/$name.log" 2>&1 9>&- &
  pid=$!
  disown "$pid"
  echo "$pid $(started "$pid") $boot" >"$state/run/$name.pid"
}

# Prints the number of a process of the lab; fails where it does not run.
pid_of() {
  local pid ticks of
  read -r pid ticks of 2>/dev/null <"$state/run/$1.pid" || return 1
  [ "$of" = "$boot" ] && [ "$(started "$pid")" = "$ticks" ] || return 1
  echo "$pid"
}

is_running() {
  pid_of "$1" >/dev/null
}

is_gone() {
  ! is_running "$1"
}

# end_process NAME [SIGNAL]   ends a process of the lab, at last by force, and returns when it has ended
end_process() {
  local name=$1 signal=${2:-TERM} pid
  if pid=$(pid_of "$name") && [ "$pid" != "$$" ]; then
    kill -"$signal" "$pid" 2>/dev/null || true
    for _ in $(seq 50); do
      is_running "$name" || break
      sleep 0.1
    done
    if is_running "$name"; then
      kill -KILL "$pid" 2>/dev/null || true
    fi
    await 30 "the end of process $pid ($name)" "$state/log/$name.log" is_gone "$name"
  fi
  rm -f -- "$state/run/$name.pid"
}

# Prints the processes that the process has started and that have not ended.
children_of() {
  awk -v parent="$1" '{ pid = $1; sub(/.*\) /, ""); if ($2 == parent && $1 != "Z") print pid }' \
    /proc/[0-9]*/stat 2>/dev/null || true
}

# Prints the process and all below it.
tree_of() {
  local child
  echo "$1"
  for child in $(children_of "$1"); do
    tree_of "$child"
  done
}

# Kills what was started on a host that no namespace holds together, and all below that.
kill_left() {
  local pid
  for _ in 1 2 3; do
    for pid in $(left_on "$1"); do
      # shellcheck disable=SC2046
      kill -KILL $(tree_of "$pid") 2>/dev/null || true
    done
  done
}

# Prints processes of a host: those with its variable, those of Slurm's jobs, which have others, and
# those that write into its log, as the processes do that Slurm starts for a job.
left_on() {
  {
    grep -lzxF "YONDER_LAB_HOST=$state/$1" /proc/[0-9]*/environ
    grep -lzxF "SLURM_CONF=$state/slurm.conf" /proc/[0-9]*/environ | xargs -r grep -lzxF "SLURMD_NODENAME=$1"
    find /proc/[0-9]*/fd -lname "$state/log/slurmd.$1.log"
  } 2>/dev/null | cut -d / -f 3 | sort -u || true
}
