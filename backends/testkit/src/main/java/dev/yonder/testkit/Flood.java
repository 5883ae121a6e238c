// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.annotations.Remote;
import java.io.IOException;
import java.util.Arrays;

/** Remote methods that make more than anybody takes. */
final class Flood {
  private static final int PORTIONS = 20;

  private Flood() {}

  /** Prints numbered lines of a hundred characters. */
  @Remote
  static int print(int lines) {
    String rest = "-".repeat(90);
    for (int i = 0; i < lines; i++) {
      System.out.printf("%9d%s%n", i, rest);
    }
    return lines;
  }

  /**
   * Has another program print so many bytes to this process's output, with pauses: it goes on while
   * this process is held up, and must not come far meanwhile.
   */
  @Remote
  static int printByAnother(long bytes) throws IOException, InterruptedException {
    String portion = "yes %s | head -c %d".formatted("y".repeat(99), bytes / PORTIONS);
    return new ProcessBuilder(
            "sh", "-c", "for i in $(seq %d); do %s; sleep 0.3; done".formatted(PORTIONS, portion))
        .inheritIO()
        .start()
        .waitFor();
  }

  /** Closes the standard streams, as code does that wraps them in a writer and closes that. */
  @Remote
  static boolean closeOutput() {
    System.out.println("before");
    System.out.close();
    System.err.close();
    System.out.println("after");
    return System.out.checkError();
  }

  @Remote
  static double[] numbers(int length, double value) {
    double[] array = new double[length];
    Arrays.fill(array, value);
    return array;
  }

  @Remote
  static double first(double[] array) {
    return array[0];
  }
}
