# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154
#
# The lab slurm: a controller and four nodes; read by bin/lab.

nodes=(n1 n2 n3 n4)
controller=ctl
controls=(memory freezer)
commands=(sbatch squeue scancel scontrol sinfo srun sacct)

slurm_check() {
  local command
  for command in munged slurmctld slurmd "${commands[@]}"; do
    command -v "$command" >/dev/null ||
      lacks "there is no $command; as root, .ci/install installs munge, slurmctld, slurmd and slurm-client"
  done
  choose_mode
  if [ "$cgroups" = yes ]; then
    [ "$mode" = namespaces ] || lacks "--cgroups takes hosts in namespaces"
    for command in "${controls[@]}"; do
      [ -w "/sys/fs/cgroup/$command/cgroup.procs" ] ||
        lacks "--cgroups takes the $command controller of cgroups version 1, and there is no /sys/fs/cgroup/$command"
    done
  fi
}

slurm_profile() {
  echo lab-slurm
}

slurm_up() {
  local node
  mkdir -p "$state/nodes" "$state/bin"
  mkdir -m 700 "$state/shared" "$state/controller"
  slurm_munge
  if [ "$mode" = namespaces ]; then
    network_up
    slurm_hosts
  else
    slurm_ports
  fi
  slurm_configuration >"$state/slurm.conf"
  slurm_commands
  slurm_start_controller
  for node in "${nodes[@]}"; do
    slurm_start "$node"
  done
  for node in "${nodes[@]}"; do
    await 60 "the node $node to be idle" "$state/log/slurmd.$node.log" slurm_is "$node" idle
  done
  await 20 "a step on all nodes" "$state/log/slurmctld.log" slurm_step
  slurm_settings >"$state/yonder.toml"
}

# Removes the groups of processes that nodes have made, once the processes have ended.
slurm_remove_cgroups() {
  find /sys/fs/cgroup/*/"$tag" -depth -type d -exec rmdir {} + 2>/dev/null
  ! compgen -G "/sys/fs/cgroup/*/$tag" >/dev/null
}

# Says who sends what, which Slurm asks it for.
slurm_munge() {
  mkdir -m 711 "$state/munge"
  (umask 077 && head -c 1024 /dev/urandom >"$state/munge/key")
  # By force, as it dislikes directories above that others cannot pass through.
  start_process munged munged --foreground --force --key-file="$state/munge/key" --socket="$state/munge/socket" \
    --pid-file="$state/munge/pid" --log-file="$state/munge/log" --seed-file="$state/munge/seed"
  await 20 "munged" "$state/munge/log" test -S "$state/munge/socket"
}

slurm_hosts() {
  local host
  host_network "$controller" 10
  for host in "${nodes[@]}"; do
    host_network "$host" "1${host#n}"
  done
  know_neighbours "$controller=10" n1=11 n2=12 n3=13 n4=14
  for host in "$controller" "${nodes[@]}"; do
    slurm_host "$host"
  done
}

slurm_ports() {
  local node port
  for node in "$controller" "${nodes[@]}"; do
    mkdir -p "$state/nodes/$node/spool"
    free_port 127.0.0.1
    echo "$port" >"$state/nodes/$node/port"
  done
}

slurm_command() {
  timeout -k 1 10 "$state/bin/$1" "${@:2}" </dev/null
}

# Whether the node is in the state, by Slurm's word, and answers.
slurm_is() {
  [ "$(slurm_command sinfo -h -n "$1" -o %T 2>/dev/null | sort -u)" = "$2" ]
}

slurm_step() {
  slurm_command srun --nodes="${#nodes[@]}" --chdir=/ true 2>>"$state/log/slurmctld.log"
}

# slurm_daemon NAME COMMAND...   starts a daemon on the host of the name
slurm_daemon() {
  local name=$1
  shift
  if [ "$mode" = namespaces ]; then
    is_running "$name" || host_start "$name" "$state/nodes/$name"
    on_host "$name" "$@"
  else
    is_running "$name" || start_process "$name" "$1" -D "${@:2}"
  fi
}

slurm_start() {
  if [ "$mode" = loopback ] || ! listens_on "$1" 6818; then
    slurm_daemon "$1" slurmd -f "$state/slurm.conf" -N "$1"
  fi
}

# Waits until the controller knows again how each node is that runs; a node that says nothing is down
# by then.
slurm_await_nodes() {
  await 30 "the state of the nodes" "$state/log/slurmctld.log" slurm_knows
}

slurm_knows() {
  local states
  states=$(slurm_command sinfo -h -o %T 2>/dev/null) && [[ $states != *unknown* ]]
}

# Waits until the node is back, if somebody can tell.
slurm_await_return() {
  if [ "$mode" = namespaces ] && is_cut "$1"; then
    say "$1 was started, and is cut; bin/lab slurm heal $1 connects it"
  elif slurm_controller_answers; then
    await 30 "the return of $1" "$state/log/slurmd.$1.log" slurm_is_back "$1"
  fi
}

slurm_is_back() {
  local states
  states=$(slurm_command sinfo -h -n "$1" -o %T 2>/dev/null) && [[ $states != *unknown* && $states != *'*'* && $states != *down* ]]
}

slurm_start_controller() {
  if ! slurm_controller_runs; then
    slurm_daemon "$controller" slurmctld -f "$state/slurm.conf"
  fi
  await 20 "the controller" "$state/log/slurmctld.log" slurm_controller_answers
}

slurm_controller_runs() {
  if [ "$mode" = namespaces ]; then listens_on "$controller" 6817; else is_running "$controller"; fi
}

slurm_controller_answers() {
  [[ $(slurm_command scontrol ping 2>/dev/null) == *'is UP'* ]]
}

# Ends the controller as an administrator does; its state is kept.
slurm_stop_controller() {
  if [ "$mode" = loopback ]; then
    end_process "$controller"
  elif slurm_controller_runs; then
    signal_on_host "$controller" TERM "$state/nodes/$controller/slurmctld.pid"
    await 20 "the end of the controller" "$state/log/slurmctld.log" is_not slurm_controller_runs
  fi
}

# slurm_signal NAME SIGNAL   sends a signal to the daemon of a host, and to nothing else there
slurm_signal() {
  local file=$state/nodes/$1/slurmd.pid
  if [ "$1" = "$controller" ]; then
    file=$state/nodes/$1/slurmctld.pid
  fi
  if [ "$mode" = namespaces ]; then
    signal_on_host "$1" "$2" "$file"
  else
    kill -"$2" "$(pid_of "$1")"
  fi
}

slurm_status() {
  local node
  if ! is_running "$controller"; then
    echo "  $controller does not run"
  elif ! slurm_controller_answers; then
    echo "  $controller does not answer"
  else
    echo "  $controller answers"
    slurm_command sinfo -h -N -p main -o '  %N %c cpus: %T'
  fi
  for node in "$controller" "${nodes[@]}"; do
    if ! is_running "$node"; then
      echo "  $node: does not run"
    elif [ "$mode" = namespaces ] && is_cut "$node"; then
      echo "  $node: is cut"
    fi
  done
}

slurm_answers() {
  [ "$(slurm_status | grep -cE ': (idle|mixed|allocated|completing)$')" -eq "${#nodes[@]}" ]
}

slurm_fault() {
  local verb=$1 host=${2:-}
  case $verb in
    stop-controller | start-controller | restart-controller)
      [ $# -eq 1 ] || wrong "slurm $verb takes nothing more"
      [ "$verb" = start-controller ] || slurm_stop_controller
      if [ "$verb" != stop-controller ]; then
        slurm_start_controller
        slurm_await_nodes
      fi
      return
      ;;
  esac
  [ $# -eq 2 ] || wrong "slurm $verb takes a host: ${nodes[*]} $controller"
  if [ "$host" != "$controller" ]; then
    host=n${host#n}
  fi
  [[ " ${nodes[*]} $controller " == *" $host "* ]] || wrong "there is no host '$2'; there are ${nodes[*]} $controller"
  case $verb in
    crash) crash "$host" ;;
    start)
      if [ "$host" = "$controller" ]; then
        slurm_start_controller
        slurm_await_nodes
      else
        slurm_start "$host"
        slurm_await_return "$host"
      fi
      ;;
    stop) slurm_signal "$host" STOP ;;
    continue) slurm_signal "$host" CONT ;;
    cut)
      needs_network "$verb"
      network_cut "$host"
      ;;
    heal)
      needs_network "$verb"
      network_heal "$host"
      ;;
    *) wrong "there is no slurm $verb" ;;
  esac
}
