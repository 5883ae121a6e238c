// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes stand-ins for an exception, its causes and suppressed ones; never fails. */
final class StandIns {
  /** How long a chain of causes may be, and how many of a longer one are kept. */
  static final int LONGEST_CHAIN = 12;

  static final int KEPT = 10;

  private static final int MOST = 500;
  private static final int DEEPEST = 10;

  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private final int kept;

  private StandIns(int kept) {
    this.kept = kept;
  }

  /**
   * Returns a stand-in for the exception and what belongs to it.
   *
   * @param kept how many of a longer chain of causes are kept beside the first of all
   */
  static StandInException of(Throwable thrown, int kept) {
    return new StandIns(kept).tree(thrown, 0);
  }

  private StandInException tree(Throwable thrown, int depth) {
    List<Throwable> chain = shortened(chain(thrown));
    StandInException cause = null;
    for (int i = chain.size() - 1; i >= 0; i--) {
      Throwable original = chain.get(i);
      seen.add(original);
      StandInException standIn = shell(original);
      if (cause != null) {
        standIn.initCause(cause);
      }
      for (Throwable suppressed : suppressed(original)) {
        if (depth < DEEPEST && seen.size() < MOST && !seen.contains(suppressed)) {
          standIn.addSuppressed(tree(suppressed, depth + 1));
        }
      }
      cause = standIn;
    }
    if (cause == null) {
      throw new AssertionError("a chain has at least its first");
    }
    return cause;
  }

  /** Returns a stand-in for the exception without causes and suppressed ones. */
  static StandInException shell(Throwable thrown) {
    StandInException standIn = new StandInException(thrown.getClass().getName(), message(thrown));
    try {
      standIn.setStackTrace(thrown.getStackTrace());
    } catch (RuntimeException | Error e) {
      // An exception that overrides this wrongly has no trace.
    }
    return standIn;
  }

  /** Returns a stand-in for the exception, with its causes and suppressed ones as they are. */
  static StandInException shellWithRest(Throwable thrown) {
    StandInException standIn = shell(thrown);
    Throwable cause = cause(thrown);
    if (cause != null && cause != thrown) {
      standIn.initCause(cause);
    }
    for (Throwable suppressed : thrown.getSuppressed()) {
      standIn.addSuppressed(suppressed);
    }
    return standIn;
  }

  /** Returns the cause and the suppressed ones. */
  static List<Throwable> belonging(Throwable thrown) {
    List<Throwable> belonging = new ArrayList<>(suppressed(thrown));
    Throwable cause = cause(thrown);
    if (cause != null) {
      belonging.add(cause);
    }
    return belonging;
  }

  private static @Nullable String message(Throwable thrown) {
    try {
      return thrown.getMessage();
    } catch (RuntimeException | Error e) {
      return "(its message cannot be had: " + e.getClass().getName() + ")";
    }
  }

  /** Returns the exception and its causes, each once. */
  static List<Throwable> chain(Throwable thrown) {
    List<Throwable> chain = new ArrayList<>();
    Set<Throwable> met = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable next = thrown; next != null && met.add(next); next = cause(next)) {
      chain.add(next);
    }
    return chain;
  }

  private List<Throwable> shortened(List<Throwable> chain) {
    if (chain.size() <= kept + 1) {
      return chain;
    }
    List<Throwable> shorter = new ArrayList<>(chain.subList(0, kept));
    shorter.add(chain.get(chain.size() - 1));
    return shorter;
  }

  /** Returns the cause, null also where the exception does not tell. */
  static @Nullable Throwable cause(Throwable thrown) {
    try {
      return thrown.getCause();
    } catch (RuntimeException | Error e) {
      return null;
    }
  }

  private static List<Throwable> suppressed(Throwable thrown) {
    return List.of(thrown.getSuppressed());
  }
}
