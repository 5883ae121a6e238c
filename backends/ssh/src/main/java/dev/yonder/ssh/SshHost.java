// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import dev.yonder.Resources;
import dev.yonder.spi.BackendException;
import dev.yonder.spi.BlockId;
import dev.yonder.spi.CommandRunner.Result;
import dev.yonder.spi.WorkerLaunch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A host, with its one worker at a time. */
final class SshHost {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** What a worker has of a host's memory where nobody says: users log in besides. */
  private static final double PART_OF_MEMORY = 0.8;

  private final int number;
  private final HostSettings settings;
  private final Master master;
  private final LocalDirectory directory;
  private final CodeShipping shipping;
  private int started;
  private @Nullable SshBlock block;

  SshHost(
      int number,
      HostSettings settings,
      Master master,
      LocalDirectory directory,
      CodeShipping shipping) {
    this.number = number;
    this.settings = settings;
    this.master = master;
    this.directory = directory;
    this.shipping = shipping;
  }

  /**
   * Starts a worker, in place of the one before.
   *
   * @throws BackendException if that cannot be done
   */
  synchronized SshBlock start(String worker, WorkerLaunch launch) throws BackendException {
    if (block != null) {
      block.cancel();
      block.forget();
      block = null;
    }
    HostFacts facts = look(launch);
    shipping.ship(settings, facts, launch, master, () -> look(launch));
    RunFiles files = RunFiles.of(facts, capacity(facts), worker, launch);
    Result result =
        master.run(files.parcel().intoNew(files.directory()), files.parcel()::writeTo, LIMIT);
    if (result.status() != 0) {
      throw HostTrouble.notWritten(settings, files.directory(), result);
    }
    BlockId id = new BlockId(settings + "#" + ++started);
    Path err = directory.file("err" + number + "-" + started);
    block = new SshBlock(id, master, files, master.start(files.startCommand(), err), err);
    return block;
  }

  private HostFacts look(WorkerLaunch launch) throws BackendException {
    return Probe.ask(master, settings, launch);
  }

  private Resources capacity(HostFacts facts) {
    return new Resources(
        settings.slots() > 0 ? settings.slots() : facts.cpus(),
        settings.memory() > 0 ? settings.memory() : (long) (facts.memory() * PART_OF_MEMORY),
        0,
        Map.of());
  }
}
