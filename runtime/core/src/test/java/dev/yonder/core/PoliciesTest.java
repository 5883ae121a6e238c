// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import static dev.yonder.core.Recorder.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.Resources;
import dev.yonder.core.Stage.Needs;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every policy must beat its own absence on a workload, in virtual time or in bytes moved. */
class PoliciesTest {
  private static final Resources FOUR = new Resources(4, 1_000, 0, Map.of());
  private static final SimulationOptions CALM =
      new SimulationOptions(1, 1, /* bound= */ false, Set.of(SimulationOptions.May.KEEP));

  private final Stage stage = new Stage("Sample.method", Needs.LEAST);

  @Test
  void handingAheadHidesTheLatencyOfShortTasks() {
    long without = shortTasksOnADistantWorker(false);
    long with = shortTasksOnADistantWorker(true);
    assertThat(without).isGreaterThan(with * 5);
  }

  private long shortTasksOnADistantWorker(boolean on) {
    SimulatedCluster cluster = cluster(Feature.HAND_AHEAD, on);
    cluster.join(FOUR, MILLI, Long.MAX_VALUE, true);
    for (int i = 0; i < 2_000; i++) {
      submit(cluster, MILLI / 20);
    }
    return end(cluster);
  }

  @Test
  void takingBackFillsWorkersThatCameLate() {
    long without = workersThatComeAfterTheQueueWasHandedOut(false);
    long with = workersThatComeAfterTheQueueWasHandedOut(true);
    assertThat(without * 10).isGreaterThan(with * 13);
  }

  private long workersThatComeAfterTheQueueWasHandedOut(boolean on) {
    long second = 1_000 * MILLI;
    SimulatedCluster cluster = cluster(Feature.TAKE_BACK, on);
    cluster.join(FOUR, MILLI, Long.MAX_VALUE, true);
    submit(cluster, second);
    for (int i = 0; i < 8; i++) {
      cluster.later(second + 10 * MILLI, () -> submit(cluster, second));
    }
    for (int i = 0; i < 2; i++) {
      cluster.later(second + 50 * MILLI, () -> cluster.join(FOUR, MILLI, Long.MAX_VALUE, true));
    }
    return end(cluster);
  }

  @Test
  void followingHidesTheLatencyOfChains() {
    long without = chainOnADistantWorker(false);
    long with = chainOnADistantWorker(true);
    assertThat(without).isGreaterThan(with * 10);
  }

  private long chainOnADistantWorker(boolean on) {
    SimulatedCluster cluster = cluster(Feature.FOLLOW, on);
    cluster.join(FOUR, MILLI, Long.MAX_VALUE, true);
    long[] last = {submit(cluster, MILLI / 20)};
    for (int i = 0; i < 500; i++) {
      cluster.later(10 * MILLI, () -> last[0] = submit(cluster, MILLI / 20, last[0]));
    }
    return end(cluster);
  }

  @Test
  void beingNearDataMovesLess() {
    long without = bytesMovedByPairs(false);
    long with = bytesMovedByPairs(true);
    assertThat(without).isGreaterThan(with * 2);
  }

  private long bytesMovedByPairs(boolean on) {
    SimulatedCluster cluster = cluster(Feature.NEAR_DATA, on);
    for (int i = 0; i < 4; i++) {
      cluster.join(FOUR, MILLI, Long.MAX_VALUE, true);
    }
    for (int i = 0; i < 200; i++) {
      // So seldom that there is a choice: of a full cluster, only the worker just freed is left.
      cluster.later(
          i * MILLI,
          () -> {
            long producer = submit(cluster, 3 * MILLI);
            submit(cluster, 3 * MILLI, producer);
          });
    }
    end(cluster);
    return moved(cluster);
  }

  private static long moved(SimulatedCluster cluster) {
    Map<Long, String> holders = new HashMap<>();
    long moved = 0;
    for (Object line : cluster.happened()) {
      if (line instanceof Event.TaskKept kept) {
        holders.put(kept.task(), kept.worker());
      } else if (line instanceof Effect.Run run) {
        for (long input : run.task().dependencies()) {
          moved += run.worker().equals(holders.get(input)) ? 0 : 100_000;
        }
      }
    }
    return moved;
  }

  private static SimulatedCluster cluster(Feature feature, boolean on) {
    SchedulerPolicy policy =
        new SchedulerPolicy(Integer.MAX_VALUE, 100, 50 * MILLI, MILLI, /* fixedWorkers= */ false)
            .with(Feature.LINEAGE, true)
            .with(feature, on);
    return new SimulatedCluster(CALM, policy, PlantedBug.NONE);
  }

  private long submit(SimulatedCluster cluster, long nanos, long... needed) {
    TaskSpec spec =
        new TaskSpec(cluster.nextTask(), stage, TaskSpec.NO_PARENT, needed, false, "payload");
    return cluster.submit(
        new Ledger.Plan(spec, nanos, 0, 0, /* keeps= */ true, false, false, false));
  }

  private static long end(SimulatedCluster cluster) {
    cluster.run();
    assertThat(cluster.ledger.ended).hasSize((int) cluster.submitted());
    return cluster.now();
  }
}
