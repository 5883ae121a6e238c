// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.snippets;

import dev.yonder.Reduce;
import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Yonder;
import java.util.List;
import java.util.stream.IntStream;

/** The program of the README. */
final class UsingPrimes {
  private UsingPrimes() {}

  static void countPrimes() throws Exception {
    try (Session yonder = Yonder.open()) {
      List<RemoteFuture<Integer>> counts =
          IntStream.range(0, 100)
              .mapToObj(i -> PrimesRemote.count(i * 100_000, (i + 1) * 100_000))
              .toList();
      RemoteFuture<Integer> total = Reduce.tree(counts, PrimesRemote::add);
      System.out.println(total.get() + " primes, counted by " + yonder.description());
    }
  }
}
