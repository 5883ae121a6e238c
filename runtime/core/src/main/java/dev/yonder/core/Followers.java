// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import dev.yonder.core.TaskState.Assigned;
import dev.yonder.core.TaskState.OnWorker;
import dev.yonder.core.TaskState.Waiting;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands short tasks to the worker that is about to make the only result they still need, so that a
 * chain of them costs no round trip for each.
 *
 * <p>The worker starts a follower when what it follows has returned there, and gives it back as
 * {@link Event.InputMissing} if that ends in any other way.
 */
final class Followers {
  /** How many of those that need the same result are looked at. */
  private static final int LOOKED_AT = 64;

  private final Books books;
  private final boolean on;

  /** Tasks that wait, and may wait for something that is on a worker. */
  private final ArrayDeque<Task> candidates = new ArrayDeque<>();

  Followers(Books books) {
    this.books = books;
    this.on = books.lineage && books.policy.has(Feature.FOLLOW);
  }

  /** Notes that the task was handed to a worker. */
  void placed(Task task) {
    if (on) {
      List<Task> dependents = task.dependents();
      for (int i = 0; i < Math.min(LOOKED_AT, dependents.size()); i++) {
        candidates.add(dependents.get(i));
      }
    }
  }

  /** Notes that the task waits for others. */
  void waits(Task task) {
    if (on) {
      candidates.add(task);
    }
  }

  /** Hands over what may follow, unless other tasks are ready to run in its place. */
  void look(BestWorker workers) {
    if (books.ready.size() > 0) {
      candidates.clear();
    }
    for (Task next = candidates.poll(); next != null; next = candidates.poll()) {
      Task followed = followed(next);
      if (followed != null) {
        next.follows = followed;
        workers.handOver(next, ((OnWorker) followed.state()).worker());
      }
    }
  }

  /** Returns what the task may follow, null if there is no such task. */
  private @Nullable Task followed(Task task) {
    if (!(task.state() instanceof Waiting waiting)
        || waiting.missing() != 1
        || task.source != null
        || task.again != null
        || task.spec.gather()
        || !task.spec.stage().light()
        || task.suspect()) {
      return null;
    }
    Task followed = null;
    for (long need : task.spec.dependencies()) {
      Task live = books.tasks.live(need);
      followed = live == null ? followed : live;
    }
    return followed != null
            && followed.state() instanceof OnWorker placed
            && soonDone(followed, placed)
            && nothingElsewhere(task, placed.worker())
            && isShort(task, placed.worker())
            && books.workers.takes(placed.worker(), task, books.now)
        ? followed
        : null;
  }

  private static boolean soonDone(Task task, OnWorker placed) {
    return task.again == null
        && task.stop == null
        && !task.askedBack
        && !placed.blocked()
        && !task.suspect()
        && !placed.worker().bound
        && isShort(task, placed.worker());
  }

  /** Returns whether such tasks take less time than it takes to hand one over. */
  private static boolean isShort(Task task, Worker worker) {
    long mean = task.spec.stage().meanNanos();
    return mean != Stage.UNKNOWN && worker.nanosHere(mean) <= worker.leadNanos;
  }

  private boolean nothingElsewhere(Task task, Worker worker) {
    for (long need : task.spec.dependencies()) {
      Result input = books.tasks.result(need);
      if (input != null && input.holder != null && input.holder != worker) {
        return false;
      }
    }
    return true;
  }

  /** Asks those back that follow a task which has begun to wait itself. */
  void askBack(Task followed) {
    for (Task task : followed.dependents()) {
      if (task.follows == followed && task.state() instanceof Assigned assigned) {
        Evictions.askBack(books, task, assigned);
      }
    }
  }
}
