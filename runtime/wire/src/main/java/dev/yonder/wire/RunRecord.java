// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import dev.yonder.Resources;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the journal of a run remembers, in the order in which it happened. */
@SuppressWarnings("ArrayRecordComponent") // bytes and numbers on their way
public sealed interface RunRecord {

  /**
   * A driver has taken the run.
   *
   * @param opening how many have, this one included
   * @param millis when, since 1970
   */
  record Opened(int opening, String host, long process, long millis) implements RunRecord {}

  /**
   * A call was made.
   *
   * @param type the id of the remote method, empty for one that gathers results
   * @param name the name that logs show
   * @param dependencies the tasks whose results it needs, in the order of its arguments
   * @param positions which arguments those are
   * @param arguments an {@code Object[]} of all arguments with null in the place of results, null
   *     where it has a file of its own, or there are none
   * @param objects where the shared values are that the arguments refer to
   */
  record Submitted(
      long task,
      String type,
      String name,
      Needs needs,
      long seedKey,
      long[] dependencies,
      int[] positions,
      @Nullable Payload arguments,
      List<Message.Located> objects)
      implements RunRecord {}

  /** What the attempts of a call need, and how it may be repeated. */
  record Needs(
      Resources resources, int priority, int retries, boolean idempotent, long walltimeNanos) {}

  /**
   * Attempts are about to be submitted as an array.
   *
   * @param first the number of its first element
   */
  record Bound(String array, int first, long[] tasks, int[] attempts) implements RunRecord {}

  /** An array was submitted; the ids are those of its elements, in order. */
  record Placed(String array, List<String> ids) implements RunRecord {}

  /** An array could not be submitted, so that none of its attempts will ever run. */
  record Unplaced(String array) implements RunRecord {}

  /** How a task ended. */
  enum End {
    /** It returned; the attempt's file has the result. */
    RETURNED,

    /** It threw; the attempt's file has the exception. */
    THREW,

    /** It failed for a reason that is not the method's, of which there is the exception. */
    FAILED,

    /** It was cancelled; the text says which one was, and why. */
    CANCELLED
  }

  /** A task ended with this attempt. */
  record Ended(long task, int attempt, End end, String text, @Nullable Payload thrown)
      implements RunRecord {}

  /** All tasks have ended and the program has closed the run. */
  record Closed(long millis) implements RunRecord {}
}
