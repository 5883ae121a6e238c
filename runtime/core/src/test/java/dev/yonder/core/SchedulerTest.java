// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import static dev.yonder.core.Recorder.MILLI;
import static dev.yonder.core.Recorder.resources;
import static dev.yonder.core.Recorder.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.Resources;
import dev.yonder.TaskStatus;
import dev.yonder.core.Stage.Needs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SchedulerTest {
  private static final Resources ONE = resources(1, 0);
  private final Recorder recorder = Recorder.plain();

  @Test
  void everyKindOfEventIsHandled() {
    List<Class<?>> kinds = leaves(Event.class);
    assertThat(kinds).hasSizeGreaterThan(10);
    recorder.join("w", ONE);
    long task = recorder.submit(stage(ONE));
    List<Event> events =
        List.of(
            new Event.TaskSubmitted(
                new TaskSpec(9, stage(ONE), TaskSpec.NO_PARENT, new long[] {task}, false, "p"), 0),
            new Event.TaskStarted("w", task, 1),
            new Event.TaskBlocked("w", task, 1, TaskSpec.NO_PARENT),
            new Event.TaskResumed("w", task, 1),
            new Event.TaskStopped("w", 99, 1),
            new Event.TaskThrew("w", 99, 1, "x"),
            new Event.TaskContinued("w", 99, 1, task, "x"),
            new Event.TaskFinished("w", task, 1, "x", 1),
            new Event.TaskForgotten(task),
            new Event.CancelRequested(9, true),
            new Event.CancelAllRequested(),
            new Event.TimerFired(),
            new Event.WorkerJoined("v", ONE, 0),
            new Event.TaskKept("w", 99, 1, 1, 1, "x"),
            new Event.InputMissing("w", 99, 1, 9),
            new Event.BlockEnded("w9", 99, 1, "it had to", Loss.PREEMPTED),
            new Event.ResultSecured(task),
            new Event.ResultFreed(task),
            new Event.ResultWanted(task),
            new Event.WorkerDraining("v"),
            new Event.WorkerLost("v", "it had to"));
    assertThat(events).map(Object::getClass).containsExactlyInAnyOrderElementsOf(kinds);
    events.forEach(recorder::handle);
  }

  private static List<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(t -> leaves(t).stream()).toList()
        : List.of(type);
  }

  @Test
  void tasksWaitForTheirDependencies() {
    recorder.join("w", resources(4, 0));
    long first = recorder.submit(stage(ONE));
    long second = recorder.submit(stage(ONE));
    long last = recorder.submit(stage(ONE), first, second, first);
    assertThat(recorder.ran()).containsExactly(first, second);
    assertThat(recorder.finish("w", first, 1).ran()).isEmpty();
    assertThat(recorder.scheduler.status(last)).isEqualTo(TaskStatus.WAITING);
    assertThat(recorder.finish("w", second, 1).ran()).containsExactly(last);
  }

  @Test
  void aFailedDependencyNamesTheFirstFailureOfTheChain() {
    recorder.join("w", ONE);
    long root = recorder.submit(stage(ONE));
    long middle = recorder.submit(stage(ONE), root);
    long end = recorder.submit(stage(ONE), middle);
    recorder.take();
    var completes = recorder.fail("w", root, 1).completes();
    assertThat(completes).extracting(c -> c.task().id()).containsExactly(root, middle, end);
    assertThat(completes.get(2).outcome())
        .isEqualTo(
            new Outcome.DependencyFailed(
                "Sample.method (task-0)", new Outcome.Threw("thrown-" + root)));
    recorder.submit(stage(ONE), middle);
    assertThat(recorder.outcome()).isEqualTo(completes.get(2).outcome());
  }

  @Test
  void aChainOfAHundredThousandFailsWithoutARecursion() {
    recorder.join("w", ONE);
    long root = recorder.submit(stage(ONE));
    Scheduler scheduler = recorder.scheduler;
    for (long id = root + 1; id <= 100_000; id++) {
      scheduler.handle(
          new Event.TaskSubmitted(
              new TaskSpec(id, stage(ONE), TaskSpec.NO_PARENT, new long[] {id - 1}, false, "p"), 0),
          0);
    }
    assertThat(recorder.fail("w", root, 1).completes()).hasSize(100_001);
    assertThat(scheduler.liveTasks()).isZero();
  }

  @Test
  void gatheringNeedsNoWorker() {
    assertThat(recorder.gather()).isZero();
    assertThat(recorder.outcome()).isEqualTo(Outcome.Gathered.INSTANCE);
    recorder.join("w", ONE);
    long task = recorder.submit(stage(ONE));
    recorder.gather(task, task);
    recorder.take();
    assertThat(recorder.finish("w", task, 1).completes()).hasSize(2);
  }

  @Test
  void moreUrgentTasksGoFirstThenDeeperThenOlderOnes() {
    recorder.join("w", ONE);
    long running = recorder.submit(stage(ONE));
    long old = recorder.submit(stage(ONE));
    long young = recorder.submit(stage(ONE));
    long child = recorder.submitChild(running, stage(ONE));
    long urgent = recorder.submit(stage(new Needs(ONE, 5, 0, true, 0)));
    recorder.take();
    long previous = running;
    for (long next : new long[] {urgent, child, old, young}) {
      assertThat(recorder.finish("w", previous, 1).ran()).first().isEqualTo(next);
      previous = next;
    }
  }

  @Test
  void cancelledTasksAskForNoWorkers() {
    Stage two = stage(resources(2, 0));
    long first = recorder.submit(two);
    recorder.submit(two);
    assertThat(recorder.scheduler.unmetCpus()).isEqualTo(4);
    recorder.handle(new Event.CancelRequested(first, true));
    assertThat(recorder.scheduler.unmetCpus()).isEqualTo(2);
    recorder.handle(new Event.CancelAllRequested());
    assertThat(recorder.scheduler.unmetCpus()).isZero();
  }

  @Test
  void delaysBetweenRetriesNeverOverflow() {
    SchedulerPolicy slow = new SchedulerPolicy(1, 1, 0, 9_000_000_000L, true);
    for (int failures = 1; failures < 200; failures++) {
      assertThat(slow.retryDelay(failures)).isBetween(9_000_000_000L, 30_000_000_000L);
    }
    SchedulerPolicy slower = new SchedulerPolicy(1, 1, 0, 90_000_000_000L, true);
    assertThat(slower.retryDelay(100)).isEqualTo(90_000_000_000L);
  }

  @Test
  void resourcesAreNeverPromisedTwice() {
    recorder.join("w", new Resources(8, 1_000, 1, Map.of("licence", 2)));
    Stage memory = stage(resources(1, 600));
    Stage gpu = stage(new Resources(1, 0, 1, Map.of()));
    Stage licence = stage(new Resources(1, 0, 0, Map.of("licence", 1)));
    List<Long> tasks =
        IntStream.range(0, 9)
            .mapToObj(i -> recorder.submit(i % 3 == 0 ? memory : i % 3 == 1 ? gpu : licence))
            .toList();
    assertThat(recorder.ran())
        .containsExactly(tasks.get(0), tasks.get(1), tasks.get(2), tasks.get(5));
    assertThat(recorder.finish("w", tasks.get(1), 1).ran()).containsExactly(tasks.get(4));
  }

  @Test
  void aLargeTaskIsNotPassedOverForEver() {
    recorder.join("w", resources(2, 0));
    Stage small = stage(ONE);
    long a = recorder.submit(small);
    long b = recorder.submit(small);
    long large = recorder.submit(stage(resources(2, 0)));
    for (int i = 0; i < 500; i++) {
      recorder.submit(small);
    }
    assertThat(recorder.ran()).containsExactly(a, b);
    List<Long> running = new ArrayList<>(List.of(a, b));
    int rounds = 0;
    while (!running.contains(large) && rounds++ < 300) {
      recorder.finish("w", running.remove(0), 1);
      running.addAll(recorder.ran());
    }
    assertThat(running).as("after %d rounds", rounds).contains(large);
  }

  @Test
  void whatFitsNoWorkerIsRefusedWithWhatThereIs() {
    recorder.join("w", resources(2, 1_000));
    recorder.submit(stage(resources(3, 0)));
    assertThat(((Outcome.Refused) recorder.outcome()).message())
        .startsWith(
            "Sample.method (task-0) needs 3 cpus, but no worker has that: the largest, w, has 2"
                + " cpus, 1000 B memory.");
  }

  @Test
  void shortTasksAreHandedOverAheadOfTimeAndLongOnesAreNot() {
    recorder.join("w", ONE);
    Stage quick = stage(ONE);
    long first = recorder.submit(quick);
    for (int i = 0; i < 100; i++) {
      recorder.submit(quick);
    }
    assertThat(recorder.ran()).as("of unknown length").containsExactly(first);
    recorder.handle(new Event.TaskFinished("w", first, 1, null, MILLI / 50));
    assertThat(recorder.ran()).as("a lead of 1 ms of 20 µs tasks").hasSize(51);

    Recorder slow = Recorder.plain().join("w", ONE);
    long one = slow.submit(quick());
    slow.submit(slow.scheduler.liveSpecs().get(0).stage());
    slow.submit(slow.scheduler.liveSpecs().get(0).stage());
    slow.take();
    slow.handle(new Event.TaskFinished("w", one, 1, null, 2_000 * MILLI));
    assertThat(slow.ran()).hasSize(1);
  }

  private static Stage quick() {
    return stage(ONE);
  }

  @Test
  void failedTasksAreRetriedWithGrowingDelays() {
    recorder.join("w", ONE);
    long task = recorder.submit(stage(new Needs(ONE, 0, 2, true, 0)));
    assertThat(recorder.ran()).containsExactly(task);
    assertThat(recorder.fail("w", task, 1).ran()).isEmpty();
    assertThat(recorder.pass(MILLI - 1).ran()).isEmpty();
    assertThat(recorder.pass(1).ran()).containsExactly(task);
    assertThat(recorder.fail("w", task, 2).pass(MILLI).ran()).isEmpty();
    assertThat(recorder.pass(MILLI).ran()).containsExactly(task);
    assertThat(recorder.fail("w", task, 3).outcome()).isEqualTo(new Outcome.Threw("thrown-0"));
  }

  @Test
  void aLateReplyOfAnOldAttemptIsDropped() {
    recorder.join("w", ONE);
    long task = recorder.submit(stage(new Needs(ONE, 0, 2, true, 0)));
    recorder.fail("w", task, 1).pass(MILLI).take();
    assertThat(recorder.finish("w", task, 1).take()).isEmpty();
    assertThat(recorder.finish("w", task, 2).outcome()).isEqualTo(new Outcome.Returned("result-0"));
    assertThat(recorder.finish("w", task, 2).take()).isEmpty();
  }

  @Test
  void anAttemptThatOutlivesItsWalltimeIsStoppedAndFails() {
    recorder.join("w", ONE);
    long task = recorder.submit(stage(new Needs(ONE, 0, 0, true, 10 * MILLI)));
    recorder.start("w", task, 1).take();
    assertThat(recorder.pass(10 * MILLI).take())
        .contains(new Effect.Stop("w", task, 1, /* interrupt= */ true));
    assertThat(recorder.fail("w", task, 1).outcome())
        .isEqualTo(
            new Outcome.TimedOut(
                "Sample.method (task-0) ran longer than its walltime of 10ms in attempt 1; give it"
                    + " more with @Remote(walltime = …) or CallOptions.walltime"));
  }

  @Test
  void aRunningTaskIsCancelledWhenItHasStopped() {
    recorder.join("w", ONE);
    long task = recorder.submit(stage(ONE));
    recorder.start("w", task, 1).take();
    recorder.handle(new Event.CancelRequested(task, true));
    assertThat(recorder.take()).contains(new Effect.Stop("w", task, 1, true));
    assertThat(recorder.fail("w", task, 1).outcome())
        .isEqualTo(new Outcome.Cancelled("Sample.method (task-0)"));
  }

  @Test
  void anAttemptThatIgnoresItsInterruptKeepsItsSlot() {
    recorder.join("w", ONE);
    long stubborn = recorder.submit(stage(ONE));
    long next = recorder.submit(stage(ONE));
    recorder.start("w", stubborn, 1).take();
    recorder.handle(new Event.CancelRequested(stubborn, true)).take();
    List<Effect> atGrace = recorder.pass(50 * MILLI).take();
    assertThat(atGrace).hasAtLeastOneElementOfType(Effect.Complete.class);
    assertThat(atGrace).hasAtLeastOneElementOfType(Effect.Warn.class);
    assertThat(atGrace).doesNotHaveAnyElementsOfTypes(Effect.Run.class);
    assertThat(recorder.finish("w", stubborn, 1).ran()).containsExactly(next);
  }

  @Test
  void cancellingWithoutAnInterruptEndsTheFutureAtOnce() {
    recorder.join("w", ONE);
    long task = recorder.submit(stage(ONE));
    long next = recorder.submit(stage(ONE));
    recorder.start("w", task, 1).take();
    recorder.handle(new Event.CancelRequested(task, false));
    assertThat(recorder.outcome()).isInstanceOf(Outcome.Cancelled.class);
    assertThat(recorder.finish("w", task, 1).ran()).containsExactly(next);
  }

  @Test
  void tooManyFailuresStopTheSession() {
    Recorder strict = new Recorder(new SchedulerPolicy(2, 100, MILLI, MILLI, true));
    strict.join("w", ONE);
    long first = strict.submit(stage(ONE));
    long second = strict.submit(stage(ONE));
    long third = strict.submit(stage(ONE));
    long dependent = strict.submit(stage(ONE), first);
    strict.take();
    strict.fail("w", first, 1);
    assertThat(strict.completes()).extracting(c -> c.task().id()).containsExactly(first, dependent);
    strict.fail("w", second, 1);
    assertThat(strict.completes()).extracting(c -> c.task().id()).containsExactly(second, third);
    strict.submit(stage(ONE));
    assertThat(((Outcome.Stopped) strict.outcome()).message())
        .isEqualTo(
            "the session gave up after 2 failed calls, the last of which was Sample.method"
                + " (task-1)");
  }

  @Test
  void aSessionThatGivesUpForALossSendsNothingToTheLostWorker() {
    Recorder strict = new Recorder(new SchedulerPolicy(1, 100, 50 * MILLI, MILLI, true));
    strict.join("w", resources(2, 0));
    strict.submit(stage(new Needs(ONE, 0, 0, false, 0)));
    long other = strict.submit(stage(ONE));
    strict.take();
    strict.handle(new Event.WorkerLost("w", "it was killed"));
    List<Effect> effects = strict.take();
    assertThat(effects).noneMatch(Effect.Stop.class::isInstance);
    assertThat(effects)
        .filteredOn(Effect.Complete.class::isInstance)
        .map(Effect.Complete.class::cast)
        .anySatisfy(
            end -> {
              assertThat(end.task().id()).isEqualTo(other);
              assertThat(end.outcome()).isInstanceOf(Outcome.Stopped.class);
            })
        .hasSize(2);
  }

  @Test
  void aRefusedCallLeavesTheKeptResultsThatItNeeded() {
    Recorder keeping =
        new Recorder(
            new SchedulerPolicy(9, 100, 50 * MILLI, MILLI, true).with(Feature.LINEAGE, true));
    keeping.join("w", ONE);
    long kept = keeping.submit(stage(ONE));
    keeping.handle(new Event.TaskKept("w", kept, 1, MILLI, 100, "there"));
    keeping.take();
    keeping.submit(stage(resources(2, 0)), kept);
    assertThat(keeping.outcome()).isInstanceOf(Outcome.Refused.class);
    keeping.handle(new Event.ResultFreed(kept));
    assertThat(keeping.take()).containsExactly(new Effect.Release(kept));
  }

  @Test
  void theTasksOfALostWorkerRunElsewhereUnlessTheyMustNot() {
    recorder.join("v", ONE).join("w", ONE);
    long safe = recorder.submit(stage(ONE));
    long once = recorder.submit(stage(new Needs(ONE, 0, 0, false, 0)));
    recorder.take();
    recorder.handle(new Event.WorkerLost("w", "it was killed"));
    assertThat(((Outcome.WorkerLost) recorder.outcome()).message())
        .contains("(task-1) was on worker w, which was lost because it was killed")
        .contains("not idempotent");
    recorder.handle(new Event.WorkerLost("v", "it was killed"));
    assertThat(recorder.take()).isEmpty();
    assertThat(recorder.join("x", ONE).ran()).containsExactly(safe);
    assertThat(recorder.finish("x", safe, 2).completes()).hasSize(1);
    assertThat(once).isEqualTo(1);
  }

  @Test
  void anEventThatCannotHaveHappenedIsAnError() {
    recorder.join("w", ONE);
    assertThatThrownBy(() -> recorder.join("w", ONE)).hasMessageContaining("joined twice");
    assertThatThrownBy(() -> Recorder.plain().submit(stage(ONE), 17))
        .hasMessageContaining("needs task-17, which is not known");
    assertThat(recorder.scheduler.story()).contains("WorkerJoined");
  }

  @Test
  void whatNobodyCanAskForIsForgotten() {
    recorder.join("w", ONE);
    long task = recorder.submit(stage(ONE));
    recorder.fail("w", task, 1);
    assertThat(recorder.scheduler.status(task)).isEqualTo(TaskStatus.FAILED);
    recorder.handle(new Event.TaskForgotten(task));
    assertThat(recorder.scheduler.status(task)).isEqualTo(TaskStatus.SUCCEEDED);
  }
}
