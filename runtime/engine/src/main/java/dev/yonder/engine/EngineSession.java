// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.CallOptions;
import dev.yonder.RemoteFuture;
import dev.yonder.TaskStatus;
import dev.yonder.core.Event;
import dev.yonder.core.Scheduler;
import dev.yonder.core.Stage;
import dev.yonder.core.TaskSpec;
import dev.yonder.spi.CurrentSession;
import dev.yonder.spi.Shareable;
import dev.yonder.spi.Sharing;
import dev.yonder.spi.TaskType;
import dev.yonder.wire.Message;
import dev.yonder.wire.Payload;
import dev.yonder.wire.PayloadCodec;
import dev.yonder.wire.RunRecord;
import dev.yonder.worker.Callbacks;
import dev.yonder.worker.Seeds;
import dev.yonder.worker.TaskFuture;
import dev.yonder.worker.TaskOutput;
import dev.yonder.worker.TaskSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A session whose scheduler runs in this process. */
final class EngineSession extends TaskSession {
  private static final Stage GATHERING = new Stage("RemoteFuture.all", Stage.Needs.LEAST);
  private static final int LEAST_WINDOW = 1_000;

  private final WorkerSupply supply;
  private final Workers workers;
  private final CallCount calls = new CallCount();
  private final Callbacks callbacks;
  private final Followers followers;
  private final Stages stages;
  private final Scheduler scheduler;
  private final Mailbox mailbox;
  private final Engine engine;

  /** Encodes what goes to other processes, null where calls run in this one. */
  private final @Nullable PayloadCodec codec;

  private final @Nullable ObjectBook objects;

  /** Runs every attempt as a job of its own, null where workers join. */
  private final @Nullable Binder binder;

  private final @Nullable InlineWorker inline;
  private final @Nullable Progress progress;
  private final @Nullable KeepAlive keepAlive;
  private final Runnable stopSharing;

  private volatile State state = State.OPEN;

  private enum State {
    OPEN,
    CLOSING,
    CLOSED
  }

  /** Constructs a session that does nothing yet. */
  EngineSession(
      String profile,
      CommonSettings settings,
      WorkerSupply supply,
      boolean isDefault,
      Seeds seeds) {
    super(profile, seeds, settings.seed().isPresent());
    this.supply = supply;
    this.callbacks = new Callbacks(profile);
    this.followers = new Followers(callbacks, this::awaitResultsOnTheirWay);
    this.stages = new Stages(supply.defaults(settings.calls()), supply.enforced());
    this.mailbox = new Mailbox();
    this.workers = supply.workers(mailbox);
    this.inline = workers instanceof LocalWorkers local ? local.inline() : null;
    this.codec = workers.codec();
    this.scheduler = new Scheduler(SessionOpening.policy(settings.limits(), supply));
    this.objects = codec == null ? null : new ObjectBook(codec, mailbox::put, mailbox::put);
    this.binder = workers.binder();
    EffectRunner effects =
        new EffectRunner(calls, new Failures(mailbox::putQuietly), objects, binder);
    this.engine = new Engine(profile, mailbox, scheduler, effects);
    this.stopSharing = Sharing.addListener(id -> objects(book -> book.unshare(id)));
    this.progress = Progress.start(settings.progress().orElse(null), calls);
    this.keepAlive = isDefault ? new KeepAlive(calls, followers) : null;
  }

  /** Has workers start, and calls go to them. */
  void start() {
    TaskOutput.install(Progress::makeWay);
    engine.start();
    try {
      workers.open(this, engine);
    } catch (RuntimeException | Error e) {
      release();
      throw e;
    }
  }

  @Override
  public String description() {
    return supply.description();
  }

  @Override
  public <T> RemoteFuture<T> submit(
      TaskType type, CallOptions options, @Nullable Object... arguments) {
    Stage stage = stages.of(type, options);
    @Nullable Object[] resolvable = arguments.clone();
    List<Shareable> shared = new ArrayList<>(0);
    int futures = unwrap(resolvable, type.name(), shared::add);
    if (codec != null) {
      shared.forEach(Shareable::prepare);
    }
    Payload payload = codec == null ? null : encodePlain(codec, resolvable, futures, type);
    long key = keyOfCall(options.key().orElse(null), type.isSeeded());
    long[] dependencies = use(resolvable, futures);
    TaskFuture<T> future = new TaskFuture<>(beginCall(), this);
    if (inline != null) {
      inline.expect(future);
    }
    post(
        stage,
        new Call(
            type,
            resolvable,
            key,
            new FutureRef(future),
            payload,
            shared.isEmpty() ? List.of() : shared),
        dependencies);
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
    post(
        GATHERING,
        new Call(null, elements, 0, new FutureRef(future), null, List.of()),
        dependencies);
    return future;
  }

  @Override
  public void cancelAll() {
    engine.post(new Event.CancelAllRequested());
  }

  /**
   * Counts calls of which nothing is known, as what they had written was lost with their driver.
   */
  void skipCalls(long count) {
    calls.skip(count);
    engine.ask(() -> calls.skipped(count));
  }

  /**
   * Makes a call again that an earlier driver of the run has made, with the same number.
   *
   * @param type the method, null for a call that gathers
   * @param given its arguments, of which the plain ones are null
   * @param arguments the encoded plain arguments, null if they are not needed any more
   */
  TaskFuture<?> callAgain(
      RunRecord.Submitted call,
      @Nullable TaskType type,
      Stage stage,
      @Nullable Object[] given,
      @Nullable Payload arguments) {
    long[] dependencies = use(given, call.positions().length);
    TaskFuture<?> future = new TaskFuture<>(calls.makeCall(), this);
    Call made = new Call(type, given, call.seedKey(), new FutureRef(future), arguments, List.of());
    engine.post(
        new Event.TaskSubmitted(
            new TaskSpec(future.id(), stage, TaskSpec.NO_PARENT, dependencies, type == null, made),
            0));
    return future;
  }

  @Override
  public Optional<String> runId() {
    return workers instanceof JobWorkers jobs ? Optional.of(jobs.runId()) : Optional.empty();
  }

  @Override
  public List<RemoteFuture<?>> tasks() {
    ReplayedCalls replayed = replayed();
    return replayed == null ? super.tasks() : replayed.futures();
  }

  @Override
  public <T> List<RemoteFuture<T>> tasks(String method) {
    ReplayedCalls replayed = replayed();
    return replayed == null ? super.tasks(method) : replayed.futures(method);
  }

  private @Nullable ReplayedCalls replayed() {
    return workers instanceof JobWorkers jobs ? jobs.replayed() : null;
  }

  @Override
  public void detach() {
    if (!(workers instanceof JobWorkers jobs)) {
      super.detach();
      return;
    }
    if (state == State.CLOSED) {
      return;
    }
    state = State.CLOSING;
    engine.awaitHandled();
    jobs.detach();
    engine.giveUp(
        NoWorkersException.wanted(
            "the session was detached; Yonder.attach(\"%s\") gets its result"
                .formatted(jobs.runId())));
    followers.awaitBeforeClose();
    release();
  }

  /** Ends every future with the reason. */
  void giveUp(NoWorkersException reason) {
    engine.giveUp(reason);
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
    boolean interrupted = calls.awaitIdle(this::cancelAll);
    if (!interrupted) {
      followers.awaitBeforeClose();
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
    try {
      awaitResultsOnTheirWay();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // It would end every command at once, also those that cancel what is left.
    boolean interrupted = Thread.interrupted();
    objects(ObjectBook::close);
    engine.end();
    engine.awaitEnd();
    workers.close();
    callbacks.close();
    if (progress != null) {
      progress.close();
    }
    stopSharing.run();
    TaskOutput.uninstall();
    CurrentSession.closed(this);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for results that somebody asked for. */
  private void awaitResultsOnTheirWay() throws InterruptedException {
    if (objects != null) {
      CompletableFuture<@Nullable Void> nothing = new CompletableFuture<>();
      objects(book -> book.whenNothingComes(() -> nothing.complete(null)));
      engine.await(nothing);
    }
  }

  @Override
  protected Callbacks callbacks() {
    return callbacks;
  }

  @Override
  protected int mapWindow() {
    return inline != null
        ? 1
        : Math.max(LEAST_WINDOW, Math.multiplyExact(4, supply.capacity().cpus()));
  }

  @Override
  protected long numberOf(TaskFuture<?> call) {
    return call.id();
  }

  @Override
  protected long numberIfKnown(TaskFuture<?> call) {
    return call.id();
  }

  /** Returns what encodes values for other processes. */
  PayloadCodec codec() {
    if (codec == null) {
      throw new AssertionError("calls of this session stay in this process");
    }
    return codec;
  }

  /** Has the engine's thread do something with the results that stay on workers. */
  void objects(Consumer<ObjectBook> action) {
    ObjectBook book = objects;
    if (book != null) {
      mailbox.put((Runnable) () -> action.accept(book));
    }
  }

  /** Takes a report of a worker. */
  void report(Event.Report report) {
    mailbox.put(report);
  }

  /** Takes notice that a worker is about to be ended. */
  void draining(String worker) {
    mailbox.put(new Event.WorkerDraining(worker));
  }

  /** Has the action append to the log of a task, unless that has ended. */
  void printed(long task, Consumer<Call> action) {
    engine.printed(task, action);
  }

  /** Tells how far a task has come. */
  void status(long task, Consumer<@Nullable TaskStatus> told) {
    engine.status(task, told);
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

  /** Encodes the plain arguments, and takes them away from beside the futures. */
  private static Payload encodePlain(
      PayloadCodec codec, @Nullable Object[] arguments, int futures, TaskType type) {
    if (futures == 0) {
      Payload payload = encode(codec, arguments, type.name());
      Arrays.fill(arguments, null);
      return payload;
    }
    @Nullable Object[] plain = arguments.clone();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof TaskFuture<?>) {
        plain[i] = null;
      } else {
        arguments[i] = null;
      }
    }
    return encode(codec, plain, type.name());
  }

  /** Makes a call for a task in another process. */
  TaskFuture<?> submitNested(Message.CallMade made, @Nullable Object[] given) {
    boolean gather = made.type().isEmpty();
    TaskType type = gather ? null : workers.type(made.type());
    Stage stage = type == null ? GATHERING : stages.of(type, made.options());
    long[] dependencies = use(given, made.futures().length);
    TaskFuture<?> future = new TaskFuture<>(calls.makeCall(), this);
    post(
        stage,
        new Call(
            type,
            given,
            made.seedKey(),
            new FutureRef(future),
            gather ? null : made.arguments(),
            List.of()),
        dependencies,
        made.caller());
    return future;
  }

  private void post(Stage stage, Call call, long[] dependencies) {
    post(stage, call, dependencies, caller());
  }

  private void post(Stage stage, Call call, long[] dependencies, Message.@Nullable Caller caller) {
    long parent = caller == null ? TaskSpec.NO_PARENT : caller.task();
    boolean gather = call.method() == null;
    TaskSpec task = new TaskSpec(call.ref().id(), stage, parent, dependencies, gather, call);
    if (binder != null) {
      binder.submitted(task);
    }
    engine.post(new Event.TaskSubmitted(task, caller == null ? 0 : caller.attempt()));
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
