// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * Notes what tasks on threads print, without keeping it from the standard streams.
 *
 * <p>While a session is open the standard streams are replaced by ones that pass everything on to
 * the former ones, and also note what a task's thread writes. A program that replaces them again
 * goes without logs.
 */
final class TaskOutput extends OutputStream {
  /** What the standard streams print in; before 19 the property has another name. */
  static final Charset CHARSET =
      Charset.forName(
          System.getProperty(
              "stdout.encoding",
              System.getProperty("sun.stdout.encoding", Charset.defaultCharset().name())));

  private static final Object LOCK = new Object();
  private static int users;
  private static @Nullable Replaced out;
  private static @Nullable Replaced err;

  private final PrintStream former;

  /** A standard stream that was replaced, and what by. */
  private record Replaced(PrintStream former, PrintStream now) {}

  private TaskOutput(PrintStream former) {
    this.former = former;
  }

  /** Starts noting; to be undone by {@link #uninstall}. */
  static void install() {
    synchronized (LOCK) {
      if (users++ == 0) {
        out = replace(System.out);
        err = replace(System.err);
        System.setOut(out.now);
        System.setErr(err.now);
      }
    }
  }

  /** Stops noting once every user of it has said so. */
  static void uninstall() {
    synchronized (LOCK) {
      if (--users == 0) {
        if (out != null && System.out == out.now) {
          System.setOut(out.former);
        }
        if (err != null && System.err == err.now) {
          System.setErr(err.former);
        }
        out = null;
        err = null;
      }
    }
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    Progress.makeWay();
    former.write(bytes, offset, length);
    Attempt attempt = Attempt.current();
    if (attempt != null) {
      attempt.log().append(bytes, offset, length);
    }
  }

  @Override
  public void flush() throws IOException {
    former.flush();
  }

  private static Replaced replace(PrintStream former) {
    // Not closed: it goes on being used until the streams are put back.
    return new Replaced(
        former, new PrintStream(new TaskOutput(former), /* autoFlush= */ true, CHARSET));
  }
}
