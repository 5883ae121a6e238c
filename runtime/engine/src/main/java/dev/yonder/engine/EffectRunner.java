// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.SessionStoppedException;
import dev.yonder.core.Effect;
import dev.yonder.core.Outcome;
import dev.yonder.core.TaskSpec;
import java.util.Arrays;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Does what the scheduler decides; used by the engine's thread alone. */
final class EffectRunner implements Effect.Visitor {
  private static final System.Logger LOG = System.getLogger("dev.yonder");

  private final WorkerLink link;
  private final CallCount calls;
  private final Failures failures;
  private long timer = Long.MAX_VALUE;

  EffectRunner(WorkerLink link, CallCount calls, Failures failures) {
    this.link = link;
    this.calls = calls;
    this.failures = failures;
  }

  /** Returns how long it is until the scheduler wants to be woken. */
  long nanosToTimer(long now) {
    return timer == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, timer - now);
  }

  void timerOver() {
    timer = Long.MAX_VALUE;
  }

  void flush() {
    link.flush();
    calls.publish();
  }

  /** Has the worker report which attempts have started. */
  void reportStarted() {
    link.reportStarted();
  }

  void close() {
    link.close();
  }

  /** Ends a task because the engine broke. */
  void broken(TaskSpec task, Throwable reason) {
    end(
        task,
        new End.Failure(
            new SessionStoppedException(
                task + " was given up because its session broke, which is a fault of Yonder's",
                reason)));
  }

  @Override
  public void run(Effect.Run effect) {
    if (((Call) effect.task().payload()).future().claim()) {
      link.run(effect.task(), effect.attempt());
    }
  }

  @Override
  public void submitBound(Effect.SubmitBound effect) {
    throw new UnsupportedOperationException(effect.toString());
  }

  @Override
  public void restored(Effect.Restored effect) {
    throw new UnsupportedOperationException(effect.toString());
  }

  @Override
  public void release(Effect.Release effect) {
    throw new UnsupportedOperationException(effect.toString());
  }

  @Override
  public void discard(Effect.Discard effect) {
    throw new UnsupportedOperationException(effect.toString());
  }

  @Override
  public void endWorker(Effect.EndWorker effect) {
    throw new UnsupportedOperationException(effect.toString());
  }

  @Override
  public void stop(Effect.Stop effect) {
    link.stop(effect.task(), effect.attempt(), effect.interrupt());
  }

  @Override
  public void complete(Effect.Complete effect) {
    end(effect.task(), resultOrEnd(effect));
  }

  @Override
  public void setTimer(Effect.SetTimer effect) {
    timer = effect.at();
  }

  @Override
  public void warn(Effect.Warn effect) {
    LOG.log(System.Logger.Level.WARNING, effect.message());
  }

  private @Nullable Object resultOrEnd(Effect.Complete effect) {
    Outcome outcome = effect.outcome();
    if (outcome instanceof Outcome.Returned returned) {
      return returned.value();
    }
    if (outcome instanceof Outcome.Gathered) {
      Call call = (Call) effect.task().payload();
      return Collections.unmodifiableList(Arrays.asList(call.resolvedArguments()));
    }
    if (outcome instanceof Outcome.Forwarded forwarded) {
      return ((TaskFuture<?>) forwarded.source()).result();
    }
    if (outcome instanceof Outcome.Cancelled cancelled) {
      return new End.Cancellation(Failures.cancellation(effect.task(), cancelled));
    }
    return failures.of(effect.task(), (Outcome.Failure) outcome);
  }

  private void end(TaskSpec task, @Nullable Object resultOrEnd) {
    Call call = (Call) task.payload();
    call.future().complete(resultOrEnd);
    for (Object argument : call.arguments()) {
      if (argument instanceof TaskFuture<?> needed) {
        needed.unuse();
      }
    }
    calls.ended(resultOrEnd instanceof End);
  }
}
