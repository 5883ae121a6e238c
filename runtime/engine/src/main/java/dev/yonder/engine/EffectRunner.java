// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.SessionStoppedException;
import dev.yonder.core.Effect;
import dev.yonder.core.Outcome;
import dev.yonder.core.TaskSpec;
import dev.yonder.worker.End;
import dev.yonder.worker.TaskFuture;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Does what the scheduler decides; used by the engine's thread alone. */
final class EffectRunner implements Effect.Visitor {
  private static final System.Logger LOG = System.getLogger("dev.yonder");

  /** Links to the workers that have joined, and those of them that may hold something back. */
  private final Map<String, WorkerLink> links = new HashMap<>();

  private final Set<WorkerLink> unflushed = new LinkedHashSet<>();
  private final boolean remote;
  private final CallCount calls;
  private final Failures failures;
  private long timer = Long.MAX_VALUE;

  EffectRunner(CallCount calls, Failures failures, boolean remote) {
    this.remote = remote;
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

  void join(String worker, WorkerLink link) {
    links.put(worker, link);
  }

  void leave(String worker) {
    WorkerLink link = links.remove(worker);
    if (link != null) {
      unflushed.remove(link);
      link.close();
    }
  }

  void flush() {
    if (!unflushed.isEmpty()) {
      unflushed.forEach(WorkerLink::flush);
      unflushed.clear();
    }
    calls.publish();
  }

  /** Has the workers report which attempts have started, and then runs the action. */
  void reportStarted(Runnable then) {
    AtomicInteger missing = new AtomicInteger(links.size() + 1);
    Runnable reported =
        () -> {
          if (missing.decrementAndGet() == 0) {
            then.run();
          }
        };
    links.values().forEach(link -> link.reportStarted(reported));
    reported.run();
  }

  void close() {
    links.values().forEach(WorkerLink::close);
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
      WorkerLink link = link(effect.worker());
      link.run(effect.task(), effect.attempt());
      unflushed.add(link);
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
    WorkerLink link = link(effect.worker());
    link.stop(effect.task(), effect.attempt(), effect.interrupt());
    unflushed.add(link);
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

  private WorkerLink link(String worker) {
    WorkerLink link = links.get(worker);
    if (link == null) {
      throw new IllegalStateException("no link leads to worker " + worker);
    }
    return link;
  }

  private @Nullable Object resultOrEnd(Effect.Complete effect) {
    Outcome outcome = effect.outcome();
    if (outcome instanceof Outcome.Returned returned) {
      return returned.value();
    }
    if (outcome instanceof Outcome.Gathered) {
      Call call = (Call) effect.task().payload();
      List<@Nullable Object> results = Arrays.asList(call.arguments());
      return remote ? new GatheredResult(results) : Collections.unmodifiableList(results);
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
    for (Object argument : call.given()) {
      if (argument instanceof TaskFuture<?> needed) {
        needed.unuse();
      }
    }
    calls.ended(resultOrEnd instanceof End);
  }
}
