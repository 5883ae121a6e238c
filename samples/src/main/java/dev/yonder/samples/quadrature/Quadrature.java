// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.quadrature;

import dev.yonder.RemoteFuture;
import dev.yonder.annotations.Remote;

/** The work of this sample: a remote method that calls itself remotely where it pays. */
final class Quadrature {
  private static final double SMALLEST_SHARE = 1.0 / 64;
  private static final int STEPS = 1 << 16;

  private Quadrature() {}

  /** Integrates the function from one point to another, wide ranges as two halves. */
  @Remote
  static double integrate(double from, double to) {
    if (to - from <= SMALLEST_SHARE) {
      return midpointRule(from, to);
    }
    double middle = (from + to) / 2;
    RemoteFuture<Double> left = QuadratureRemote.integrate(from, middle);
    RemoteFuture<Double> right = QuadratureRemote.integrate(middle, to);
    return left.join() + right.join();
  }

  /** A quarter of the unit circle, whose area is a quarter of pi. */
  private static double height(double x) {
    return Math.sqrt(1 - x * x);
  }

  private static double midpointRule(double from, double to) {
    double width = (to - from) / STEPS;
    double sum = 0;
    for (int step = 0; step < STEPS; step++) {
      sum += height(from + (step + 0.5) * width);
    }
    return sum * width;
  }
}
