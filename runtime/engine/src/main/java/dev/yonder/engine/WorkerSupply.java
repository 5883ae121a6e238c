// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.CallOptions;
import dev.yonder.Resources;
import dev.yonder.spi.BlockPolicy;
import java.util.Map;
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

  /** Returns whether every attempt is a block of its own. */
  boolean bound() {
    return blocks != null && blocks.use() == BlockPolicy.Use.CALLS;
  }

  /** Returns the options of calls of which neither the call nor the annotation says more. */
  CallOptions defaults(CallOptions ofSession) {
    if (blocks == null || !bound()) {
      return ofSession;
    }
    CallOptions ofProfile = CallOptions.none();
    Resources needs = blocks.needs();
    if (needs != null) {
      ofProfile = ofProfile.cpus(Math.max(1, needs.cpus()));
      ofProfile = needs.memory() > 0 ? ofProfile.memory(needs.memory()) : ofProfile;
      ofProfile = needs.gpus() > 0 ? ofProfile.gpus(needs.gpus()) : ofProfile;
      for (Map.Entry<String, Integer> named : needs.named().entrySet()) {
        ofProfile = ofProfile.resource(named.getKey(), named.getValue());
      }
    }
    return ofSession.orElse(ofProfile);
  }

  Workers workers(Mailbox reports) {
    return supply.apply(reports);
  }
}
