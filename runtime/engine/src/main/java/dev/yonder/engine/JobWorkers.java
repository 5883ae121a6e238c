// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.core.Effect;
import dev.yonder.core.Outcome;
import dev.yonder.core.TaskSpec;
import dev.yonder.engine.jobs.JobArchive;
import dev.yonder.engine.jobs.Lease;
import dev.yonder.engine.jobs.PinnedCode;
import dev.yonder.engine.jobs.RunLaunch;
import dev.yonder.engine.jobs.Runs;
import dev.yonder.engine.launch.Code;
import dev.yonder.engine.launch.CodeStore;
import dev.yonder.spi.Backend;
import dev.yonder.spi.TaskType;
import dev.yonder.wire.Input;
import dev.yonder.wire.PayloadCodec;
import dev.yonder.worker.Catalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has every attempt run as a job of its own, which is described by a file and leaves its result in
 * one.
 *
 * <p>A thread of its own owns the files and what is known of the jobs; the commands of the batch
 * system have another one.
 */
final class JobWorkers implements Workers, Binder {
  private static final System.Logger LOG = System.getLogger("dev.yonder");
  private static final long TICK_MILLIS = 50;

  /** The journal and the jobs wait so long for actions of which there are many. */
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final String profile;
  private final Backend backend;
  private final WorkerSettings settings;
  private final PayloadCodec codec;
  private final Catalog catalog;
  private final BlockingQueue<Action> mail = new LinkedBlockingQueue<>();

  /** The run that is attached; null until it is opened where it is a new one. */
  private @Nullable OpenRun run;

  // Set by open.
  private @Nullable EngineSession session;
  private @Nullable JobBook book;
  private @Nullable Thread keeper;

  /** Ends with the thread of the jobs. */
  private final CompletableFuture<@Nullable Void> stopped = new CompletableFuture<>();

  private volatile boolean detached;
  private volatile boolean ending;

  /** Something that the thread of the jobs is to do. */
  private interface Action {
    void run(JobBook book) throws IOException;
  }

  /**
   * Constructs what runs jobs.
   *
   * @param run the run that is attached, null for a new one
   */
  JobWorkers(String profile, Backend backend, WorkerSettings settings, @Nullable OpenRun run) {
    this.profile = profile;
    this.backend = backend;
    this.settings = settings;
    this.run = run;
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    this.codec = new ComingCodec(loader, /* mayLeaveHost= */ true);
    this.catalog = Catalog.of(loader);
  }

  @Override
  public void open(EngineSession opened, Engine engine) {
    session = opened;
    try {
      Code code = CodeStore.ofThisProcess();
      boolean isNew = run == null;
      OpenRun here = run == null ? begin(code, opened.seed()) : run;
      run = here;
      checkCode(here, code);
      Code kept = PinnedCode.keep(code, backend.directory());
      JobArchive archive = new JobArchive(kept, backend.directory(), settings.jvm());
      RunLaunch launch =
          new RunLaunch(
              here.files().path(),
              PinnedCode.pin(kept, here.files()),
              settings.jvm(),
              settings.environment(),
              archive);
      JobBook made =
          new JobBook(
              here,
              codec,
              new JobBatch(backend),
              launch,
              new JobBook.Surroundings(profile, backend, opened.seed(), opened, engine),
              this::post);
      book = made;
      if (!isNew) {
        made.replay(this::type);
      }
      Thread thread = new Thread(() -> keep(made), "yonder-jobs");
      thread.setDaemon(true);
      keeper = thread;
      thread.start();
    } catch (IOException e) {
      close();
      throw new UncheckedIOException(
          "the profile %s has no run, because %s".formatted(profile, e.getMessage()), e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private OpenRun begin(Code code, long seed) throws IOException {
    OpenRun begun = OpenRun.begin(new Runs(backend.directory()), profile, code.digest(), seed);
    LOG.log(
        System.Logger.Level.INFO,
        "the run {0} is in {1}; Yonder.attach(\"{0}\") finds it again",
        begun.files().id(),
        begun.files().path());
    return begun;
  }

  private static void checkCode(OpenRun run, Code code) {
    if (!run.manifest().code().equals(code.digest())) {
      throw new IllegalStateException(
          ("the run %s was begun by other code (%s, class path %.12s) than this program has (class"
                  + " path %.12s), which might understand its results wrongly; attach it with the"
                  + " program as it was, whose jars are in %s")
              .formatted(
                  run.files().id(),
                  run.manifest().program(),
                  run.manifest().code(),
                  code.digest(),
                  run.files().code()));
    }
  }

  /** Returns the run; there is one from {@link #open} on. */
  OpenRun run() {
    OpenRun open = run;
    if (open == null) {
      throw new IllegalStateException("not opened");
    }
    return open;
  }

  private JobBook book() {
    JobBook open = book;
    if (open == null) {
      throw new IllegalStateException("not opened");
    }
    return open;
  }

  /** Returns the calls that were made before the run was attached, null for a new one. */
  @Nullable ReplayedCalls replayed() {
    return book().replayed();
  }

  @Override
  public Binder binder() {
    return this;
  }

  @Override
  public PayloadCodec codec() {
    return codec;
  }

  @Override
  public TaskType type(String id) {
    return catalog.require(id);
  }

  private void post(JobStep step) {
    mail.add(unused -> step.run());
  }

  @Override
  public void submitted(TaskSpec task) {
    Call call = (Call) task.payload();
    int[] positions = JobFiles.positions(call.given(), task.dependencies().length);
    mail.add(jobs -> jobs.submitted(task, positions));
  }

  @Override
  public WorkerLink bind(Effect.SubmitBound effect) {
    Call call = (Call) effect.task().payload();
    int count = effect.task().dependencies().length;
    int[] positions = new int[count];
    List<Input> inputs = new ArrayList<>(count);
    for (int i = 0; inputs.size() < count; i++) {
      Input input = call.input(i);
      if (input != null) {
        positions[inputs.size()] = i;
        inputs.add(input);
      }
    }
    Job job =
        new Job(effect, positions, inputs, unwanted -> mail.add(jobs -> jobs.cancel(unwanted)));
    mail.add(jobs -> jobs.bound(job));
    return job;
  }

  @Override
  public void ended(TaskSpec task, Outcome outcome, @Nullable Object resultOrEnd) {
    if (!detached) {
      mail.add(jobs -> jobs.ended(task, outcome, resultOrEnd));
    }
  }

  /** Looks after the jobs until the session is closed. */
  private void keep(JobBook jobs) {
    Lease lease = run().lease();
    try {
      while (!ending || !mail.isEmpty()) {
        Action next = mail.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
        long start = System.nanoTime();
        while (next != null) {
          lease.keep();
          next.run(jobs);
          next = System.nanoTime() - start < MOST_NANOS ? mail.poll() : null;
        }
        lease.keep();
        jobs.look();
      }
    } catch (InterruptedException e) {
      // Nobody does that but by mistake; the session is of no use without this thread.
      giveUp("the thread was interrupted that looks after its jobs");
    } catch (IOException e) {
      giveUp(String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "the jobs of the session are not looked after", e);
      giveUp("looking after its jobs failed, which is a fault of Yonder's: " + e);
    } finally {
      stopped.complete(null);
    }
  }

  private void giveUp(String reason) {
    detached = true;
    JobBook jobs = book;
    if (jobs != null) {
      // Nobody would take notice of what is submitted now.
      jobs.batch().abandon();
    }
    EngineSession open = session;
    if (open != null) {
      open.giveUp(
          new NoWorkersException(
              "the run %s cannot go on here: %s".formatted(run().files().id(), reason)));
    }
  }

  /** Has everything submitted that can be, and takes no notice of ends any more. */
  void detach() {
    CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    mail.add(jobs -> jobs.submitAll(() -> done.complete(null)));
    CompletableFuture.anyOf(done, stopped).join();
    detached = true;
  }

  @Override
  public void close() {
    JobBook jobs = book;
    if (jobs != null && keeper != null) {
      mail.add(open -> open.close(detached));
      ending = true;
      awaitEnd(keeper);
      jobs.batch().close();
    } else {
      backend.close();
    }
    OpenRun open = run;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.log(
            System.Logger.Level.WARNING, "the run {0} is not closed: {1}", open.files().id(), e);
      }
    }
  }

  private static void awaitEnd(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the name of the run. */
  String runId() {
    return run().files().id();
  }
}
