// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import java.io.Console;

/** Tells whether somebody can be asked. */
final class Terminal {

  private Terminal() {}

  /** Returns whether this process was started on a terminal, and is not part of a pipeline. */
  @SuppressWarnings("SystemConsoleNull") // null still means none before Java 22
  static boolean isThere() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // Since 22 there is a console even where there is no terminal; only it can tell.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
