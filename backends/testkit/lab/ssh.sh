# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154
#
# The lab ssh: three hosts with an sshd each; read by bin/lab.

nodes=(node1 node2 node3)
user=yonder-lab
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
    await 20 "a login on $node" "$state/log/$node.login.log" ssh_login "$node"
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

ssh_keys() {
  local node
  ssh-keygen -q -t ed25519 -N '' -C yonder-lab -f "$state/id_ed25519"
  (umask 077 && head -c 12 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$state/password")
  cat >"$state/askpass" <<X
#!/bin/sh
cat '$state/password'
X
  chmod 700 "$state/askpass"
  for node in "${nodes[@]}"; do
    mkdir -p "$state/hosts/$node"
    ssh-keygen -q -t ed25519 -N '' -C "$node" -f "$state/hosts/$node/host_key"
    cp "$state/id_ed25519.pub" "$state/hosts/$node/authorized_keys"
  done
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

# What the sshd of a node is told, whatever it is.
ssh_daemon_settings() {
  cat <<X
AddressFamily inet
PermitRootLogin prohibit-password
PasswordAuthentication no
UseDNS no
PrintMotd no
PrintLastLog no
MaxStartups 100
LogLevel VERBOSE
AcceptEnv LANG LC_*
Subsystem sftp internal-sftp
AllowStreamLocalForwarding no
X
  if [ "$1" = node1 ]; then
    # The way to node2 through node1, and nothing else.
    echo "AllowTcpForwarding local"
    ssh_address node2 | sed 's/\(.*\) /PermitOpen \1:/'
  else
    echo "AllowTcpForwarding no"
  fi
}

ssh_host_namespaces() {
  local node=$1 dir=$state/hosts/$1 number=1${1#node}
  host_network "$node" "$number"
  ssh_accounts "$dir/etc"
  {
    echo "127.0.0.1 localhost"
    for other in "${nodes[@]}"; do
      echo "$net.1${other#node} $other"
    done
  } >"$dir/etc/hosts"
  cat >"$dir/sshd_config" <<X
Port $sshd_port
HostKey /run/lab/host_key
PidFile /run/lab/sshd.pid
AuthorizedKeysFile /run/lab/authorized_keys
KbdInteractiveAuthentication no
UsePAM no
$(ssh_daemon_settings "$node")
X
  cat >"$dir/sshd_password_config" <<X
Port $password_port
HostKey /run/lab/host_key
PidFile /run/lab/sshd-password.pid
AuthenticationMethods keyboard-interactive
KbdInteractiveAuthentication yes
UsePAM yes
$(ssh_daemon_settings "$node")
X
  mkdir -p "$dir/etc/pam.d"
  cat >"$dir/etc/pam.d/sshd" <<X
auth required pam_unix.so
account required pam_unix.so
session required pam_permit.so
X
  local name=$node hidden kept=() home=/home/$user homes_at=$dir/home shared_at=$state/shared
  if [ "$shared_home" = yes ]; then
    homes_at=$state/home
  fi
  mkdir -p "$homes_at" "$shared_at"
  chown "$user_id:$user_id" "$homes_at" "$shared_at"
  chmod 700 "$homes_at" "$shared_at"
  mapfile -t hidden < <(hidden_directories && echo "$state")
  declare -p name hidden kept home homes_at shared_at >"$dir/host.env"
}

# Writes the machine's accounts and one more, without anybody's password but that of the one.
ssh_accounts() {
  local etc=$1 encrypted
  mkdir -p "$etc"
  encrypted=$(perl -e 'print crypt(<STDIN>, q($6$) . join("", map { ("a".."z")[rand 26] } 1 .. 16))' <"$state/password")
  { grep -v "^$user:" /etc/passwd; echo "$user:x:$user_id:$user_id:Yonder lab:/home/$user:/bin/bash"; } >"$etc/passwd"
  { grep -v "^$user:" /etc/group; echo "$user:x:$user_id:"; } >"$etc/group"
  (umask 077 && printf '%s\n' 'root:*:19000:0:99999:7:::' "$user:$encrypted:19000:0:99999:7:::" >"$etc/shadow")
}

ssh_host_loopback() {
  local node=$1 dir=$state/hosts/$1
  free_port "127.0.0.1${1#node}" >"$dir/port"
  mkdir -p "$state/shared"
  chmod 700 "$dir/home" "$state/shared"
  ln -s "$state/shared" "$dir/home/shared"
}

# On the loopback address all hosts are the machine itself, and their user is this one, with a home of
# the host's.
ssh_loopback_settings() {
  local node=$1 dir=$state/hosts/$1 home
  home=$dir/home
  if [ "$shared_home" = yes ]; then
    home=$state/hosts/node1/home
  fi
  cat >"$dir/sshd_config" <<X
ListenAddress $(ssh_address "$node" | sed 's/ /:/')
HostKey $dir/host_key
PidFile $dir/sshd.pid
AuthorizedKeysFile $dir/authorized_keys
StrictModes no
KbdInteractiveAuthentication no
UsePAM no
SetEnv HOME=$home YONDER_LAB_HOST=$state/$node
$(ssh_daemon_settings "$node")
X
}

ssh_client_files() {
  local node address port
  for node in "${nodes[@]}"; do
    if [ "$mode" = loopback ]; then
      ssh_loopback_settings "$node"
    fi
    read -r address port < <(ssh_address "$node")
    cut -d ' ' -f 1-2 "$state/hosts/$node/host_key.pub" | sed "s/^/$node /" >>"$state/known_hosts"
    ssh_alias "$node" "$node" "$address" "$port"
    if [ "$node" = node2 ]; then
      ssh_alias node2-via-node1 node2 "$address" "$port" "ProxyJump node1"
    fi
    if [ "$node" = node3 ] && [ "$mode" = namespaces ]; then
      ssh_alias node3-password node3 "$address" "$password_port" \
        "PubkeyAuthentication no" "PreferredAuthentications keyboard-interactive" "BatchMode no"
    fi
  done >"$state/ssh_config"
  cat >>"$state/ssh_config" <<X
Host node*
  User $(if [ "$mode" = namespaces ]; then echo "$user"; else id -un; fi)
  IdentityFile $state/id_ed25519
  IdentitiesOnly yes
  IdentityAgent none
  UserKnownHostsFile $state/known_hosts
  GlobalKnownHostsFile /dev/null
  StrictHostKeyChecking yes
  UpdateHostKeys no
  BatchMode yes
  ConnectTimeout 5
  ServerAliveInterval 2
  ServerAliveCountMax 3
X
}

# ssh_alias ALIAS NODE ADDRESS PORT [SETTING...]
ssh_alias() {
  printf 'Host %s\n  HostName %s\n  Port %s\n  HostKeyAlias %s\n' "$1" "$3" "$4" "$2"
  if [ $# -gt 4 ]; then
    printf '  %s\n' "${@:5}"
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
  await 10 "the banner of $node" "$state/log/$node.sshd.log" ssh_banner "$node"
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
    *) wrong "there is no ssh $verb" ;;
  esac
}

# Ends the listener of the host; logins that are there go on.
ssh_reap() {
  local node=$1
  if [ "$mode" = loopback ]; then
    end_process "$node"
  elif listens_on "$node" "$sshd_port"; then
    signal_on_host "$node" TERM "$state/hosts/$node/sshd.pid"
    await 5 "the end of sshd on $node" "$state/log/$node.sshd.log" is_not listens_on "$node" "$sshd_port"
  fi
}
