// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.CallOptions;
import dev.yonder.RemoteFuture;
import dev.yonder.TaskStatus;
import dev.yonder.core.Event;
import dev.yonder.core.Scheduler;
import dev.yonder.core.SchedulerPolicy;
import dev.yonder.core.Stage;
import dev.yonder.core.TaskSpec;
import dev.yonder.spi.CurrentSession;
import dev.yonder.spi.SessionSettings;
import dev.yonder.spi.TaskType;
import dev.yonder.worker.Attempt;
import dev.yonder.worker.Callbacks;
import dev.yonder.worker.Seeds;
import dev.yonder.worker.Slots;
import dev.yonder.worker.TaskFuture;
import dev.yonder.worker.TaskOutput;
import dev.yonder.worker.TaskRunner;
import dev.yonder.worker.TaskSession;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A session whose scheduler runs in this process. */
final class EngineSession extends TaskSession {
  private static final Stage GATHERING = new Stage("RemoteFuture.all", Stage.Needs.LEAST);
  private static final int LEAST_WINDOW = 1_000;

  private final Backend backend;
  private final CallCount calls = new CallCount();
  private final Callbacks callbacks;
  private final Stages stages;
  private final Scheduler scheduler;
  private final Engine engine;
  private final @Nullable InlineWorker inline;
  private final @Nullable Progress progress;
  private final @Nullable KeepAlive keepAlive;
  private volatile State state = State.OPEN;

  private enum State {
    OPEN,
    CLOSING,
    CLOSED
  }

  private EngineSession(String profile, SessionSettings settings, boolean isDefault) {
    super(profile, seeds(settings.seed()), settings.seed() != null);
    this.backend = Profiles.backend(profile, settings.capacity());
    this.callbacks = new Callbacks(profile);
    this.stages = new Stages(settings.defaults(), backend.enforced());
    Mailbox mailbox = new Mailbox();
    TaskRunner runner = new TaskRunner(mailbox);
    this.inline =
        profile.equals(Profiles.INLINE)
            ? new InlineWorker(backend.worker(), runner, mailbox)
            : null;
    WorkerLink link =
        inline != null
            ? inline
            : new ThreadLink(
                new Slots(backend.worker(), backend.capacity().cpus(), runner, mailbox));
    this.scheduler = new Scheduler(policy(settings.limits(), backend));
    EffectRunner effects = new EffectRunner(link, calls, new Failures(mailbox::putQuietly));
    this.engine = new Engine(profile, mailbox, scheduler, effects);
    this.progress = Progress.start(settings.progress(), calls);
    this.keepAlive = isDefault ? new KeepAlive(calls) : null;
  }

  private static Seeds seeds(@Nullable Long chosen) {
    return new Seeds(chosen != null ? chosen : ThreadLocalRandom.current().nextLong());
  }

  /** Opens a session, to which calls go from now on. */
  static EngineSession open(String profile, SessionSettings settings, boolean isDefault) {
    EngineSession session = new EngineSession(profile, settings, isDefault);
    TaskOutput.install(Progress::makeWay);
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
  public String description() {
    return backend.description();
  }

  @Override
  public <T> RemoteFuture<T> submit(
      TaskType type, CallOptions options, @Nullable Object... arguments) {
    Stage stage = stages.of(type, options);
    @Nullable Object[] resolvable = arguments.clone();
    int futures = unwrap(resolvable, type.name());
    long key = keyOfCall(options.key().orElse(null), type.isSeeded());
    long[] dependencies = use(resolvable, futures);
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
    long[] dependencies = use(elements, elements.length);
    TaskFuture<List<T>> future = new TaskFuture<>(beginCall(), this);
    post(GATHERING, new Call(null, elements, 0, future), dependencies, /* gather= */ true);
    return future;
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

  @Override
  protected Callbacks callbacks() {
    return callbacks;
  }

  @Override
  protected int mapWindow() {
    return inline != null
        ? 1
        : Math.max(LEAST_WINDOW, Math.multiplyExact(4, backend.capacity().cpus()));
  }

  @Override
  protected long numberOf(TaskFuture<?> call) {
    return call.id();
  }

  @Override
  protected long numberIfKnown(TaskFuture<?> call) {
    return call.id();
  }

  /** Returns how many events the scheduler has handled. */
  long events() {
    return engine.events();
  }

  @Override
  protected void requestCancel(TaskFuture<?> call, boolean interrupt) {
    engine.post(new Event.CancelRequested(call.id(), interrupt));
  }

  @Override
  protected TaskStatus statusOf(TaskFuture<?> call) {
    TaskStatus status = engine.status(call.id());
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

  private IllegalStateException closed() {
    return new IllegalStateException(
        "the session %s is closed, so no call can be made in it; open another one"
            .formatted(profile()));
  }
}
