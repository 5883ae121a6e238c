// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import dev.yonder.grid.GridDialect.Sighting;
import dev.yonder.spi.BackendException;
import dev.yonder.spi.BlockId;
import dev.yonder.spi.CommandRunner.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Submits arrays, each under a name that nothing else has.
 *
 * <p>So where an answer is lost, the queue is asked for the name. If it is not there, it may still
 * turn up; it is then removed, unless its caller asks for it again.
 */
final class Submitter {
  private final GridDialect dialect;
  private final GridCommands commands;
  private final JobQueue queue;

  /** The names of arrays that may turn up. */
  private final Set<String> doubtful = ConcurrentHashMap.newKeySet();

  Submitter(GridDialect dialect, GridCommands commands, JobQueue queue) {
    this.dialect = dialect;
    this.commands = commands;
    this.queue = queue;
  }

  /**
   * Submits an array and returns the ids of its jobs in order.
   *
   * @throws BackendException if it was not submitted, or that is not known
   */
  List<BlockId> submit(GridJob job, Path file) throws BackendException {
    List<String> command = dialect.submitCommand(job, file);
    Result result;
    try {
      result = commands.run(command);
    } catch (BackendException e) {
      if (e.isLasting()) {
        throw e;
      }
      return find(job, e);
    }
    if (result.status() != 0) {
      return refused(job, command, result);
    }
    try {
      return ids(job, dialect.parseSubmit(result.out()));
    } catch (UnexpectedOutputException e) {
      return find(job, GridCommands.unexpected(command, e, result.out()));
    }
  }

  private List<BlockId> ids(GridJob job, String number) {
    return job.count() == 1
        ? List.of(new BlockId(number))
        : IntStream.range(0, job.count()).mapToObj(i -> dialect.element(number, i)).toList();
  }

  private List<BlockId> refused(GridJob job, List<String> command, Result result)
      throws BackendException {
    String message = GridCommands.failed(command, result);
    return switch (dialect.refusal(result.out() + "\n" + result.err())) {
      case UNKNOWN -> find(job, BackendException.passing(message, null));
      case PASSING -> throw BackendException.passing(message, null);
      case LASTING ->
          throw BackendException.lasting(
              message + ". Change what the profile asks for, or its setting options", null);
    };
  }

  /** Returns the ids that the queue has under the array's name, or throws for the reason. */
  private List<BlockId> find(GridJob job, BackendException reason) throws BackendException {
    doubtful.add(job.name());
    // An interrupt would end the next command at once.
    if (!Thread.currentThread().isInterrupted()) {
      try {
        List<BlockId> ids = turnedUp(job);
        if (!ids.isEmpty()) {
          return ids;
        }
      } catch (BackendException e) {
        reason.addSuppressed(e);
      }
    }
    throw BackendException.passing(
        "%s. Whether the jobs named %s were submitted is not known; if they turn up, they are used or removed"
            .formatted(reason.getMessage(), job.name()),
        reason);
  }

  /**
   * Returns the ids of an array that was submitted in doubt, or none if the queue does not have it.
   *
   * @throws BackendException if the queue does not answer; this may pass, whatever it is
   */
  List<BlockId> turnedUp(GridJob job) throws BackendException {
    List<Sighting> seen;
    try {
      seen = queue.look();
    } catch (BackendException e) {
      throw BackendException.passing(
          "whether the jobs named %s were submitted is not known: %s"
              .formatted(job.name(), e.getMessage()),
          e);
    }
    List<String> arrays =
        seen.stream()
            .filter(sighting -> sighting.name().equals(job.name()))
            .map(sighting -> dialect.arrayOf(sighting.id()))
            .distinct()
            .toList();
    if (arrays.size() != 1) {
      return List.of();
    }
    doubtful.remove(job.name());
    return ids(job, arrays.get(0));
  }

  /** Returns whether the array of the name may turn up. */
  boolean doubts(String name) {
    return doubtful.contains(name);
  }

  /** Returns whether something may turn up. */
  boolean hasDoubts() {
    return !doubtful.isEmpty();
  }

  /**
   * Removes what has turned up; what cannot be removed now is tried again the next time.
   *
   * @param wanted the names of arrays that are asked for again
   */
  void settle(List<Sighting> seen, Set<String> wanted) throws BackendException {
    List<Sighting> found =
        seen.stream()
            .filter(sighting -> doubtful.contains(sighting.name()))
            .filter(sighting -> !wanted.contains(sighting.name()))
            .toList();
    if (!found.isEmpty()) {
      queue.remove(found.stream().map(Sighting::id).toList());
      found.forEach(sighting -> doubtful.remove(sighting.name()));
    }
  }
}
