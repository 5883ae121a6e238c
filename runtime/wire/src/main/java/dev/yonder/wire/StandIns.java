// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import dev.yonder.RemoteTrace;
import dev.yonder.StandInException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes exceptions of plain texts that stand for others. */
final class StandIns {
  /** Longer chains of causes are cut: nobody reads them, and serializing them uses up the stack. */
  static final int LONGEST_CHAIN = 10;

  private static final int LONGEST_MESSAGE = 1 << 16;
  private static final int MOST_FRAMES = 1_024;

  private StandIns() {}

  /** Returns a stand-in for the exception, so many of its causes, and suppressed ones. */
  static StandInException of(Throwable thrown, int length) {
    StandInException standIn =
        of(thrown, Collections.newSetFromMap(new IdentityHashMap<>()), length);
    return standIn == null ? unreadable() : standIn;
  }

  /** Returns what stands for the exception and all its causes but the first of all. */
  static StandInException shortened(Throwable thrown) {
    Throwable root = thrown;
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    while (root.getCause() != null && seen.add(root)) {
      root = root.getCause();
    }
    StandInException standIn = new StandInException("…", "further causes were left out");
    standIn.setStackTrace(new StackTraceElement[0]);
    if (root.getCause() == null) {
      standIn.initCause(root);
    }
    return standIn;
  }

  static StandInException unreadable() {
    return new StandInException("unknown", "an exception that cannot be understood here");
  }

  private static @Nullable StandInException of(
      @Nullable Throwable thrown, Set<Throwable> seen, int left) {
    if (thrown == null || left == 0 || !seen.add(thrown)) {
      return null;
    }
    StandInException standIn = new StandInException(thrown.getClass().getName(), messageOf(thrown));
    StackTraceElement[] frames = thrown.getStackTrace();
    standIn.setStackTrace(
        frames.length <= MOST_FRAMES ? frames : java.util.Arrays.copyOf(frames, MOST_FRAMES));
    StandInException cause = of(thrown.getCause(), seen, left - 1);
    if (cause != null) {
      standIn.initCause(cause);
    }
    for (Throwable suppressed : thrown.getSuppressed()) {
      Throwable plain =
          suppressed instanceof RemoteTrace ? suppressed : of(suppressed, seen, left - 1);
      if (plain != null) {
        standIn.addSuppressed(plain);
      }
    }
    return standIn;
  }

  private static String messageOf(Throwable thrown) {
    String message;
    try {
      message = String.valueOf(thrown.getMessage());
    } catch (RuntimeException | StackOverflowError e) {
      return "its message cannot be had: " + e.getClass().getName();
    }
    return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
  }
}
