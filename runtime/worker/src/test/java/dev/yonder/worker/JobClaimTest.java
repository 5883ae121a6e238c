// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.wire.RunFiles;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether an attempt is started or given up, and never both. */
class JobClaimTest {
  private static final int TASKS = 2_000;

  @TempDir private Path directory;

  @Test
  void whatAJobHasStartedCannotBeGivenUp() throws Exception {
    RunFiles run = RunFiles.create(directory.resolve("runs/one"));
    assertThat(run.claim(1, 1, "started")).isTrue();
    assertThat(JobClaim.giveUp(run, 1, 1)).isFalse();
    assertThat(JobClaim.giveUp(run, 1, 2)).as("another attempt").isTrue();
    assertThat(JobClaim.giveUp(run, 1, 2)).as("again").isTrue();
    assertThat(run.claim(1, 2, "started")).isFalse();
  }

  @Test
  void theTimeOfAStartIsToldAsPeopleWriteIt() {
    assertThat(JobClaim.withTime("started on n1 as process 7 at 1764115200123"))
        .isEqualTo("started on n1 as process 7 at 2025-11-26T00:00:00.123Z");
    assertThat(JobClaim.withTime("started on n1 as pro")).isEqualTo("started on n1 as pro");
  }

  @Test
  void whatAJobMayJustBeStartingIsNotGivenUp() throws Exception {
    RunFiles run = RunFiles.create(directory.resolve("runs/one"));
    Files.createFile(run.claim(1, 1));
    assertThat(JobClaim.giveUp(run, 1, 1)).isFalse();
  }

  @Test
  void ofTwoProcessesThatClaimAtTheSameTimeOneGetsEachAttempt() throws Exception {
    RunFiles run = RunFiles.create(directory.resolve("runs/one"));
    Process job =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                JobClaimProgram.class.getName(),
                run.path().toString(),
                Integer.toString(TASKS))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(job.getInputStream(), StandardCharsets.UTF_8));
    assertThat(out.readLine()).isEqualTo("ready");
    Set<Integer> givenUp = new HashSet<>();
    // The other process may have all the others before this one comes to the first of them.
    assertThat(JobClaim.giveUp(run, TASKS - 1, 1)).isTrue();
    givenUp.add(TASKS - 1);
    job.getOutputStream().write('\n');
    job.getOutputStream().flush();
    for (int task = TASKS - 2; task >= 0; task--) {
      if (JobClaim.giveUp(run, task, 1)) {
        givenUp.add(task);
      }
    }
    List<Integer> started = out.lines().map(Integer::valueOf).toList();
    assertThat(job.waitFor()).isZero();
    assertThat(givenUp).doesNotContainAnyElementsOf(started).isNotEmpty();
    givenUp.addAll(started);
    assertThat(givenUp)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, TASKS).boxed().toList());
  }
}
