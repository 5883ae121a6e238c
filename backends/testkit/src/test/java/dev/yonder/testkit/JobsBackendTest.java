// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.SessionBuilder;
import dev.yonder.TaskRefusedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that are jobs of their own, of a batch system that is none. */
@Timeout(240)
class JobsBackendTest extends BackendContract {
  private static final String CALLS = "makes calls within calls, which a job cannot";
  private static final String MANY = "makes so many calls that as many processes take too long";
  private static final String LOGS = "reads what a job has printed before the job has ended";

  @WorkDirectory private Path directory;

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

  @Test
  @Override
  @Disabled(LOGS)
  void logsAreReadWhileTheTaskRuns() {}

  @Test
  @Override
  @Disabled(CALLS)
  void recursionIsDeeperThanThereAreSlots() {}

  @Test
  @Override
  @Disabled(CALLS)
  void endlessRecursionIsAnErrorAndNotADeadlock() {}

  @Test
  @Override
  @Disabled(CALLS)
  void recursionWithoutABoundIsAnErrorAndTheSessionGoesOn() {}

  @Test
  @Override
  @Disabled(CALLS)
  void aTaskMayWaitForAView() {}

  @Test
  @Override
  @Disabled(CALLS)
  void aReturnedFutureIsTheResult() {}

  @Test
  @Override
  @Disabled(CALLS)
  void tasksMapToo() {}

  @Test
  @Override
  @Disabled(CALLS)
  void randomNumbersDependOnTheSeedAndThePlaceOnly() {}

  @Test
  @Override
  @Disabled(MANY)
  void mapsInOrderWithinAWindow() {}

  @Test
  @Override
  @Disabled(MANY)
  void gathersResultsInOrder() {}

  @Test
  @Override
  @Disabled(MANY)
  void reducesAsATree() {}
}
