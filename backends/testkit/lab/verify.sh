# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154
#
# The tests that break things in a real Slurm, those too that are too long for every build, and a table
# of what came of them.

# What a program prints of its version, on one line.
version_of() {
  "$@" 2>&1 | head -n 1
}

# Names what is tried.
commit_here() {
  git -C "$checkout" rev-parse --short HEAD
  [ -z "$(git -C "$checkout" status --porcelain)" ] || echo 'with changes'
}

verify_slurm() {
  local rows=$checkout/backends/grid/target/faults/table.md log commit outcome=0
  log=$(mktemp)
  commit=$(commit_here | paste -s -d " ")
  say "what Maven and the tests print is in $log; all of it takes some 10 minutes"
  rm -f -- "$rows"
  (
    cd -- "$checkout"
    CI=true mvn -B -ntp verify -pl backends/grid -am -Dtest='Slurm*FaultsTest,SlurmDriverlessRunTest' \
      -Dsurefire.failIfNoSpecifiedTests=false -Dtest.excluded= -Djobs.calls=200
  ) >"$log" 2>&1 </dev/null || outcome=$?
  [ -s "$rows" ] || die "no test has run; see $log"
  cat <<X
# Slurm: what breaks, and what comes of it

\`bin/lab verify slurm\` has printed this. It runs each test below against a real Slurm of four nodes, in
network namespaces of one machine.

Two calls are under way when something breaks, one of which must not run twice. In each test every future
ends once: with the right result, in the first attempt or, where that was lost, in the second; or, of the call that must
not run twice, with the error in the last column. At the end nothing is in Slurm's queue, and no worker runs.

| | |
|---|---|
| date | $(date -u +%Y-%m-%d) |
| commit | $commit |
| Slurm | $(version_of slurmctld -V) |
| Java | $(version_of "${JAVA_HOME:+$JAVA_HOME/bin/}java" -version) |
| system | $(uname -sr), $(nproc) processors |

| what breaks | mode | test | outcome | seconds | what the caller of the call that must not run twice was told |
|---|---|---|---|---|---|
$(LC_ALL=C sort -- "$rows")
X
  if [ "$outcome" -ne 0 ] || grep -qv '| right |' -- "$rows"; then
    die "not everything is right; see $log"
  fi
  rm -f -- "$log"
}
