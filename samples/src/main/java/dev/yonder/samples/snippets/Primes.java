// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.snippets;

import dev.yonder.annotations.Remote;
import java.util.stream.IntStream;

/** What the README calls. */
final class Primes {
  private Primes() {}

  /** Counts the primes from one number up to another, which does not belong to them. */
  @Remote
  static int count(int from, int to) {
    return (int) IntStream.range(from, to).filter(Primes::isPrime).count();
  }

  @Remote
  static int add(int left, int right) {
    return left + right;
  }

  private static boolean isPrime(int number) {
    return number > 1
        && IntStream.rangeClosed(2, (int) Math.sqrt(number)).allMatch(i -> number % i != 0);
  }
}
