// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

/** Faults of Slurm under workers that are jobs. */
class SlurmPilotFaultsTest extends SlurmFaultsContract {

  @Override
  String mode() {
    return "pilots";
  }

  @Override
  void afterSlurmdStopped(FaultScene seen) throws Exception {
    seen.bothReturn();
  }

  /** Nothing is asked about workers that are linked. */
  @Override
  void awaitBlindness(FaultScene seen) {}
}
