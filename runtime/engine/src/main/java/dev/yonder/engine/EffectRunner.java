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

  /** Where results are that stay on workers; null where all workers are in this process. */
  private final @Nullable ObjectBook objects;

  /** Runs every attempt in a block of its own, null where workers join. */
  private final @Nullable Binder binder;

  private final CallCount calls;
  private final Failures failures;
  private long timer = Long.MAX_VALUE;

  EffectRunner(
      CallCount calls, Failures failures, @Nullable ObjectBook objects, @Nullable Binder binder) {
    this.objects = objects;
    this.binder = binder;
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
    if (objects != null && link instanceof ObjectLink holder) {
      objects.join(holder);
    }
  }

  void leave(String worker) {
    WorkerLink link = links.remove(worker);
    if (link != null) {
      unflushed.remove(link);
      link.close();
    }
    if (objects != null) {
      objects.leave(worker);
    }
  }

  void flush() {
    if (!unflushed.isEmpty()) {
      unflushed.forEach(WorkerLink::flush);
      unflushed.clear();
    }
    publish();
  }

  /** Makes known how many calls have ended. */
  void publish() {
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

  /** Tells everybody who waits for a result on a worker that none comes any more. */
  void abandonResults() {
    if (objects != null) {
      objects.close();
    }
  }

  /** Ends a task because the engine broke, or has no workers any more. */
  void broken(TaskSpec task, Throwable reason) {
    String message =
        reason instanceof NoWorkersException
            ? "%s was given up, because %s".formatted(task, reason.getMessage())
            : task + " was given up because its session broke, which is a fault of Yonder's";
    end(task, new End.Failure(new SessionStoppedException(message, reason)));
  }

  @Override
  public void run(Effect.Run effect) {
    TaskFuture<?> future = ((Call) effect.task().payload()).ref().get();
    if (future == null || future.claim()) {
      WorkerLink link = link(effect.worker());
      link.run(effect.task(), effect.attempt());
      unflushed.add(link);
    }
  }

  @Override
  public void submitBound(Effect.SubmitBound effect) {
    if (binder == null) {
      throw new IllegalStateException("attempts of this session run on workers: " + effect);
    }
    TaskFuture<?> future = ((Call) effect.task().payload()).ref().get();
    if (future != null) {
      // One that was cancelled before is about to be stopped, and needs its link for that.
      future.claim();
    }
    links.put(effect.worker(), binder.bind(effect));
  }

  @Override
  public void restored(Effect.Restored effect) {
    long task = effect.task().id();
    Outcome outcome = effect.outcome();
    if (outcome instanceof Outcome.Returned returned && returned.value() instanceof KeptAt at) {
      objects().restored(task, at);
    } else if (outcome instanceof Outcome.Returned returned
        && returned.value() instanceof RemoteResult result) {
      objects().ended(task, result.payload());
    } else if (outcome instanceof Outcome.Failure failure) {
      objects().ended(task, failures.of(effect.task(), failure));
    } else if (outcome instanceof Outcome.Cancelled cancelled) {
      objects().ended(task, new End.Cancellation(Failures.cancellation(effect.task(), cancelled)));
    }
  }

  @Override
  public void release(Effect.Release effect) {
    objects().release(effect.task());
  }

  @Override
  public void discard(Effect.Discard effect) {
    objects().discard(effect.worker(), effect.task());
  }

  @Override
  public void endWorker(Effect.EndWorker effect) {
    link(effect.worker()).kill(effect.reason());
  }

  private ObjectBook objects() {
    if (objects == null) {
      throw new IllegalStateException("results of this session do not stay on workers");
    }
    return objects;
  }

  @Override
  public void stop(Effect.Stop effect) {
    WorkerLink link = link(effect.worker());
    link.stop(effect.task(), effect.attempt(), effect.interrupt());
    unflushed.add(link);
  }

  @Override
  public void complete(Effect.Complete effect) {
    Object resultOrEnd = resultOrEnd(effect);
    if (binder != null) {
      binder.ended(effect.task(), effect.outcome(), resultOrEnd);
    }
    end(effect.task(), resultOrEnd);
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
    long task = effect.task().id();
    if (outcome instanceof Outcome.Returned returned) {
      return returned.value() instanceof KeptAt at ? objects().kept(task, at) : returned.value();
    }
    if (outcome instanceof Outcome.Gathered) {
      Call call = (Call) effect.task().payload();
      List<@Nullable Object> results = Arrays.asList(call.arguments());
      return objects != null
          ? objects.gathered(task, results)
          : Collections.unmodifiableList(results);
    }
    if (outcome instanceof Outcome.Forwarded forwarded) {
      Object result = ((TaskFuture<?>) forwarded.source()).result();
      return objects != null ? objects.forwarded(task, result) : result;
    }
    if (outcome instanceof Outcome.Cancelled cancelled) {
      return new End.Cancellation(Failures.cancellation(effect.task(), cancelled));
    }
    return failures.of(effect.task(), (Outcome.Failure) outcome);
  }

  private void end(TaskSpec task, @Nullable Object resultOrEnd) {
    Call call = (Call) task.payload();
    TaskFuture<?> future = call.ref().get();
    if (future != null) {
      future.complete(resultOrEnd);
    }
    for (Object argument : call.given()) {
      if (argument instanceof TaskFuture<?> needed) {
        needed.unuse();
      }
    }
    if (objects != null) {
      call.letGo(/* again= */ !(resultOrEnd instanceof End));
    }
    calls.ended(resultOrEnd instanceof End);
  }
}
