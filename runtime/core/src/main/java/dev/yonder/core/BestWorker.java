// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import dev.yonder.core.TaskState.Assigned;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Places a task on the worker that suits it best. */
final class BestWorker implements ReadyQueue.Placement {
  /** How many later tasks may go before one that finds no room, until room is kept for it. */
  private static final int TOLERATED_BYPASSES = 100;

  /** From how many bytes on it matters where they are. */
  private static final long WORTH_BEING_NEAR = 64 * 1024;

  private final Books books;
  private final TakeBacks takeBacks;
  private final boolean bound;
  private final boolean nearData;

  BestWorker(Books books, TakeBacks takeBacks) {
    this.books = books;
    this.takeBacks = takeBacks;
    this.bound = books.policy.has(Feature.BOUND);
    this.nearData = books.lineage && books.policy.has(Feature.NEAR_DATA);
  }

  @Override
  public boolean place(Task task, long since) {
    if (bound) {
      placeOnBlock(task);
      return true;
    }
    Worker worker = choose(task, since);
    if (worker == null) {
      bypassed(task);
      return false;
    }
    if (task.bypassed > 0) {
      task.bypassed = 0;
      books.workers.release(task);
    }
    handOver(task, worker);
    return true;
  }

  /** Hands the task to the worker, which takes it. */
  void handOver(Task task, Worker worker) {
    take(task, worker);
    books.workers.taken(worker);
    takeBacks.taken(worker);
    books.effect(new Effect.Run(worker.id, task.spec, task.attempts));
    books.followers.placed(task);
  }

  private void placeOnBlock(Task task) {
    Worker worker = Worker.ofBlock(task.spec, task.attempts + 1);
    books.workers.join(worker);
    take(task, worker);
    books.effect(new Effect.SubmitBound(worker.id, task.spec, task.attempts));
  }

  private void take(Task task, Worker worker) {
    task.attempts++;
    task.placedAt = books.now;
    task.placement = books.placements++;
    task.move(Trigger.PLACED, new Assigned(worker, task.attempts));
    worker.take(task);
    books.placed++;
  }

  private @Nullable Worker choose(Task task, long since) {
    if (nearData && task.spec.dependencies().length > 0) {
      Worker near = nearest(task);
      if (near != null && books.workers.takes(near, task, books.now)) {
        return near;
      }
    }
    return task.spec.stage().light() && !task.suspect()
        ? books.workers.forLight(task, books.now)
        : books.workers.forHeavy(task, since, books.now);
  }

  /** Returns the worker that keeps most of the task's inputs, null if that saves too little. */
  private @Nullable Worker nearest(Task task) {
    Map<Worker, Long> bytes = new HashMap<>();
    Worker most = null;
    for (long id : task.spec.dependencies()) {
      Result input = books.tasks.result(id);
      if (input != null && input.holder != null) {
        long sum = bytes.merge(input.holder, input.bytes, Long::sum);
        most = most == null || sum > bytes.getOrDefault(most, 0L) ? input.holder : most;
      }
    }
    return most != null && bytes.getOrDefault(most, 0L) > WORTH_BEING_NEAR ? most : null;
  }

  @Override
  public boolean full() {
    return !bound && !books.workers.hasIdle();
  }

  @Override
  public long version() {
    return books.workers.version();
  }

  /** Room appeared and was too little: in the meantime others may go first, but not for ever. */
  private void bypassed(Task task) {
    boolean light = task.spec.stage().light() && !task.suspect();
    if (!light && ++task.bypassed == TOLERATED_BYPASSES) {
      books.workers.reserve(task);
    }
  }
}
