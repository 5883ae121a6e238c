// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.jobs;

import dev.yonder.wire.RunFiles;
import dev.yonder.wire.WholeFile;
import dev.yonder.worker.HostName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The right to drive a run, which one program has at a time.
 *
 * <p>Two files: one that is locked, where the file system can do that across hosts, and one that
 * says who has the lease, whose time shows that the owner is alive.
 */
public final class Lease implements AutoCloseable {
  /** How often the owner shows that it is alive. */
  static final Duration BEAT = Duration.ofSeconds(10);

  /** An owner that has not done so for this long is taken for dead. */
  static final Duration EXPIRY = Duration.ofSeconds(60);

  /** The place of the time of its start in what Linux tells of a process, behind its name. */
  private static final int START_TICKS = 19;

  private final Path file;
  private final String content;
  private final FileChannel channel;

  /** Goes on while the machine sleeps. */
  private final Clock clock;

  private Instant beat;

  private Lease(Path file, String content, FileChannel channel, Clock clock) {
    this.file = file;
    this.content = content;
    this.channel = channel;
    this.clock = clock;
    this.beat = clock.instant();
  }

  /**
   * Takes the lease of a run.
   *
   * @throws IllegalStateException if another program has it, with who that is
   * @throws IOException if the directory cannot be written to
   */
  public static Lease take(RunFiles run) throws IOException {
    return take(run, HostName.get(), ProcessHandle.current(), Clock.systemUTC());
  }

  static Lease take(RunFiles run, String host, ProcessHandle process, Clock clock)
      throws IOException {
    Path file = run.path().resolve("lease");
    FileChannel channel =
        FileChannel.open(
            run.path().resolve("lease.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      boolean locked = isLockedByAnother(channel);
      String owner = read(file);
      if (locked || (!owner.isEmpty() && isAlive(run, file, owner, host))) {
        throw new IllegalStateException(
            "the run %s is driven by %s; attach it when that has ended"
                .formatted(run.id(), inWords(owner)));
      }
      String content = content(host, process);
      WholeFile.write(file, content.getBytes(StandardCharsets.UTF_8));
      return new Lease(file, content, channel, clock);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Returns who has the lease of a run, in words; nothing if nobody has. */
  public static Optional<String> owner(RunFiles run) throws IOException {
    Path file = run.path().resolve("lease");
    String owner = read(file);
    return !owner.isEmpty() && isAlive(run, file, owner, HostName.get())
        ? Optional.of(inWords(owner))
        : Optional.empty();
  }

  /** Locks the file until it is closed, where it can be. */
  private static boolean isLockedByAnother(FileChannel channel) {
    try {
      FileLock lock = channel.tryLock();
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      // The file system has no locks; the owner's signs of life must do.
      return false;
    }
  }

  private static String content(String host, ProcessHandle process) {
    return String.join(
        "\n", host, Long.toString(process.pid()), started(process), UUID.randomUUID() + "\n");
  }

  /**
   * Returns what tells a process from others of its number, earlier and later ones: the boot of the
   * system, and how long after it the process was started. Where the system does not tell these,
   * the time of its start must do, which may be another one once the clock has been set.
   */
  private static String started(ProcessHandle process) {
    try {
      Path proc = Path.of("/proc");
      String boot = Files.readString(proc.resolve("sys/kernel/random/boot_id")).strip();
      Path stat = proc.resolve(Long.toString(process.pid())).resolve("stat");
      String told = Files.readString(stat, StandardCharsets.ISO_8859_1);
      // The name of the program is in parentheses and may contain some, and spaces.
      String[] fields = told.substring(told.lastIndexOf(')') + 2).split(" ", -1);
      return boot + " " + fields[START_TICKS];
    } catch (IOException e) {
      return process.info().startInstant().map(Instant::toString).orElse("");
    }
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  private static String inWords(String owner) {
    String[] lines = owner.split("\n", -1);
    return lines.length < 2
        ? "an unknown program"
        : "process %s on %s".formatted(lines[1], lines[0]);
  }

  /**
   * Returns whether the owner goes on: on this host its process tells, elsewhere the time of its
   * last sign of life, compared by the clock of the file system.
   */
  private static boolean isAlive(RunFiles run, Path file, String owner, String host)
      throws IOException {
    String[] lines = owner.split("\n", -1);
    if (lines.length >= 3 && lines[0].equals(host) && lines[1].matches("[0-9]{1,18}")) {
      Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(lines[1]));
      return process.isPresent() && started(process.get()).equals(lines[2]);
    }
    Path clock = run.path().resolve(".clock-" + UUID.randomUUID());
    try {
      FileTime now = Files.getLastModifiedTime(Files.createFile(clock));
      FileTime beat = Files.getLastModifiedTime(file);
      return now.toMillis() - beat.toMillis() < EXPIRY.toMillis();
    } catch (NoSuchFileException e) {
      return false;
    } finally {
      Files.deleteIfExists(clock);
    }
  }

  /**
   * Shows that the owner is alive, if it has not done so for a while; to be called before anything
   * that only the owner may do, as it may have been suspended for long.
   *
   * @throws IOException if another program has taken the lease
   */
  public void keep() throws IOException {
    Instant now = clock.instant();
    if (Duration.between(beat, now).abs().compareTo(BEAT) < 0) {
      return;
    }
    beat = now;
    if (!beat()) {
      throw new IOException(
          "another program has taken it, as this one gave no sign of life for long");
    }
  }

  /** Shows that the owner is alive; returns false if another program has taken the lease. */
  public boolean beat() throws IOException {
    if (!read(file).equals(content)) {
      return false;
    }
    WholeFile.write(file, content.getBytes(StandardCharsets.UTF_8));
    return true;
  }

  @Override
  public void close() throws IOException {
    if (read(file).equals(content)) {
      Files.deleteIfExists(file);
    }
    channel.close();
  }
}
