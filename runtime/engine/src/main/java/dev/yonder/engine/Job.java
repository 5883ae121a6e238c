// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.core.Effect;
import dev.yonder.core.TaskSpec;
import dev.yonder.spi.BlockId;
import dev.yonder.spi.BlockStatus;
import dev.yonder.wire.Input;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that is a job of its own, from the scheduler's decision to the end; its state belongs
 * to the thread of {@link JobWorkers}.
 */
final class Job implements WorkerLink {
  /** The name by which the scheduler knows it, and its number of the attempt. */
  final String worker;

  final int placement;
  final TaskSpec task;
  final Call call;

  /** Which arguments are results of other tasks, and where those are. */
  final int[] positions;

  final List<Input> inputs;
  private final Consumer<Job> cancel;

  /** The number of the attempt in the run, in which drivers before this one have made some. */
  int attempt;

  /** The array it is in, and its id; null while it is not submitted. */
  @Nullable String array;

  @Nullable BlockId id;

  boolean started;
  boolean over;
  boolean cancelled;

  /** What the batch system said last, and since when it is over. */
  @Nullable BlockStatus status;

  long endedAt;

  /** In how many answers in a row it was missing, since when, and when it was last seen alive. */
  int missing;

  long missingSince;
  @Nullable FileTime beat;

  /** What is wrong with a result that was there and is not used. */
  @Nullable String foreign;

  Job(Effect.SubmitBound effect, int[] positions, List<Input> inputs, Consumer<Job> cancel) {
    this.worker = effect.worker();
    this.placement = effect.attempt();
    this.task = effect.task();
    this.call = (Call) effect.task().payload();
    this.positions = positions;
    this.inputs = inputs;
    this.cancel = cancel;
  }

  @Override
  public void run(TaskSpec other, int number) {
    throw new IllegalStateException("a job runs one attempt, which is in its file");
  }

  @Override
  public void stop(long stopped, int number, boolean interrupt) {
    cancel.accept(this);
  }

  @Override
  public void reportStarted(Runnable then) {
    then.run();
  }

  @Override
  public void flush() {}

  @Override
  public void kill(String reason) {
    cancel.accept(this);
  }

  @Override
  public void close() {}
}
