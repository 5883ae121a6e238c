// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import java.io.IOException;
import java.util.function.Supplier;

/**
 * One figure that is measured: what, against which floor, and how good is good.
 *
 * @param name the row's name
 * @param what what is measured, in a line
 * @param unit the unit of floor and ours
 * @param better whether a higher or a lower ratio is better
 * @param good the ratio that must be reached
 * @param excellent the ratio that is the goal
 * @param measurement makes what measures it
 */
record Row(
    String name,
    String what,
    String unit,
    Better better,
    double good,
    double excellent,
    Supplier<Measurement> measurement) {

  /** Which way a ratio is better. */
  enum Better {
    HIGHER,
    LOWER;

    boolean reached(double ratio, double bound) {
      return this == HIGHER ? ratio >= bound : ratio <= bound;
    }
  }

  /** Something that can be measured again and again, floor and ours in turn. */
  interface Measurement extends AutoCloseable {

    /** Does what is needed before the first measurement. */
    default void prepare() {}

    /** Measures the floor once; NaN where there is none. */
    double floor() throws Exception;

    /** Measures ours once. */
    double ours() throws Exception;

    /** Returns how often to measure without counting, until the compilers have done their work. */
    default int warmups() {
      return 5;
    }

    /** Returns how often to measure; the medians count. */
    default int rounds() {
      return 9;
    }

    @Override
    default void close() throws IOException {}
  }
}
