// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.pi;

import dev.yonder.annotations.Remote;
import dev.yonder.annotations.Seeded;
import java.util.random.RandomGenerator;

/** The work of this sample: throwing darts. */
final class Pi {

  private Pi() {}

  /** Throws darts at the unit square and returns how many land in the quarter circle. */
  @Remote
  static long hits(int darts, @Seeded RandomGenerator random) {
    long hits = 0;
    for (int dart = 0; dart < darts; dart++) {
      double x = random.nextDouble();
      double y = random.nextDouble();
      if (x * x + y * y <= 1) {
        hits++;
      }
    }
    return hits;
  }
}
