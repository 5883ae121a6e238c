// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.Session;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Has a session's code compiled before it is measured with calls that take long.
 *
 * <p>Some hundred calls a second would need minutes to that, in which the compiler takes its share
 * of the processors.
 */
final class Warmth {
  private static final int ROUNDS = 5;
  private static final int CALLS = 200_000;

  private static final List<Integer> ITEMS = IntStream.range(0, CALLS).boxed().toList();

  private Warmth() {}

  static void of(Session session) {
    for (int round = 0; round < ROUNDS; round++) {
      long sum = 0;
      for (int result : session.map(ITEMS, CallsRemote::increment)) {
        sum += result;
      }
      Sums.check(sum, (CALLS + 1L) * CALLS / 2);
    }
  }
}
