// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import dev.yonder.spi.BackendException;
import dev.yonder.spi.CommandRunner.Result;
import dev.yonder.spi.WorkerLaunch;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings the jars of workers to hosts that do not have them, once to each file system.
 *
 * <p>Hosts whose jars are on one file system take turns, and look again what is there when it is
 * theirs. Jars are named by their content and appear whole, so nothing goes wrong where other
 * drivers bring them at the same time, or where two file systems have one name, as after a copy of
 * a disk.
 */
final class CodeShipping {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Slower than any link that this would be of use on. */
  private static final long BYTES_A_SECOND = 32 << 10;

  private final Map<String, Object> turns = new ConcurrentHashMap<>();

  /** Says anew what a host has. */
  interface Look {
    HostFacts again() throws BackendException;
  }

  /**
   * Has the host have all jars.
   *
   * @throws BackendException if it could not
   */
  void ship(HostSettings host, HostFacts facts, WorkerLaunch launch, Master master, Look look)
      throws BackendException {
    if (missing(facts, launch).isEmpty()) {
      return;
    }
    String turn = facts.fileSystem().isEmpty() ? host.toString() : facts.fileSystem();
    synchronized (turns.computeIfAbsent(turn, name -> new Object())) {
      HostFacts now = look.again();
      List<WorkerLaunch.CodeFile> missing = missing(now, launch);
      if (!missing.isEmpty()) {
        send(host, now, parcel(missing), master);
      }
    }
  }

  private static List<WorkerLaunch.CodeFile> missing(HostFacts facts, WorkerLaunch launch)
      throws BackendException {
    List<WorkerLaunch.CodeFile> missing = new ArrayList<>();
    for (WorkerLaunch.CodeFile file : launch.code()) {
      // A host that went down may have left one that is named, but not whole.
      Long there = facts.jars().get(file.name());
      if (there == null || there != size(file)) {
        missing.add(file);
      }
    }
    return missing;
  }

  private static long size(WorkerLaunch.CodeFile file) throws BackendException {
    try {
      return Files.size(file.file());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static Parcel parcel(List<WorkerLaunch.CodeFile> files) throws BackendException {
    Parcel parcel = new Parcel();
    for (WorkerLaunch.CodeFile file : files) {
      try {
        parcel.add(file.name(), file.file(), file.sha256());
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }
    return parcel;
  }

  private static BackendException unreadable(WorkerLaunch.CodeFile file, IOException e) {
    return BackendException.lasting(
        "the program's code cannot be read from %s: %s".formatted(file.file(), e.getMessage()), e);
  }

  private static void send(HostSettings host, HostFacts facts, Parcel parcel, Master master)
      throws BackendException {
    // Jars come as one file, from which they are taken one by one.
    long needed = 2 * parcel.size();
    if (facts.free() > 0 && facts.free() < needed) {
      throw HostTrouble.full(
          host,
          facts.code(),
          "%d MiB are needed for the program's code and %d MiB are free"
              .formatted((needed >> 20) + 1, facts.free() >> 20));
    }
    Result result =
        master.run(
            parcel.into(facts.code()),
            parcel::writeTo,
            LIMIT.plusSeconds(parcel.size() / BYTES_A_SECOND));
    if (result.status() != 0) {
      throw HostTrouble.notWritten(host, facts.code(), result);
    }
  }
}
