// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import dev.yonder.TaskContext;
import dev.yonder.annotations.Remote;
import java.util.Arrays;

/** Remote methods for workers on other hosts. */
@SuppressWarnings("DoNotCallSuggester") // ending their worker is what some are for
final class HostWork {

  private HostWork() {}

  @Remote
  static int square(int number) {
    return number * number;
  }

  @Remote
  static int add(int a, int b) {
    return a + b;
  }

  /** Returns the name of the host that this runs on. */
  @Remote
  static String host() {
    return TaskContext.current().host();
  }

  /** Prints a text, and returns it. */
  @Remote
  static String print(String text) {
    System.out.println(text);
    return text;
  }

  @Remote
  static double[] fill(int length, double value) {
    double[] array = new double[length];
    Arrays.fill(array, value);
    return array;
  }

  @Remote
  static double sum(double[] array) {
    return Arrays.stream(array).sum();
  }

  /** Ends its worker as a crash does, where that is on the host; else returns. */
  @Remote
  static String crashOn(String host) {
    if (TaskContext.current().host().equals(host) && TaskContext.current().attempt() == 1) {
      Runtime.getRuntime().halt(1);
    }
    return TaskContext.current().host();
  }
}
