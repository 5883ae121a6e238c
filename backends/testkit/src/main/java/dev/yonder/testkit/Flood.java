// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.annotations.Remote;
import java.io.IOException;
import java.util.Arrays;

/** Remote methods that make more than anybody takes. */
final class Flood {

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

  /** Has another program print so many bytes to this process's output. */
  @Remote
  static int printByAnother(long bytes) throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", "yes " + "y".repeat(99) + " | head -c " + bytes)
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
