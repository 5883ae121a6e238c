// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.NotSendableException;
import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Shared;
import dev.yonder.Yonder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that many calls share; the time limit only ends a test that hangs. */
@Timeout(120)
class SharedTest {
  private static final int LENGTH = 100_000;

  private static Session open(String profile) {
    return Yonder.builder().profile(profile).cpus(2).progress(false).open();
  }

  private static Shared<Sharer.Counting> shared(String counter) {
    double[] values = new double[LENGTH];
    Arrays.setAll(values, i -> i);
    return Shared.of(new Sharer.Counting(counter, values));
  }

  @ParameterizedTest
  @CsvSource({"threads, 1", "inline, 1", "processes, 3"})
  void arriveOnceOnEachWorkerHoweverManyCallsHaveThem(String profile, int made) {
    String counter = Gates.fresh();
    try (Session session = open(profile)) {
      Shared<Sharer.Counting> shared = shared(counter);
      List<RemoteFuture<Double>> futures =
          IntStream.range(0, 200).mapToObj(i -> SharerRemote.at(shared, i)).toList();
      for (int i = 0; i < futures.size(); i++) {
        assertThat(futures.get(i).join()).isEqualTo(i);
      }
      assertThat(SharerRemote.nested(new Sharer.Nested(7, shared)).join()).isEqualTo(7);
      assertThat(SharerRemote.passOn(shared, 8).join()).isEqualTo(8);
      assertThat(SharerRemote.giveBack(shared).join().get()).isSameAs(shared.get());
      assertThat(Gates.counted(counter)).isLessThanOrEqualTo(made);
      assertThat(session.profile()).isEqualTo(profile);
    }
  }

  @Test
  void areKeptWhileCallsNeedThemThatNobodyElseRefersTo() {
    try (Session session = open("processes")) {
      String gate = Gates.fresh();
      RemoteFuture<String> first = WorkRemote.on(session).passGate(gate);
      RemoteFuture<String> second = WorkRemote.on(session).passGate(gate);
      RemoteFuture<Double> late =
          SharerRemote.on(session).nested(new Sharer.Nested(5, shared(Gates.fresh())));
      System.gc();
      Gates.open(gate);
      assertThat(late.join()).isEqualTo(5);
      assertThat(first.join()).isEqualTo(second.join());
    }
  }

  @Test
  void surviveTheirWorkers() throws Exception {
    try (Session session = open("processes")) {
      Shared<Sharer.Counting> shared = shared(Gates.fresh());
      assertThat(SharerRemote.on(session).at(shared, 1).get()).isEqualTo(1);
      for (ProcessHandle worker : ProcessHandle.current().children().toList()) {
        worker.destroyForcibly();
        worker.onExit().get();
      }
      assertThat(SharerRemote.on(session).at(shared, 2).get()).isEqualTo(2);
    }
  }

  @Test
  void areMadeByTheProgramAndCanBeSent() {
    try (Session session = open("processes")) {
      assertThatThrownBy(() -> SharerRemote.on(session).share().join())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("a task calls Shared.of, which only the program can");
      assertThatThrownBy(
              () -> SharerRemote.on(session).take(Shared.of(Thread.currentThread())).join())
          .isInstanceOf(NotSendableException.class)
          .hasMessageContaining("a shared value cannot be sent: Thread (java.lang.Thread)");
    }
  }
}
