// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import dev.yonder.Resources;
import dev.yonder.core.TaskState.OnWorker;
import dev.yonder.core.TaskState.Ready;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must hold in the scheduler's books after every event. */
final class Conservation {

  private Conservation() {}

  static void check(Books books) {
    List<Task> live = books.tasks.allLive();
    long placed = live.stream().filter(task -> task.state() instanceof OnWorker).count();
    long blocked = live.stream().filter(Task::blocked).count();
    List<Task> queued =
        live.stream().filter(task -> task.queued && task.state() instanceof Ready).toList();
    long unmet =
        queued.stream().mapToLong(task -> task.spec.stage().needs().resources().cpus()).sum();
    same("live tasks", books.tasks.liveCount(), live.size());
    same("tasks on workers", books.placed, placed);
    same("tasks that wait on workers", books.blocked, blocked);
    same("queued tasks", books.ready.size(), queued.size());
    same("processors that queued tasks ask for", books.ready.cpus(), unmet);
    books.workers.any(
        worker -> {
          checkWorker(worker);
          return false;
        });
  }

  private static void checkWorker(Worker worker) {
    int cpus = 0;
    long memory = 0;
    int gpus = 0;
    Map<String, Integer> named = new HashMap<>();
    for (int i = 0; i < worker.tasks().size(); i++) {
      Task task = worker.tasks().get(i);
      same("position on the worker", task.position, i);
      if (((OnWorker) task.state()).worker() != worker) {
        throw new AssertionError(task.spec + " stands on a worker that it is not on");
      }
      Resources needs = task.spec.stage().needs().resources();
      cpus += task.blocked() ? 0 : needs.cpus();
      memory += needs.memory();
      gpus += needs.gpus();
      needs.named().forEach((name, amount) -> named.merge(name, amount, Integer::sum));
    }
    if (worker.stuckCount() == 0) {
      Resources capacity = worker.capacity;
      same("free and occupied cpus", worker.freeCpus() + cpus, capacity.cpus());
      same("free and occupied memory", worker.freeMemory() + memory, capacity.memory());
      same("free and occupied gpus", worker.freeGpus() + gpus, capacity.gpus());
      worker.free().named().forEach((name, amount) -> named.merge(name, amount, Integer::sum));
      if (!named.equals(capacity.named())) {
        throw new AssertionError("free and occupied: " + named + ", not " + capacity.named());
      }
    }
  }

  /** Runs after every event of thousands of simulations, so it makes no text unless it fails. */
  private static void same(String what, long actual, long expected) {
    if (actual != expected) {
      throw new AssertionError(what + ": " + actual + " instead of " + expected);
    }
  }
}
