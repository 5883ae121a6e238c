// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.core.Event;
import dev.yonder.engine.launch.CacheSweep;
import dev.yonder.engine.launch.ChildProcess;
import dev.yonder.engine.launch.ClassArchive;
import dev.yonder.engine.launch.Code;
import dev.yonder.engine.launch.CodeStore;
import dev.yonder.engine.launch.RunDirectory;
import dev.yonder.spi.TaskType;
import dev.yonder.wire.Connection;
import dev.yonder.wire.Link;
import dev.yonder.wire.Message;
import dev.yonder.wire.PayloadCodec;
import dev.yonder.worker.Catalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Workers that are child processes, which connect over a Unix domain socket.
 *
 * <p>One that ends is replaced, unless none lives long enough to be of use.
 */
final class ProcessWorkers implements Workers {
  private static final System.Logger LOG = System.getLogger("dev.yonder");
  private static final Duration END_LIMIT = Duration.ofSeconds(2);
  private static final int SECRET_BYTES = 32;

  /** Larger results stay on their workers until somebody asks for them. */
  private static final int INLINE_BYTES = 64 * 1024;

  /**
   * So many processes in a row may end by themselves before they have joined, where no other is
   * there; and so many may be killed, which says nothing of whether workers can be started.
   */
  private static final int MOST_FALSE_STARTS = 3;

  private static final int MOST_KILLED_STARTS = 30;

  /** After each false start one more such delay, up to some. */
  private static final long DELAY_MILLIS = 200;

  private static final int MOST_DELAYS = 10;

  private final WorkerShape shape;
  private final ProcessSettings settings;
  private final String description;
  private final PayloadCodec codec;
  private final Catalog catalog;
  private final byte[] secret = new byte[SECRET_BYTES];
  private final CompletableFuture<@Nullable Void> firstJoined = new CompletableFuture<>();

  // Set by open.
  private @Nullable RunDirectory made;
  private @Nullable Started started;
  private @Nullable Thread watch;

  // Guarded by this.
  private final Map<String, WorkerLife> lives = new HashMap<>();
  private int launched;
  private int falseStarts;
  private boolean closing;

  /** What is there once workers can be started. */
  private record Started(
      EngineSession session,
      Engine engine,
      RunDirectory directory,
      Entrance entrance,
      Admission<WorkerLife> admission,
      WorkerLauncher launcher) {}

  ProcessWorkers(WorkerShape shape, ProcessSettings settings, String description) {
    this.shape = shape;
    this.settings = settings;
    this.description = description;
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    this.codec = new ComingCodec(loader, /* mayLeaveHost= */ false);
    this.catalog = Catalog.of(loader);
    new SecureRandom().nextBytes(secret);
  }

  @Override
  public void open(EngineSession session, Engine engine) {
    try {
      RunDirectory directory = RunDirectory.make();
      made = directory;
      Code code = CodeStore.ofThisProcess();
      Entrance entrance = Entrance.open(settings.link(), directory.path());
      started =
          new Started(
              session,
              engine,
              directory,
              entrance,
              new Admission<>(new Handshake(secret, code.digest()), this::expected, this::join),
              new WorkerLauncher(
                  shape,
                  settings,
                  code,
                  ClassArchive.of(code, shape.heapBytes(), settings.jvm()),
                  entrance,
                  directory.path(),
                  directory.write("secret", secret)));
      if (!entrance.isByStreams()) {
        Daemons.start("yonder-accept", () -> started().admission.watch(entrance));
      }
      watch = HeartbeatWatch.start(this::lives);
      for (int i = 0; i < shape.workers() + spares(); i++) {
        launch();
      }
      firstJoined.join();
      started().launcher.makeArchive();
      Daemons.start("yonder-cache-sweep", CacheSweep::sweep);
    } catch (IOException e) {
      close();
      throw new UncheckedIOException("no worker process can be started: " + e.getMessage(), e);
    } catch (CompletionException e) {
      close();
      throw new IllegalStateException(
          e.getCause() == null ? e.toString() : e.getCause().getMessage(), e);
    }
  }

  @Override
  public PayloadCodec codec() {
    return codec;
  }

  @Override
  public TaskType type(String id) {
    return catalog.require(id);
  }

  private synchronized List<WorkerLife> lives() {
    return List.copyOf(lives.values());
  }

  private Started started() {
    if (started == null) {
      throw new IllegalStateException("not opened");
    }
    return started;
  }

  private void launch() throws IOException {
    String name;
    synchronized (this) {
      name = Profiles.PROCESSES + "-" + ++launched;
    }
    synchronized (this) {
      if (closing) {
        return;
      }
      int place = firstFree();
      ChildProcess process = started().launcher.start(name, place);
      WorkerLife life = new WorkerLife(name, place, process);
      lives.put(name, life);
      process.onExit(() -> exited(life));
      if (started().entrance.isByStreams()) {
        Daemons.start("yonder-handshake", () -> started().admission.tryAdmit(process.connection()));
      }
    }
  }

  /** Returns the least number that no worker has, which decides what part of the machine is its. */
  private int firstFree() {
    int place = 0;
    while (isTaken(place)) {
      place++;
    }
    return place;
  }

  private boolean isTaken(int place) {
    return lives.values().stream().anyMatch(life -> life.place() == place);
  }

  private Message.Welcome welcome() {
    return new Message.Welcome(
        Profiles.PROCESSES,
        description,
        started().session.seed(),
        HeartbeatWatch.PERIOD_MILLIS,
        INLINE_BYTES);
  }

  private synchronized @Nullable WorkerLife expected(Message.Hello hello) {
    WorkerLife life = lives.get(hello.worker());
    return life != null && life.expected(hello.process()) ? life : null;
  }

  private void join(WorkerLife life, Message.Hello hello, Connection connection)
      throws IOException {
    Started here = started();
    Link link = connection.welcome(welcome(), life.name());
    RemoteWorker worker =
        new RemoteWorker(life.name(), shape.heapBytes(), link, here.session, life);
    // At once for others: a worker that seemed to be a spare one meanwhile would work twice, and
    // one whose process ends meanwhile would be lost before it is there.
    synchronized (this) {
      falseStarts = 0;
      life.joined(worker);
      worker.start();
      if (lives.get(life.name()) == life && !isSpare()) {
        work(life, worker);
      }
    }
    firstJoined.complete(null);
  }

  /** Has the worker get tasks. */
  private synchronized void work(WorkerLife life, RemoteWorker worker) {
    life.setWorks();
    started().engine.join(worker, shape.joined(life.name()));
  }

  /** Returns how many workers are started beside those that work; those with gpus are no spares. */
  private int spares() {
    return shape.capacity().gpus() == 0 ? settings.warm() : 0;
  }

  /** Returns whether as many work as there should. */
  private synchronized boolean isSpare() {
    return lives.values().stream().filter(WorkerLife::works).count() >= shape.workers();
  }

  /** Has a spare worker do the work of one that is lost, unless another does so already. */
  private synchronized void promote() {
    if (isSpare()) {
      return;
    }
    for (WorkerLife spare : lives.values()) {
      RemoteWorker worker = spare.worker();
      if (worker != null && !spare.works() && !closing) {
        work(spare, worker);
        return;
      }
    }
  }

  private void exited(WorkerLife life) {
    RemoteWorker worker;
    synchronized (this) {
      worker = life.worker();
      lives.remove(life.name());
      if (closing || (worker != null && worker.wasClosed())) {
        return;
      }
      falseStarts += life.worker() == null ? 1 : 0;
    }
    String story = life.story();
    if (worker != null) {
      LOG.log(System.Logger.Level.WARNING, "worker {0} is gone: {1}", life.name(), story);
      worker.awaitEnded();
    }
    if (worker != null && life.works()) {
      started().engine.lose(new Event.WorkerLost(life.name(), story));
      promote();
    }
    replace(story, life.wasKilled() ? MOST_KILLED_STARTS : MOST_FALSE_STARTS);
  }

  /**
   * Starts a worker in the place of one that has ended, later if that had not been ready.
   *
   * @param most how many of those in a row are too many where no other worker is there
   */
  private void replace(String story, int most) {
    boolean hopeless;
    int delays;
    synchronized (this) {
      boolean others = lives.values().stream().anyMatch(other -> other.worker() != null);
      hopeless = !others && falseStarts >= most;
      delays = Math.min(falseStarts, MOST_DELAYS);
    }
    if (hopeless) {
      giveUp(story);
    } else {
      CompletableFuture.delayedExecutor(delays * DELAY_MILLIS, TimeUnit.MILLISECONDS)
          .execute(this::launchAgain);
    }
  }

  private void launchAgain() {
    try {
      launch();
    } catch (IOException e) {
      synchronized (this) {
        falseStarts++;
      }
      replace("it could not be started: " + e.getMessage(), MOST_FALSE_STARTS);
    }
  }

  private void giveUp(String story) {
    NoWorkersException reason =
        new NoWorkersException(
            "%d worker processes in a row ended before they were ready; the last one because %s"
                .formatted(falseStarts, story));
    if (!firstJoined.completeExceptionally(reason)) {
      started().engine.giveUp(reason);
    }
  }

  @Override
  public void close() {
    List<WorkerLife> left;
    synchronized (this) {
      closing = true;
      left = List.copyOf(lives.values());
    }
    long deadline = System.nanoTime() + END_LIMIT.toNanos();
    for (WorkerLife life : left) {
      if (life.worker() == null
          || !life.process()
              .awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
        life.process().kill();
      }
    }
    for (WorkerLife life : left) {
      life.process().awaitEnd(END_LIMIT);
    }
    if (watch != null) {
      watch.interrupt();
    }
    if (started != null) {
      try {
        started.entrance.close();
      } catch (IOException e) {
        // Its directory goes with it.
      }
    }
    if (made != null) {
      made.close();
    }
  }
}
