// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.Resources;
import dev.yonder.spi.BlockPolicy;

/** Decides how many blocks there should be; knows no time and remembers nothing. */
final class Scaling {

  private Scaling() {}

  /**
   * Returns how many blocks are to be submitted beside those that there are.
   *
   * @param unmetCpus how many processors the tasks ask for that have no worker
   * @param present the blocks that were submitted and have not ended
   * @param coming those of them that have not joined, and so will take what is unmet
   */
  static int more(BlockPolicy policy, long unmetCpus, int present, int coming) {
    Resources needs = policy.needs();
    long each = needs == null ? 1 : Math.max(1, needs.cpus());
    long wanted = (unmetCpus + each - 1) / each;
    long byWork = Math.max(0, wanted - coming);
    long byLeast = Math.max(0, policy.min() - present);
    return (int) Math.min(Math.max(byWork, byLeast), Math.max(0, policy.max() - present));
  }
}
