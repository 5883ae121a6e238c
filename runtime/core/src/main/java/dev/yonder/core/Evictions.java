// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import dev.yonder.core.TaskState.Assigned;

/** Ends worker processes that an attempt does not leave, as soon as that harms no other task. */
final class Evictions {
  private final Books books;

  Evictions(Books books) {
    this.books = books;
  }

  /** Has the worker take no new tasks, and end once what is on it may be repeated or is done. */
  void evict(Worker worker, String reason) {
    worker.draining = true;
    if (!worker.evicted) {
      worker.evicted = true;
      worker.evictedBecause = reason;
    }
    for (Task task : worker.tasks()) {
      // It would wait for a processor that is never free again.
      if (task.state() instanceof Assigned assigned && !repeatable(task)) {
        askBack(books, task, assigned);
      }
    }
    check(worker);
  }

  /** Ends the worker if it is to be ended and may be. */
  void check(Worker worker) {
    if (worker.evicted
        && !worker.ending
        && worker.tasks().stream().allMatch(Evictions::repeatable)) {
      worker.ending = true;
      books.effect(new Effect.EndWorker(worker.id, worker.evictedBecause));
    }
  }

  private static boolean repeatable(Task task) {
    return task.spec.stage().needs().idempotent();
  }

  /** Tells the worker to give back an attempt that it has not started. */
  static void askBack(Books books, Task task, Assigned assigned) {
    if (task.stop == null && !task.askedBack) {
      task.askedBack = true;
      assigned.worker().askedBack++;
      books.askedBack++;
      books.effect(
          new Effect.Stop(
              assigned.worker().id, task.spec.id(), assigned.attempt(), /* interrupt= */ false));
    }
  }
}
