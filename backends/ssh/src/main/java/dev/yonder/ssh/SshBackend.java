// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import dev.yonder.spi.Backend;
import dev.yonder.spi.BackendException;
import dev.yonder.spi.BlockId;
import dev.yonder.spi.BlockPolicy;
import dev.yonder.spi.BlockRequest;
import dev.yonder.spi.BlockStatus;
import dev.yonder.spi.CommandRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Workers on hosts, one on each, to which the system's ssh leads. */
final class SshBackend implements Backend {
  private static final Duration POLL = Duration.ofSeconds(1);

  /** Workers end at once when they are told to; ssh ends when what they leave is removed. */
  private static final Duration END_LIMIT = Duration.ofSeconds(3);

  private final SshSettings settings;
  private final CommandRunner runner;
  private final Processes processes;
  private final BooleanSupplier terminal;
  private final CodeShipping shipping = new CodeShipping();
  private final Map<BlockId, SshBlock> blocks = new ConcurrentHashMap<>();

  // Guarded by this.
  private final Map<Integer, SshHost> hosts = new HashMap<>();
  private @Nullable LocalDirectory directory;
  private boolean closed;

  /**
   * Constructs a backend that has not done anything.
   *
   * @param runner runs commands of ssh to their end
   * @param processes starts those that go on
   * @param terminal tells whether ssh may ask somebody
   */
  SshBackend(
      SshSettings settings, CommandRunner runner, Processes processes, BooleanSupplier terminal) {
    this.settings = settings;
    this.runner = runner;
    this.processes = processes;
    this.terminal = terminal;
  }

  @Override
  public String description() {
    List<HostSettings> all = settings.hosts();
    String names =
        all.stream().limit(3).map(HostSettings::toString).collect(Collectors.joining(", "));
    return all.size() <= 3
        ? names + " over ssh"
        : "%d hosts over ssh (%s, …)".formatted(all.size(), names);
  }

  @Override
  public BlockPolicy policy() {
    int count = settings.hosts().size();
    return new BlockPolicy(
        BlockPolicy.Use.PLACES,
        BlockPolicy.Reach.STREAMS,
        count,
        count,
        count,
        /* needs= */ null,
        /* walltime= */ null,
        /* idle= */ POLL,
        POLL);
  }

  @Override
  public List<BlockId> submit(BlockRequest request) throws BackendException {
    List<BlockId> ids = new ArrayList<>();
    for (int number = request.first(); number < request.first() + request.count(); number++) {
      SshBlock block = host(number).start(request.worker(number), request.launch());
      blocks.put(block.id(), block);
      ids.add(block.id());
    }
    return ids;
  }

  private synchronized SshHost host(int number) throws BackendException {
    if (closed) {
      throw BackendException.lasting("the backend is closed", null);
    }
    if (number < 1 || number > settings.hosts().size()) {
      throw new IllegalArgumentException(
          "there are hosts 1 to %d, not %d".formatted(settings.hosts().size(), number));
    }
    if (directory == null) {
      directory = LocalDirectory.make();
    }
    LocalDirectory here = directory;
    return hosts.computeIfAbsent(number, n -> host(n, here));
  }

  private SshHost host(int number, LocalDirectory here) {
    HostSettings host = settings.hosts().get(number - 1);
    SshCommands commands =
        new SshCommands(settings, host, here.file("s" + number), here.file("log" + number));
    Master master = new Master(commands, runner, processes, terminal);
    return new SshHost(number, host, master, here, shipping);
  }

  @Override
  public Map<BlockId, BlockStatus> poll(Set<BlockId> asked) {
    Map<BlockId, BlockStatus> statuses = new HashMap<>();
    for (BlockId id : asked) {
      SshBlock block = blocks.get(id);
      if (block != null) {
        statuses.put(id, block.status());
      }
    }
    return statuses;
  }

  @Override
  public void cancel(Set<BlockId> asked) throws BackendException {
    BackendException failure = null;
    for (BlockId id : asked) {
      SshBlock block = blocks.get(id);
      try {
        if (block != null) {
          block.cancel();
        }
      } catch (BackendException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public Process process(BlockId id) {
    SshBlock block = blocks.get(id);
    if (block == null) {
      throw new IllegalStateException("there is no block " + id);
    }
    return block.process();
  }

  @Override
  public void close() {
    List<SshHost> open;
    LocalDirectory here;
    synchronized (this) {
      closed = true;
      open = List.copyOf(hosts.values());
      here = directory;
      directory = null;
    }
    open.forEach(SshHost::refuse);
    long deadline = System.nanoTime() + END_LIMIT.toNanos();
    for (SshBlock block : blocks.values()) {
      block.awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }
    open.parallelStream().forEach(SshHost::close);
    if (here != null) {
      here.remove();
    }
  }
}
