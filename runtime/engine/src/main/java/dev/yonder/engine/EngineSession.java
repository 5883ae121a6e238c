// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.Arg;
import dev.yonder.CallOptions;
import dev.yonder.RemoteFuture;
import dev.yonder.Results;
import dev.yonder.Session;
import dev.yonder.TaskStatus;
import dev.yonder.core.Event;
import dev.yonder.core.Scheduler;
import dev.yonder.core.SchedulerPolicy;
import dev.yonder.core.Stage;
import dev.yonder.core.TaskSpec;
import dev.yonder.spi.CurrentSession;
import dev.yonder.spi.SessionSettings;
import dev.yonder.spi.TaskType;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A session whose scheduler runs in this process. */
final class EngineSession implements Session {
  private static final System.Logger LOG = System.getLogger("dev.yonder");
  private static final Stage GATHERING = new Stage("RemoteFuture.all", Stage.Needs.LEAST);
  private static final int LEAST_WINDOW = 1_000;

  private final String profile;
  private final Backend backend;
  private final Seeds seeds;
  private final boolean seedChosen;
  private final CallCount calls = new CallCount();
  private final Callbacks callbacks;
  private final Stages stages;
  private final Scheduler scheduler;
  private final Engine engine;
  private final @Nullable InlineWorker inline;
  private final @Nullable Progress progress;
  private final @Nullable KeepAlive keepAlive;
  private volatile State state = State.OPEN;
  private volatile boolean seedTold;

  private enum State {
    OPEN,
    CLOSING,
    CLOSED
  }

  private EngineSession(String profile, SessionSettings settings, boolean isDefault) {
    this.profile = profile;
    this.backend = Profiles.backend(profile, settings.capacity());
    Long seed = settings.seed();
    this.seedChosen = seed != null;
    this.seeds = new Seeds(seed != null ? seed : ThreadLocalRandom.current().nextLong());
    this.callbacks = new Callbacks(profile);
    this.stages = new Stages(settings.defaults(), backend.enforced());
    Mailbox mailbox = new Mailbox();
    TaskRunner runner = new TaskRunner(this, mailbox);
    this.inline =
        profile.equals(Profiles.INLINE)
            ? new InlineWorker(backend.worker(), runner, mailbox)
            : null;
    WorkerLink link =
        inline != null
            ? inline
            : new ThreadWorker(backend.worker(), backend.capacity().cpus(), runner, mailbox);
    this.scheduler = new Scheduler(policy(settings.limits(), backend));
    EffectRunner effects = new EffectRunner(link, calls, new Failures(mailbox::putQuietly));
    this.engine = new Engine(profile, mailbox, scheduler, effects);
    this.progress = Progress.start(settings.progress(), calls);
    this.keepAlive = isDefault ? new KeepAlive(calls) : null;
  }

  /** Opens a session, to which calls go from now on. */
  static EngineSession open(String profile, SessionSettings settings, boolean isDefault) {
    EngineSession session = new EngineSession(profile, settings, isDefault);
    TaskOutput.install();
    Backend backend = session.backend;
    session.engine.post(
        new Event.WorkerJoined(backend.worker(), backend.capacity(), backend.leadNanos()));
    session.engine.start();
    if (!isDefault) {
      CurrentSession.opened(session);
    }
    return session;
  }

  private static SchedulerPolicy policy(SessionSettings.Limits limits, Backend backend) {
    return new SchedulerPolicy(
        limits.maxFailures(),
        Math.min(limits.maxDepth(), backend.maxDepth()),
        Nanos.of(limits.cancelGrace()),
        Nanos.of(limits.retryDelay()),
        /* fixedWorkers= */ true);
  }

  @Override
  public String profile() {
    return profile;
  }

  @Override
  public String description() {
    return backend.description();
  }

  @Override
  public long seed() {
    return seeds.seed();
  }

  @Override
  public <T> RemoteFuture<T> submit(
      TaskType type, CallOptions options, @Nullable Object... arguments) {
    Stage stage = stages.of(type, options);
    @Nullable Object[] resolvable = arguments.clone();
    int futures = unwrap(resolvable, type.name());
    boolean seeded = type.isSeeded();
    if (seeded) {
      tellSeed();
    }
    long key = seeds.keyOfCall(options.key().orElse(null), seeded);
    long[] dependencies = dependencies(resolvable, futures);
    TaskFuture<T> future = new TaskFuture<>(beginCall(), this);
    if (inline != null) {
      inline.expect(future);
    }
    post(stage, new Call(type, resolvable, key, future), dependencies, /* gather= */ false);
    if (inline != null) {
      inline.runUntilEnded(future);
    }
    return future;
  }

  @Override
  public <T> RemoteFuture<List<T>> all(List<? extends RemoteFuture<? extends T>> futures) {
    @Nullable Object[] elements = futures.toArray();
    for (Object element : elements) {
      checkOwn((RemoteFuture<?>) element, "RemoteFuture.all");
    }
    long[] dependencies = dependencies(elements, elements.length);
    TaskFuture<List<T>> future = new TaskFuture<>(beginCall(), this);
    post(GATHERING, new Call(null, elements, 0, future), dependencies, /* gather= */ true);
    return future;
  }

  @Override
  public <A, R> Results<R> map(
      Iterable<? extends A> items, Function<? super A, ? extends RemoteFuture<R>> call) {
    int window =
        inline != null
            ? 1
            : Math.max(LEAST_WINDOW, Math.multiplyExact(4, backend.capacity().cpus()));
    long key = seeds.keyOfCall(null, /* seeded= */ false);
    return new MapResults<>(this, items.iterator(), call, key, window);
  }

  /** Makes the calls of the action in this session, as those of the place. */
  <T> T callFrom(CallSequence place, Supplier<T> action) {
    Session sessionBefore = CurrentSession.bind(this);
    CallSequence placeBefore = seeds.enter(place);
    try {
      return action.get();
    } finally {
      seeds.enter(placeBefore);
      CurrentSession.bind(sessionBefore);
    }
  }

  @Override
  public void cancelAll() {
    engine.post(new Event.CancelAllRequested());
  }

  @Override
  public void close() {
    if (ownTask() != null) {
      throw new IllegalStateException(
          "a task closes the session that it runs in, which would wait for the task itself; close"
              + " the session in the program that opened it");
    }
    if (state == State.CLOSED) {
      return;
    }
    state = State.CLOSING;
    boolean interrupted = false;
    while (!calls.idle()) {
      try {
        calls.awaitIdle();
      } catch (InterruptedException e) {
        interrupted = true;
        cancelAll();
      }
    }
    release();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void release() {
    if (state == State.CLOSED) {
      return;
    }
    state = State.CLOSED;
    engine.end();
    engine.awaitEnd();
    callbacks.close();
    if (progress != null) {
      progress.close();
    }
    TaskOutput.uninstall();
    CurrentSession.closed(this);
  }

  Seeds seeds() {
    return seeds;
  }

  Callbacks callbacks() {
    return callbacks;
  }

  /** Returns how many events the scheduler has handled. */
  long events() {
    return engine.events();
  }

  void requestCancel(long task, boolean interrupt) {
    engine.post(new Event.CancelRequested(task, interrupt));
  }

  /** Returns how far a task has come that has not ended. */
  TaskStatus statusOf(long task) {
    TaskStatus status = engine.status(task);
    return status == null ? TaskStatus.WAITING : status;
  }

  /** Counts a call, which must then be made, and returns its number. */
  private long beginCall() {
    if (state == State.CLOSED) {
      throw closed();
    }
    long number = calls.makeCall();
    if (state != State.OPEN && ownTask() == null) {
      engine.ask(() -> calls.ended(/* hasNoResult= */ true));
      throw closed();
    }
    return number;
  }

  private void post(Stage stage, Call call, long[] dependencies, boolean gather) {
    Attempt caller = ownTask();
    long parent = caller == null ? TaskSpec.NO_PARENT : caller.task().id();
    engine.post(
        new Event.TaskSubmitted(
            new TaskSpec(call.future().id(), stage, parent, dependencies, gather, call)));
    if (keepAlive != null) {
      keepAlive.callMade();
    }
  }

  /** Replaces wrapped values by the values, refuses hidden futures, and counts the others. */
  private int unwrap(@Nullable Object[] arguments, String method) {
    int futures = 0;
    for (int i = 0; i < arguments.length; i++) {
      Object argument = arguments[i];
      if (argument instanceof RemoteFuture<?> future) {
        checkOwn(future, method);
        futures++;
        continue;
      }
      if (argument instanceof Arg.Value<?> wrapped) {
        argument = wrapped.value();
        arguments[i] = argument;
      }
      HiddenFutures.refuse(argument, i, method);
    }
    return futures;
  }

  private long[] dependencies(@Nullable Object[] arguments, int futures) {
    if (futures == 0) {
      return TaskSpec.NO_DEPENDENCIES;
    }
    long[] dependencies = new long[futures];
    int next = 0;
    for (Object argument : arguments) {
      if (argument instanceof TaskFuture<?> future) {
        future.use();
        dependencies[next++] = future.id();
      }
    }
    return dependencies;
  }

  private void checkOwn(RemoteFuture<?> future, String method) {
    if (future.session() != this) {
      throw new IllegalArgumentException(
          ("%s was called in the session %s with a future of the session %s (%s); get its result"
                  + " first, or make both calls in one session")
              .formatted(method, profile, future.session().profile(), future.taskId()));
    }
  }

  private void tellSeed() {
    if (!seedChosen && !seedTold) {
      seedTold = true;
      LOG.log(
          System.Logger.Level.INFO,
          "the random numbers of this run derive from the seed {0}; Yonder.builder().seed({0}L)"
              + " repeats them",
          Long.toString(seed()));
    }
  }

  /** Returns the attempt of this session whose method this thread runs, null if it runs none. */
  private @Nullable Attempt ownTask() {
    Attempt caller = Attempt.current();
    return caller != null && caller.call().future().session() == this ? caller : null;
  }

  private IllegalStateException closed() {
    return new IllegalStateException(
        "the session %s is closed, so no call can be made in it; open another one"
            .formatted(profile));
  }
}
