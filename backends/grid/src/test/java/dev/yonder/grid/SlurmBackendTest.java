// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import java.util.List;

/** The contract, in the words of Slurm. */
class SlurmBackendTest extends GridBackendContract {

  @Override
  FakeGrid fake() {
    return new FakeSlurm();
  }

  @Override
  List<String> programs() {
    return List.of("sbatch", "squeue", "scancel");
  }

  @Override
  void hopeless(FakeGrid.Job job) {
    job.reason = "PartitionTimeLimit";
  }

  @Override
  void crashed(FakeGrid.Job job) {
    job.state = "FAILED";
    job.exit = "1:0";
    job.node = "n3";
    job.reason = "NonZeroExitCode";
  }
}
