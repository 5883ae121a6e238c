// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import dev.yonder.Resources;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An array of equal blocks that is to be submitted.
 *
 * @param name the array's name, letters, digits and hyphens, unique within the session
 * @param first the number of the first block; the others follow one by one
 * @param count how many blocks there are, at least 1
 * @param needs what each of them is to have, null for what the place has
 * @param walltime how long each may run, null for what the backend gives otherwise
 * @param launch the worker that each of them runs
 */
public record BlockRequest(
    String name,
    int first,
    int count,
    @Nullable Resources needs,
    @Nullable Duration walltime,
    WorkerLaunch launch) {

  /** Refuses an array of nothing. */
  public BlockRequest {
    if (count < 1) {
      throw new IllegalArgumentException("an array has at least one block, not " + count);
    }
  }

  /** Returns the name of the worker of a block: that of the array, a hyphen and the number. */
  public String worker(int number) {
    return name + "-" + number;
  }

  /** Returns the names of the workers, in order. */
  public List<String> workers() {
    return IntStream.range(first, first + count).mapToObj(this::worker).toList();
  }
}
