// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import java.io.Console;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Shows on one line of the terminal how many calls have ended, while there are some that have not.
 *
 * <p>What the program prints meanwhile takes the place of the line, which is shown again below it.
 */
final class Progress implements AutoCloseable {
  private static final long PERIOD_MILLIS = 200;

  /** The one that was started last, for which the standard streams make way. */
  private static volatile @Nullable Progress latest;

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
    latest = progress;
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

  /** Shows how far the calls have come, or nothing while there is none to wait for. */
  synchronized void show() {
    long made = calls.made();
    long ended = calls.ended();
    String line = made == ended ? "" : line(made, ended, calls.withoutResult());
    if (!line.equals(shown)) {
      hide();
      terminal.print(line);
      terminal.flush();
      shown = line;
    }
  }

  /** Makes way for other output: the line is shown again with the next change. */
  synchronized void hide() {
    if (!shown.isEmpty()) {
      terminal.print("\r" + " ".repeat(shown.length()) + "\r");
      terminal.flush();
      shown = "";
    }
  }

  /** Makes way for other output, if a line is shown. */
  static void makeWay() {
    Progress progress = latest;
    if (progress != null) {
      progress.hide();
    }
  }

  /** Returns what is shown while calls have not ended. */
  static String line(long made, long ended, long withoutResult) {
    String failed = withoutResult == 0 ? "" : ", %d without a result".formatted(withoutResult);
    return "%3d%% of %d calls%s".formatted(ended * 100 / made, made, failed);
  }

  @Override
  public void close() {
    closing.countDown();
    hide();
    if (latest == this) {
      latest = null;
    }
  }
}
