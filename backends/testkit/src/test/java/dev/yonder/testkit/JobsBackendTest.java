// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.SessionBuilder;
import dev.yonder.TaskRefusedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls that are jobs of their own, of a batch system that is none; what is left out of the
 * contract makes calls within calls, which a job cannot, or so many that as many processes take too
 * long, or reads what a job has printed before that has ended.
 */
@Timeout(240)
class JobsBackendTest extends BackendContract {
  @TempDir private Path directory;

  @Override
  protected String profile() {
    return FakeBatchProvider.NAME;
  }

  @Override
  protected SessionBuilder settings(SessionBuilder builder) {
    return builder.set("directory", directory.toString());
  }

  @Test
  void aJobThatMakesACallSaysWhatToDo() {
    assertThatThrownBy(() -> WorkRemote.depth(1).join())
        .isInstanceOf(TaskRefusedException.class)
        .hasMessageContaining("Work.depth was called by a task")
        .hasMessageContaining("mode = \"pilots\"");
  }

  @Test
  void randomNumbersAreThoseOfOtherProfiles() {
    assertThat(WorkRemote.draw("x").join()).isEqualTo(drawnOnThreads());
  }

  private static long drawnOnThreads() {
    try (var threads = dev.yonder.Yonder.builder().profile("threads").seed(42).open()) {
      return WorkRemote.on(threads).draw("x").join();
    }
  }

  @Override
  void logsAreReadWhileTheTaskRuns() {}

  @Override
  void recursionIsDeeperThanThereAreSlots() {}

  @Override
  void endlessRecursionIsAnErrorAndNotADeadlock() {}

  @Override
  void recursionWithoutABoundIsAnErrorAndTheSessionGoesOn() {}

  @Override
  void aTaskMayWaitForAView() {}

  @Override
  void aReturnedFutureIsTheResult() {}

  @Override
  void tasksMapToo() {}

  @Override
  void randomNumbersDependOnTheSeedAndThePlaceOnly() {}

  @Override
  void mapsInOrderWithinAWindow() {}

  @Override
  void gathersResultsInOrder() {}

  @Override
  void reducesAsATree() {}
}
