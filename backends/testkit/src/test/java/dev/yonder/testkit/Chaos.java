// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes many calls that need one another's results while their worker processes are killed, and
 * checks every result.
 */
final class Chaos {
  private static final int ROOTS = 10;
  private static final int MODULUS = 1_000_003;

  private final int calls;
  private final int callsPerKill;
  private final List<RemoteFuture<Integer>> futures = new ArrayList<>();
  private final List<Integer> expected = new ArrayList<>();
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicInteger killed = new AtomicInteger();

  Chaos(int calls, int callsPerKill) {
    this.calls = calls;
    this.callsPerKill = callsPerKill;
  }

  /** Makes the calls, and returns how many workers were killed; fails if a result is wrong. */
  int run(Session session) {
    Random random = new Random(42);
    WorkRemote.Calls made = WorkRemote.on(session);
    for (int i = 0; i < calls; i++) {
      if (i < ROOTS) {
        futures.add(made.add(i, 1));
        expected.add(i + 1);
      } else {
        int one = random.nextInt(i);
        int other = random.nextInt(i);
        futures.add(made.addUp(futures.get(one), futures.get(other)));
        expected.add((expected.get(one) + expected.get(other)) % MODULUS);
      }
      var unused = futures.get(i).toCompletableFuture().thenRun(this::ended);
    }
    for (int i = 0; i < calls; i++) {
      int result = futures.get(i).join();
      if (result != expected.get(i)) {
        throw new AssertionError(
            "call %d returned %d and not %d".formatted(i, result, expected.get(i)));
      }
    }
    return killed.get();
  }

  /** Returns how many futures have ended, each counted as often as it did. */
  int timesEnded() {
    return ended.get();
  }

  private void ended() {
    int now = ended.incrementAndGet();
    if (now % callsPerKill == 0) {
      List<ProcessHandle> workers = ProcessHandle.current().children().toList();
      if (!workers.isEmpty()
          && workers.get(now / callsPerKill % workers.size()).destroyForcibly()) {
        killed.incrementAndGet();
      }
    }
  }
}
