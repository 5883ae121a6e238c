// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The graphics processors of a worker, each in use by one attempt at most; by any thread. */
public final class Gpus {
  private final ArrayDeque<String> free;

  /** Constructs the processors of the names. */
  public Gpus(List<String> names) {
    free = new ArrayDeque<>(names);
  }

  /**
   * Returns the names of as many processors of this machine: those that this process may use, as
   * {@code CUDA_VISIBLE_DEVICES} lists them, else the numbers from 0.
   *
   * @param visible the value of that variable, null if it is unset
   */
  public static List<String> names(int count, @Nullable String visible) {
    List<String> names =
        visible == null || visible.isBlank() ? List.of() : List.of(visible.strip().split(","));
    List<String> taken = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      taken.add(i < names.size() ? names.get(i).strip() : Integer.toString(i));
    }
    return taken;
  }

  synchronized List<String> take(int count) {
    if (count > free.size()) {
      throw new IllegalStateException(
          "%d gpus are needed and %d are free".formatted(count, free.size()));
    }
    List<String> taken = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      taken.add(free.remove());
    }
    return taken;
  }

  synchronized void giveBack(List<String> taken) {
    free.addAll(taken);
  }
}
