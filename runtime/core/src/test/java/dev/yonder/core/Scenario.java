// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.Resources;
import dev.yonder.core.SimulationOptions.May;
import dev.yonder.core.Stage.Needs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A random cluster, workload and faults, and what must hold when nothing more happens. */
final class Scenario {
  private static final long MILLI = 1_000_000;
  private static final String LICENCE = "licence";
  private static final Resources BIG = new Resources(4, 1_000, 2, Map.of(LICENCE, 3));
  private static final Resources TOO_MUCH = new Resources(5, 0, 0, Map.of());

  final SimulatedCluster cluster;
  private final SimulationOptions options;
  private final Random chance;

  Scenario(SimulationOptions options, PlantedBug bug) {
    this.options = options;
    cluster =
        new SimulatedCluster(
            options,
            new SchedulerPolicy(
                    options.maxFailures(),
                    1_000,
                    50 * MILLI,
                    MILLI,
                    /* fixedWorkers= */ options.may(May.ASK_TOO_MUCH) && !options.bound())
                .with(Feature.LINEAGE, true)
                .with(Feature.BOUND, options.bound()),
            bug);
    chance = cluster.chance;
  }

  void run() {
    List<Stage> stages =
        IntStream.range(0, 4).mapToObj(i -> new Stage("stage" + i, needs(i))).toList();
    if (!options.bound()) {
      cluster.join(BIG, latency(), Long.MAX_VALUE, /* expendable= */ false);
      workersComeAndGo();
    }
    for (int i = 0; i < options.tasks(); i++) {
      cluster.later(chance.nextLong(20 * MILLI), () -> submit(stages));
      cluster.later(chance.nextLong(80 * MILLI), () -> cluster.get(any()));
      cluster.later(chance.nextLong(120 * MILLI), () -> cluster.free(any()));
    }
    if (options.may(May.CANCEL)) {
      cancels();
    }
    cluster.run();
  }

  private void workersComeAndGo() {
    for (int i = chance.nextInt(5); i > 0; i--) {
      cluster.later(chance.nextLong(40 * MILLI), this::join);
      if (options.may(May.LOSE)) {
        cluster.later(chance.nextLong(80 * MILLI), this::loseOne);
      }
      if (chance.nextInt(4) == 0) {
        cluster.later(chance.nextLong(80 * MILLI), this::drainOne);
      }
    }
  }

  private void join() {
    boolean ends = options.may(May.LOSE) && chance.nextInt(3) == 0;
    long endsAt = ends ? cluster.now() + chance.nextLong(30 * MILLI) + 1 : Long.MAX_VALUE;
    cluster.join(BIG, latency(), endsAt, /* expendable= */ true);
  }

  private void cancels() {
    for (int i = chance.nextInt(8); i > 0; i--) {
      cluster.later(
          chance.nextLong(40 * MILLI),
          () -> {
            if (cluster.submitted() > 0) {
              cluster.cancel(any(), chance.nextBoolean());
            }
          });
    }
    if (chance.nextInt(20) == 0) {
      cluster.later(
          chance.nextLong(40 * MILLI), () -> cluster.handle(new Event.CancelAllRequested()));
    }
  }

  private long any() {
    return chance.nextLong(Math.max(1, cluster.submitted()));
  }

  private Needs needs(int number) {
    boolean idempotent = number != 3;
    return new Needs(
        new Resources(
            1 + (chance.nextInt(3) == 0 ? chance.nextInt(4) : 0),
            chance.nextInt(3) == 0 ? 1 + chance.nextInt(400) : 0,
            chance.nextInt(6) == 0 ? 1 + chance.nextInt(2) : 0,
            chance.nextInt(6) == 0 ? Map.of(LICENCE, 1 + chance.nextInt(3)) : Map.of()),
        chance.nextInt(3),
        idempotent ? chance.nextInt(3) : 0,
        idempotent,
        chance.nextInt(6) == 0 ? MILLI * (1 + chance.nextInt(5)) : 0);
  }

  private long latency() {
    return chance.nextBoolean() ? 1_000 : 1 + chance.nextLong(10 * MILLI);
  }

  private void submit(List<Stage> stages) {
    long[] needed = dependencies();
    if (options.may(May.ASK_TOO_MUCH) && !options.bound() && chance.nextInt(20) == 0) {
      Needs needs = new Needs(TOO_MUCH, 0, 0, /* idempotent= */ true, 0);
      Stage greedy = new Stage("greedy", needs);
      cluster.submit(plan(spec(greedy, needed, /* gather= */ false), /* nests= */ false));
      return;
    }
    Stage stage = stages.get(chance.nextInt(stages.size()));
    if (needed.length > 0 && chance.nextInt(8) == 0) {
      stage = new Stage("RemoteFuture.all", Needs.LEAST);
      cluster.submit(plan(spec(stage, needed, /* gather= */ true), false));
      return;
    }
    // Only processors are given back while a task waits.
    boolean nests =
        options.may(May.NEST)
            && !options.bound()
            && (options.may(May.HOARD) || !hoards(stage))
            && chance.nextInt(5) == 0;
    cluster.submit(plan(spec(stage, needed, /* gather= */ false), nests));
  }

  /** Returns whether its tasks need more than any worker has. */
  static boolean asksTooMuch(Stage stage) {
    return stage.needs().resources().equals(TOO_MUCH);
  }

  /** Returns whether its tasks hold on to something while they wait. */
  static boolean hoards(Stage stage) {
    Resources needs = stage.needs().resources();
    return needs.memory() > 0 || needs.gpus() > 0 || !needs.named().isEmpty();
  }

  private TaskSpec spec(Stage stage, long[] needed, boolean gather) {
    return new TaskSpec(cluster.nextTask(), stage, TaskSpec.NO_PARENT, needed, gather, "payload");
  }

  private long[] dependencies() {
    long known = cluster.submitted();
    return LongStream.range(0, known == 0 ? 0 : chance.nextInt(3))
        .map(i -> chance.nextLong(known))
        .filter(task -> !cluster.ledger.freed.contains(task))
        .toArray();
  }

  private Ledger.Plan plan(TaskSpec spec, boolean nests) {
    boolean idempotent = spec.stage().needs().idempotent();
    return new Ledger.Plan(
        spec,
        1_000 + chance.nextLong(chance.nextBoolean() ? 10_000 : 5 * MILLI),
        chance.nextInt(5) == 0 ? chance.nextInt(3) : 0,
        nests ? hoards(spec.stage()) ? 1 : 1 + chance.nextInt(3) : 0,
        options.may(May.KEEP) && idempotent && !options.bound() && chance.nextBoolean(),
        nests && chance.nextInt(3) == 0,
        options.may(May.LOSE) && chance.nextInt(30) == 0,
        chance.nextInt(4) == 0);
  }

  /** Never the first one, so that everything can end. */
  private void loseOne() {
    Loss[] kinds = {Loss.CRASHED, Loss.WALLTIME, Loss.PREEMPTED};
    List<SimulatedWorker> losable = losable();
    if (!losable.isEmpty()) {
      cluster.lose(losable.get(chance.nextInt(losable.size())), kinds[chance.nextInt(3)]);
    }
  }

  private void drainOne() {
    List<SimulatedWorker> losable = losable();
    if (!losable.isEmpty()) {
      cluster.drain(losable.get(chance.nextInt(losable.size())));
    }
  }

  private List<SimulatedWorker> losable() {
    List<SimulatedWorker> all = new ArrayList<>(cluster.workers.values());
    return all.subList(Math.min(1, all.size()), all.size());
  }

  /** Fails unless everything has ended as it should and nothing is held any more. */
  void checkEnd() {
    Ledger ledger = cluster.ledger;
    assertThat(ledger.ended).as("tasks that ended").hasSize((int) cluster.submitted());
    assertThat(cluster.scheduler.liveTasks()).as("tasks the scheduler thinks live").isZero();
    for (long wanted : ledger.wanted) {
      assertThat(ledger.unrestorable.keySet())
          .as("task-%d was waited for and never came", wanted)
          .contains(wanted);
    }
    for (long freed : ledger.freed) {
      // What the program always had is its own to forget.
      Ledger.Plan plan = ledger.plan(freed);
      boolean everKept = plan.keeps() && !plan.spec().gather();
      assertThat(everKept && ledger.there(freed) && !derived(freed))
          .as("the freed result of task-%d is kept for nothing", freed)
          .isFalse();
    }
    if (!options.bound()) {
      checkWorkers();
    }
  }

  private boolean derived(long freed) {
    return cluster.ledger.plans.values().stream()
        .anyMatch(
            plan ->
                LongStream.of(plan.spec().dependencies()).anyMatch(id -> id == freed)
                    && cluster.ledger.succeeded(plan.spec().id()));
  }

  private void checkWorkers() {
    for (SimulatedWorker worker : cluster.workers.values()) {
      assertThat(worker.idle()).as("%s is idle", worker.name).isTrue();
      Worker known = cluster.scheduler.books().workers.get(worker.name);
      assertThat(known).as("the scheduler knows %s", worker.name).isNotNull();
      assertThat(known.free()).as("what is free of %s", worker.name).isEqualTo(worker.capacity);
    }
  }
}
