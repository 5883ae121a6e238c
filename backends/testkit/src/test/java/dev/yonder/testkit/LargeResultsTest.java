// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Yonder;
import dev.yonder.wire.KryoPayloadCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Results that stay on workers; the time limit only ends a test that hangs. */
@Timeout(120)
class LargeResultsTest {
  private static final int LENGTH = 1_000_000;

  private final Session session =
      Yonder.builder().profile("processes").cpus(2).progress(false).open();

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void arriveWholeWhereverTheyAreAskedFor() throws Exception {
    String counter = Gates.fresh();
    RemoteFuture<double[]> future = LargeRemote.fill(counter, LENGTH, 1);
    RemoteFuture<double[]> next = LargeRemote.increment(future);
    RemoteFuture<Double> sum = LargeRemote.sum(next);
    assertThat(sum.get()).isEqualTo(2.0 * LENGTH);
    assertThat(future.get()).as("not changed by the task that had it").containsOnly(1);
    assertThat(next.get()).hasSize(LENGTH).containsOnly(2);
    assertThat(next.get()).isSameAs(next.get());
    assertThat(Gates.counted(counter)).isEqualTo(1);
  }

  @Test
  void goToTheProgramAndBack() throws Exception {
    double[] mine = new double[LENGTH];
    Arrays.setAll(mine, i -> i);
    assertThat(LargeRemote.sum(mine).get()).isEqualTo(Arrays.stream(mine).sum());
    double[] back = LargeRemote.increment(mine).get();
    assertThat(back[LENGTH - 1]).isEqualTo(LENGTH);
    assertThat(mine[LENGTH - 1]).isEqualTo(LENGTH - 1);
  }

  @Test
  void areGatheredAndForwarded() throws Exception {
    String counter = Gates.fresh();
    List<RemoteFuture<double[]>> futures =
        IntStream.range(0, 6).mapToObj(i -> LargeRemote.fill(counter, LENGTH / 10, i)).toList();
    assertThat(LargeRemote.sumAll(RemoteFuture.all(futures)).get()).isEqualTo(15.0 * (LENGTH / 10));
    List<double[]> all = RemoteFuture.all(futures).get();
    assertThat(all.get(5)).containsOnly(5);
    assertThat(LargeRemote.forward(counter, LENGTH).get()).hasSize(LENGTH).containsOnly(3);
    assertThat(LargeRemote.sum(LargeRemote.forward(counter, LENGTH)).get()).isEqualTo(3.0 * LENGTH);
    assertThat(LargeRemote.nested(counter, LENGTH).get()).isEqualTo(4.0 * LENGTH);
  }

  @Test
  void areThoseOfMoreThan64KiB() throws Exception {
    int length = 65_000;
    length += 65_536 - encodedSize(length);
    assertThat(encodedSize(length)).isEqualTo(65_536);
    String small = Gates.fresh();
    String large = Gates.fresh();
    RemoteFuture<byte[]> first = LargeRemote.zeros(small, length);
    RemoteFuture<byte[]> second = LargeRemote.zeros(large, length + 1);
    assertThat(LargeRemote.length(first).get()).isEqualTo(length);
    assertThat(LargeRemote.length(second).get()).isEqualTo(length + 1);
    killAllWorkers();
    assertThat(first.get()).hasSize(length);
    assertThat(second.get()).hasSize(length + 1);
    assertThat(Gates.counted(small)).as("times that what was sent was made").isEqualTo(1);
    assertThat(Gates.counted(large)).as("times that what was kept was made").isEqualTo(2);
  }

  private static int encodedSize(int length) {
    return (int)
        new KryoPayloadCodec(ClassLoader.getSystemClassLoader())
            .encode(new byte[length], "a result")
            .size();
  }

  @Test
  void areMadeAgainWhenTheirWorkersAreKilled() throws Exception {
    String counter = Gates.fresh();
    RemoteFuture<double[]> first = LargeRemote.fill(counter, LENGTH, 1);
    RemoteFuture<double[]> second = LargeRemote.increment(first);
    LargeRemote.sum(second).get();
    killAllWorkers();
    assertThat(second.get()).containsOnly(2);
    assertThat(Gates.counted(counter)).as("times that the first was made").isEqualTo(2);
    killAllWorkers();
    assertThat(second.get()).as("the program has it").containsOnly(2);
    assertThat(LargeRemote.sum(second).get()).isEqualTo(2.0 * LENGTH);
    assertThat(first.get()).containsOnly(1);
  }

  @Test
  void ofWhatRunsOnceHaveLeftTheWorkerBeforeItIsKilled() throws Exception {
    String counter = Gates.fresh();
    RemoteFuture<double[]> once = LargeRemote.fillOnce(counter, LENGTH, 7);
    var unused = LargeRemote.sum(once).get();
    killAllWorkers();
    assertThat(once.get()).containsOnly(7);
    assertThat(Gates.counted(counter)).isEqualTo(1);
  }

  @Test
  void thatWereReleasedAreGoneButForThoseWhoHaveThem() throws Exception {
    String counter = Gates.fresh();
    RemoteFuture<double[]> future = LargeRemote.fill(counter, LENGTH, 1);
    RemoteFuture<Double> sum = LargeRemote.sum(future);
    future.release();
    assertThat(sum.get()).isEqualTo(LENGTH);
    assertThatThrownBy(future::get)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was released");
  }

  @Test
  void areBroughtForThoseWhoWaitWhenTheSessionIsClosedAndForNobodyLater() throws Exception {
    RemoteFuture<double[]> asked;
    RemoteFuture<double[]> never;
    CompletableFuture<double[]> view;
    try (Session closing = Yonder.builder().profile("processes").cpus(1).progress(false).open()) {
      asked = LargeRemote.on(closing).fill(Gates.fresh(), LENGTH, 1);
      never = LargeRemote.on(closing).fill(Gates.fresh(), LENGTH, 2);
      view = asked.toCompletableFuture();
    }
    assertThat(view.get()).containsOnly(1);
    assertThat(asked.get()).containsOnly(1);
    assertThatThrownBy(never::get)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("stayed on its worker, which ended with the session");
  }

  @Test
  void aLoopOfThemNeedsNoMoreRoomThanOne() throws Exception {
    String counter = Gates.fresh();
    RemoteFuture<double[]> state = LargeRemote.fill(counter, LENGTH, 0);
    for (int i = 0; i < 200; i++) {
      state = LargeRemote.increment(state);
    }
    assertThat(state.get()).containsOnly(200);
  }

  @Test
  void areDeletedWhenNothingRefersToThemAndMadeAgainForThoseMadeFromThem() throws Exception {
    Path runs = Path.of(System.getProperty("java.io.tmpdir"));
    try (Session small =
        Yonder.builder().profile("processes").cpus(2).memory("128 MiB").progress(false).open()) {
      LargeRemote.Calls calls = LargeRemote.on(small);
      String counter = Gates.fresh();
      RemoteFuture<double[]> state = calls.fill(counter, LENGTH, 0);
      for (int i = 0; i < 20; i++) {
        var unusedSum = calls.sum(state).get();
        state = calls.increment(state);
        var unused = calls.fill(counter, LENGTH, i).status();
      }
      var unusedSum = calls.sum(state).get();
      while (spilled(runs) > 4) {
        System.gc();
        var unused = WorkRemote.on(small).add(1, 1).get();
      }
      killAllWorkers();
      assertThat(state.get()).containsOnly(20);
    }
  }

  /** Returns how many results of this process's sessions are on disk. */
  private static long spilled(Path runs) throws IOException {
    String own = "yonder-" + ProcessHandle.current().pid() + "-";
    long files = 0;
    for (Path run : list(runs, own)) {
      for (Path worker : list(run, "processes-")) {
        files += Files.isDirectory(worker) ? list(worker, "object-").size() : 0;
      }
    }
    return files;
  }

  private static List<Path> list(Path directory, String prefix) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.filter(e -> e.getFileName().toString().startsWith(prefix)).toList();
    }
  }

  private static void killAllWorkers() throws Exception {
    for (ProcessHandle worker : ProcessHandle.current().children().toList()) {
      worker.destroyForcibly();
      worker.onExit().get();
    }
  }
}
