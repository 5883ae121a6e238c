// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.spi.TaskType;
import org.jspecify.annotations.Nullable;

/** What an attempt runs; the payload of its task. */
public interface Work {

  /** Returns the method. */
  TaskType type();

  /** Returns the session that calls of the method go to. */
  TaskSession session();

  /** Returns what the random numbers of the call and of the calls it makes derive from. */
  long seedKey();

  /** Returns the arguments without seeded ones; called by the thread that runs the attempt. */
  @Nullable Object[] arguments();

  /**
   * Returns the value that the method returned in the form in which it is reported; called by the
   * thread that ran the attempt.
   */
  @Nullable Object reported(@Nullable Object value);

  /** Returns where to note what an attempt prints, which starts to now. */
  TaskLog newLog();
}
