// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.spi.TaskType;
import org.jspecify.annotations.Nullable;

/**
 * What the engine knows of a task: the method, what it is called with, and who waits for the
 * result.
 *
 * @param type the method, null for a call that only gathers the results of others
 * @param arguments plain values, and futures of this session to be resolved when an attempt starts
 * @param seedKey what the random numbers of the call and of the calls it makes derive from
 * @param future ends when the task does
 */
@SuppressWarnings("ArrayRecordComponent") // one per pending task: a list would double its size
record Call(
    @Nullable TaskType type, @Nullable Object[] arguments, long seedKey, TaskFuture<?> future) {

  /** Returns the arguments with every future replaced by its result, which must be there. */
  @Nullable Object[] resolvedArguments() {
    @Nullable Object[] resolved = arguments;
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof TaskFuture<?> needed) {
        if (resolved == arguments) {
          resolved = arguments.clone();
        }
        resolved[i] = needed.result();
      }
    }
    return resolved;
  }
}
