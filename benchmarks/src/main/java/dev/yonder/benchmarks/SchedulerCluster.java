// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.Resources;
import dev.yonder.core.Effect;
import dev.yonder.core.Event;
import dev.yonder.core.Scheduler;
import dev.yonder.core.SchedulerPolicy;
import dev.yonder.core.Stage;
import dev.yonder.core.TaskSpec;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;

/** Drives the scheduler with workers that answer at once, in the order in which they were asked. */
final class SchedulerCluster implements Effect.Visitor {
  private static final long MILLI = 1_000_000;

  /** How many tasks a driver has submitted and not seen end, for each processor. */
  private static final int WINDOW = 4;

  private static final int CPUS = 4;
  private static final long MEMORY = 16L << 30;

  private final Scheduler scheduler =
      new Scheduler(new SchedulerPolicy(Integer.MAX_VALUE, 100, MILLI, MILLI, true));
  private final ArrayDeque<Effect.Run> running = new ArrayDeque<>();
  private final Mix mix;
  private final Stage[] stages;
  private final String[] workers;
  private long now;
  private long events;
  private long ended;

  /** What the tasks are like. */
  enum Mix {
    INDEPENDENT,
    DEPENDENT,
    HEAVY
  }

  SchedulerCluster(int workers, Mix mix) {
    this.mix = mix;
    this.workers = new String[workers];
    this.stages = mix == Mix.HEAVY ? heavy() : new Stage[] {stage(Stage.Needs.LEAST.resources())};
    for (int i = 0; i < workers; i++) {
      this.workers[i] = "w" + i;
    }
  }

  private static Stage[] heavy() {
    Stage[] stages = new Stage[6];
    for (int i = 0; i < stages.length; i++) {
      stages[i] = stage(new Resources(1 + i % CPUS, (1L + i * 2L) << 30, 0, Map.of()));
    }
    return stages;
  }

  private static Stage stage(Resources resources) {
    return new Stage("Bench.task", new Stage.Needs(resources, 0, 0, true, 0));
  }

  /** Runs as many tasks as a driver would within its window; returns the microseconds an event. */
  double run(long tasks) {
    long start = System.nanoTime();
    for (String worker : workers) {
      handle(new Event.WorkerJoined(worker, new Resources(CPUS, MEMORY, 0, Map.of()), MILLI));
    }
    long window = Math.max(1_000L, (long) workers.length * CPUS * WINDOW);
    for (long id = 0; id < tasks; id++) {
      handle(new Event.TaskSubmitted(task(id), 0));
      if (id - ended >= window) {
        answer();
      }
    }
    while (!running.isEmpty()) {
      answer();
    }
    double micros = (System.nanoTime() - start) / 1e3;
    Sums.check(ended, tasks);
    return micros / events;
  }

  private TaskSpec task(long id) {
    long[] needed = TaskSpec.NO_DEPENDENCIES;
    if (mix == Mix.DEPENDENT && id % 4 != 0) {
      needed = id % 4 == 3 ? new long[] {id - 1, id - 2} : new long[] {id - id % 4};
    }
    Stage stage = stages[(int) (id * 7 % stages.length)];
    return new TaskSpec(id, stage, TaskSpec.NO_PARENT, needed, /* gather= */ false, "payload");
  }

  private void answer() {
    Effect.Run attempt = running.poll();
    if (attempt != null) {
      long id = attempt.task().id();
      handle(new Event.TaskStarted(attempt.worker(), id, attempt.attempt()));
      handle(new Event.TaskFinished(attempt.worker(), id, attempt.attempt(), "value", MILLI));
    }
  }

  private void handle(Event event) {
    events++;
    now += 100;
    List<Effect> effects = scheduler.handle(event, now);
    for (int i = 0; i < effects.size(); i++) {
      effects.get(i).accept(this);
    }
  }

  @Override
  public void run(Effect.Run effect) {
    running.add(effect);
  }

  @Override
  public void complete(Effect.Complete effect) {
    ended++;
  }

  @Override
  public void submitBound(Effect.SubmitBound effect) {
    throw new AssertionError(effect);
  }

  @Override
  public void stop(Effect.Stop effect) {
    // What is asked back has started by then, as workers answer at once.
  }

  @Override
  public void restored(Effect.Restored effect) {
    throw new AssertionError(effect);
  }

  @Override
  public void release(Effect.Release effect) {
    throw new AssertionError(effect);
  }

  @Override
  public void discard(Effect.Discard effect) {
    throw new AssertionError(effect);
  }

  @Override
  public void endWorker(Effect.EndWorker effect) {
    throw new AssertionError(effect);
  }

  @Override
  public void setTimer(Effect.SetTimer effect) {}

  @Override
  public void warn(Effect.Warn effect) {}
}
