// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.CallOptions;
import dev.yonder.RemoteFuture;
import dev.yonder.TaskRefusedException;
import dev.yonder.TaskStatus;
import dev.yonder.core.TaskSpec;
import dev.yonder.spi.Shareable;
import dev.yonder.spi.TaskType;
import dev.yonder.wire.Link;
import dev.yonder.wire.Message;
import dev.yonder.wire.Payload;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The session of a driver in another process, as the tasks of a worker see it. */
final class WorkerSession extends TaskSession {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final int WINDOW = 1_000;

  private final String description;
  private final int inlineBytes;
  private final Link link;
  private final Values values;
  private final Inputs inputs;
  private final WorkerLogs logs;
  private final Callbacks callbacks;
  private final @Nullable String refusal;
  private final AtomicLong lastCall = new AtomicLong(-1);

  /** Calls that have not ended. */
  private final Map<Long, TaskFuture<?>> open = new ConcurrentHashMap<>();

  /** The numbers of the tasks of calls, as far as they are known. */
  private final Map<Long, CompletableFuture<Long>> numbers = new ConcurrentHashMap<>();

  private final Map<Long, CompletableFuture<Integer>> asked = new ConcurrentHashMap<>();

  /**
   * Constructs the session.
   *
   * @param refusal why tasks of this worker cannot make calls, null if they can
   */
  WorkerSession(Message.Welcome welcome, Link link, Values values, @Nullable String refusal) {
    super(welcome.profile(), new Seeds(welcome.seed()), /* seedChosen= */ true);
    this.description = welcome.description();
    this.inlineBytes = welcome.inlineBytes();
    this.link = link;
    this.values = values;
    this.inputs = new Inputs(values.store(), link);
    this.logs = new WorkerLogs(link);
    this.refusal = refusal;
    this.callbacks = new Callbacks(welcome.profile());
  }

  Values values() {
    return values;
  }

  Inputs inputs() {
    return inputs;
  }

  WorkerLogs logs() {
    return logs;
  }

  /** Returns how large a result may be that does not stay on the worker. */
  int inlineBytes() {
    return inlineBytes;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public <T> RemoteFuture<T> submit(
      TaskType type, CallOptions options, @Nullable Object... arguments) {
    @Nullable Object[] resolvable = arguments.clone();
    int futures = unwrap(resolvable, type.name(), Shareable::prepare);
    long key = keyOfCall(options.key().orElse(null), type.isSeeded());
    return make(type.id(), type.name(), options, key, resolvable, futures);
  }

  @Override
  public <T> RemoteFuture<List<T>> all(List<? extends RemoteFuture<? extends T>> futures) {
    @Nullable Object[] elements = futures.toArray();
    for (Object element : elements) {
      checkOwn((RemoteFuture<?>) element, "RemoteFuture.all");
    }
    return make("", "RemoteFuture.all", CallOptions.none(), 0, elements, elements.length);
  }

  private <T> TaskFuture<T> make(
      String type,
      String name,
      CallOptions options,
      long key,
      @Nullable Object[] arguments,
      int futures) {
    long[] calls = use(arguments, futures);
    @Nullable Object[] plain = arguments.clone();
    int[] positions = new int[futures];
    int next = 0;
    for (int i = 0; next < futures; i++) {
      if (arguments[i] instanceof TaskFuture<?>) {
        plain[i] = null;
        positions[next++] = i;
      }
    }
    refuse(name);
    Payload payload = encode(values.codec(), plain, name);
    TaskFuture<T> future = new TaskFuture<>(lastCall.incrementAndGet(), this);
    register(future);
    try {
      link.send(
          new Message.CallMade(
              future.id(), caller(), type, options, key, payload, positions, calls));
    } finally {
      // The driver would forget a future that is collected before it has been named here.
      Reference.reachabilityFence(arguments);
    }
    link.flush();
    awaitRoom();
    return future;
  }

  private void refuse(String name) {
    if (refusal != null) {
      throw new TaskRefusedException("%s was called by a task, but %s".formatted(name, refusal));
    }
  }

  private void register(TaskFuture<?> future) {
    long call = future.id();
    open.put(call, future);
    numbers.put(call, new CompletableFuture<>());
    CLEANER.register(
        future,
        () -> {
          numbers.remove(call);
          link.send(new Message.ForgetCall(call));
        });
  }

  private void awaitRoom() {
    try {
      link.awaitRoom();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes what the driver has to say about calls. */
  void received(Message.FromDriver message) {
    if (message instanceof Message.CallTaken taken) {
      CompletableFuture<Long> number = numbers.get(taken.call());
      if (number != null) {
        number.complete(taken.task());
      }
    } else if (message instanceof Message.CallReturned returned) {
      end(returned.call(), new Returned(inputs, values, returned.result()));
    } else if (message instanceof Message.CallFailed failed) {
      end(failed.call(), new End.Failure(failed.thrown(), values.codec()));
    } else if (message instanceof Message.CallCancelled cancelled) {
      end(cancelled.call(), new End.Cancellation(cancelled.message()));
    } else if (message instanceof Message.CallStatus status) {
      CompletableFuture<Integer> answer = asked.remove(status.call());
      if (answer != null) {
        answer.complete(status.status());
      }
    } else {
      throw new AssertionError(message);
    }
  }

  private void end(long call, Object resultOrEnd) {
    TaskFuture<?> future = open.remove(call);
    if (future != null) {
      future.complete(resultOrEnd);
    }
  }

  @Override
  public void cancelAll() {
    refuse("Session.cancelAll");
    link.send(new Message.CancelAll());
    link.flush();
  }

  @Override
  public void close() {
    throw new IllegalStateException(
        "a task closes the session that it runs in, which would wait for the task itself; close"
            + " the session in the program that opened it");
  }

  @Override
  protected int mapWindow() {
    return WINDOW;
  }

  @Override
  protected void requestCancel(TaskFuture<?> call, boolean interrupt) {
    link.send(new Message.CancelCall(call.id(), interrupt));
    link.flush();
  }

  @Override
  protected TaskStatus statusOf(TaskFuture<?> call) {
    CompletableFuture<Integer> answer =
        asked.computeIfAbsent(call.id(), c -> new CompletableFuture<>());
    link.send(new Message.AskCall(call.id()));
    link.flush();
    return List.of(TaskStatus.values()).get(answer.join());
  }

  @Override
  protected long numberOf(TaskFuture<?> call) {
    CompletableFuture<Long> number = numbers.get(call.id());
    if (number == null) {
      throw new AssertionError("known as long as its future is reachable");
    }
    return number.join();
  }

  @Override
  protected long numberIfKnown(TaskFuture<?> call) {
    CompletableFuture<Long> number = numbers.get(call.id());
    return number == null ? TaskSpec.NO_PARENT : number.getNow(TaskSpec.NO_PARENT);
  }

  @Override
  protected Callbacks callbacks() {
    return callbacks;
  }
}
