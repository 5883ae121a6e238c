# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2034
#
# Messages, where a lab keeps its state, and waiting; read by bin/lab.

say() {
  printf 'bin/lab: %s\n' "$*" >&2
}

die() {
  say "$*"
  exit 1
}

# For commands that cannot be carried out as they were typed.
wrong() {
  say "$*; see bin/lab --help"
  exit 2
}

# For machines that lack what a lab needs: tests are skipped then.
lacks() {
  say "this machine cannot have the lab $lab: $*"
  exit 3
}

# Sets lab, base and state for the lab of the name.
choose_state() {
  lab=$1
  base=$(realpath -m -- "${YONDER_LAB:-${TMPDIR:-/tmp}/yonder-lab-$(id -u)}")
  state=$base/$lab
  # ssh_config and slurm.conf cannot quote everything, and sockets have short names.
  if [[ ! $state =~ ^[A-Za-z0-9_./+-]+$ ]]; then
    die "the lab cannot be kept in '$state', which may have letters, digits and _ . / + - only; set YONDER_LAB to such a directory"
  fi
  if [ "${#state}" -gt 80 ]; then
    die "the lab cannot be kept in $state, as names of sockets in there would get too long; set YONDER_LAB to a directory of at most 70 characters"
  fi
}

# Makes the directory that the labs are in. Other users may pass through, as munge and Slurm ask for,
# where the directory is made here.
make_base() {
  mkdir -p -- "$(dirname -- "$base")"
  mkdir -m 711 -- "$base" 2>/dev/null || true
  if [ -L "$base" ] || [ ! -d "$base" ] || [ ! -O "$base" ]; then
    die "$base is not a directory of $(id -un), so no lab is kept there; set YONDER_LAB to another directory"
  fi
}

# Dies where the state would be hidden from the hosts together with one of the directories.
check_place() {
  local dir
  for dir; do
    case $state/ in
      "$dir"/*) die "the lab cannot be kept in $state, as its hosts must not see $dir; set YONDER_LAB to a directory elsewhere" ;;
    esac
  done
}

# Whether there is a lab, running or not.
exists() {
  [ -f "$state/lab.env" ] && [ -O "$state/lab.env" ]
}

# Writes down variables, which recall sets again.
remember() {
  local name
  for name; do
    printf '%s=%q\n' "$name" "${!name}"
  done >>"$state/lab.env"
}

recall() {
  # shellcheck source=/dev/null
  . "$state/lab.env"
}

# await SECONDS WHAT LOG COMMAND...   runs the command until it succeeds; dies with the end of the log when it does not
await() {
  local limit=$1 what=$2 log=$3 end
  shift 3
  end=$((SECONDS + limit))
  until "$@"; do
    if [ "$SECONDS" -ge "$end" ]; then
      say "$what was awaited for $limit s in vain"
      show "$log"
      exit 1
    fi
    sleep 0.1
  done
}

is_not() {
  ! "$@"
}

# Shows the end of a log.
show() {
  if [ -s "$1" ]; then
    say "the end of $1:"
    tail -n 20 -- "$1" | sed 's/^/    /' >&2
  else
    say "there is nothing in $1"
  fi
}

# The ports that were chosen for the lab, where nothing listens yet.
chosen=' '

# free_port ADDRESS   sets port to one of the address where nothing listens, another one each time
free_port() {
  for _ in $(seq 100); do
    # Below what kernels give to connections on their own.
    port=$((20000 + RANDOM % 12000))
    if [[ $chosen != *" $port "* ]] && ! (exec 3<>"/dev/tcp/$1/$port") 2>/dev/null; then
      chosen+="$port "
      return
    fi
  done
  die "no free port was found on $1 among 100 between 20000 and 32000"
}
