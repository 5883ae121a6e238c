// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import dev.yonder.grid.GridDialect.Sighting;
import dev.yonder.spi.BackendException;
import dev.yonder.spi.BlockId;
import dev.yonder.spi.CommandRunner.Result;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a batch system has of this user, seen and changed by its commands. */
final class JobQueue {
  /** A command line has a bound, and a server should not be kept busy for long at a time. */
  private static final int MOST_AT_ONCE = 500;

  private final GridDialect dialect;
  private final GridCommands commands;

  JobQueue(GridDialect dialect, GridCommands commands) {
    this.dialect = dialect;
    this.commands = commands;
  }

  /** Returns what one command tells of all jobs. */
  List<Sighting> look() throws BackendException {
    List<String> command = dialect.statusCommand();
    String printed = commands.read(command);
    try {
      return dialect.parseStatus(printed);
    } catch (UnexpectedOutputException e) {
      throw GridCommands.unexpected(command, e, printed);
    }
  }

  /**
   * Ends jobs; one that is over or not known is ignored.
   *
   * @throws BackendException if some of them may go on
   */
  void remove(Collection<BlockId> blocks) throws BackendException {
    List<BlockId> all = List.copyOf(blocks);
    BackendException failure = null;
    for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
      List<BlockId> some = all.subList(from, Math.min(all.size(), from + MOST_AT_ONCE));
      try {
        removeSome(
            Words.of(dialect.cancelProgram())
                .addAll(some.stream().map(BlockId::value).toList())
                .list());
      } catch (BackendException e) {
        failure = first(failure, e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static BackendException first(@Nullable BackendException before, BackendException now) {
    if (before == null) {
      return now;
    }
    before.addSuppressed(now);
    return before;
  }

  private void removeSome(List<String> command) throws BackendException {
    Result result = commands.run(command);
    if (result.status() == 0) {
      return;
    }
    List<String> complaints = new ArrayList<>(result.err().lines().toList());
    complaints.removeIf(String::isBlank);
    if (complaints.isEmpty() || !complaints.stream().allMatch(dialect::meansOver)) {
      throw BackendException.passing(GridCommands.failed(command, result), null);
    }
  }
}
