// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.Resources;
import dev.yonder.wire.Journal;
import dev.yonder.wire.Payload;
import dev.yonder.wire.RunFiles;
import dev.yonder.wire.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a driver takes to have become of a run that another one has left. */
class RunReplayTest {
  @TempDir private Path directory;

  private static RunRecord submitted(long task) {
    RunRecord.Needs needs =
        new RunRecord.Needs(new Resources(1, 1 << 20, 0, Map.of()), 0, 0, true, Long.MAX_VALUE);
    Payload payload = new Payload(new byte[] {1}, List.of());
    return new RunRecord.Submitted(
        task, "a.B#c()", "B.c", needs, 0, new long[0], new int[0], payload, List.of());
  }

  private static RunRecord bound(String array, int attempt, long... tasks) {
    int[] attempts = new int[tasks.length];
    Arrays.fill(attempts, attempt);
    return new RunRecord.Bound(array, 1, tasks, attempts);
  }

  private static RunRecord returned(long task, int attempt) {
    return new RunRecord.Ended(task, attempt, RunRecord.End.RETURNED, "", null);
  }

  private static KnownTask.Left left(RunReplay replay, long task) {
    return replay.tasks().get(task).left;
  }

  @Test
  void whatWasPlacedMayGoOnUnderItsId() {
    RunReplay replay =
        RunReplay.of(
            List.of(
                submitted(1),
                submitted(0),
                bound("p-1", 1, 0, 1),
                new RunRecord.Placed("p-1", List.of("17_1", "17_2"))));
    assertThat(replay.calls().keySet()).containsExactly(0L, 1L);
    assertThat(replay.arrays()).isEqualTo(1);
    assertThat(left(replay, 0)).isEqualTo(new KnownTask.Left(1, "p-1", "17_1"));
    assertThat(left(replay, 1)).isEqualTo(new KnownTask.Left(1, "p-1", "17_2"));
  }

  @Test
  void whatMayHaveBeenSubmittedIsKnownByItsArrayOnly() {
    RunReplay replay = RunReplay.of(List.of(submitted(0), bound("p-1", 1, 0)));
    assertThat(left(replay, 0)).isEqualTo(new KnownTask.Left(1, "p-1", null));
  }

  @Test
  void whatWasRefusedDoesNotGoOnAndItsNumberIsNotUsedAgain() {
    RunReplay replay =
        RunReplay.of(List.of(submitted(0), bound("p-1", 1, 0), new RunRecord.Unplaced("p-1")));
    assertThat(left(replay, 0)).isNull();
    assertThat(replay.tasks().get(0L).attempts).isEqualTo(1);
  }

  @Test
  void onlyTheLastAttemptOfATaskGoesOn() {
    List<RunRecord> records =
        List.of(
            submitted(0),
            bound("p-2", 2, 0),
            new RunRecord.Placed("p-2", List.of("18_1")),
            bound("p-1", 1, 0),
            new RunRecord.Placed("p-1", List.of("17_1")));
    assertThat(left(RunReplay.of(records), 0)).isEqualTo(new KnownTask.Left(2, "p-2", "18_1"));
  }

  @Test
  void whatHasEndedIsRememberedWithHowItDid() {
    RunRecord ended = returned(0, 1);
    RunReplay replay =
        RunReplay.of(List.of(submitted(0), submitted(1), ended, /* of no call */ returned(9, 1)));
    assertThat(replay.tasks().get(0L).ended).isEqualTo(ended);
    assertThat(replay.tasks().get(1L).ended).isNull();
    assertThat(replay.tasks()).doesNotContainKey(9L);
  }

  @Test
  void aJournalThatEndsAnywhereTellsWhatCameBeforeAndNothingElse() throws IOException {
    RunFiles run = RunFiles.create(directory.resolve("runs/one"));
    Path file = run.path().resolve("journal");
    List<RunRecord> records =
        List.of(
            submitted(0),
            bound("p-1", 1, 0),
            new RunRecord.Placed("p-1", List.of("17_1")),
            returned(0, 1));
    long[] ends = new long[records.size()];
    try (Journal journal = run.journal()) {
      for (int i = 0; i < ends.length; i++) {
        journal.append(records.subList(i, i + 1));
        ends[i] = Files.size(file);
      }
    }
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length <= whole.length; length++) {
      byte[] torn = Arrays.copyOf(whole, length);
      expect(run, file, torn, whole(ends, length));
      // As blocks that were given to the file before their content was written.
      expect(run, file, Arrays.copyOf(torn, whole.length + 100), whole(ends, length));
    }
    for (int at = (int) ends[2]; at < whole.length; at++) {
      byte[] holed = whole.clone();
      holed[at] ^= 1;
      expect(run, file, holed, 3);
    }
  }

  private static int whole(long[] ends, int length) {
    return (int) Arrays.stream(ends).filter(end -> end <= length).count();
  }

  private static void expect(RunFiles run, Path file, byte[] content, int records)
      throws IOException {
    Files.write(file, content);
    RunReplay replay = RunReplay.of(run.readJournal());
    assertThat(replay.calls()).hasSize(Math.min(records, 1));
    assertThat(replay.arrays()).isEqualTo(records > 1 ? 1 : 0);
    if (records > 0) {
      KnownTask task = replay.tasks().get(0L);
      assertThat(task.left == null).isEqualTo(records == 1);
      assertThat(task.left != null && task.left.id() != null).isEqualTo(records > 2);
      assertThat(task.ended != null).isEqualTo(records > 3);
    }
  }
}
