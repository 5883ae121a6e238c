// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.Resources;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlurmDialectTest extends GridDialectContract {

  @Override
  GridDialect dialect() {
    return new SlurmDialect();
  }

  @Override
  Path outputs() {
    return Path.of("src/test/resources/slurm");
  }

  private static GridJob job(Map<String, Object> settings, int count, Resources needs) {
    return new GridJob(
        "yonder-x-1",
        count,
        needs,
        Duration.ofSeconds(5_401),
        Settings.of(settings),
        Path.of("/shared/100% x"),
        new JobScript(List.of("java"), Map.of(), null, 1));
  }

  @Test
  void aPilotAsksForWhatItNeeds() {
    GridJob job = job(Map.of(), 1, new Resources(2, (1L << 20) + 1, 0, Map.of()));
    assertThat(dialect().submitCommand(job, Path.of("/shared/100% x/job.sh")))
        .containsExactly(
            "sbatch",
            "--parsable",
            "--job-name=yonder-x-1",
            "--output=/shared/100%% x/0.out",
            "--open-mode=append",
            "--export=ALL",
            "--no-requeue",
            "--nodes=1",
            "--ntasks=1",
            "--cpus-per-task=2",
            "--mem=2M",
            "--time=91",
            "--signal=B:TERM@60",
            "/shared/100% x/job.sh");
  }

  @Test
  void anArrayOfCallsAsksForAllThatCanBeAskedFor() {
    Map<String, Object> settings =
        Map.of(
            "mode",
            "jobs",
            "partition",
            "long",
            "account",
            "a b",
            "options",
            List.of("--qos=high"));
    GridJob job = job(settings, 3, new Resources(1, 0, 2, Map.of("matlab", 1, "ansys", 4)));
    assertThat(dialect().submitCommand(job, Path.of("/x/job.sh")))
        .containsExactly(
            "sbatch",
            "--parsable",
            "--job-name=yonder-x-1",
            "--array=0-2",
            "--output=/shared/100%% x/%a.out",
            "--open-mode=append",
            "--export=ALL",
            "--no-requeue",
            "--nodes=1",
            "--ntasks=1",
            "--cpus-per-task=1",
            "--gres=gpu:2",
            "--licenses=ansys:4,matlab:1",
            "--time=91",
            "--partition=long",
            "--account=a b",
            "--qos=high",
            "/x/job.sh");
  }

  @Test
  void nothingIsNoAnswer() {
    assertThatThrownBy(() -> dialect().parseStatus(""))
        .isInstanceOf(UnexpectedOutputException.class)
        .hasMessageContaining("JOBID");
  }

  @Test
  void whatIsOverIsToldFromWhatGoesOn() {
    assertThat(
            dialect()
                .meansOver("scancel: error: Kill job error on job id 9: Invalid job id specified"))
        .isTrue();
    assertThat(
            dialect()
                .meansOver(
                    "scancel: error: Kill job error on job id 8: Unable to contact slurm controller (connect failure)"))
        .isFalse();
  }

  @Test
  void onlyVariablesThatSaySomethingToTheCommandsAreNeeded() {
    assertThat(List.of("SLURM_CONF", "SLURM_CLUSTERS", "SBATCH_ACCOUNT"))
        .allMatch(dialect()::needs);
    assertThat(List.of("SLURM_JOB_ID", "SLURM_MEM_PER_CPU", "SQUEUE_PARTITION", "TOKEN"))
        .noneMatch(dialect()::needs);
  }
}
