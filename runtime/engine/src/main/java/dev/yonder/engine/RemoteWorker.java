// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.NotSendableException;
import dev.yonder.core.Event;
import dev.yonder.core.Stage;
import dev.yonder.core.TaskSpec;
import dev.yonder.spi.TaskType;
import dev.yonder.wire.Input;
import dev.yonder.wire.Link;
import dev.yonder.wire.Message;
import dev.yonder.wire.Payload;
import dev.yonder.worker.End;
import dev.yonder.worker.TaskFuture;
import dev.yonder.worker.TaskLog;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A worker in another process, at the driver's end of its link. */
final class RemoteWorker implements WorkerLink, ObjectLink, Link.Receiver {
  private static final int[] NO_POSITIONS = {};

  private final String name;
  private final long heapBytes;
  private final Link link;
  private final EngineSession session;
  private final NestedCalls nested;
  private final Host host;

  /** The stages that the worker knows, by the numbers it knows them by; the engine's thread's. */
  private final IdentityHashMap<Stage, Integer> stages = new IdentityHashMap<>();

  /** Who waits for the worker to have reported which attempts have started. */
  private final Queue<Runnable> asking = new ConcurrentLinkedQueue<>();

  /** The attempt that printed last, and its log; the engine's thread's. */
  private final Map<Long, Printed> logs = new HashMap<>();

  private final CompletableFuture<@Nullable Void> allTaken = new CompletableFuture<>();
  private volatile boolean ended;
  private volatile boolean closed;
  private volatile long heard = System.nanoTime();
  private volatile @Nullable Vitals vitals;
  private volatile long endedAt;

  /** What a worker runs in, as far as its link is concerned. */
  interface Host {

    /** Takes notice, once, that the link has ended, and of what went wrong. */
    void linkEnded(@Nullable IOException reason);

    /** Ends it at once, for the reason. */
    void kill(String reason);

    /** Takes notice that it will be ended, and should be let go once it has nothing to do. */
    default void draining() {}
  }

  private record Printed(int attempt, TaskLog log) {}

  /**
   * Constructs the driver's end.
   *
   * @param heapBytes the most that the heap of the worker takes, 0 if that is not known
   * @param host what the worker runs in
   */
  RemoteWorker(String name, long heapBytes, Link link, EngineSession session, Host host) {
    this.name = name;
    this.heapBytes = heapBytes;
    this.link = link;
    this.session = session;
    this.nested = new NestedCalls(link, session);
    this.host = host;
  }

  void start() {
    link.start(this);
  }

  /** Returns when the worker was heard of last, as {@link System#nanoTime} tells. */
  long heard() {
    return heard;
  }

  /** Returns the story of its end with what it said of itself last, if it said anything. */
  String withVitals(String story) {
    Vitals last = vitals;
    long end = ended ? endedAt : System.nanoTime();
    return last == null ? story : last.before(end, story);
  }

  /** Returns whether it was told that the session ends. */
  boolean wasClosed() {
    return closed;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void run(TaskSpec task, int attempt) {
    Call call = (Call) task.payload();
    Payload arguments = call.payload();
    if (arguments == null) {
      throw new AssertionError("calls of this session are encoded");
    }
    String tooLarge = tooLarge(call, arguments);
    if (tooLarge != null) {
      End.Failure failure = new End.Failure(new NotSendableException(tooLarge));
      session.report(new Event.TaskThrew(name, task.id(), attempt, failure));
      return;
    }
    int stage = stageNumber(task.stage(), call.type());
    int[] positions = NO_POSITIONS;
    List<Input> inputs = List.of();
    if (task.dependencies().length > 0) {
      positions = new int[task.dependencies().length];
      inputs = inputs(call, positions);
    }
    link.send(
        new Message.Run(task.id(), attempt, stage, call.seedKey(), arguments, positions, inputs));
  }

  /**
   * Returns why the arguments would only exhaust the worker's heap, and with it end its neighbours;
   * null if they may fit.
   */
  private @Nullable String tooLarge(Call call, Payload arguments) {
    // What is no array is there twice while it is decoded, and once more as what it becomes.
    long room = arguments.size() + 2L * arguments.head().length;
    return heapBytes == 0 || room < heapBytes
        ? null
        : ("the arguments of %s have %d MiB, for which the heap of worker %s, of %d MiB, has no room;"
                + " give workers more memory, or pass an InputFile or less")
            .formatted(call.type().name(), arguments.size() >> 20, name, heapBytes >> 20);
  }

  private static List<Input> inputs(Call call, int[] positions) {
    List<Input> inputs = new ArrayList<>(positions.length);
    for (int i = 0; inputs.size() < positions.length; i++) {
      Input input = call.input(i);
      if (input != null) {
        positions[inputs.size()] = i;
        inputs.add(input);
      }
    }
    return inputs;
  }

  private int stageNumber(Stage stage, TaskType type) {
    Integer known = stages.get(stage);
    if (known != null) {
      return known;
    }
    int number = stages.size();
    stages.put(stage, number);
    Stage.Needs needs = stage.needs();
    link.send(
        new Message.DefineStage(
            number,
            type.id(),
            stage.name(),
            needs.resources(),
            needs.walltimeNanos() > 0,
            needs.idempotent()));
    return number;
  }

  @Override
  public void stop(long task, int attempt, boolean interrupt) {
    link.send(new Message.Stop(task, attempt, interrupt));
  }

  @Override
  public void reportStarted(Runnable then) {
    asking.add(then);
    link.send(new Message.ReportStarted());
    link.flush();
    if (ended) {
      answerAll();
    }
  }

  @Override
  public void send(Message.FromDriver message) {
    link.send(message);
    link.flush();
  }

  @Override
  public long unwrittenBytes() {
    return link.unwrittenBytes();
  }

  @Override
  public void flush() {
    link.flush();
  }

  @Override
  public void kill(String reason) {
    host.kill(reason);
  }

  @Override
  public void close() {
    closed = true;
    link.send(new Message.Goodbye("the session was closed"));
    link.flush();
    cut();
  }

  /** Ends the link without waiting, as the worker may take its time to read, or for ever. */
  void cut() {
    Daemons.start("yonder-end-" + name, link::close);
  }

  @Override
  public void received(Message message) {
    heard = System.nanoTime();
    Event.Report report = report(message);
    if (report != null) {
      session.report(report);
    } else if (message instanceof Message.Printed printed) {
      session.printed(printed.task(), call -> append(call, printed));
    } else if (message instanceof Message.Fetched fetched) {
      session.objects(objects -> objects.arrived(fetched.object(), fetched.value()));
    } else if (message instanceof Message.Fetch fetch) {
      session.objects(objects -> objects.fetch(fetch.object(), fetch.await(), this));
    } else if (message instanceof Message.Missing missing) {
      session.objects(objects -> objects.missing(missing.object(), name));
    } else if (message instanceof Message.Draining) {
      session.draining(name);
      host.draining();
    } else if (message instanceof Message.StartsReported) {
      answer(asking.poll());
    } else if (message instanceof Message.Alive alive) {
      vitals = new Vitals(alive, heard);
    } else if (message instanceof Message.FromWorker other) {
      nested.received(other);
    }
  }

  private Event.@Nullable Report report(Message message) {
    if (message instanceof Message.Finished m) {
      RemoteResult result = new RemoteResult(m.value(), session.codec());
      return new Event.TaskFinished(name, m.task(), m.attempt(), result, m.ranNanos());
    }
    if (message instanceof Message.Kept m) {
      return new Event.TaskKept(
          name, m.task(), m.attempt(), m.ranNanos(), m.bytes(), new KeptAt(name, m.bytes()));
    }
    if (message instanceof Message.InputMissing m) {
      return new Event.InputMissing(name, m.task(), m.attempt(), m.object());
    }
    if (message instanceof Message.Started m) {
      return new Event.TaskStarted(name, m.task(), m.attempt());
    }
    if (message instanceof Message.Threw m) {
      End.Failure thrown = new End.Failure(m.thrown(), session.codec());
      return new Event.TaskThrew(name, m.task(), m.attempt(), thrown);
    }
    if (message instanceof Message.Stopped m) {
      return new Event.TaskStopped(name, m.task(), m.attempt());
    }
    if (message instanceof Message.Resumed m) {
      return new Event.TaskResumed(name, m.task(), m.attempt());
    }
    if (message instanceof Message.Blocked m) {
      return new Event.TaskBlocked(name, m.task(), m.attempt(), nested.taskOf(m.call()));
    }
    if (message instanceof Message.Continued m) {
      TaskFuture<?> inner = nested.future(m.call());
      return new Event.TaskContinued(name, m.task(), m.attempt(), inner.id(), inner);
    }
    return null;
  }

  private void append(Call call, Message.Printed printed) {
    TaskFuture<?> future = call.ref().get();
    if (future == null) {
      return;
    }
    Printed last = logs.get(future.id());
    if (last == null || last.attempt != printed.attempt()) {
      last = new Printed(printed.attempt(), call.newRemoteLog());
      logs.put(future.id(), last);
      var unused = future.end().thenRun(() -> logs.remove(future.id()));
    }
    last.log.append(printed.text(), 0, printed.text().length);
  }

  /** Waits until everything was taken that the worker had sent. */
  void awaitEnded() {
    allTaken.join();
  }

  /** Waits for that within the time. */
  void awaitEnded(Duration limit) {
    var unused =
        allTaken.copy().completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  @Override
  public void ended(@Nullable IOException reason) {
    endedAt = System.nanoTime();
    ended = true;
    answerAll();
    nested.abandon();
    allTaken.complete(null);
    host.linkEnded(reason);
  }

  private void answerAll() {
    for (Runnable next = asking.poll(); next != null; next = asking.poll()) {
      next.run();
    }
  }

  private static void answer(@Nullable Runnable then) {
    if (then != null) {
      then.run();
    }
  }
}
