# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154
#
# Hosts of a lab: processes in namespaces of their own, which die together with the first of them.

# Whether this user and this kernel can make hosts; prints why not. Fails with 2 where that remains open.
can_isolate() {
  local why status=0
  if [ "$(id -u)" -ne 0 ]; then
    echo "only root can make network namespaces"
  elif ! command -v ip >/dev/null; then
    echo "there is no ip, of the package iproute2"
  else
    why=$(timeout -k 5 60 unshare --mount --uts --net --pid --fork --kill-child --mount-proc sh -c \
      'mount -t tmpfs none /tmp && ip link add lab0 type veth peer name lab1 && ip link add lab2 type bridge' 2>&1) || status=$?
    case $status in
      0) return 0 ;;
      124 | 137)
        echo "this machine has made no namespaces in 60 s, and has not said that it cannot"
        return 2
        ;;
      *) echo "this machine makes no namespaces: $why" ;;
    esac
  fi
  return 1
}

# What no host may see: the checkout, Maven's repository, and what the caller has named.
hidden_directories() {
  printf '%s\n' "$checkout" "$(realpath -m -- ~/.m2)" "${hide[@]}"
}

# host_start NAME DIRECTORY   has the host come to life; DIRECTORY has what describes it, see the script host
host_start() {
  local name=$1 dir=$2
  # What a host forgets when it starts again.
  rm -rf -- "$dir/ready" "$dir/run" "$dir"/*.pid
  start_process "$name" nsenter --net="/run/netns/$tag$name" \
    unshare --mount --uts --pid --fork --kill-child --mount-proc bash "$parts/host" "$dir"
  await 20 "the host $name" "$state/log/$name.log" test -e "$dir/ready"
}

# Kills what the process of the name has started: of a host its first process, and so all others.
kill_below() {
  local keeper pid
  if keeper=$(pid_of "$1"); then
    for pid in $(children_of "$keeper"); do
      kill -KILL "$pid" 2>/dev/null || true
    done
  fi
}

# on_host NAME COMMAND...   runs a command on the host as root
on_host() {
  local keeper
  keeper=$(pid_of "$1") || die "the host $1 does not run; bin/lab $lab start $1 starts it"
  shift
  # The keeper's own number is of the outer namespace, its children's are of the host's.
  timeout -k 1 20 nsenter --mount="/proc/$keeper/ns/mnt" --uts="/proc/$keeper/ns/uts" \
    --net="/proc/$keeper/ns/net" --pid="/proc/$keeper/ns/pid_for_children" -- \
    env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "$@" </dev/null 9>&-
}

# signal_on_host NAME SIGNAL FILE   sends a signal to the process whose number, as the host knows it, is in the file
signal_on_host() {
  local pid
  pid=$(cat "$3") || die "$3, which has the number of a process of $1, cannot be read"
  # shellcheck disable=SC2016
  on_host "$1" sh -c 'kill -"$0" "$1"' "$2" "$pid"
}

# listens_on NAME PORT   whether something on the host listens on the port
listens_on() {
  local keeper
  keeper=$(pid_of "$1") &&
    grep -q ":$(printf %04X "$2") 00000000:0000 0A" "/proc/$keeper/net/tcp"
}

# Kills everything that the host runs at once, as a crash does.
crash() {
  kill_below "$1"
  end_process "$1" KILL
  if [ "$mode" = loopback ]; then
    kill_left "$1"
  fi
}
