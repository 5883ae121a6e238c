// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

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
public final class TaskOutput extends OutputStream {
  /** What the standard streams print in; before 19 the property has another name. */
  public static final Charset CHARSET =
      Charset.forName(
          System.getProperty(
              "stdout.encoding",
              System.getProperty("sun.stdout.encoding", Charset.defaultCharset().name())));

  private static final Object LOCK = new Object();
  private static int users;
  private static @Nullable Replaced out;
  private static @Nullable Replaced err;

  /** Where what tasks print is read from again, null if it is noted as they do. */
  private static volatile @Nullable OutputTail tail;

  private final PrintStream former;
  private final Runnable makeWay;

  /** A standard stream that was replaced, and what by. */
  private record Replaced(PrintStream former, PrintStream now, TaskOutput noting) {}

  private TaskOutput(PrintStream former, Runnable makeWay) {
    this.former = former;
    this.makeWay = makeWay;
  }

  /**
   * Starts noting; to be undone by {@link #uninstall}.
   *
   * @param makeWay is run before anything is written
   */
  public static void install(Runnable makeWay) {
    synchronized (LOCK) {
      if (users++ == 0) {
        out = replace(System.out, makeWay);
        err = replace(System.err, makeWay);
        System.setOut(out.now);
        System.setErr(err.now);
      }
    }
  }

  /** Has what tasks print read from where this process prints to, as nothing else does so there. */
  static void readFrom(OutputTail printed) {
    tail = printed;
  }

  /** Takes notice that the attempt runs from now on; null if none does. */
  static void runs(@Nullable Attempt attempt) {
    OutputTail printed = tail;
    if (printed != null) {
      printed.runs(attempt);
    }
  }

  /** Takes notice that the method of the attempt has returned, for as long as it ran. */
  static void returned(Attempt attempt, long nanos) {
    OutputTail printed = tail;
    if (printed != null) {
      printed.returned(attempt, nanos);
    }
  }

  /** Stops noting once every user of it has said so. */
  public static void uninstall() {
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
    makeWay.run();
    boolean readAgain = writeWhereItIsRead(bytes, offset, length);
    Attempt attempt = Attempt.current();
    if (attempt != null) {
      attempt.prints();
      if (!readAgain) {
        attempt.log().append(bytes, offset, length);
      }
    }
  }

  /**
   * Writes, and returns whether that is read from where this process prints to; not any more once
   * it did not arrive there, as on a disk that is full.
   */
  private boolean writeWhereItIsRead(byte[] bytes, int offset, int length) {
    OutputTail printed = tail;
    if (printed == null) {
      former.write(bytes, offset, length);
      return false;
    }
    boolean arrived = printed.write(former, bytes, offset, length);
    if (!arrived) {
      tail = null;
      printed.end();
    }
    return arrived;
  }

  @Override
  public void flush() throws IOException {
    former.flush();
  }

  /**
   * Makes way for a new stream: a task that closes one, as with a writer around it, would take it
   * from all others.
   */
  @Override
  public void close() {
    synchronized (LOCK) {
      if (out != null && out.noting == this) {
        boolean used = System.out == out.now;
        out = replace(former, makeWay);
        if (used) {
          System.setOut(out.now);
        }
      } else if (err != null && err.noting == this) {
        boolean used = System.err == err.now;
        err = replace(former, makeWay);
        if (used) {
          System.setErr(err.now);
        }
      }
    }
  }

  private static Replaced replace(PrintStream former, Runnable makeWay) {
    TaskOutput noting = new TaskOutput(former, makeWay);
    // Not closed: it goes on being used until the streams are put back.
    return new Replaced(former, new PrintStream(noting, /* autoFlush= */ true, CHARSET), noting);
  }
}
