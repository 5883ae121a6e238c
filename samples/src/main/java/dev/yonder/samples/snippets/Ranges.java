// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.snippets;

import dev.yonder.RemoteFuture;
import dev.yonder.annotations.Remote;
import java.util.stream.LongStream;

/** Remote methods that make calls themselves. */
final class Ranges {
  private static final long SMALL = 1_000_000;

  private Ranges() {}

  @Remote
  static long sum(long from, long to) {
    if (to - from <= SMALL) {
      return LongStream.range(from, to).sum();
    }
    long middle = from + (to - from) / 2;
    RemoteFuture<Long> left = RangesRemote.sum(from, middle);
    RemoteFuture<Long> right = RangesRemote.sum(middle, to);
    return left.join() + right.join();
  }

  @Remote
  static RemoteFuture<Long> sumLater(long from, long to) {
    if (to - from <= SMALL) {
      return RangesRemote.sum(from, to);
    }
    long middle = from + (to - from) / 2;
    return RangesRemote.add(RangesRemote.sumLater(from, middle), RangesRemote.sumLater(middle, to));
  }

  @Remote
  static long add(long left, long right) {
    return left + right;
  }
}
