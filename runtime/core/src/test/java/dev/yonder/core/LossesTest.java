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
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of tasks and results whose worker is gone. */
class LossesTest {
  private static final Resources ONE = resources(1, 0);
  private final Recorder recorder =
      new Recorder(
          new SchedulerPolicy(Integer.MAX_VALUE, 100, 50 * MILLI, MILLI, false)
              .with(Feature.LINEAGE, true));

  private void keep(String worker, long task, int attempt) {
    recorder.handle(new Event.TaskKept(worker, task, attempt, MILLI, 100_000, "kept-" + task));
  }

  private void lose(String worker, Loss kind) {
    recorder.handle(new Event.WorkerLost(worker, "it had to", kind));
  }

  @Test
  void aLostResultIsMadeAgainOnlyWhenSomebodyNeedsIt() {
    recorder.join("v", ONE).join("w", ONE);
    long task = recorder.submit(stage(ONE));
    keep("v", task, 1);
    recorder.take();
    lose("v", Loss.CRASHED);
    assertThat(recorder.take()).isEmpty();
    assertThat(recorder.scheduler.status(task)).isEqualTo(TaskStatus.SUCCEEDED);
    recorder.handle(new Event.ResultWanted(task));
    assertThat(recorder.ran()).containsExactly(task);
    assertThat(recorder.scheduler.status(task)).isEqualTo(TaskStatus.SUCCEEDED);
    keep("w", task, 2);
    assertThat(recorder.take()).hasOnlyElementsOfType(Effect.Restored.class).hasSize(1);
  }

  @Test
  void aFreedResultIsMadeAgainForAnotherThatWasMadeFromIt() {
    recorder.join("v", ONE).join("w", ONE);
    long root = recorder.submit(stage(ONE));
    keep("v", root, 1);
    long derived = recorder.submit(stage(ONE), root);
    assertThat(recorder.ran()).contains(derived);
    keep("v", derived, 1);
    recorder.handle(new Event.ResultFreed(root));
    assertThat(recorder.take()).contains(new Effect.Release(root));
    lose("v", Loss.CRASHED);
    recorder.handle(new Event.ResultWanted(derived));
    assertThat(recorder.ran()).containsExactly(root);
    keep("w", root, 2);
    assertThat(recorder.ran()).containsExactly(derived);
    keep("w", derived, 2);
    assertThat(recorder.take())
        .anyMatch(
            effect -> effect instanceof Effect.Restored restored && restored.task().id() == derived)
        .contains(new Effect.Release(root));
  }

  @Test
  void whatTheProgramHasIsNeverMadeAgain() {
    recorder.join("v", ONE);
    long task = recorder.submit(stage(ONE));
    keep("v", task, 1);
    recorder.handle(new Event.ResultSecured(task)).take();
    lose("v", Loss.CRASHED);
    recorder.handle(new Event.ResultWanted(task)).join("w", ONE);
    assertThat(recorder.ran()).isEmpty();
  }

  @Test
  void whatIsNotIdempotentMayNotBeKept() {
    recorder.join("v", ONE);
    long task = recorder.submit(stage(new Needs(ONE, 0, 0, false, 0)));
    assertThatThrownBy(() -> keep("v", task, 1)).hasMessageContaining("could not be made again");
  }

  @Test
  void aTaskThatKillsItsWorkersRunsAloneAndFailsWithTheHistory() {
    Resources two = resources(2, 0);
    recorder.join("a", two);
    long killer = recorder.submit(stage(ONE));
    long neighbour = recorder.submit(stage(ONE));
    recorder.start("a", killer, 1).start("a", neighbour, 1).take();
    lose("a", Loss.CRASHED);
    recorder.join("b", two);
    assertThat(recorder.ran()).as("alone").containsExactly(killer);
    recorder.start("b", killer, 2).take();
    lose("b", Loss.CRASHED);
    recorder.join("c", two);
    assertThat(recorder.ran()).as("the neighbour, alone as well").containsExactly(neighbour);
    assertThat(recorder.finish("c", neighbour, 2).ran()).containsExactly(killer);
    lose("c", Loss.CRASHED);
    recorder.join("d", two).take();
    lose("d", Loss.CRASHED);
    assertThat(((Outcome.WorkerLost) recorder.outcome()).message())
        .contains("on 4 workers when they died, 3 of them with nothing else on them")
        .contains("a (it had to), b (it had to), c (it had to), d (it had to)");
  }

  @Test
  void whatALostAttemptHasCalledIsCancelled() {
    recorder.join("v", resources(2, 0));
    long parent = recorder.submit(stage(ONE));
    recorder.start("v", parent, 1);
    long beside = recorder.submitChild(parent, stage(ONE));
    recorder.start("v", beside, 1);
    recorder.handle(new Event.WorkerJoined("w", ONE, MILLI, Long.MAX_VALUE, true));
    long elsewhere = recorder.submitChild(parent, stage(ONE));
    recorder.start("w", elsewhere, 1);
    long queued = recorder.submitChild(parent, stage(ONE));
    long grandchild = recorder.submitChild(elsewhere, stage(ONE));
    recorder.take();
    lose("v", Loss.CRASHED);
    List<Effect> effects = recorder.take();
    assertThat(effects)
        .filteredOn(Effect.Complete.class::isInstance)
        .allMatch(e -> ((Effect.Complete) e).outcome() instanceof Outcome.Cancelled)
        .extracting(e -> ((Effect.Complete) e).task().id())
        .containsExactlyInAnyOrder(beside, queued, grandchild);
    assertThat(effects).contains(new Effect.Stop("w", elsewhere, 1, true));
    assertThat(recorder.pass(1_000 * MILLI).take())
        .as("its worker is spared")
        .hasOnlyElementsOfType(Effect.Complete.class)
        .hasSize(1);
    recorder.handle(new Event.TaskStopped("w", elsewhere, 1));
    assertThat(recorder.ran()).as("the only one that is left").containsExactly(parent);
    recorder.start("w", parent, 2);
    long again = recorder.submitChild(parent, 2, stage(ONE));
    assertThat(recorder.scheduler.status(again))
        .as("of another attempt")
        .isEqualTo(TaskStatus.READY);
  }

  @Test
  void whatMustNotRunTwiceIsNotInterruptedWhereItsCallerIsLost() {
    recorder.join("v", ONE);
    long parent = recorder.submit(stage(ONE));
    recorder.start("v", parent, 1).join("w", ONE);
    long once = recorder.submitChild(parent, stage(new Needs(ONE, 0, 0, false, 0)));
    recorder.start("w", once, 1).take();
    lose("v", Loss.CRASHED);
    assertThat(recorder.take()).hasOnlyElementsOfType(Effect.Complete.class).hasSize(1);
    assertThat(recorder.finish("w", once, 1).ran()).containsExactly(parent);
  }

  @Test
  void whatWaitedOnAWorkerThatDiedIsNotSuspected() {
    recorder.join("v", ONE);
    Stage quick = stage(ONE);
    recorder.finish("v", recorder.submit(quick), 1);
    long killer = recorder.submit(quick);
    long behind = recorder.submit(quick);
    assertThat(recorder.ran()).contains(killer, behind);
    recorder.start("v", killer, 1);
    lose("v", Loss.CRASHED);
    recorder.join("w", ONE);
    assertThat(recorder.ran()).as("the suspect is alone").containsExactly(killer);
    recorder.finish("w", killer, 2);
    for (String next : List.of("x", "y", "z")) {
      recorder.take();
      lose(next.equals("x") ? "w" : next.equals("y") ? "x" : "y", Loss.PREEMPTED);
      recorder.join(next, ONE);
    }
    assertThat(recorder.ran()).containsExactly(behind);
  }

  @Test
  void whatMustNotRunTwiceDoesNotWaitOnAWorker() {
    recorder.join("v", ONE);
    Stage once = stage(new Needs(ONE, 0, 0, false, 0));
    recorder.finish("v", recorder.submit(once), 1);
    long running = recorder.submit(once);
    long next = recorder.submit(once);
    assertThat(recorder.ran()).doesNotContain(next);
    recorder.start("v", running, 1).take();
    lose("v", Loss.CRASHED);
    assertThat(((Outcome.WorkerLost) recorder.outcome()).message()).contains("not idempotent");
    recorder.join("w", ONE);
    assertThat(recorder.ran()).containsExactly(next);
  }

  @Test
  void theSecondWalltimeEndFailsWithAdviceAndPreemptionNever() {
    long task = recorder.submit(stage(ONE));
    for (int i = 0; i < 10; i++) {
      recorder.join("p" + i, ONE).start("p" + i, task, i + 1);
      lose("p" + i, Loss.PREEMPTED);
    }
    recorder.join("v", ONE);
    lose("v", Loss.WALLTIME);
    recorder.join("w", ONE).take();
    lose("w", Loss.WALLTIME);
    assertThat(((Outcome.WorkerLost) recorder.outcome()).message()).contains("@Remote(walltime");
  }

  @Test
  void tasksStartOnlyWhereTheirTimeIsLeft() {
    recorder.handle(new Event.WorkerJoined("short", ONE, MILLI, 10 * MILLI, true));
    long task = recorder.submit(stage(new Needs(ONE, 0, 0, true, 20 * MILLI)));
    assertThat(recorder.ran()).isEmpty();
    recorder.handle(new Event.WorkerJoined("long", ONE, MILLI, 30 * MILLI, true));
    assertThat(recorder.ran()).containsExactly(task);
  }

  @Test
  void aProcessWithAnAttemptThatCannotBeStoppedIsEnded() {
    recorder.handle(
        new Event.WorkerJoined(
            "w", resources(2, 0), MILLI, Long.MAX_VALUE, /* expendable= */ true));
    long stubborn = recorder.submit(stage(ONE));
    long once = recorder.submit(stage(new Needs(ONE, 0, 0, false, 0)));
    recorder.start("w", stubborn, 1).start("w", once, 1).take();
    recorder.handle(new Event.CancelRequested(stubborn, true)).pass(50 * MILLI);
    assertThat(recorder.take()).noneMatch(Effect.EndWorker.class::isInstance);
    recorder.finish("w", once, 1);
    assertThat(recorder.take()).anyMatch(Effect.EndWorker.class::isInstance);
  }

  @Test
  void aBoundTaskGetsABlockOfItsOwn() {
    Recorder bound =
        new Recorder(
            new SchedulerPolicy(Integer.MAX_VALUE, 100, 50 * MILLI, MILLI, false)
                .with(Feature.BOUND, true));
    long task = bound.submit(stage(ONE));
    Effect.SubmitBound first = submitted(bound.take());
    bound.handle(new Event.BlockEnded(first.worker(), task, 1, "it was preempted", Loss.PREEMPTED));
    Effect.SubmitBound second = submitted(bound.take());
    assertThat(second.attempt()).isEqualTo(2);
    bound.start(second.worker(), task, 2).finish(second.worker(), task, 2);
    assertThat(bound.outcome()).isEqualTo(new Outcome.Returned("result-0"));
    assertThat(bound.scheduler.books().workers.isEmpty()).isTrue();
  }

  private static Effect.SubmitBound submitted(List<Effect> effects) {
    return (Effect.SubmitBound)
        effects.stream().filter(Effect.SubmitBound.class::isInstance).findFirst().orElseThrow();
  }
}
