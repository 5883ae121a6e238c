// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.WorkerLostException;
import dev.yonder.Yonder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes that stand still for longer than the limit; the time limit only ends a hang. */
@Timeout(120)
class LateReplyTest {
  private static final String LIMIT = "yonder.heartbeat.limit.millis";
  private static final int LIMIT_MILLIS = 3_000;

  @WorkDirectory private Path directory;

  private static void shorten() {
    System.setProperty(LIMIT, Integer.toString(LIMIT_MILLIS));
  }

  @AfterEach
  void restore() {
    System.clearProperty(LIMIT);
  }

  private static Session open() {
    return Yonder.builder().profile("processes").cpus(2).progress(false).open();
  }

  @Test
  void ofAWorkerThatStoodStillIsNeverHeard() throws Exception {
    Path ledger = directory.resolve("ledger");
    String gate = Gates.fresh();
    AtomicInteger ended = new AtomicInteger();
    shorten();
    try (Session session = open()) {
      RemoteFuture<Long> future = HarmRemote.on(session).entered(ledger.toString(), gate);
      var unused = future.toCompletableFuture().thenRun(ended::incrementAndGet);
      ProcessHandle first = ProcessHandle.of(Gates.awaitTold(gate)).orElseThrow();
      Signals.send("-STOP", first.pid());
      Gates.open(gate);
      long second = future.get();
      assertThat(second).isNotEqualTo(first.pid());
      first.onExit().get();
      Process resume = new ProcessBuilder("kill", "-CONT", Long.toString(first.pid())).start();
      assertThat(resume.waitFor()).as("nobody is there to be resumed").isNotZero();
      assertThat(Files.readAllLines(ledger))
          .isEqualTo(List.of("start " + first.pid(), "start " + second, "end " + second));
      assertThat(future.get()).isEqualTo(second);
    }
    assertThat(ended).hasValue(1);
  }

  @Test
  void ofWhatRunsOnceIsNotWaitedFor() throws Exception {
    String gate = Gates.fresh();
    shorten();
    try (Session session = open()) {
      RemoteFuture<Long> once = HarmRemote.on(session).processOnce(gate);
      Signals.send("-STOP", Gates.awaitTold(gate));
      Gates.open(gate);
      assertThatThrownBy(once::get)
          .cause()
          .isInstanceOf(WorkerLostException.class)
          // It is looked after once a second.
          .hasMessageMatching("(?s).*it was not heard of for ([3-9]|[1-9]\\d+) s, and was ended.*")
          .hasMessageContaining("not idempotent");
    }
    assertThat(Gates.counted(gate)).isEqualTo(1);
  }

  @Test
  void countsOfAWorkerThatStoodStillForLess() throws Exception {
    String gate = Gates.fresh();
    String ofAnother = Gates.fresh();
    try (Session session = open()) {
      RemoteFuture<Long> once = HarmRemote.on(session).processOnce(gate);
      RemoteFuture<Long> elsewhere = HarmRemote.on(session).process(ofAnother);
      long worker = Gates.awaitTold(gate);
      Gates.awaitTold(ofAnother);
      Gates.open(ofAnother);
      elsewhere.join();
      Signals.send("-STOP", worker);
      Gates.open(gate);
      assertThat(HarmRemote.on(session).here().get()).isNotEqualTo(worker);
      Signals.send("-CONT", worker);
      assertThat(once.get()).isEqualTo(worker);
    }
    assertThat(Gates.counted(gate)).isEqualTo(1);
  }

  /** As after Ctrl-Z in a terminal, or in a machine that is paused. */
  @Test
  void isHeardByADriverThatStoodStillItself() throws Exception {
    String one = Gates.fresh();
    String two = Gates.fresh();
    String end = Gates.fresh();
    Process driver =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + LIMIT + "=" + LIMIT_MILLIS,
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                DriverProgram.class.getName(),
                one,
                two,
                end)
            .redirectErrorStream(true)
            .start();
    long first = Gates.awaitTold(one);
    long second = Gates.awaitTold(two);
    Signals.send("-STOP", driver.pid(), first, second);
    // There is nothing to wait for but the limit: everything stands still.
    Thread.sleep(LIMIT_MILLIS + LIMIT_MILLIS / 3);
    Signals.send("-CONT", driver.pid(), first, second);
    for (String gate : List.of(end, one, two)) {
      Gates.open(gate);
    }
    String written = new String(driver.getInputStream().readAllBytes(), UTF_8);
    assertThat(written).contains("ran on %d and %d".formatted(first, second));
    assertThat(Gates.counted(one) + Gates.counted(two)).isEqualTo(2);
  }
}
