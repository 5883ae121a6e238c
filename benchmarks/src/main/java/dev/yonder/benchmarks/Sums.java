// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

/** Checks that what was measured was also right. */
final class Sums {

  private Sums() {}

  static double perSecond(int tasks, long startNanos, long sum, long expected) {
    check(sum, expected);
    return tasks * 1e9 / (System.nanoTime() - startNanos);
  }

  static void check(long sum, long expected) {
    if (sum != expected) {
      throw new AssertionError("the results add up to " + sum + " instead of " + expected);
    }
  }
}
