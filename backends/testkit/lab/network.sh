# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154
#
# A network of a lab's own: each host in a network namespace, and between them a switch, which has one
# too, so that rules of the machine's firewall for what passes through it do not apply. The machine
# itself is connected as address 1. Names come from the lab's directory, so what a lab has left is found.

tag=yl$(printf '%s' "$state" | sha256sum | cut -c 1-8)

# Makes switch and connection, and sets net to the first three numbers of a network that nobody uses.
network_up() {
  net=$(claim_network)
  remember net
  ip netns add "${tag}switch"
  ip -n "${tag}switch" -batch - <<X
link set lo up
link add br0 type bridge forward_delay 0 stp_state 0
link set br0 up
X
  ip link add "$tag" address "$(hardware_address 1)" type veth peer name machine netns "${tag}switch"
  ip -n "${tag}switch" link set machine master br0 up
  ip addr add "$net.1/24" dev "$tag"
  ip link set "$tag" up
}

# Prints a network of those set aside for trying network devices (RFC 2544), which no real one uses.
# The route has two uses: only one lab can add it, and what is sent to a lost lab does not leave the
# machine.
claim_network() {
  local first i number candidate
  first=$((16#$(printf '%s' "$tag" | tail -c 6)))
  for i in $(seq 0 511); do
    number=$(((first + i) % 512))
    candidate=198.$((18 + number / 256)).$((number % 256))
    if is_unused "$candidate.0/24" && ip route add unreachable "$candidate.0/24" metric 9999 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
  die "all networks of 198.18.0.0/15 are in use here; see ip route"
}

is_unused() {
  local routes
  routes=$(ip -4 route show to match "$1" && ip -4 route show to root "$1")
  ! grep -qv '^default' <<<"${routes:-default}"
}

hardware_address() {
  printf '02:79:6c:00:00:%02x' "$1"
}

# host_network NAME NUMBER   connects a host, whose address ends in the number
host_network() {
  ip netns add "$tag$1"
  ip -n "${tag}switch" link add "$1" type veth peer name eth0 address "$(hardware_address "$2")" netns "$tag$1"
  ip -n "${tag}switch" link set "$1" master br0 up
  ip -n "$tag$1" -batch - <<X
link set lo up
addr add $net.$2/24 dev eth0
link set eth0 up
X
}

# know_neighbours NAME=NUMBER...   has all hosts know the hardware addresses of all: where they had to
# ask, a cut host would soon be "no route to host", and not as silent as one behind a broken line
know_neighbours() {
  local host other
  for host in machine=1 "$@"; do
    for other in machine=1 "$@"; do
      [ "$host" = "$other" ] ||
        echo "neigh replace $net.${other#*=} lladdr $(hardware_address "${other#*=}") dev $(device_of "${host%=*}") nud permanent"
    done | in_network_of "${host%=*}" -batch -
  done
}

device_of() {
  if [ "$1" = machine ]; then echo "$tag"; else echo eth0; fi
}

in_network_of() {
  if [ "$1" = machine ]; then ip "${@:2}"; else ip -n "$tag$1" "${@:2}"; fi
}

# Has the switch forget the host: what is sent to it or by it vanishes, and nobody is told.
network_cut() {
  ip -n "${tag}switch" link set "$1" nomaster
}

network_heal() {
  ip -n "${tag}switch" link set "$1" master br0
}

is_cut() {
  [[ $(ip -n "${tag}switch" link show "$1" 2>&1) != *' master '* ]]
}

# Removes what there is of the lab's network, and kills what still runs in it, known or not.
network_down() {
  local name of
  of=$(ip -4 -o addr show dev "$tag" 2>/dev/null | sed -n 's/.* inet \([0-9]*\.[0-9]*\.[0-9]*\)\..*/\1/p') || of=''
  for name in $(ip netns list 2>/dev/null | awk -v tag="$tag" 'index($1, tag) == 1 { print $1 }'); do
    # shellcheck disable=SC2046
    kill -KILL $(ip netns pids "$name") 2>/dev/null || true
    ip netns del "$name"
  done
  ip link del "$tag" 2>/dev/null || true
  ip route del unreachable "${of:-${net:-none}}.0/24" metric 9999 2>/dev/null || true
}
