// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import org.jspecify.annotations.Nullable;

/**
 * What was observed of a block.
 *
 * @param state how far it has come
 * @param end how it ended, null while it has not
 * @param reason what the backend says of it, in its own words, to complete "because …"; empty if it
 *     says nothing
 */
public record BlockStatus(State state, @Nullable End end, String reason) {

  /** How far a block has come. */
  public enum State {
    /** It waits to be started; the reason says for what. */
    QUEUED,

    /** It was started and has not ended. */
    RUNNING,

    /** It is over, and nothing of it runs any more. */
    ENDED
  }

  /** How a block ended, which decides what becomes of the tasks on it. */
  public enum End {
    /** Its worker ended by itself, as it was told to. */
    DONE,

    /** Its worker died: killed, out of memory, or its node was lost. */
    CRASHED,

    /** The time that it was given was over. */
    WALLTIME,

    /** It was taken away or cancelled; its tasks did nothing wrong. */
    PREEMPTED,

    /** It ended before a worker could run. */
    NEVER_STARTED,

    /** What was asked for will never be given. */
    REJECTED
  }

  /** Refuses an end without being over, and the reverse. */
  public BlockStatus {
    if ((state == State.ENDED) != (end != null)) {
      throw new IllegalArgumentException("state %s does not go with end %s".formatted(state, end));
    }
  }

  /** Returns the status of a block that waits, for what the reason says. */
  public static BlockStatus queued(String reason) {
    return new BlockStatus(State.QUEUED, null, reason);
  }

  /** Returns the status of a block that runs. */
  public static BlockStatus running() {
    return new BlockStatus(State.RUNNING, null, "");
  }

  /** Returns the status of a block that is over. */
  public static BlockStatus ended(End end, String reason) {
    return new BlockStatus(State.ENDED, end, reason);
  }
}
