// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import dev.yonder.core.TaskState.Assigned;
import java.util.ArrayDeque;
import java.util.List;

/** Takes back what a worker was handed ahead of time and an idle one could start much sooner. */
final class TakeBacks {
  /** How many times the lead a queue must take for it to be worth taking tasks back. */
  private static final int WORTH_IT = 4;

  private static final int LOOKED_AT = 4;

  private final Books books;
  private final boolean on;

  /** Workers that were handed tasks ahead of time. */
  private final ArrayDeque<Worker> busy = new ArrayDeque<>();

  TakeBacks(Books books) {
    this.books = books;
    this.on = books.policy.has(Feature.TAKE_BACK);
  }

  /** Notes that the worker took a task. */
  void taken(Worker worker) {
    if (on && worker.freeCpus() < 0 && !worker.listedBusy) {
      worker.listedBusy = true;
      busy.add(worker);
    }
  }

  /** Asks a few tasks back if workers idle and nothing is ready for them. */
  void look() {
    if (busy.isEmpty() || books.ready.size() > 0 || !books.workers.hasIdle()) {
      return;
    }
    for (int i = Math.min(LOOKED_AT, busy.size()); i > 0; i--) {
      Worker worker = busy.remove();
      if (worker.freeCpus() >= 0 || worker.gone) {
        worker.listedBusy = false;
        continue;
      }
      // One from which nothing is worth taking back is listed again when it takes more.
      worker.listedBusy = takeBack(worker, books.workers.idleCount() - books.askedBack);
      if (worker.listedBusy) {
        busy.add(worker);
      }
    }
  }

  private boolean takeBack(Worker worker, int wanted) {
    int ahead = -worker.freeCpus() - worker.askedBack;
    List<Task> tasks = worker.tasks();
    int left = Math.min(ahead, wanted);
    for (int i = tasks.size() - 1; i >= 0 && left > 0; i--) {
      Task task = tasks.get(i);
      if (task.state() instanceof Assigned assigned
          && task.stop == null
          && task.follows == null
          && !task.askedBack) {
        if (!worthIt(worker, task, ahead)) {
          return false;
        }
        Evictions.askBack(books, task, assigned);
        left--;
      }
    }
    return true;
  }

  private static boolean worthIt(Worker worker, Task task, int ahead) {
    long mean = task.spec.stage().meanNanos();
    return task.spec.stage().light()
        && mean != Stage.UNKNOWN
        && worker.nanosHere(mean) * (double) ahead / worker.capacity.cpus()
            > worker.leadNanos * (double) WORTH_IT;
  }
}
