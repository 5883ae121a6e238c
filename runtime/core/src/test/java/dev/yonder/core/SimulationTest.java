// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.Resources;
import dev.yonder.core.SimulatedCluster.SimulatedWorker;
import dev.yonder.core.Stage.Needs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random clusters, workloads and faults, against a ledger that never asks the scheduler. */
class SimulationTest {
  private static final int CLUSTERS = 1_000;
  private static final long MILLI = 1_000_000;
  private static final Resources BIG = new Resources(4, 1_000, 0, Map.of());

  @Test
  void everyTaskEndsOnceAndNoWorkerIsAskedForMoreThanItHas() {
    for (long seed = 0; seed < CLUSTERS; seed++) {
      SimulatedCluster cluster = new SimulatedCluster(seed, policy());
      try {
        scenario(cluster);
        checkEnd(cluster);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "seed %d: %s%n%s".formatted(seed, e.getMessage(), tail(cluster)), e);
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameTranscript() {
    List<List<String>> transcripts = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      SimulatedCluster cluster = new SimulatedCluster(17, policy());
      scenario(cluster);
      transcripts.add(
          cluster.transcript(Integer.MAX_VALUE).stream()
              .map(line -> line.replaceAll("@[0-9a-f]+", ""))
              .toList());
    }
    assertThat(transcripts.get(0)).isEqualTo(transcripts.get(1)).isNotEmpty();
  }

  private static SchedulerPolicy policy() {
    return new SchedulerPolicy(
        Integer.MAX_VALUE, 1_000, 50 * MILLI, MILLI, /* fixedWorkers= */ false);
  }

  private static void scenario(SimulatedCluster cluster) {
    Random chance = cluster.chance;
    List<Stage> stages =
        IntStream.range(0, 4).mapToObj(i -> new Stage("stage" + i, needs(chance))).toList();
    cluster.join(BIG, latency(chance));
    int tasks = 1 + chance.nextInt(60);
    for (int i = 0; i < tasks; i++) {
      cluster.later(chance.nextLong(20 * MILLI), () -> submit(cluster, stages));
    }
    for (int i = chance.nextInt(8); i > 0; i--) {
      cluster.later(chance.nextLong(40 * MILLI), () -> cancel(cluster));
    }
    for (int i = chance.nextInt(4); i > 0; i--) {
      cluster.later(chance.nextLong(40 * MILLI), () -> cluster.join(BIG, latency(chance)));
      cluster.later(chance.nextLong(60 * MILLI), () -> loseOne(cluster));
    }
    if (chance.nextInt(20) == 0) {
      cluster.later(
          chance.nextLong(40 * MILLI), () -> cluster.handle(new Event.CancelAllRequested()));
    }
    cluster.run();
  }

  private static Needs needs(Random chance) {
    boolean idempotent = chance.nextInt(4) > 0;
    return new Needs(
        new Resources(
            1 + (chance.nextInt(3) == 0 ? chance.nextInt(4) : 0),
            chance.nextInt(3) == 0 ? 1 + chance.nextInt(400) : 0,
            0,
            Map.of()),
        chance.nextInt(3),
        idempotent ? chance.nextInt(3) : 0,
        idempotent,
        chance.nextInt(6) == 0 ? MILLI * (1 + chance.nextInt(5)) : 0);
  }

  private static long latency(Random chance) {
    return chance.nextBoolean() ? 1_000 : 1 + chance.nextLong(10 * MILLI);
  }

  private static void submit(SimulatedCluster cluster, List<Stage> stages) {
    Random chance = cluster.chance;
    long known = cluster.submitted();
    long[] dependencies =
        chance.longs(known == 0 ? 0 : chance.nextInt(3), 0, Math.max(1, known)).toArray();
    Stage stage = stages.get(chance.nextInt(stages.size()));
    // Memory is not given back while a task waits, so only tasks without it make calls.
    boolean nests = stage.needs().resources().memory() == 0 && chance.nextInt(5) == 0;
    cluster.submit(
        stage,
        TaskSpec.NO_PARENT,
        dependencies,
        1_000 + chance.nextLong(chance.nextBoolean() ? 10_000 : 5 * MILLI),
        chance.nextInt(5) == 0 ? chance.nextInt(3) : 0,
        nests ? 1 + chance.nextInt(3) : 0);
  }

  private static void cancel(SimulatedCluster cluster) {
    if (cluster.submitted() > 0) {
      cluster.handle(
          new Event.CancelRequested(
              cluster.chance.nextLong(cluster.submitted()), cluster.chance.nextBoolean()));
    }
  }

  /** Never the last one, so that everything can end. */
  private static void loseOne(SimulatedCluster cluster) {
    if (cluster.workers.size() > 1) {
      List<String> names = cluster.workers.keySet().stream().sorted().toList();
      String name = names.get(cluster.chance.nextInt(names.size()));
      cluster.lose(cluster.workers.get(name));
    }
  }

  private static void checkEnd(SimulatedCluster cluster) {
    assertThat(cluster.ended).as("tasks that ended").hasSize((int) cluster.submitted());
    assertThat(cluster.scheduler.liveTasks()).as("tasks the scheduler thinks live").isZero();
    for (SimulatedWorker worker : cluster.workers.values()) {
      assertThat(worker.idle()).as("%s is idle", worker.name).isTrue();
      assertThat(cluster.scheduler.books().workers.get(worker.name).free())
          .as("what is free of %s", worker.name)
          .isEqualTo(worker.capacity);
    }
    cluster.ended.forEach((task, outcome) -> checkOutcome(cluster, task, outcome));
  }

  private static void checkOutcome(SimulatedCluster cluster, long task, Outcome outcome) {
    TaskSpec spec = cluster.plans.get(task).spec();
    int attempts = cluster.handedOver.getOrDefault(task, 0);
    if (!spec.stage().needs().idempotent()) {
      assertThat(attempts).as("times that task-%d was handed over", task).isLessThanOrEqualTo(1);
    }
    if (outcome instanceof Outcome.Returned returned) {
      assertThat(returned.value()).as("result of task-%d", task).isEqualTo(task);
    } else if (outcome instanceof Outcome.Threw) {
      assertThat(cluster.plans.get(task).throwsBefore()).as("planned failures").isPositive();
    }
  }

  private static String tail(SimulatedCluster cluster) {
    return String.join("\n", cluster.transcript(150));
  }
}
