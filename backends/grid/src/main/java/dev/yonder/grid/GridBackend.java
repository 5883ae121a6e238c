// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import dev.yonder.Resources;
import dev.yonder.grid.GridDialect.Sighting;
import dev.yonder.spi.Backend;
import dev.yonder.spi.BackendException;
import dev.yonder.spi.BlockId;
import dev.yonder.spi.BlockPolicy;
import dev.yonder.spi.BlockRequest;
import dev.yonder.spi.BlockStatus;
import dev.yonder.spi.CommandRunner;
import dev.yonder.spi.WorkerLaunch;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Blocks that are jobs of a batch system, driven by its commands in the words of a dialect. */
final class GridBackend implements Backend {
  private static final System.Logger LOG = System.getLogger("dev.yonder");

  private final GridDialect dialect;
  private final GridSettings settings;
  private final String run;
  private final JobQueue queue;
  private final Submitter submitter;
  private final ArrayLimit limit;
  private final SharedDirectory directory;
  private final Map<BlockId, Path> outputs = new ConcurrentHashMap<>();
  private final Set<String> arrays = ConcurrentHashMap.newKeySet();

  /** What was submitted in doubt and will be asked for again, by its first worker. */
  private final Map<String, GridJob> doubted = new ConcurrentHashMap<>();

  private final AtomicInteger submissions = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Constructs a backend, which does nothing yet.
   *
   * @param run a name that no other backend has
   */
  GridBackend(GridDialect dialect, GridSettings settings, CommandRunner runner, String run) {
    GridCommands commands = new GridCommands(runner, settings.bin(), settings.commandTimeout());
    this.dialect = dialect;
    this.settings = settings;
    this.run = run;
    this.queue = new JobQueue(dialect, commands);
    this.submitter = new Submitter(dialect, commands, queue);
    this.limit = new ArrayLimit(dialect, commands);
    this.directory = new SharedDirectory(settings.directory(), run, Clock.systemUTC());
  }

  @Override
  public String description() {
    String where = settings.queue() == null ? "" : ", queue " + settings.queue();
    return policy().use() == BlockPolicy.Use.PILOTS
        ? "workers that are jobs of %s%s".formatted(dialect.system(), where)
        : "jobs of %s%s, one a call".formatted(dialect.system(), where);
  }

  @Override
  public BlockPolicy policy() {
    return settings.blocks();
  }

  @Override
  public List<BlockId> submit(BlockRequest request) throws BackendException {
    directory.open();
    directory.addCode(request.launch().code());
    int most = limit.most(request.count());
    int end = request.first() + request.count();
    List<BlockId> ids = new ArrayList<>();
    for (int first = request.first(); first < end; first += most) {
      try {
        ids.addAll(submit(request, first, Math.min(most, end - first)));
      } catch (BackendException e) {
        if (ids.isEmpty()) {
          throw e;
        }
        // The caller sees which are missing, and is told why when it asks for them again.
        return ids;
      }
    }
    return ids;
  }

  /** Submits some blocks of a request, which all get into one array. */
  private List<BlockId> submit(BlockRequest request, int first, int count) throws BackendException {
    String worker = request.worker(first);
    GridJob before = doubted.get(worker);
    if (before != null) {
      // One of another size is of no use, as where the limit of arrays was not known before.
      List<BlockId> ids = before.count() == count ? submitter.turnedUp(before) : List.of();
      // Only now, as it is removed where nobody wants it.
      doubted.remove(worker);
      if (!ids.isEmpty()) {
        return placed(before, ids);
      }
    }
    // Numbered, as what was submitted in doubt before may still turn up under its own name.
    String name = "yonder-" + run + "-" + submissions.incrementAndGet() + "-" + worker;
    GridJob job = job(request, first, count, name);
    Map<String, String> files = files(job);
    directory.addArray(name, files, request.launch().secrets());
    arrays.add(name);
    Path file = job.directory().resolve(files.keySet().iterator().next());
    try {
      return placed(job, submitter.submit(job, file));
    } catch (BackendException e) {
      boolean comesAgain =
          policy().use() == BlockPolicy.Use.CALLS && first == request.first() && !closed.get();
      if (comesAgain && submitter.doubts(name)) {
        doubted.put(worker, job);
      }
      throw e;
    }
  }

  private List<BlockId> placed(GridJob job, List<BlockId> ids) {
    for (int i = 0; i < ids.size(); i++) {
      outputs.put(ids.get(i), job.directory().resolve(GridJob.output(Integer.toString(i))));
    }
    return ids;
  }

  private GridJob job(BlockRequest request, int first, int count, String name) {
    WorkerLaunch launch = request.launch();
    Resources needs = request.needs() == null ? own() : request.needs();
    Duration walltime = request.walltime() == null ? policy().walltime() : request.walltime();
    WorkerLaunch.Place place =
        new WorkerLaunch.Place(
            JobScript.JAVA,
            directory.code().toString(),
            directory.secrets(name).toString(),
            JobScript.SCRATCH,
            request.name(),
            needs);
    JobScript script =
        new JobScript(
            launch.command(place), launch.environment(needs.cpus()), settings.java(), first);
    return new GridJob(name, count, needs, walltime, settings, directory.array(name), script);
  }

  @Override
  public Path directory() {
    return settings.directory();
  }

  @Override
  public List<String> preview(BlockRequest request) {
    GridJob job = job(request, request.first(), request.count(), "yonder-%s-1".formatted(run));
    Map<String, String> files = dialect.files(job);
    List<String> lines = new ArrayList<>();
    files.forEach(
        (name, content) -> {
          lines.add("# " + job.directory().resolve(name));
          lines.addAll(content.lines().toList());
        });
    Path file = job.directory().resolve(files.keySet().iterator().next());
    lines.add("");
    lines.add("$ " + String.join(" ", dialect.submitCommand(job, file)));
    return lines;
  }

  private Resources own() {
    Resources needs = policy().needs();
    return needs == null ? new Resources(1, 0, 0, Map.of()) : needs;
  }

  private Map<String, String> files(GridJob job) throws BackendException {
    try {
      return dialect.files(job);
    } catch (IllegalArgumentException e) {
      throw BackendException.lasting("the worker cannot be started: " + e.getMessage(), e);
    }
  }

  @Override
  public Map<BlockId, BlockStatus> poll(Set<BlockId> blocks) throws BackendException {
    if (blocks.isEmpty()) {
      return Map.of();
    }
    List<Sighting> seen = queue.look();
    settle(seen);
    Map<BlockId, BlockStatus> byId = new HashMap<>();
    for (Sighting sighting : seen) {
      if (sighting.status() != null) {
        byId.put(sighting.id(), sighting.status());
      }
    }
    Map<BlockId, BlockStatus> known = new HashMap<>();
    for (BlockId block : blocks) {
      BlockStatus status = status(block, byId);
      if (status != null) {
        known.put(block, status);
      }
    }
    removeHopeless(known);
    known.replaceAll(this::withOutput);
    return known;
  }

  /** Returns what was said of a block, or else of its array, which can end as a whole. */
  private @Nullable BlockStatus status(BlockId block, Map<BlockId, BlockStatus> seen) {
    BlockStatus own = seen.get(block);
    BlockStatus whole = seen.get(new BlockId(dialect.arrayOf(block)));
    return own == null && whole != null && whole.end() != null ? whole : own;
  }

  private void settle(List<Sighting> seen) {
    try {
      Set<String> wanted = doubted.values().stream().map(GridJob::name).collect(Collectors.toSet());
      submitter.settle(seen, wanted);
    } catch (BackendException e) {
      LOG.log(System.Logger.Level.DEBUG, "what was submitted in doubt stays for now", e);
    }
  }

  /** Takes those out of the queue that will never be started; while that fails, they wait. */
  private void removeHopeless(Map<BlockId, BlockStatus> known) {
    List<BlockId> hopeless =
        known.entrySet().stream()
            .filter(entry -> entry.getValue().end() == BlockStatus.End.REJECTED)
            .map(Map.Entry::getKey)
            .toList();
    try {
      queue.remove(hopeless);
    } catch (BackendException e) {
      for (BlockId block : hopeless) {
        known.computeIfPresent(
            block, (id, status) -> BlockStatus.queued(status.reason() + "; " + e.getMessage()));
      }
    }
  }

  private BlockStatus withOutput(BlockId block, BlockStatus status) {
    if (status.end() == null) {
      return status;
    }
    Path output = outputs.remove(block);
    boolean unexpected =
        status.end() == BlockStatus.End.CRASHED || status.end() == BlockStatus.End.NEVER_STARTED;
    return output == null || !unexpected
        ? status
        : BlockStatus.ended(status.end(), status.reason() + OutputEnd.of(output));
  }

  @Override
  public void cancel(Set<BlockId> blocks) throws BackendException {
    queue.remove(blocks);
    outputs.keySet().removeAll(blocks);
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    if (submitter.hasDoubts()) {
      try {
        submitter.settle(queue.look(), Set.of());
      } catch (BackendException e) {
        LOG.log(
            System.Logger.Level.WARNING,
            "jobs whose names begin with yonder-{0} may be left in the queue, because {1}",
            run,
            e.getMessage());
      }
    }
    // Pilots have nobody to call any more; jobs of single calls go on.
    if (policy().use() == BlockPolicy.Use.PILOTS) {
      arrays.forEach(directory::removeSecrets);
    }
  }
}
