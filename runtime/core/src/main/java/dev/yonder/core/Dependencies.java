// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import dev.yonder.core.TaskState.Ready;
import dev.yonder.core.TaskState.Succeeded;
import dev.yonder.core.TaskState.Waiting;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has tasks wait for what they need, and has lost results made again when they are needed. */
final class Dependencies {
  private final Books books;
  private final Results results;
  private final Endings endings;

  /** Tasks that live again and do not wait for anything yet; a queue, as chains are long. */
  private final ArrayDeque<Task> revived = new ArrayDeque<>();

  Dependencies(Books books, Results results, Endings endings) {
    this.books = books;
    this.results = results;
    this.endings = endings;
  }

  /** Has a task wait whose needs are new: it was submitted, or continues another one. */
  void await(Task task) {
    link(task, /* counted= */ false);
    linkRevived();
  }

  /** Queues a task whose attempt is over, or has it wait for inputs that were lost meanwhile. */
  void again(Task task, Trigger trigger, long delay) {
    task.move(trigger, Ready.INSTANCE);
    if (!inputsThere(task)) {
      task.move(Trigger.INPUT_MISSING, Waiting.of(0));
      link(task, /* counted= */ true);
      linkRevived();
    } else if (delay == 0) {
      books.ready.add(task);
    } else {
      books.timers.add(
          new Timers.Timer(books.now + delay, Timers.Purpose.RETRY, task, task.attempts));
    }
  }

  private boolean inputsThere(Task task) {
    if (books.lineage) {
      for (long id : task.spec.dependencies()) {
        Result result = books.tasks.result(id);
        if (books.tasks.live(id) != null
            || (result == null
                ? books.tasks.end(id) != Succeeded.INSTANCE
                : !results.available(result))) {
          return false;
        }
      }
    }
    return true;
  }

  private void link(Task task, boolean counted) {
    long[] needs = task.needs();
    for (long id : needs) {
      TaskState end = books.tasks.end(id);
      if (end == null && books.tasks.live(id) == null) {
        throw new IllegalStateException(task.spec + " needs task-" + id + ", which is not known");
      }
      if (end != null && end != Succeeded.INSTANCE) {
        failed(task, end, counted);
        return;
      }
    }
    int missing = 0;
    for (long id : needs) {
      Task needed = books.lineage ? orRevived(id) : books.tasks.live(id);
      if (needed != null) {
        if (needed != task.follows) {
          needed.addDependent(task);
        }
        missing++;
      }
      if (!counted) {
        count(task, id);
      }
    }
    task.follows = null;
    if (missing == 0) {
      endings.dependenciesMet(task);
    } else {
      task.move(Trigger.DEPENDENCY_ENDED, Waiting.of(missing));
      books.followers.waits(task);
    }
  }

  /** Ends a task as the one it needs; its end then counts it off from what it needed. */
  private void failed(Task task, TaskState end, boolean counted) {
    if (!counted) {
      countOnly(task);
    }
    endings.followDependency(task, end);
  }

  /** Counts a task that is about to end, and never waited, among those that need what it needs. */
  void countOnly(Task task) {
    for (long id : task.needs()) {
      count(task, id);
    }
  }

  private void count(Task task, long id) {
    Result result = books.lineage ? books.tasks.result(id) : null;
    if (result != null) {
      result.addConsumer(task);
    }
  }

  private @Nullable Task orRevived(long id) {
    Task live = books.tasks.live(id);
    if (live != null) {
      return live;
    }
    Result result = books.tasks.result(id);
    if (result == null || result.spec == null || results.available(result)) {
      return null;
    }
    Task again = new Task(result.spec, result);
    books.tasks.reopen(again);
    revived.add(again);
    return again;
  }

  private void linkRevived() {
    for (Task next = revived.poll(); next != null; next = revived.poll()) {
      link(next, /* counted= */ false);
    }
  }

  /** Has somebody wait for the result, which is made again if it is lost. */
  void wanted(long id) {
    Task live = books.tasks.live(id);
    if (live != null) {
      live.resultWanted = true;
    }
    Result result = books.tasks.result(id);
    if (result != null && !result.secured) {
      result.wanted = true;
      result.freed = false;
      orRevived(id);
      linkRevived();
    }
  }

  /** Has what needs the results that were on the lost worker wait until they are there again. */
  void resultsLost(Worker worker) {
    lost(results.lose(worker), null);
  }

  /** Has a task whose attempt was given back wait for the input that was not to be had. */
  void inputMissing(Task task, long missing) {
    task.move(Trigger.INPUT_MISSING, Waiting.of(0));
    Result result = books.tasks.result(missing);
    // A result that was made after the attempt was handed over is not what the worker looked for.
    boolean seen = result != null && result.since <= task.placedAt;
    List<Result> lost =
        result != null && seen && !result.secured ? results.loseCopy(result) : List.of();
    lost(lost, task);
    link(task, /* counted= */ true);
    linkRevived();
  }

  /**
   * Takes back what follows the task: the attempt that did not count may yet return a value there.
   */
  void unfollow(Task task) {
    for (Task follower : task.dependents()) {
      if (follower.follows == task) {
        endings.unfollow(follower);
      }
    }
  }

  /** Has a task that was taken back from its worker wait for what it needs, or end as that did. */
  void unfollowed(Task task) {
    task.move(Trigger.INPUT_MISSING, Waiting.of(0));
    link(task, /* counted= */ true);
    linkRevived();
  }

  private void lost(List<Result> lost, @Nullable Task except) {
    for (Result result : lost) {
      List<Task> consumers =
          books.tasks.live(result.id) == null ? result.waitingConsumers() : List.of();
      if (consumers.isEmpty() && !result.wanted) {
        results.settle(result);
        continue;
      }
      Task again = orRevived(result.id);
      if (again != null) {
        for (Task consumer : consumers) {
          if (consumer != except) {
            awaitAgain(consumer, again);
          }
        }
      }
    }
    linkRevived();
  }

  private void awaitAgain(Task consumer, Task needed) {
    needed.addDependent(consumer);
    int missing = 0;
    if (consumer.state() instanceof Waiting waiting) {
      missing = waiting.missing();
    } else if (consumer.queued) {
      books.ready.withdrawn(consumer);
    }
    consumer.move(Trigger.INPUT_MISSING, Waiting.of(missing + 1));
  }
}
