// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import java.util.Map;

/** How processes end, in words. */
public final class ExitStatus {
  /** What a process that a signal ended is said to have exited with, less the signal's number. */
  private static final int SIGNALLED = 128;

  private static final Map<Integer, String> SIGNALS =
      Map.of(
          1, "SIGHUP",
          2, "SIGINT",
          3, "SIGQUIT",
          4, "SIGILL",
          6, "SIGABRT, as after a crash of native code",
          7, "SIGBUS",
          8, "SIGFPE",
          9, "SIGKILL, as by kill -9 or where the system ran out of memory",
          11, "SIGSEGV, a crash of native code",
          15, "SIGTERM");

  private ExitStatus() {}

  /** Returns whether a signal ended the process, as far as the status tells. */
  public static boolean isSignal(int status) {
    return SIGNALS.containsKey(status - SIGNALLED);
  }

  /** Returns the status so that it completes "the process …". */
  public static String inWords(int status) {
    String signal = SIGNALS.get(status - SIGNALLED);
    if (signal != null) {
      return "was ended by signal %d (%s)".formatted(status - SIGNALLED, signal);
    }
    return "exited with status %d".formatted(status);
  }
}
