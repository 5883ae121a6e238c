// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.wire.Message;
import dev.yonder.wire.ProtocolException;
import dev.yonder.wire.RunFiles;
import dev.yonder.worker.TaskLog;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sees which files of a directory are there, without listing it again and again where nothing has
 * changed; used by one thread.
 */
final class JobResults {
  /** A directory on another host's disk may not show at once that it has changed. */
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** A listing may take this part of the time. */
  private static final int PART = 20;

  private final Path directory;
  private @Nullable FileTime changed;
  private long next;
  private long listedAt;
  private Set<String> names = Set.of();

  JobResults(Path directory) {
    this.directory = directory;
    this.next = System.nanoTime();
    this.listedAt = next - LONGEST_NANOS;
  }

  /**
   * Returns the names of the results, null if nothing is known to have changed since the last time.
   */
  @Nullable Set<String> look() throws IOException {
    long now = System.nanoTime();
    if (now - next < 0) {
      return null;
    }
    FileTime modified = Files.getLastModifiedTime(directory);
    if (modified.equals(changed) && now - listedAt < LONGEST_NANOS) {
      return null;
    }
    changed = modified;
    return list();
  }

  /** Returns the names of the results, after having the directory's state brought here. */
  Set<String> lookAfresh() throws IOException {
    // What changes a directory sees it as it is, where others may be shown what was remembered.
    Files.delete(Files.createTempFile(directory, ".look", ""));
    return list();
  }

  private Set<String> list() throws IOException {
    long start = System.nanoTime();
    Set<String> found = new HashSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      entries.forEach(entry -> found.add(entry.getFileName().toString()));
    }
    long end = System.nanoTime();
    listedAt = start;
    next = end + (end - start) * PART;
    names = found;
    return found;
  }

  /** Returns whether the result of an attempt was there at the last look. */
  boolean has(long task, int attempt) {
    String name = RunFiles.result(task, attempt);
    return names.contains(name.substring(name.indexOf('/') + 1));
  }

  /**
   * Returns how an attempt ended, as its result says, and takes notice of what it has printed.
   *
   * @return a {@link Message.Kept} or a {@link Message.Threw}
   * @throws IOException if the result cannot be read, or is none
   */
  static Message end(RunFiles files, Job job) throws IOException {
    long task = job.task.id();
    String name = RunFiles.result(task, job.attempt);
    List<Message> head = files.head(name);
    head.forEach(message -> print(job, message));
    for (Message message : head) {
      if (message instanceof Message.Kept kept
          && kept.task() == task
          && kept.attempt() == job.attempt) {
        return kept;
      }
    }
    for (Message message : files.body(name)) {
      if (message instanceof Message.Threw threw && threw.task() == task) {
        return threw;
      }
    }
    throw new ProtocolException(files.path().resolve(name) + " does not say how it ended");
  }

  private static void print(Job job, Message message) {
    if (message instanceof Message.Printed printed) {
      TaskLog log = job.call.newRemoteLog();
      log.append(printed.text(), 0, printed.text().length);
    }
  }
}
