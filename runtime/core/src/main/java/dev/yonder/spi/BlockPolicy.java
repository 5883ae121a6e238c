// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import dev.yonder.Resources;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many blocks a session has, and how they are used; fixed by the settings of a profile.
 *
 * @param use what blocks are for
 * @param reach how workers come to the driver
 * @param init how many blocks are submitted when a session is opened
 * @param min how many blocks there are at least, whether there is work or not
 * @param max how many blocks there are at most
 * @param needs what each block is asked to have, null for what the place has
 * @param walltime how long a block may run, null for ever
 * @param idle how long a block beyond the least may have nothing to do before it is ended
 * @param poll how long to wait between two queries for the status of blocks
 */
public record BlockPolicy(
    Use use,
    Reach reach,
    int init,
    int min,
    int max,
    @Nullable Resources needs,
    @Nullable Duration walltime,
    Duration idle,
    Duration poll) {

  /** What blocks are for. */
  public enum Use {
    /**
     * One block for each place, such as a host, and as long as the session; the number of a block
     * says which place, from 1 to the most blocks that there may be.
     */
    PLACES,

    /** Blocks that are submitted and ended as there is work for them. */
    PILOTS,

    /** Every call gets a block of its own, which ends with it. */
    CALLS
  }

  /** How workers come to the driver. */
  public enum Reach {
    /** By the standard streams of {@link Backend#process}. */
    STREAMS,

    /** By TLS to a port of the driver. */
    HOME,

    /** Not at all: by files in a directory that both see. */
    FILES
  }

  /** Refuses numbers that contradict one another. */
  public BlockPolicy {
    if (min < 0 || init < min || max < Math.max(1, init)) {
      throw new IllegalArgumentException(
          "0 <= min <= init <= max and max >= 1 do not hold: min = %d, init = %d, max = %d"
              .formatted(min, init, max));
    }
  }
}
