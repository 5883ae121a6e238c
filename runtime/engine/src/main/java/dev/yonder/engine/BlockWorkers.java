// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.Resources;
import dev.yonder.core.Event;
import dev.yonder.core.Loss;
import dev.yonder.core.SchedulerPolicy;
import dev.yonder.engine.launch.CodeStore;
import dev.yonder.engine.launch.JavaCommand;
import dev.yonder.engine.launch.RunDirectory;
import dev.yonder.spi.Backend;
import dev.yonder.spi.BackendException;
import dev.yonder.spi.BlockPolicy;
import dev.yonder.spi.BlockStatus;
import dev.yonder.spi.TaskType;
import dev.yonder.wire.Connection;
import dev.yonder.wire.Link;
import dev.yonder.wire.Message;
import dev.yonder.wire.PayloadCodec;
import dev.yonder.wire.StdioLinks;
import dev.yonder.worker.Catalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Workers in the blocks of a backend, which come and go. */
final class BlockWorkers implements Workers, BlockSession {
  private static final System.Logger LOG = System.getLogger("dev.yonder");

  /** How long workers may take to end by themselves when the session is closed. */
  private static final Duration END_LIMIT = Duration.ofSeconds(3);

  private static final int SECRET_BYTES = 32;
  private static final int INLINE_BYTES = 64 * 1024;

  /** Reports from other hosts take some milliseconds. */
  private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** The clock of a block starts before its worker joins. */
  private static final double PART_LEFT = 0.95;

  /** What a call may ask for of the time that is left when a worker joins. */
  private static final double PART_FOR_CALL = 0.9;

  private final String profile;
  private final Backend backend;
  private final BlockPolicy policy;
  private final WorkerSettings settings;
  private final @Nullable String address;
  private final PayloadCodec codec;
  private final Catalog catalog;
  private final byte[] secret = new byte[SECRET_BYTES];
  private final Blocks blocks = new Blocks();
  private final CompletableFuture<@Nullable Void> ready = new CompletableFuture<>();

  // Set by open.
  private @Nullable RunDirectory made;
  private @Nullable Started started;
  private @Nullable Thread heartbeats;
  private volatile boolean closing;

  /** What is there once blocks can be submitted. */
  private record Started(
      EngineSession session,
      Engine engine,
      Admission<Block> admission,
      BlockPlan plan,
      BlockWatch watch,
      BlockKeeper keeper,
      @Nullable TlsEntrance entrance) {}

  /**
   * Constructs workers.
   *
   * @param address the address of this host that workers call, null for all that it has
   */
  BlockWorkers(String profile, Backend backend, WorkerSettings settings, @Nullable String address) {
    this.profile = profile;
    this.backend = backend;
    this.policy = backend.policy();
    this.settings = settings;
    this.address = address;
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    this.codec = new ComingCodec(loader, /* mayLeaveHost= */ true);
    this.catalog = Catalog.of(loader);
    new SecureRandom().nextBytes(secret);
  }

  @Override
  public void open(EngineSession session, Engine engine) {
    try {
      Started here = start(session, engine);
      started = here;
      heartbeats = HeartbeatWatch.start(blocks::all);
      if (here.entrance != null) {
        Daemons.start("yonder-accept", () -> here.admission.watch(here.entrance));
      }
      here.plan.begin();
      here.keeper.start();
      ready.join();
    } catch (BackendException e) {
      // The session closes what is there already.
      throw new IllegalStateException(noWorkers(e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(noWorkers(e.getMessage()), e);
    } catch (CompletionException e) {
      throw new IllegalStateException(
          e.getCause() == null ? e.toString() : e.getCause().getMessage(), e);
    }
  }

  private Started start(EngineSession session, Engine engine) throws IOException {
    RunDirectory directory = RunDirectory.make();
    made = directory;
    var code = CodeStore.ofThisProcess();
    TlsEntrance entrance =
        policy.reach() == BlockPolicy.Reach.HOME
            ? TlsEntrance.toThisHost(directory.path(), address)
            : null;
    RemoteLaunch launch =
        new RemoteLaunch(
            code,
            secret,
            entrance == null ? null : entrance.home(),
            settings.jvm(),
            settings.environment());
    BlockPlan plan =
        policy.use() == BlockPolicy.Use.PLACES
            ? new Places(profile, backend, blocks, launch, this)
            : new Pilots(profile, backend, blocks, launch, this);
    BlockWatch watch = new BlockWatch(backend, blocks, policy.poll(), this::ended);
    BlockKeeper keeper = new BlockKeeper(blocks, plan, watch, this);
    Admission<Block> admission =
        new Admission<>(new Handshake(secret, code.digest()), this::expected, this::take);
    return new Started(session, engine, admission, plan, watch, keeper, entrance);
  }

  private String noWorkers(@Nullable String reason) {
    return "the profile %s has no workers, because %s".formatted(profile, reason);
  }

  private Started started() {
    if (started == null) {
      throw new IllegalStateException("not opened");
    }
    return started;
  }

  @Override
  public PayloadCodec codec() {
    return codec;
  }

  @Override
  public TaskType type(String id) {
    return catalog.require(id);
  }

  @Override
  public void see(Consumer<BlockPlan.Seen> told) {
    Engine engine = started().engine;
    // Nobody joins in between, who would not be coming any more, nor known to the engine.
    synchronized (this) {
      int present = blocks.all().size();
      int coming = blocks.count(block -> !block.joined());
      List<String> working = blocks.where(Block::works).stream().map(Block::name).toList();
      engine.load(working, load -> told.accept(new BlockPlan.Seen(present, coming, load)));
    }
  }

  @Override
  public void await(Block block, Process process) throws IOException {
    started().admission.admit(StdioLinks.toProcess(process));
  }

  private @Nullable Block expected(Message.Hello hello) {
    Block block = blocks.get(hello.worker());
    return block == null || block.joined() || isOver() ? null : block;
  }

  private void take(Block block, Message.Hello hello, Connection connection) throws IOException {
    Started here = started();
    Message.Welcome welcome =
        new Message.Welcome(
            profile,
            backend.description(),
            here.session.seed(),
            HeartbeatWatch.PERIOD_MILLIS,
            INLINE_BYTES);
    Link link = connection.welcome(welcome, block.name());
    RemoteWorker worker =
        new RemoteWorker(
            block.name(),
            JavaCommand.heapBytes(hello.capacity().memory()),
            link,
            here.session,
            block);
    // At once for others, as a block that ends meanwhile would be lost before it is there.
    synchronized (this) {
      if (blocks.get(block.name()) != block || !block.join(worker)) {
        link.close();
        return;
      }
      here.plan.joined(block);
      here.engine.join(worker, joined(block.name(), hello.capacity()));
      worker.start();
    }
    ready();
  }

  private Event.WorkerJoined joined(String name, Resources capacity) {
    Duration walltime = policy.walltime();
    long endsAt =
        walltime == null ? Long.MAX_VALUE : started().engine.now() + part(walltime, PART_LEFT);
    return new Event.WorkerJoined(name, capacity, LEAD_NANOS, endsAt, /* expendable= */ true);
  }

  /** Returns what tasks may need at most that blocks of the policy are to run, null if any. */
  static SchedulerPolicy.@Nullable Coming coming(BlockPolicy policy) {
    Resources needs = policy.needs();
    Duration walltime = policy.walltime();
    return needs == null
        ? null
        : new SchedulerPolicy.Coming(
            needs, walltime == null ? Long.MAX_VALUE : part(walltime, PART_FOR_CALL));
  }

  private static long part(Duration walltime, double part) {
    return (long) (Nanos.of(walltime) * part);
  }

  @Override
  public void ready() {
    ready.complete(null);
  }

  @Override
  public void giveUp(String reason) {
    NoWorkersException gone = new NoWorkersException(noWorkers(reason));
    if (!ready.completeExceptionally(gone)) {
      started().engine.giveUp(gone);
    }
  }

  @Override
  public boolean isOver() {
    Started here = started;
    return closing || (here != null && here.engine.isGivenUp());
  }

  @Override
  public void retire(String worker, long handed) {
    started().engine.retire(worker, handed);
  }

  @Override
  public void linkEnded(Block block) {
    // The keeper asks what became of it, as it does for blocks that have not joined. Until that is
    // known, it gets no tasks, which would be lost with it.
    started().session.draining(block.name());
  }

  /** Takes notice that a block is over. */
  private void ended(Block block, BlockStatus.End how) {
    synchronized (this) {
      if (!blocks.remove(block)) {
        return;
      }
    }
    RemoteWorker worker = block.lastWorker();
    if (worker != null && !worker.wasClosed()) {
      LOG.log(System.Logger.Level.WARNING, "worker {0} is gone: {1}", block.name(), block.story());
      worker.cut();
      worker.awaitEnded();
      started().engine.lose(new Event.WorkerLost(block.name(), block.story(), loss(how)));
    }
    if (!isOver()) {
      started().plan.ended(block, how);
    }
  }

  private static Loss loss(BlockStatus.End how) {
    return switch (how) {
      case DONE, CRASHED, REJECTED -> Loss.CRASHED;
      case WALLTIME -> Loss.WALLTIME;
      case PREEMPTED -> Loss.PREEMPTED;
      case NEVER_STARTED -> Loss.NEVER_STARTED;
    };
  }

  @Override
  public void close() {
    Started here = started;
    if (here != null) {
      // First, as it takes a session that is over before it was told to end for one given up.
      here.keeper.end();
    }
    closing = true;
    if (heartbeats != null) {
      heartbeats.interrupt();
    }
    if (here != null) {
      awaitEnds();
      here.keeper.awaitEnd();
      here.watch.cancel(blocks.all());
      if (here.entrance != null) {
        closeQuietly(here.entrance);
      }
    }
    backend.close();
    if (made != null) {
      made.close();
    }
  }

  private static void closeQuietly(TlsEntrance entrance) {
    try {
      entrance.close();
    } catch (IOException e) {
      // Nobody comes any more.
    }
  }

  /**
   * Waits for workers to end, which were told that the session does; where that costs nothing, for
   * all that is left of their blocks.
   */
  private void awaitEnds() {
    long deadline = System.nanoTime() + END_LIMIT.toNanos();
    for (Block block : blocks.where(Block::joined)) {
      RemoteWorker worker = block.lastWorker();
      if (worker != null) {
        worker.awaitEnded(left(deadline));
      }
      if (policy.reach() == BlockPolicy.Reach.STREAMS && block.id() != null) {
        awaitEnd(backend.process(block.id()), left(deadline));
      }
    }
  }

  private static void awaitEnd(Process process, Duration limit) {
    try {
      process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration left(long deadline) {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }
}
