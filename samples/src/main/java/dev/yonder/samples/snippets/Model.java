// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.snippets;

import dev.yonder.annotations.Remote;
import dev.yonder.annotations.Seeded;
import java.util.random.RandomGenerator;

/** Remote methods of an object. */
public record Model(double drift, double noise) {

  /** Returns where a random walk ends. */
  @Remote
  public double walk(int steps, @Seeded RandomGenerator random) {
    double position = 0;
    for (int step = 0; step < steps; step++) {
      position += drift + noise * random.nextGaussian();
    }
    return position;
  }

  /** Returns the model that fits a measurement. */
  @Remote
  static Model fit(double measured) {
    return new Model(measured, 1);
  }
}
