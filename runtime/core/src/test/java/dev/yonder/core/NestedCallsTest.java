// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import static dev.yonder.core.Recorder.MILLI;
import static dev.yonder.core.Recorder.resources;
import static dev.yonder.core.Recorder.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.Resources;
import dev.yonder.TaskStatus;
import dev.yonder.core.Stage.Needs;
import org.junit.jupiter.api.Test;

/** Calls that tasks make, which wait for them or not. */
class NestedCallsTest {
  private static final Resources ONE = resources(1, 0);
  private final Recorder recorder = Recorder.plain();

  @Test
  void childrenAreAsUrgentAsTheCallThatMadeThem() {
    recorder.join("w", ONE);
    long parent = recorder.submit(stage(new Needs(ONE, 5, 0, true, 0)));
    recorder.start("w", parent, 1);
    recorder.submit(stage(new Needs(ONE, 3, 0, true, 0)));
    long child = recorder.submitChild(parent, stage(ONE));
    recorder.take();
    recorder.handle(new Event.TaskBlocked("w", parent, 1, child));
    assertThat(recorder.ran()).containsExactly(child);
  }

  @Test
  void whatAnAttemptHasCalledIsCancelledBeforeTheNext() {
    recorder.join("w", ONE);
    long parent = recorder.submit(stage(new Needs(ONE, 0, 1, true, 0)));
    recorder.start("w", parent, 1);
    long first = recorder.submitChild(parent, stage(ONE));
    recorder.take();
    recorder.fail("w", parent, 1);
    assertThat(recorder.completes()).extracting(c -> c.task().id()).containsExactly(first);
    recorder.pass(MILLI).start("w", parent, 2);
    long second = recorder.submitChild(parent, 2, stage(ONE));
    recorder.take();
    assertThat(recorder.fail("w", parent, 2).ran())
        .as("goes on as after a return")
        .containsExactly(second);
  }

  @Test
  void whatAnAttemptHasCalledThatRanOutOfTimeIsCancelled() {
    recorder.join("w", ONE);
    long parent = recorder.submit(stage(new Needs(ONE, 0, 0, true, 100 * MILLI)));
    recorder.start("w", parent, 1);
    long child = recorder.submitChild(parent, stage(ONE));
    recorder.pass(100 * MILLI).handle(new Event.TaskStopped("w", parent, 1));
    assertThat(recorder.completes())
        .extracting(c -> c.task().id())
        .containsExactlyInAnyOrder(parent, child);
  }

  @Test
  void whatIsCalledByAnAttemptWhoseSuccessorHasReturnedIsCancelled() {
    recorder.join("v", ONE);
    long parent = recorder.submit(stage(new Needs(ONE, 0, 1, true, 100 * MILLI)));
    recorder.start("v", parent, 1).pass(100 * MILLI).pass(1_000 * MILLI);
    recorder.join("w", ONE).pass(1_000 * MILLI).finish("w", parent, 2).take();
    recorder.submitChild(parent, 1, stage(ONE));
    assertThat(recorder.outcome()).isInstanceOf(Outcome.Cancelled.class);
  }

  @Test
  void whatIsCalledByAnAttemptThatDoesNotCountAnyMoreIsCancelled() {
    recorder.handle(new Event.WorkerJoined("v", ONE, MILLI));
    long parent = recorder.submit(stage(new Needs(ONE, 0, 1, true, 100 * MILLI)));
    recorder.start("v", parent, 1).pass(100 * MILLI).pass(1_000 * MILLI);
    long between = recorder.submitChild(parent, 1, stage(ONE));
    recorder.join("w", ONE).pass(1_000 * MILLI).start("w", parent, 2);
    long beside = recorder.submitChild(parent, 1, stage(ONE));
    long counts = recorder.submitChild(parent, 2, stage(ONE));
    recorder.pass(100 * MILLI).pass(1_000 * MILLI);
    assertThat(recorder.scheduler.status(parent)).isEqualTo(TaskStatus.FAILED);
    long afterwards = recorder.submitChild(parent, 2, stage(ONE));
    assertThat(recorder.completes())
        .filteredOn(complete -> complete.outcome() instanceof Outcome.Cancelled)
        .extracting(complete -> complete.task().id())
        .containsExactly(between, beside, counts, afterwards);
  }

  @Test
  void cancellingReachesDependentsAndChildren() {
    recorder.join("w", ONE);
    long parent = recorder.submit(stage(ONE));
    recorder.start("w", parent, 1);
    long child = recorder.submitChild(parent, stage(ONE));
    long dependent = recorder.submit(stage(ONE), child);
    recorder.take();
    recorder.handle(new Event.CancelRequested(parent, true));
    assertThat(recorder.completes())
        .extracting(c -> c.task().id())
        .containsExactly(child, dependent);
    long late = recorder.submitChild(parent, stage(ONE));
    assertThat(recorder.completes()).extracting(c -> c.task().id()).containsExactly(late);
    assertThat(recorder.fail("w", parent, 1).completes()).hasSize(1);
    assertThat(recorder.submitChild(parent, stage(ONE))).isGreaterThan(late);
    assertThat(recorder.outcome())
        .as("of a call of a task that was cancelled and goes on")
        .isInstanceOf(Outcome.Cancelled.class);
  }

  @Test
  void aTaskThatWaitsLendsItsCpusAndNothingElse() {
    recorder.join("w", resources(1, 1_000));
    long parent = recorder.submit(stage(resources(1, 600)));
    recorder.start("w", parent, 1);
    long small = recorder.submitChild(parent, stage(resources(1, 400)));
    recorder.take();
    recorder.handle(new Event.TaskBlocked("w", parent, 1, small));
    assertThat(recorder.ran()).containsExactly(small);
    recorder.finish("w", small, 1).handle(new Event.TaskResumed("w", parent, 1));
    assertThat(recorder.finish("w", parent, 1).completes()).hasSize(2);
  }

  @Test
  void aDeadlockOverMemoryIsAnError() {
    recorder.join("w", resources(4, 1_000));
    long parent = recorder.submit(stage(resources(1, 600)));
    recorder.start("w", parent, 1);
    long child = recorder.submitChild(parent, stage(resources(1, 600)));
    recorder.take();
    recorder.handle(new Event.TaskBlocked("w", parent, 1, child));
    assertThat(((Outcome.Refused) recorder.outcome()).message())
        .contains("(task-1) needs 1 cpu, 600 B memory")
        .contains("every running call waits for others")
        .contains("only 4 cpus, 400 B memory left");
  }

  @Test
  void nestingIsBounded() {
    Recorder shallow = new Recorder(new SchedulerPolicy(Integer.MAX_VALUE, 3, MILLI, MILLI, true));
    shallow.join("w", ONE);
    long task = shallow.submit(stage(ONE));
    for (int depth = 1; depth <= 3; depth++) {
      shallow.start("w", task, 1);
      long child = shallow.submitChild(task, stage(ONE));
      shallow.handle(new Event.TaskBlocked("w", task, 1, child));
      task = child;
    }
    shallow.start("w", task, 1).take();
    shallow.submitChild(task, stage(ONE));
    assertThat(((Outcome.Refused) shallow.outcome()).message())
        .contains("nests too deep: 3 calls already wait for one another");
  }

  @Test
  void aReturnedFutureEndsTheTaskAsItEnds() {
    recorder.join("w", ONE);
    long outer = recorder.submit(stage(ONE));
    recorder.start("w", outer, 1);
    long inner = recorder.submitChild(outer, stage(ONE));
    recorder.take();
    recorder.handle(new Event.TaskContinued("w", outer, 1, inner, "source"));
    assertThat(recorder.ran()).containsExactly(inner);
    assertThat(recorder.finish("w", inner, 1).completes())
        .extracting(Effect.Complete::outcome)
        .containsExactly(new Outcome.Returned("result-1"), new Outcome.Forwarded("source"));
  }

  @Test
  void aReturnedFutureThatFailsFailsTheTaskWithTheSameFailure() {
    recorder.join("w", ONE);
    long outer = recorder.submit(stage(ONE));
    long inner = recorder.submitChild(outer, stage(ONE));
    recorder.handle(new Event.TaskContinued("w", outer, 1, inner, "source")).take();
    assertThat(recorder.fail("w", inner, 1).completes())
        .extracting(Effect.Complete::outcome)
        .containsOnly(new Outcome.Threw("thrown-" + inner));
  }
}
