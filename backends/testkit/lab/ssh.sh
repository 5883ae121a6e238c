# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154
#
# The lab ssh: three hosts with an sshd each; read by bin/lab.

nodes=(node1 node2 node3)
sshd_port=22
password_port=2222

ssh_check() {
  local command
  for command in sshd ssh ssh-keygen; do
    command -v "$command" >/dev/null ||
      lacks "there is no $command; as root, .ci/install installs openssh-server and openssh-client"
  done
  choose_mode
  if [ "$mode" = namespaces ] && ! command -v perl >/dev/null; then
    lacks "there is no perl, which encrypts the password of node3-password; install perl-base"
  fi
}

ssh_up() {
  local node
  ssh_keys
  if [ "$mode" = namespaces ]; then
    network_up
  fi
  for node in "${nodes[@]}"; do
    mkdir -p "$state/hosts/$node/home"
    "ssh_host_$mode" "$node"
  done
  if [ "$mode" = namespaces ]; then
    know_neighbours node1=11 node2=12 node3=13
  fi
  ssh_client_files
  for node in "${nodes[@]}"; do
    ssh_start "$node"
  done
  for node in "${nodes[@]}"; do
    await 30 "a login on $node" "$state/log/$node.login.log" ssh_login "$node"
  done
  cat >"$state/yonder.toml" <<X
[profiles.lab-ssh]
backend = "ssh"
hosts = ["node1", "node2", "node3"]
ssh-config = "$state/ssh_config"
X
}

ssh_profile() {
  echo lab-ssh
}

ssh_login() {
  timeout 10 ssh -n -F "$state/ssh_config" "$1" true >"$state/log/$1.login.log" 2>&1
}

# Prints where the node's sshd listens: an address and a port.
ssh_address() {
  local number=1${1#node}
  if [ "$mode" = namespaces ]; then
    echo "$net.$number $sshd_port"
  else
    echo "127.0.0.$number $(cat "$state/hosts/$1/port")"
  fi
}

# Starts what does not run of the node: the host, its sshd, and the one that asks for a password.
ssh_start() {
  local node=$1 dir=$state/hosts/$1 daemon
  daemon=$(command -v sshd)
  if [ "$mode" = loopback ]; then
    if [ "$(id -u)" -eq 0 ]; then
      mkdir -p /run/sshd
    fi
    is_running "$node" || start_process "$node" "$daemon" -D -f "$dir/sshd_config" -E "$state/log/$node.sshd.log"
  else
    is_running "$node" || host_start "$node" "$dir"
    listens_on "$node" "$sshd_port" || on_host "$node" "$daemon" -f /run/lab/sshd_config -E /run/lab/sshd.log
    ln -sf "../hosts/$node/sshd.log" "$state/log/$node.sshd.log"
    if [ "$node" = node3 ]; then
      listens_on "$node" "$password_port" ||
        on_host "$node" "$daemon" -f /run/lab/sshd_password_config -E /run/lab/sshd.log
    fi
    if is_cut "$node"; then
      say "$node was started, and is cut; bin/lab ssh heal $node connects it"
      return
    fi
  fi
  await 20 "the banner of $node" "$state/log/$node.sshd.log" ssh_banner "$node"
}

ssh_banner() {
  local address port
  read -r address port < <(ssh_address "$1")
  # shellcheck disable=SC2016
  timeout 2 bash -c 'exec 3<>"/dev/tcp/$0/$1" && read -r line <&3 && [[ $line == SSH-2.* ]]' "$address" "$port" 2>/dev/null
}

ssh_status() {
  local node address port
  for node in "${nodes[@]}"; do
    read -r address port < <(ssh_address "$node")
    printf '  %-6s %s port %s: ' "$node" "$address" "$port"
    if ! is_running "$node"; then
      echo "does not run"
    elif [ "$mode" = namespaces ] && is_cut "$node"; then
      echo "is cut"
    elif [ ! -s "$state/hosts/$node/authorized_keys" ]; then
      echo "refuses logins"
    elif ssh_banner "$node"; then
      echo "answers"
    else
      echo "does not answer"
    fi
  done
}

ssh_answers() {
  [ "$(ssh_status | grep -c ': answers$')" -eq "${#nodes[@]}" ]
}

ssh_fault() {
  local verb=$1 node dir
  [ $# -eq 2 ] || wrong "ssh $verb takes a host: ${nodes[*]}"
  node=node${2#node}
  dir=$state/hosts/$node
  [[ " ${nodes[*]} " == *" $node "* ]] || wrong "there is no host '$2'; there are ${nodes[*]}"
  case $verb in
    cut)
      needs_network "$verb"
      network_cut "$node"
      ;;
    heal)
      if [ "$mode" = namespaces ]; then
        network_heal "$node"
      fi
      cp "$state/id_ed25519.pub" "$dir/authorized_keys"
      ;;
    crash) crash "$node" ;;
    start) ssh_start "$node" ;;
    reap) ssh_reap "$node" ;;
    refuse) : >"$dir/authorized_keys" ;;
    fill | free)
      needs_network "$verb"
      "ssh_$verb" "$node"
      ;;
    *) wrong "there is no ssh $verb" ;;
  esac
}

# Leaves no room on the host's disk, to the last byte.
ssh_fill() {
  # shellcheck disable=SC2016
  on_host "$1" sh -c 'head -c 1G /dev/zero >"$0/filling" 2>/dev/null; ! echo . 2>/dev/null >>"$0/filling"' "/home/$user/disk"
}

ssh_free() {
  on_host "$1" rm -f "/home/$user/disk/filling"
}

# Ends the listener of the host; logins that are there go on.
ssh_reap() {
  local node=$1
  if [ "$mode" = loopback ]; then
    end_process "$node"
  elif listens_on "$node" "$sshd_port"; then
    signal_on_host "$node" TERM "$state/hosts/$node/sshd.pid"
    await 30 "the end of sshd on $node" "$state/log/$node.sshd.log" is_not listens_on "$node" "$sshd_port"
  fi
}
