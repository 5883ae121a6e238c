// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.Shared;
import dev.yonder.annotations.Remote;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** The remote methods that are measured. */
final class Calls {
  /** Holds back the calls that wait for it. */
  static volatile CountDownLatch gate = new CountDownLatch(0);

  private Calls() {}

  @Remote
  static int increment(int a) {
    return a + 1;
  }

  /** Does the same to every element of a chunk. */
  @Remote
  static int[] incrementAll(int[] chunk) {
    int[] results = new int[chunk.length];
    for (int i = 0; i < chunk.length; i++) {
      results[i] = increment(chunk[i]);
    }
    return results;
  }

  /** Keeps its worker busy until it is cancelled. */
  @Remote
  static int sleep(long millis) throws InterruptedException {
    Thread.sleep(millis);
    return 0;
  }

  /** Keeps a processor busy for about a millisecond, however fast the processor is. */
  @Remote
  static double compute(int rounds, int seed) {
    return Compute.run(rounds, seed);
  }

  @Remote
  static int tile(int row) {
    return Compute.tile(row);
  }

  @Remote
  static int passGate(int a) throws InterruptedException {
    gate.await();
    return a;
  }

  /** Takes an array, and looks at it. */
  @Remote
  static int take(double[] array) {
    return (int) array[array.length - 1];
  }

  /** Takes an array, and returns another one. */
  @Remote
  static double[] plusOne(double[] array) {
    double[] result = new double[array.length];
    for (int i = 0; i < array.length; i++) {
      result[i] = array[i] + 1;
    }
    return result;
  }

  /** Looks at a shared array. */
  @Remote
  static int look(Shared<double[]> array, int index) {
    return index + (int) array.get()[index];
  }

  /** Returns an array. */
  @Remote
  static double[] give(int length) {
    double[] array = new double[length];
    array[length - 1] = length;
    return array;
  }

  /** Returns the last element. */
  @Remote
  static double last(double[] array) {
    return array[array.length - 1];
  }

  @Remote
  static double[] leaf(int length, int value) {
    double[] array = new double[length];
    Arrays.fill(array, value);
    return array;
  }

  @Remote
  static double[] plus(double[] a, double[] b) {
    double[] sum = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      sum[i] = a[i] + b[i];
    }
    return sum;
  }

  @Remote
  static int depth(int n) throws Exception {
    return n == 0 ? 0 : 1 + CallsRemote.depth(n - 1).get();
  }
}
