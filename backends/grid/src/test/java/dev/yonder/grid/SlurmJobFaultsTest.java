// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

/** Faults of Slurm under calls each of which is a job. */
class SlurmJobFaultsTest extends SlurmFaultsContract {

  @Override
  String mode() {
    return "jobs";
  }

  @Override
  void afterSlurmdStopped(FaultScene seen) throws Exception {
    lost(seen, "NODE_FAIL (NodeDown)");
  }

  /** One question is asked after the other. */
  @Override
  void awaitBlindness(FaultScene seen) throws Exception {
    seen.awaitFaults("squeue", 1);
  }
}
