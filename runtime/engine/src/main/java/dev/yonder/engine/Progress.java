// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import java.io.Console;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Shows on one line of the terminal how many calls have ended. */
final class Progress implements AutoCloseable {
  private static final long PERIOD_MILLIS = 200;

  private final CallCount calls;
  private final PrintStream terminal;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "yonder-progress");
  private String shown = "";

  Progress(CallCount calls, PrintStream terminal) {
    this.calls = calls;
    this.terminal = terminal;
  }

  /**
   * Starts showing progress if asked to, or if nothing was asked and there is a terminal; returns
   * null if not.
   */
  static @Nullable Progress start(@Nullable Boolean asked, CallCount calls) {
    if (asked == null ? !isTerminal() : !asked) {
      return null;
    }
    Progress progress = new Progress(calls, System.err);
    progress.thread.setDaemon(true);
    progress.thread.start();
    return progress;
  }

  /** Since 22 there is a console even where there is no terminal; only it can tell. */
  @SuppressWarnings("SystemConsoleNull") // null still means none before 22
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  private void run() {
    try {
      while (!closing.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
        show();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized void show() {
    String line = line(calls.made(), calls.ended(), calls.withoutResult());
    if (!line.equals(shown)) {
      terminal.print("\r" + line + " ".repeat(Math.max(0, shown.length() - line.length())));
      terminal.flush();
      shown = line;
    }
  }

  /** Returns what is shown, empty as long as no call was made. */
  static String line(long made, long ended, long withoutResult) {
    if (made == 0) {
      return "";
    }
    String failed = withoutResult == 0 ? "" : ", %d without a result".formatted(withoutResult);
    return "%3d%% of %d calls%s".formatted(ended * 100 / made, made, failed);
  }

  @Override
  public void close() {
    closing.countDown();
    show();
    synchronized (this) {
      if (!shown.isEmpty()) {
        terminal.println();
      }
    }
  }
}
