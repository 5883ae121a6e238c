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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A host, with its one worker at a time. */
final class SshHost {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** What a worker that is being brought takes where the host answers, and then some. */
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

  /** What a worker has of a host's memory where nobody says: users log in besides. */
  private static final double PART_OF_MEMORY = 0.8;

  private final int number;
  private final HostSettings settings;
  private final Master master;
  private final LocalDirectory directory;
  private final CodeShipping shipping;
  private int started;
  private volatile boolean closed;

  /**
   * Held while a worker is being brought to the host: of its files, which its own shell removes,
   * nobody would know where the connection ended before that shell runs.
   */
  private final Lock sending = new ReentrantLock();

  private volatile @Nullable SshBlock block;

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
   * @throws BackendException if that cannot be done, or the host is closed
   */
  synchronized SshBlock start(String worker, WorkerLaunch launch) throws BackendException {
    SshBlock before = block;
    if (before != null) {
      before.cancel();
      before.forget();
      block = null;
    }
    HostFacts facts = look(launch);
    shipping.ship(settings, facts, launch, master, () -> look(launch));
    RunFiles files = RunFiles.of(facts, capacity(facts), worker, launch);
    sending.lock();
    try {
      refuseIfClosed();
      SshBlock sent = send(files);
      block = sent;
      // Who has closed the host meanwhile ends what was sent.
      refuseIfClosed();
      return sent;
    } finally {
      sending.unlock();
    }
  }

  private SshBlock send(RunFiles files) throws BackendException {
    Result result =
        master.run(files.parcel().intoNew(files.directory()), files.parcel()::writeTo, LIMIT);
    if (result.status() != 0) {
      throw HostTrouble.notWritten(settings, files.directory(), result);
    }
    BlockId id = new BlockId(settings + "#" + ++started);
    Path err = directory.file("err" + number + "-" + started);
    return new SshBlock(id, master, files, master.start(files.startCommand(), err), err);
  }

  private void refuseIfClosed() throws BackendException {
    if (closed) {
      throw BackendException.lasting("the backend is closed", null);
    }
  }

  /** Has no worker started any more; one that is being started is ended again. */
  void refuse() {
    closed = true;
  }

  /** Ends its worker if there is one, even one that is being started, and the connection. */
  void close() {
    refuse();
    try {
      if (sending.tryLock(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          SshBlock last = block;
          if (last != null) {
            last.cancel();
          }
        } finally {
          sending.unlock();
        }
      }
    } catch (BackendException e) {
      // It ends by itself when it hears nothing of the driver.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    master.close();
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
