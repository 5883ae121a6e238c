// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import dev.yonder.Resources;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The workers that are there, and which of them have room. */
final class WorkerBook {
  private final Map<String, Worker> workers = new LinkedHashMap<>();

  /** Workers with a free processor, and workers that may take light tasks ahead of time. */
  private final ArrayDeque<Worker> idle = new ArrayDeque<>();

  private final ArrayDeque<Worker> ahead = new ArrayDeque<>();

  /** Grows whenever room may have appeared, so that a vain search need not be repeated. */
  private long version;

  void join(Worker worker) {
    if (workers.putIfAbsent(worker.id, worker) != null) {
      throw new IllegalStateException("worker " + worker.id + " joined twice");
    }
    freed(worker);
  }

  @Nullable Worker get(String id) {
    return workers.get(id);
  }

  @Nullable Worker remove(String id) {
    Worker lost = workers.remove(id);
    if (lost != null) {
      idle.remove(lost);
      ahead.remove(lost);
    }
    return lost;
  }

  boolean isEmpty() {
    return workers.isEmpty();
  }

  long version() {
    return version;
  }

  /** Notes that something on the worker became free. */
  void freed(Worker worker) {
    version++;
    if (!worker.listedIdle && worker.freeCpus() > 0) {
      worker.listedIdle = true;
      idle.add(worker);
    }
    if (!worker.listedAhead) {
      worker.listedAhead = true;
      ahead.add(worker);
    }
  }

  /** Returns a worker for a light task: an idle one, else one that takes it ahead of time. */
  @Nullable Worker forLight(Task task) {
    for (int i = idle.size(); i > 0; i--) {
      Worker worker = idle.remove();
      if (worker.freeCpus() <= 0) {
        worker.listedIdle = false;
        continue;
      }
      idle.add(worker);
      if (!kept(worker, task)) {
        return worker;
      }
    }
    long meanNanos = task.spec.stage().meanNanos();
    for (int i = ahead.size(); i > 0; i--) {
      Worker worker = ahead.element();
      ahead.remove();
      if (worker.takesAhead(meanNanos) && !kept(worker, task)) {
        ahead.add(worker);
        return worker;
      }
      worker.listedAhead = false;
    }
    return null;
  }

  /** Returns the worker with room for the task that is left with the fewest cpus. */
  @Nullable Worker forHeavy(Task task) {
    Resources needed = task.spec.stage().needs().resources();
    Worker best = null;
    for (Worker worker : workers.values()) {
      if (worker.fits(needed)
          && !kept(worker, task)
          && (best == null || worker.freeCpus() < best.freeCpus())) {
        best = worker;
      }
    }
    return best;
  }

  /** Keeps room for the task on the worker that has most of what it needs. */
  void reserve(Task task) {
    Resources needed = task.spec.stage().needs().resources();
    Worker best = null;
    for (Worker worker : workers.values()) {
      if (worker.couldEverFit(needed)
          && worker.reservedFor == null
          && (best == null || worker.freeCpus() > best.freeCpus())) {
        best = worker;
      }
    }
    if (best != null) {
      best.reservedFor = task;
    }
  }

  /** Keeps no more room for the task. */
  void release(Task task) {
    for (Worker worker : workers.values()) {
      if (worker.reservedFor == task) {
        worker.reservedFor = null;
        freed(worker);
      }
    }
  }

  /** Returns whether a worker has a free processor. */
  boolean hasIdle() {
    while (!idle.isEmpty() && idle.element().freeCpus() <= 0) {
      idle.remove().listedIdle = false;
    }
    return !idle.isEmpty();
  }

  boolean any(Predicate<Worker> condition) {
    return workers.values().stream().anyMatch(condition);
  }

  boolean couldEverFit(Resources resources) {
    return workers.values().stream().anyMatch(worker -> worker.couldEverFit(resources));
  }

  /** Returns the worker with the most processors, to be named where nothing fits. */
  @Nullable Worker largest() {
    Worker largest = null;
    for (Worker worker : workers.values()) {
      if (largest == null || worker.capacity.cpus() > largest.capacity.cpus()) {
        largest = worker;
      }
    }
    return largest;
  }

  /**
   * Returns whether the worker's room is kept for another task that goes first. Where nothing runs,
   * nothing is kept: what holds the room may be waiting for this very task.
   */
  private static boolean kept(Worker worker, Task task) {
    Task first = worker.reservedFor;
    return first != null
        && first != task
        && worker.active()
        && ReadyQueue.ORDER.compare(task, first) > 0;
  }
}
