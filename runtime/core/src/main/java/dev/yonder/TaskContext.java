// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

import dev.yonder.spi.CurrentTask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a remote method can know of the call that it runs for.
 *
 * @param taskId the call
 * @param attempt the number of the attempt, from 1
 * @param host the name of the host
 * @param worker the name of the worker
 * @param resources what the call has to itself, by what it asked for
 * @param gpus the graphics processors among them, each as {@code CUDA_VISIBLE_DEVICES} names it
 */
public record TaskContext(
    TaskId taskId,
    int attempt,
    String host,
    String worker,
    Resources resources,
    List<String> gpus) {

  /** Constructs the context with an unmodifiable copy of the list. */
  public TaskContext {
    gpus = List.copyOf(gpus);
  }

  /**
   * Returns the context of the call whose method this thread runs.
   *
   * @throws IllegalStateException if this thread runs none, as one that a method has started
   */
  public static TaskContext current() {
    TaskContext current = find();
    if (current == null) {
      throw new IllegalStateException(
          "this thread runs no remote call; have the method's own thread ask, and pass on what"
              + " others need");
    }
    return current;
  }

  /** Returns the context of the call whose method this thread runs, null if it runs none. */
  public static @Nullable TaskContext find() {
    return CurrentTask.context();
  }
}
