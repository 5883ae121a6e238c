// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.Resources;
import dev.yonder.spi.BlockPolicy;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a profile runs calls.
 *
 * @param capacity what the workers have together
 * @param enforced whether calls are held to what they say they need
 * @param lineage whether results may stay on workers
 * @param maxDepth how deep calls may nest at most, whatever a program sets
 * @param description where calls run, in words for a log
 * @param blocks how workers come and go, null where all come at once and stay
 * @param supply makes the workers of a session, which report into the mailbox
 */
record WorkerSupply(
    Resources capacity,
    boolean enforced,
    boolean lineage,
    int maxDepth,
    String description,
    @Nullable BlockPolicy blocks,
    Function<Mailbox, Workers> supply) {

  Workers workers(Mailbox reports) {
    return supply.apply(reports);
  }
}
