// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Yonder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Short calls that are handed to the worker of the call they need before that has ended. */
class ChainsTest {
  private static final int LENGTH = 300;

  private Session session;
  private LinksRemote.Calls links;

  @BeforeEach
  void open() throws Exception {
    session = Yonder.builder().profile("processes").cpus(2).progress(false).open();
    links = LinksRemote.on(session);
    // Only calls that are known to be short are handed over ahead of what they need.
    for (int i = 0; i < 20; i++) {
      assertThat(links.next(i).get()).isEqualTo(i + 1);
      assertThat(links.throwsAt(i, -1).get()).isEqualTo(i + 1);
      assertThat(links.failsTwiceAt("none", i, -1).get()).isEqualTo(i + 1);
      assertThat(links.grow(new ArrayList<>()).get()).hasSize(1);
    }
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void endInOrderWithTheResult() throws Exception {
    RemoteFuture<Integer> last = links.next(0);
    for (int i = 1; i < LENGTH; i++) {
      last = links.next(last);
    }
    assertThat(last.get()).isEqualTo(LENGTH);
  }

  @Test
  void failFromTheCallThatThrewOn() {
    List<RemoteFuture<Integer>> all = new ArrayList<>(List.of(links.throwsAt(0, 100)));
    for (int i = 1; i < LENGTH; i++) {
      all.add(links.throwsAt(all.get(i - 1), 100));
    }
    assertThat(all.get(99).join()).isEqualTo(100);
    for (int i = 100; i < LENGTH; i++) {
      assertThatThrownBy(all.get(i)::get)
          .isInstanceOf(ExecutionException.class)
          .hasStackTraceContaining("reached 100");
    }
  }

  @Test
  void goOnAfterRetries() throws Exception {
    String gate = Gates.fresh();
    RemoteFuture<Integer> last = links.failsTwiceAt(gate, 0, 50);
    for (int i = 1; i < 100; i++) {
      last = links.failsTwiceAt(gate, last, 50);
    }
    assertThat(last.get()).isEqualTo(100);
    assertThat(Gates.counted(gate)).isEqualTo(3);
  }

  @Test
  void goOnAfterAReturnedFuture() throws Exception {
    RemoteFuture<Integer> last = links.next(0);
    for (int i = 1; i < 100; i++) {
      last = i % 10 == 5 ? links.nextLater(last) : links.next(last);
    }
    assertThat(last.get()).isEqualTo(100);
  }

  @Test
  void giveEveryCallAnArgumentOfItsOwn() throws Exception {
    RemoteFuture<List<Integer>> first = links.grow(new ArrayList<>());
    List<RemoteFuture<List<Integer>>> grown =
        IntStream.range(0, 20).mapToObj(i -> links.grow(first)).toList();
    for (RemoteFuture<List<Integer>> each : grown) {
      assertThat(each.get()).containsExactly(0, 1);
    }
    assertThat(first.get()).containsExactly(0);
    double[] ones = IntStream.range(0, 5_000).mapToDouble(i -> 1).toArray();
    RemoteFuture<double[]> array = links.scale(ones, 2);
    RemoteFuture<double[]> twice = links.scale(array, 3);
    RemoteFuture<double[]> also = links.scale(array, 5);
    assertThat(twice.get()[4_999]).isEqualTo(6);
    assertThat(also.get()[0]).isEqualTo(10);
    assertThat(array.get()[0]).isEqualTo(2);
  }

  @Test
  void areCancelledFromTheCallOn() throws Exception {
    String gate = Gates.fresh();
    RemoteFuture<Integer> first = links.passes(0, gate);
    List<RemoteFuture<Integer>> all = new ArrayList<>(List.of(links.next(first)));
    for (int i = 1; i < LENGTH; i++) {
      all.add(links.next(all.get(i - 1)));
    }
    Gates.awaitArrival(gate);
    assertThat(all.get(100).cancel(true)).isTrue();
    Gates.open(gate);
    assertThat(all.get(99).get()).isEqualTo(101);
    assertThatThrownBy(all.get(LENGTH - 1)::get).isInstanceOf(CancellationException.class);
  }

  @Test
  void survivesTheLossOfTheirWorkers() throws Exception {
    RemoteFuture<Integer> last = links.next(0);
    for (int i = 1; i < 5_000; i++) {
      last = links.next(last);
      if (i % 1_000 == 0) {
        ProcessHandle.current().children().findFirst().ifPresent(ProcessHandle::destroyForcibly);
      }
    }
    assertThat(last.get()).isEqualTo(5_000);
  }
}
