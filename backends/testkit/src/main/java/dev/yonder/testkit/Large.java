// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.RemoteFuture;
import dev.yonder.annotations.Remote;
import java.util.Arrays;
import java.util.List;

/** Remote methods whose arguments and results are large. */
final class Large {

  private Large() {}

  /** Counts, and returns an array of the value. */
  @Remote
  static double[] fill(String counter, int length, double value) {
    Gates.count(counter);
    double[] array = new double[length];
    Arrays.fill(array, value);
    return array;
  }

  /** Counts, and returns an array of zeros. */
  @Remote
  static byte[] zeros(String counter, int length) {
    Gates.count(counter);
    return new byte[length];
  }

  @Remote
  static int length(byte[] array) {
    return array.length;
  }

  @Remote(idempotent = false)
  static double[] fillOnce(String counter, int length, double value) {
    return fill(counter, length, value);
  }

  /** Adds to every element, in place. */
  @Remote
  static double[] increment(double[] array) {
    for (int i = 0; i < array.length; i++) {
      array[i]++;
    }
    return array;
  }

  @Remote
  static double sum(double[] array) {
    return Arrays.stream(array).sum();
  }

  @Remote
  static double sumAll(List<double[]> arrays) {
    return arrays.stream().mapToDouble(Large::sum).sum();
  }

  /** Makes a large result by a call, and looks at it. */
  @Remote
  static double nested(String counter, int length) throws Exception {
    RemoteFuture<double[]> future = LargeRemote.fill(counter, length, 2);
    return sum(future.get()) + LargeRemote.sum(future).get();
  }

  /** Returns the result of a call as its own. */
  @Remote
  static RemoteFuture<double[]> forward(String counter, int length) {
    return LargeRemote.fill(counter, length, 3);
  }

  /** Returns the number of its process after the array has arrived. */
  @Remote
  static long whereIs(double[] array) {
    return ProcessHandle.current().pid();
  }
}
