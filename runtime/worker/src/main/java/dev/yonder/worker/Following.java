// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.wire.Input;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Attempts that start after others on this worker, and what those returned lately: a driver that
 * has an attempt follow another one may find that this has ended meanwhile. Safe for use by several
 * threads.
 *
 * <p>Most programs make no chains, and pay nothing for this: no account is kept before the first
 * attempt that follows another one, which may be given back for that.
 *
 * @param <F> what stands for an attempt that follows
 */
final class Following<F> {
  private static final int MOST_RECENT = 1_024;
  private static final long MOST_RECENT_BYTES = 4 << 20;

  /** The last attempt at each task that is here and has not ended. */
  private final Map<Long, Integer> present = new HashMap<>();

  private final Map<Long, List<F>> followers = new HashMap<>();
  private final Map<Long, Input> recent = new LinkedHashMap<>();
  private long recentBytes;
  private volatile boolean inUse;

  /** Notes that an attempt has come. */
  void came(long task, int attempt) {
    if (inUse) {
      synchronized (this) {
        present.put(task, attempt);
        forget(task);
      }
    }
  }

  /**
   * Has an attempt wait for the end of a task; returns that task's result if it is here, null if
   * not.
   *
   * @throws Gone if the task is not here, or its result is not any more
   */
  synchronized @Nullable Input follow(long task, F follower) throws Gone {
    inUse = true;
    Input result = recent.get(task);
    if (result == null && !present.containsKey(task)) {
      throw new Gone();
    }
    if (result == null) {
      followers.computeIfAbsent(task, id -> new ArrayList<>(1)).add(follower);
    }
    return result;
  }

  /**
   * Notes that an attempt has ended; returns what followed it.
   *
   * @param result what it returned, null if it ended in any other way
   */
  List<F> left(long task, int attempt, @Nullable Input result) {
    return inUse ? leftInUse(task, attempt, result) : List.of();
  }

  private synchronized List<F> leftInUse(long task, int attempt, @Nullable Input result) {
    if (!present.remove(task, attempt)) {
      return List.of();
    }
    if (result != null) {
      remember(task, result);
    }
    List<F> following = followers.remove(task);
    return following == null ? List.of() : following;
  }

  private void remember(long task, Input result) {
    recent.put(task, result);
    recentBytes += bytes(result);
    var oldest = recent.keySet().iterator();
    while (recent.size() > MOST_RECENT || recentBytes > MOST_RECENT_BYTES) {
      recentBytes -= bytes(recent.get(oldest.next()));
      oldest.remove();
    }
  }

  private void forget(long task) {
    Input known = recent.remove(task);
    recentBytes -= known == null ? 0 : bytes(known);
  }

  private static long bytes(@Nullable Input input) {
    return input instanceof Input.Value value ? value.payload().size() : 0;
  }

  /** There is nothing to follow. */
  static final class Gone extends Exception {
    private static final long serialVersionUID = 1;

    Gone() {
      super(null, null, false, false);
    }
  }
}
