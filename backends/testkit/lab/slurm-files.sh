# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154
#
# What the lab slurm writes down: what its hosts are, slurm.conf, commands, and settings; read by bin/lab.

slurm_host() {
  local name=$1 dir=$state/nodes/$1 hidden kept=("$state") home='' control cgroup='' node
  if [ "$cgroups" = yes ]; then
    cgroup=$tag/$name
    for control in "${controls[@]}"; do
      mkdir -p "/sys/fs/cgroup/$control/$cgroup"
    done
  fi
  mkdir -p "$dir/etc" "$dir/spool"
  {
    echo "127.0.0.1 localhost"
    echo "$net.1 $(hostname -s)"
    echo "$net.10 $controller"
    for node in "${nodes[@]}"; do
      echo "$net.1${node#n} $node"
    done
  } >"$dir/etc/hosts"
  mapfile -t hidden < <(hidden_directories)
  declare -p name hidden kept home cgroup controls >"$dir/host.env"
}

# Where the controller and the nodes are, in slurm.conf's words.
slurm_places() {
  local node cpus
  if [ "$mode" = namespaces ]; then
    printf 'SlurmctldHost=%s(%s)\nSlurmctldPort=6817\nSlurmdPort=6818\n' "$controller" "$net.10"
  else
    printf 'SlurmctldHost=%s(127.0.0.1)\n' "$(hostname -s)"
    printf 'SlurmctldPort=%s\n' "$(cat "$state/nodes/$controller/port")"
  fi
  for node in "${nodes[@]}"; do
    case $node in n1 | n2) cpus=4 ;; *) cpus=2 ;; esac
    printf 'NodeName=%s CPUs=%s RealMemory=4000 State=UNKNOWN ' "$node" "$cpus"
    if [ "$mode" = namespaces ]; then
      printf 'NodeAddr=%s\n' "$net.1${node#n}"
    else
      printf 'NodeHostname=%s NodeAddr=127.0.0.1 Port=%s\n' "$(hostname -s)" "$(cat "$state/nodes/$node/port")"
    fi
  done
}

# How Slurm sees to it that jobs take no more memory than they asked for, in slurm.conf's words.
slurm_limits() {
  if [ "$cgroups" = yes ]; then
    printf 'ProctrackType=proctrack/cgroup\nTaskPlugin=task/cgroup\nJobAcctGatherParams=NoOverMemoryKill\n'
    printf 'CgroupPlugin=cgroup/v1\nCgroupAutomount=no\nConstrainRAMSpace=yes\n' >"$state/cgroup.conf"
  else
    printf 'ProctrackType=proctrack/linuxproc\nTaskPlugin=task/none\nJobAcctGatherParams=OverMemoryKill\n'
  fi
}

slurm_configuration() {
  cat <<X
ClusterName=lab
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$state/munge/socket,cred_expire=60
CredType=cred/munge
StateSaveLocation=$state/controller
SlurmdSpoolDir=$state/nodes/%n/spool
SlurmctldPidFile=$state/nodes/$controller/slurmctld.pid
SlurmdPidFile=$state/nodes/%n/slurmd.pid
SlurmctldLogFile=$state/log/slurmctld.log
SlurmdLogFile=$state/log/slurmd.%n.log
SlurmctldDebug=info
SlurmdDebug=info
SwitchType=switch/none
MpiDefault=none
JobAcctGatherType=jobacct_gather/linux
JobAcctGatherFrequency=task=1
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
DefMemPerCPU=500
SchedulerType=sched/backfill
SchedulerParameters=batch_sched_delay=0,sched_interval=1,sched_min_interval=0,default_queue_depth=1000,bf_interval=1
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
SlurmdParameters=config_overrides
ReturnToService=2
KillWait=2
MinJobAge=$min_job_age
MaxJobCount=100000
MaxArraySize=10001
SlurmctldTimeout=30
SlurmdTimeout=$node_timeout
MessageTimeout=$message_timeout
TCPTimeout=$message_timeout
InactiveLimit=0
TreeWidth=1000
$(slurm_limits)
$(slurm_places)
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP PriorityTier=1
PartitionName=short Nodes=ALL MaxTime=2 State=UP PriorityTier=1
PartitionName=urgent Nodes=ALL MaxTime=INFINITE State=UP PriorityTier=2 PreemptMode=OFF
X
}

# The commands of Slurm, as they are on a machine that belongs to the cluster.
slurm_commands() {
  local command
  for command in "${commands[@]}"; do
    cat >"$state/bin/$command" <<X
#!/bin/sh
SLURM_CONF=$state/slurm.conf
export SLURM_CONF
exec $(command -v "$command") "\$@"
X
    chmod 755 "$state/bin/$command"
  done
}

slurm_settings() {
  local profile
  if [ "$mode" = namespaces ]; then
    echo "# The nodes know this machine as $net.1."
  fi
  for profile in lab-slurm lab-slurm-jobs; do
    cat <<X
[profiles.$profile]
backend = "slurm"
directory = "$state/shared"
bin = "$state/bin"
poll = "1s"
X
    if [ "$profile" = lab-slurm-jobs ]; then
      echo 'mode = "jobs"'
    fi
    echo
  done
}
