# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154
#
# What the lab ssh writes down: keys, accounts, and settings of sshd and of ssh; read by bin/lab.

user=yonder-lab

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
  # OpenSSH lets an address wait that was refused often, from 9.8 on; before, this is not understood.
  if "$(command -v sshd)" -G -f /dev/null -o PerSourcePenalties=no >/dev/null 2>&1; then
    echo "PerSourcePenalties no"
  fi
}

ssh_host_namespaces() {
  local node=$1 dir=$state/hosts/$1 number=1${1#node} other
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
  local name=$node hidden kept=() home=/home/$user cgroup='' homes_at=$dir/home shared_at=$state/shared
  if [ "$shared_home" = yes ]; then
    homes_at=$state/home
  fi
  mkdir -p "$homes_at" "$shared_at"
  chown "$user_id:$user_id" "$homes_at" "$shared_at"
  chmod 700 "$homes_at" "$shared_at"
  mapfile -t hidden < <(hidden_directories && echo "$state")
  declare -p name hidden kept home cgroup homes_at shared_at >"$dir/host.env"
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
  local node=$1 dir=$state/hosts/$1 port
  free_port "127.0.0.1${1#node}"
  echo "$port" >"$dir/port"
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
  ConnectTimeout 30
  ServerAliveInterval 10
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
