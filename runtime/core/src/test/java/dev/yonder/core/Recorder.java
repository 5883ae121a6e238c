// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.Resources;
import dev.yonder.core.Effect.Complete;
import dev.yonder.core.Effect.Run;
import dev.yonder.core.Stage.Needs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A scheduler with one event after the other, and the effects since they were last looked at. */
final class Recorder {
  static final long MILLI = 1_000_000;

  final Scheduler scheduler;
  long now;
  private List<Effect> effects = new ArrayList<>();
  private long nextTask;

  Recorder(SchedulerPolicy policy) {
    scheduler = new Scheduler(policy);
  }

  static Recorder plain() {
    return new Recorder(new SchedulerPolicy(Integer.MAX_VALUE, 100, 50 * MILLI, MILLI, true));
  }

  static Resources resources(int cpus, long memory) {
    return new Resources(cpus, memory, 0, Map.of());
  }

  static Stage stage(Resources resources) {
    return stage(new Needs(resources, 0, 0, true, 0));
  }

  static Stage stage(Needs needs) {
    return new Stage("Sample.method", needs);
  }

  Recorder handle(Event event) {
    effects.addAll(scheduler.handle(event, now));
    Conservation.check(scheduler.books());
    return this;
  }

  Recorder join(String worker, Resources capacity) {
    return handle(new Event.WorkerJoined(worker, capacity, MILLI));
  }

  long submit(Stage stage, long... dependencies) {
    return submitChild(TaskSpec.NO_PARENT, stage, dependencies);
  }

  long submitChild(long parent, Stage stage, long... dependencies) {
    return submitChild(parent, 1, stage, dependencies);
  }

  /** Makes a call for an attempt at a task. */
  long submitChild(long parent, int attempt, Stage stage, long... dependencies) {
    long id = nextTask++;
    handle(
        new Event.TaskSubmitted(
            new TaskSpec(id, stage, parent, dependencies, false, "p" + id), attempt));
    return id;
  }

  long gather(long... dependencies) {
    long id = nextTask++;
    Stage stage = new Stage("RemoteFuture.all", Needs.LEAST);
    handle(
        new Event.TaskSubmitted(
            new TaskSpec(id, stage, TaskSpec.NO_PARENT, dependencies, true, "p" + id), 0));
    return id;
  }

  Recorder finish(String worker, long task, int attempt) {
    return handle(new Event.TaskFinished(worker, task, attempt, "result-" + task, MILLI));
  }

  Recorder start(String worker, long task, int attempt) {
    return handle(new Event.TaskStarted(worker, task, attempt));
  }

  Recorder fail(String worker, long task, int attempt) {
    return handle(new Event.TaskThrew(worker, task, attempt, "thrown-" + task));
  }

  /** Lets time pass, firing the timers that were asked for. */
  Recorder pass(long nanos) {
    now += nanos;
    return handle(new Event.TimerFired());
  }

  List<Effect> take() {
    List<Effect> taken = effects;
    effects = new ArrayList<>();
    return taken;
  }

  /** Returns the numbers of the tasks that were handed to workers since effects were last taken. */
  List<Long> ran() {
    return take().stream()
        .filter(Run.class::isInstance)
        .map(effect -> ((Run) effect).task().id())
        .toList();
  }

  /** Returns how the only task that has ended since effects were last taken did so. */
  Outcome outcome() {
    List<Complete> completes = completes();
    assertThat(completes).hasSize(1);
    return completes.get(0).outcome();
  }

  List<Complete> completes() {
    return take().stream().filter(Complete.class::isInstance).map(Complete.class::cast).toList();
  }
}
