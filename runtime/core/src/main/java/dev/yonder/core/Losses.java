// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import dev.yonder.core.TaskState.OnWorker;
import dev.yonder.core.TaskState.Running;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was lost of one task with workers, and whether the task is to blame for it. */
final class Losses {
  private static final int TOLERATED_DEATHS_ALONE = 3;
  private static final int TOLERATED_WALLTIMES = 2;
  private static final int TOLERATED_VAIN_BLOCKS = 3;

  /** So often it may wait on workers that die, until it is suspected all the same. */
  private static final int TOLERATED_WAITS = 10;

  /** The workers that died with it on them, each with the reason. */
  private final List<String> deaths = new ArrayList<>(1);

  private int deathsAlone;
  private int waits;
  private int walltimes;
  private int vainBlocks;
  private boolean suspect;

  /**
   * Returns whether it was on a worker that died, and must run alone to show whether it did that.
   */
  boolean suspect() {
    return suspect;
  }

  /**
   * Enters the loss of a worker with the task on it.
   *
   * @param alone whether nothing else was on the worker
   * @param mayHaveStarted whether others that were handed over before did not occupy the worker
   * @return why the task fails by that, null if it is to run again
   */
  @Nullable String add(
      Task task, OnWorker placed, Loss kind, String reason, boolean alone, boolean mayHaveStarted) {
    String where = "worker %s, which was lost because %s".formatted(placed.worker().id, reason);
    if (kind == Loss.REJECTED) {
      return "%s was for %s; it will never be given what it needs".formatted(task.spec, where);
    }
    if (kind == Loss.NEVER_STARTED) {
      return ++vainBlocks < TOLERATED_VAIN_BLOCKS
          ? null
          : "%s was for %s; %d blocks have ended before it started and it is not tried again"
              .formatted(task.spec, where, vainBlocks);
    }
    if (!task.spec.stage().needs().idempotent()) {
      return "%s was on %s; it is not idempotent, so it is not run again; nobody knows how far it came"
          .formatted(task.spec, where);
    }
    return switch (kind) {
      case CRASHED -> crashed(task, placed, reason, alone, mayHaveStarted);
      case WALLTIME -> outlived(task, where);
      default -> null;
    };
  }

  private @Nullable String crashed(
      Task task, OnWorker placed, String reason, boolean alone, boolean mayHaveStarted) {
    if (!mayHaveStarted && !(placed instanceof Running)) {
      // Innocent, unless those before it had ended and their reports were lost: often is odd.
      suspect |= ++waits >= TOLERATED_WAITS;
      return null;
    }
    deaths.add("%s (%s)".formatted(placed.worker().id, reason));
    deathsAlone += alone ? 1 : 0;
    suspect = true;
    if (deathsAlone < TOLERATED_DEATHS_ALONE) {
      return null;
    }
    return ("%s was on %d workers when they died, %d of them with nothing else on them, and is not"
            + " tried again: %s")
        .formatted(task.spec, deaths.size(), deathsAlone, String.join(", ", deaths));
  }

  private @Nullable String outlived(Task task, String where) {
    walltimes++;
    return walltimes < TOLERATED_WALLTIMES
        ? null
        : ("%s was on %s; that is the second time that a worker's time ended before the task did."
                + " Say how long it runs with @Remote(walltime = …) or CallOptions.walltime, so that"
                + " it only starts where that is left, or give workers more time.")
            .formatted(task.spec, where);
  }
}
