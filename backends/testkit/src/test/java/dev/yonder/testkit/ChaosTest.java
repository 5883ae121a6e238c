// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.Session;
import dev.yonder.Yonder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Calls that need one another while their workers are killed; system properties make it larger:
 * {@code chaos.calls}, {@code chaos.workers} and {@code chaos.calls.per.kill}.
 */
class ChaosTest {
  private static final int CALLS = Integer.getInteger("chaos.calls", 5_000);
  private static final int WORKERS = Integer.getInteger("chaos.workers", 4);
  private static final int CALLS_PER_KILL = Integer.getInteger("chaos.calls.per.kill", 500);

  @Test
  @Timeout(1_000)
  void everyCallEndsOnceAndRightWhileWorkersAreKilled() {
    Chaos chaos = new Chaos(CALLS, CALLS_PER_KILL);
    int killed;
    try (Session session =
        Yonder.builder()
            .profile("processes")
            .cpus(WORKERS)
            .workers(WORKERS)
            .progress(false)
            .open()) {
      killed = chaos.run(session);
    }
    assertThat(killed).as("workers killed").isPositive();
    assertThat(chaos.timesEnded()).isEqualTo(CALLS);
    System.out.printf(
        "%d calls on %d workers, all right, %d workers killed%n", CALLS, WORKERS, killed);
  }
}
