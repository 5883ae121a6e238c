// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yonder.Resources;
import dev.yonder.spi.BackendException;
import dev.yonder.spi.BlockId;
import dev.yonder.spi.BlockRequest;
import dev.yonder.spi.BlockStatus;
import dev.yonder.spi.BlockStatus.End;
import dev.yonder.spi.WorkerLaunch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for blocks of every batch system, seen on one that only answers commands. */
abstract class GridBackendContract {
  @TempDir Path temporary;
  FakeGrid grid;
  GridBackend backend;

  abstract FakeGrid fake();

  /** Returns the program that submits, that which tells, and that which ends jobs. */
  abstract List<String> programs();

  @BeforeEach
  void make() {
    grid = fake();
    backend = backend(Settings.in(temporary.resolve("shared")));
  }

  GridBackend backend(GridSettings settings) {
    return new GridBackend(grid.dialect(), settings, grid, "20261125-101500-abcdef");
  }

  static BlockRequest request(int first, int count, WorkerLaunch launch) {
    return new BlockRequest("pilots-1", first, count, null, null, launch);
  }

  List<BlockId> submit(int count) throws BackendException {
    return backend.submit(request(1, count, FakeLaunch.java("-version")));
  }

  private String submits() {
    return programs().get(0);
  }

  private String tells() {
    return programs().get(1);
  }

  private String ends() {
    return programs().get(2);
  }

  private static BackendException failure(Action action) {
    return catchThrowableOfType(BackendException.class, action::run);
  }

  interface Action {
    void run() throws BackendException;
  }

  @Test
  void makingOneDoesNothing() {
    assertThat(grid.run).isEmpty();
    assertThat(temporary.resolve("shared")).doesNotExist();
    backend.close();
    assertThat(grid.run).isEmpty();
    assertThat(temporary.resolve("shared")).doesNotExist();
  }

  @Test
  void submittingReturnsIdsBeforeAnythingRuns() throws Exception {
    List<BlockId> ids = submit(3);
    assertThat(ids).hasSize(3).doesNotHaveDuplicates();
    assertThat(backend.poll(Set.copyOf(ids)).values())
        .extracting(BlockStatus::state)
        .containsOnly(BlockStatus.State.QUEUED);
    assertThat(submit(1)).doesNotContainAnyElementsOf(ids);
  }

  @Test
  void oneQueryServesAllBlocksAndNoneIsMadeForNone() throws Exception {
    Set<BlockId> ids = new HashSet<>(submit(3));
    ids.addAll(submit(1));
    backend.poll(Set.of());
    assertThat(grid.runs(tells())).isZero();
    assertThat(backend.poll(ids)).containsOnlyKeys(ids);
    assertThat(grid.runs(tells())).isEqualTo(1);
  }

  @Test
  void aBlockThatNobodyKnowsIsLeftOut() throws Exception {
    submit(1);
    assertThat(backend.poll(Set.of(new BlockId("987654")))).isEmpty();
  }

  @Test
  void aStateThatNobodyKnowsIsLeftOut() throws Exception {
    List<BlockId> ids = submit(2);
    grid.jobs.get(ids.get(0).value()).state = "DAYDREAMING";
    assertThat(backend.poll(Set.copyOf(ids))).containsOnlyKeys(ids.get(1));
  }

  @Test
  void cancellingTwiceIsFineAndSoIsCancellingWhatIsGone() throws Exception {
    List<BlockId> ids = submit(2);
    backend.cancel(Set.copyOf(ids));
    backend.cancel(Set.copyOf(ids));
    grid.jobs.clear();
    backend.cancel(Set.copyOf(ids));
    assertThat(grid.runs(ends())).isEqualTo(3);
    backend.cancel(Set.of());
    assertThat(grid.runs(ends())).isEqualTo(3);
  }

  @Test
  void cancellingManyIsDoneInFewCommands() throws Exception {
    Set<BlockId> many = new HashSet<>();
    for (int i = 0; i < 1_200; i++) {
      many.add(new BlockId("77_" + i));
    }
    backend.cancel(many);
    assertThat(grid.runs(ends())).isEqualTo(3);
  }

  @Test
  void whatIsNoAnswerLeavesAllUnknown() throws Exception {
    List<BlockId> ids = submit(1);
    for (String rubbish : List.of("Segmentation fault", "\0\1\2", "<html>busy</html>")) {
      grid.printing(tells(), rubbish);
      BackendException failure = failure(() -> backend.poll(Set.copyOf(ids)));
      assertThat(failure).hasMessageContaining(tells());
      assertThat(failure.isLasting()).isFalse();
    }
    grid.healing(tells());
    assertThat(backend.poll(Set.copyOf(ids))).containsOnlyKeys(ids);
  }

  @Test
  void aCommandThatFailsIsNamedWithWhatItPrinted() throws Exception {
    Set<BlockId> ids = Set.copyOf(submit(1));
    for (String program : List.of(tells(), ends())) {
      grid.failing(program, "the roof is on fire");
      assertThatThrownBy(() -> pollAndCancel(ids))
          .isInstanceOf(BackendException.class)
          .hasMessageContaining(program)
          .hasMessageContaining("the roof is on fire");
      grid.healing(program);
    }
    grid.failing(submits(), "no such account");
    BackendException failure = failure(() -> submit(1));
    assertThat(failure).hasMessageContaining(submits()).hasMessageContaining("no such account");
    assertThat(failure.isLasting()).isTrue();
  }

  private void pollAndCancel(Set<BlockId> ids) throws BackendException {
    backend.poll(ids);
    backend.cancel(ids);
  }

  @Test
  void everyCommandIsBounded() throws Exception {
    pollAndCancel(Set.copyOf(submit(30)));
    assertThat(grid.limits)
        .hasSize(grid.run.size())
        .allSatisfy(
            limit -> assertThat(limit).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1)));
  }

  @Test
  void anArrayIsSplitAtTheLimitOfThePlaceWhichIsAskedForOnce() throws Exception {
    List<BlockId> ids = submit(25);
    assertThat(ids).hasSize(25).doesNotHaveDuplicates();
    assertThat(grid.runs(submits())).isEqualTo(3);
    assertThat(grid.jobs.keySet())
        .containsExactlyElementsOf(ids.stream().map(BlockId::value).toList());
    submit(25);
    long asked = grid.run.size() - grid.runs(submits());
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void eachPartOfASplitArrayHasItsOwnNumbers() throws Exception {
    backend.submit(request(7, 25, FakeLaunch.java("-version")));
    List<String> scripts = scripts();
    assertThat(scripts).hasSize(3);
    for (int first : List.of(7, 17, 27)) {
      assertThat(scripts).filteredOn(text -> text.contains("index=$((" + first + " + ")).hasSize(1);
    }
  }

  private List<String> scripts() throws IOException {
    List<String> scripts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(temporary)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".sh")).toList()) {
        scripts.add(Files.readString(file));
      }
    }
    return scripts;
  }

  @Test
  void whatWasSubmittedWithoutAnAnswerIsFoundByItsName() throws Exception {
    grid.hanging(submits(), /* done= */ true);
    List<BlockId> ids = submit(3);
    assertThat(ids).extracting(BlockId::value).containsExactlyElementsOf(grid.jobs.keySet());
    backend.close();
    assertThat(grid.runs(ends())).isZero();
  }

  @Test
  void anAnswerWithoutANumberCountsAsNone() throws Exception {
    grid.printing(submits(), "Good morning!\n");
    List<BlockId> ids = submit(2);
    assertThat(ids).extracting(BlockId::value).containsExactlyElementsOf(grid.jobs.keySet());
  }

  @Test
  void whatTurnsUpLaterIsRemoved() throws Exception {
    List<BlockId> known = submit(1);
    grid.hanging(submits(), /* done= */ true);
    grid.failing(tells(), "nobody is there");
    BackendException failure = failure(() -> submit(2));
    assertThat(failure).hasMessageContaining("not known").hasMessageContaining(submits());
    assertThat(failure.isLasting()).isFalse();
    grid.healing(tells());
    backend.poll(Set.copyOf(known));
    assertThat(grid.last(ends())).hasSize(3);
    backend.poll(Set.copyOf(known));
    assertThat(grid.runs(ends())).isEqualTo(1);
  }

  @Test
  void whatTurnsUpAtTheEndIsRemoved() throws Exception {
    grid.hanging(submits(), /* done= */ true);
    grid.failing(tells(), "nobody is there");
    assertThatThrownBy(() -> submit(2)).isInstanceOf(BackendException.class);
    grid.healing(tells());
    backend.close();
    assertThat(grid.last(ends())).hasSize(3);
  }

  @Test
  void whatTurnsUpBeforeItIsAskedForAgainIsThatAndNotSubmittedTwice() throws Exception {
    submitJobsInDoubt(/* done= */ true);
    assertThat(failure(() -> submit(2))).as("while nobody can be asked").isNotNull();
    grid.healing(tells());
    grid.healing(submits());
    backend.poll(Set.of(new BlockId("1000")));
    List<BlockId> ids = submit(2);
    assertThat(ids).hasSize(2);
    assertThat(ids).extracting(BlockId::value).containsExactlyElementsOf(grid.jobs.keySet());
    assertThat(grid.runs(submits())).isEqualTo(1);
    backend.close();
    assertThat(grid.runs(ends())).isZero();
  }

  @Test
  void whatHasNotTurnedUpWhenItIsAskedForAgainIsSubmittedAndRemovedIfItDoes() throws Exception {
    submitJobsInDoubt(/* done= */ false);
    grid.healing(tells());
    grid.healing(submits());
    List<BlockId> ids = submit(2);
    assertThat(ids).hasSize(2);
    assertThat(grid.runs(submits())).isEqualTo(2);
    List<String> first = List.copyOf(grid.jobs.keySet());
    FakeGrid.Job late = new FakeGrid.Job(lateName(), grid.jobs.get(first.get(0)).state);
    grid.jobs.put("999", late);
    backend.poll(Set.copyOf(ids));
    assertThat(grid.last(ends())).contains("999").doesNotContainAnyElementsOf(first);
  }

  @Test
  void whatWouldBeAskedForAgainIsRemovedAtTheEnd() throws Exception {
    submitJobsInDoubt(/* done= */ true);
    grid.healing(tells());
    backend.close();
    assertThat(grid.last(ends())).hasSize(3);
  }

  /** Submits two jobs of single calls, of which the answer is lost and nobody can be asked. */
  private void submitJobsInDoubt(boolean done) {
    backend =
        backend(
            Settings.of(
                Map.of("directory", temporary.resolve("shared").toString(), "mode", "jobs")));
    grid.hanging(submits(), done);
    grid.failing(tells(), "nobody is there");
    assertThat(failure(() -> submit(2))).hasMessageContaining("not known");
  }

  /** Returns the name of the array whose answer was lost. */
  private String lateName() throws IOException {
    try (Stream<Path> arrays = Files.walk(temporary)) {
      return arrays
          .map(path -> path.getFileName().toString())
          .filter(name -> name.matches("yonder-20261125-101500-abcdef-1-pilots-1-1"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void whatWasNotSubmittedIsSaidSo() {
    grid.hanging(submits(), /* done= */ false);
    BackendException failure = failure(() -> submit(2));
    assertThat(failure).hasMessageContaining("did not end within");
    assertThat(failure.isLasting()).isFalse();
  }

  @Test
  void whatWillNeverStartIsTakenOutOfTheQueue() throws Exception {
    List<BlockId> ids = submit(2);
    hopeless(grid.jobs.get(ids.get(0).value()));
    Map<BlockId, BlockStatus> seen = backend.poll(Set.copyOf(ids));
    assertThat(seen.get(ids.get(0)).end()).isEqualTo(End.REJECTED);
    assertThat(grid.last(ends())).contains(ids.get(0).value()).doesNotContain(ids.get(1).value());

    List<BlockId> more = submit(1);
    hopeless(grid.jobs.get(more.get(0).value()));
    grid.failing(ends(), "no");
    assertThat(backend.poll(Set.copyOf(more)).get(more.get(0)).state())
        .isEqualTo(BlockStatus.State.QUEUED);
  }

  abstract void hopeless(FakeGrid.Job job);

  abstract void crashed(FakeGrid.Job job);

  @Test
  void aCrashIsToldWithWhatTheJobPrintedLast() throws Exception {
    List<BlockId> ids = submit(2);
    crashed(grid.jobs.get(ids.get(1).value()));
    try (Stream<Path> files = Files.walk(temporary)) {
      Path directory =
          files
              .filter(file -> file.toString().endsWith(".sh"))
              .findFirst()
              .orElseThrow()
              .getParent();
      Files.writeString(directory.resolve("1.out"), "java.lang.Error: out of ideas\n");
    }
    BlockStatus status = backend.poll(Set.copyOf(ids)).get(ids.get(1));
    assertThat(status.end()).isEqualTo(End.CRASHED);
    assertThat(status.reason())
        .contains(ids.get(1).value())
        .endsWith("it wrote last:\n  java.lang.Error: out of ideas");
  }

  @Test
  void closingTwiceIsFineAndEndsNoJob() throws Exception {
    submit(2);
    backend.close();
    backend.close();
    assertThat(grid.runs(ends())).isZero();
  }

  @Test
  void closingLeavesNoSecretOfPilots() throws Exception {
    submit(1);
    assertThat(files("secret")).hasSize(1);
    backend.close();
    assertThat(files("secret")).isEmpty();
  }

  @Test
  void closingLeavesTheSecretsOfJobsThatGoOn() throws Exception {
    backend =
        backend(
            Settings.of(
                Map.of("directory", temporary.resolve("shared").toString(), "mode", "jobs")));
    submit(1);
    backend.close();
    assertThat(files("secret")).hasSize(1);
  }

  private List<Path> files(String name) throws IOException {
    try (Stream<Path> files = Files.walk(temporary)) {
      return files.filter(file -> file.getFileName().toString().equals(name)).toList();
    }
  }

  @Test
  void nobodyElseCanReadWhatIsWritten() throws Exception {
    Path jar = Files.writeString(temporary.resolve("some.jar"), "classes");
    backend.submit(
        request(1, 1, new FakeLaunch(List.of(), List.of(FakeLaunch.jar(jar, "00ff")), Map.of())));
    try (Stream<Path> files = Files.walk(temporary.resolve("shared"))) {
      for (Path file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
      }
    }
    assertThat(temporary.resolve("shared/code/00ff.jar")).hasContent("classes");
    try (Stream<Path> files = Files.walk(temporary.resolve("shared"))) {
      assertThat(files.map(Path::toString)).noneMatch(file -> file.endsWith(".part"));
    }
  }

  @Test
  void namesOfAllKindsSurvive() throws Exception {
    Path odd = temporary.resolve("it's %a \"new\"; $(touch x) directory");
    backend =
        backend(
            Settings.of(
                Map.of("directory", odd.toString(), "options", List.of("--comment=a b;c"))));
    assertThat(submit(2)).hasSize(2);
    assertThat(odd.resolve("code")).isDirectory();
    assertThat(grid.last(submits())).contains("--comment=a b;c");
  }

  @Test
  void anArrayThatEndedAsAWholeIsTheEndOfItsJobs() throws Exception {
    List<BlockId> ids = submit(3);
    FakeGrid.Job job = grid.jobs.get(ids.get(0).value());
    job.state = "CANCELLED";
    grid.jobs.clear();
    grid.jobs.put(grid.dialect().arrayOf(ids.get(0)), job);
    assertThat(backend.poll(Set.copyOf(ids)).values())
        .extracting(BlockStatus::end)
        .containsExactly(End.PREEMPTED, End.PREEMPTED, End.PREEMPTED);
  }

  @Test
  void aWordWithALineBreakIsRefused() {
    BackendException failure =
        failure(() -> backend.submit(request(1, 1, FakeLaunch.java("-Dx=one\ntwo"))));
    assertThat(failure).hasMessageContaining("line break");
    assertThat(failure.isLasting()).isTrue();
    assertThat(grid.runs(submits())).isZero();
  }

  @Test
  void whatIsAskedForIsPassedOn() throws Exception {
    BlockRequest request =
        new BlockRequest(
            "calls-3",
            5,
            2,
            new Resources(3, 5L << 30, 2, Map.of("matlab", 1)),
            Duration.ofMinutes(90),
            FakeLaunch.java("-version"));
    backend.submit(request);
    assertThat(String.join(" ", grid.last(submits())))
        .contains("=3")
        .contains("5120")
        .contains("matlab")
        .contains("yonder-20261125-101500-abcdef-1-calls-3-5");
  }
}
