// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.CallOptions;
import dev.yonder.RemoteFuture;
import dev.yonder.spi.TaskType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A session with as many links as a large cluster has; {@code -Dlinks.calls} makes more calls, for
 * the figures that it prints.
 */
class ManyLinksTest {
  private static final int CALLS = Integer.getInteger("links.calls", 20_000);
  private static final TaskType ONE = TaskType.of("Simulated#one(I)", "", arguments -> 1);

  @ParameterizedTest
  @ValueSource(ints = {10, 100, 1_000})
  void everyCallEndsHoweverManyLinksThereAre(int links) {
    try (EngineSession session =
        SimulatedWorkers.session(links, new SimulatedWorkers(links, /* coy= */ false))) {
      int threads = Thread.activeCount();
      long heap = usedHeap();
      run(session);
      long start = System.nanoTime();
      run(session);
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "%,d links: %,d threads, half of them the workers', %,d MiB of heap; %,.0f calls/s, each"
              + " of two events%n",
          links, threads, heap >> 20, CALLS / seconds);
    }
  }

  private static void run(EngineSession session) {
    List<RemoteFuture<Integer>> futures = new ArrayList<>(CALLS);
    for (int i = 0; i < CALLS; i++) {
      futures.add(session.submit(ONE, CallOptions.none(), i));
    }
    long sum = 0;
    for (RemoteFuture<Integer> future : futures) {
      sum += future.join();
    }
    assertThat(sum).isEqualTo(CALLS);
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
