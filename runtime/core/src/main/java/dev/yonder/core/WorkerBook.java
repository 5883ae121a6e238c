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
  /** How many workers with room became known last; a power of two. */
  private static final int RECENT = 64;

  /** At how many workers to look for the one with the most time left. */
  private static final int LOOKED_AT = 64;

  private final Map<String, Worker> workers = new LinkedHashMap<>();
  private final RoomIndex index = new RoomIndex();
  private final RoomIndex.Capacities capacities = new RoomIndex.Capacities();
  private final boolean handsAhead;

  /** Workers with a free processor, and workers that may take light tasks ahead of time. */
  private final ArrayDeque<Worker> idle = new ArrayDeque<>();

  private final ArrayDeque<Worker> ahead = new ArrayDeque<>();

  /** Grows whenever room may have appeared, so that a vain search need not be repeated. */
  private long version;

  /** The workers on which it appeared in the last versions. */
  private final @Nullable Worker[] recent = new @Nullable Worker[RECENT];

  /** Whether a worker ever joined that ends. */
  private boolean anyEnds;

  WorkerBook(SchedulerPolicy policy) {
    handsAhead = policy.has(Feature.HAND_AHEAD);
  }

  void join(Worker worker) {
    if (workers.putIfAbsent(worker.id, worker) != null) {
      throw new IllegalStateException("worker " + worker.id + " joined twice");
    }
    if (!worker.bound) {
      anyEnds |= worker.endsAt != Long.MAX_VALUE;
      capacities.add(worker, 1);
      freed(worker);
    }
  }

  @Nullable Worker get(String id) {
    return workers.get(id);
  }

  @Nullable Worker remove(String id) {
    Worker lost = workers.remove(id);
    if (lost != null) {
      lost.gone = true;
      if (!lost.bound) {
        capacities.add(lost, -1);
        index.changed(lost);
        stopKeeping(lost);
      }
    }
    return lost;
  }

  /** Has the worker take no new tasks. */
  void drain(Worker worker) {
    worker.draining = true;
    stopKeeping(worker);
  }

  private static void stopKeeping(Worker worker) {
    Task task = worker.reservedFor;
    if (task != null) {
      worker.reservedFor = null;
      task.reserved = null;
      task.bypassed = 1;
    }
  }

  boolean isEmpty() {
    return workers.isEmpty();
  }

  /** Returns whether how long tasks run may decide where they run. */
  boolean anyEnds() {
    return anyEnds;
  }

  long version() {
    return version;
  }

  /** Notes that something on the worker became free. */
  void freed(Worker worker) {
    if (worker.bound) {
      if (worker.tasks().isEmpty() && worker.stuckCount() == 0) {
        remove(worker.id);
      }
      return;
    }
    recent[(int) (++version & (RECENT - 1))] = worker;
    index.changed(worker);
    if (!worker.listedIdle && worker.freeCpus() > 0) {
      worker.listedIdle = true;
      idle.add(worker);
    }
    if (!worker.listedAhead) {
      worker.listedAhead = true;
      ahead.add(worker);
    }
  }

  /** Notes that the worker took something. */
  void taken(Worker worker) {
    if (!worker.bound) {
      index.changed(worker);
    }
  }

  /** Returns whether the task may be handed to this very worker. */
  boolean takes(Worker worker, Task task, long now) {
    Stage stage = task.spec.stage();
    return open(worker, task, now)
        && (worker.fits(stage.needs().resources())
            || (stage.light() && !task.suspect() && ahead(worker, stage)));
  }

  private boolean ahead(Worker worker, Stage stage) {
    return handsAhead && worker.takesAhead(stage.meanNanos());
  }

  /** Returns whether the worker takes such tasks when it has room. */
  private static boolean open(Worker worker, Task task, long now) {
    return !worker.gone
        && !worker.draining
        && !worker.isolates()
        && !kept(worker, task)
        && worker.lasts(task, now)
        && (!task.suspect() || worker.unused());
  }

  /** Returns a worker for a light task: an idle one, else one that takes it ahead of time. */
  @Nullable Worker forLight(Task task, long now) {
    Worker found = null;
    boolean unknown = anyEnds && task.spec.stage().meanNanos() == Stage.UNKNOWN;
    int more = LOOKED_AT;
    for (int i = idle.size(); i > 0; i--) {
      Worker worker = idle.remove();
      if (worker.freeCpus() <= 0 || worker.gone || worker.draining) {
        worker.listedIdle = false;
        continue;
      }
      idle.add(worker);
      if (open(worker, task, now)) {
        found = found == null || worker.endsAt > found.endsAt ? worker : found;
        if (!unknown || --more == 0) {
          return found;
        }
      }
    }
    return found == null ? aheadOfTime(task, now) : found;
  }

  private @Nullable Worker aheadOfTime(Task task, long now) {
    for (int i = ahead.size(); i > 0; i--) {
      Worker worker = ahead.remove();
      if (ahead(worker, task.spec.stage()) && open(worker, task, now)) {
        ahead.add(worker);
        return worker;
      }
      worker.listedAhead = false;
    }
    return null;
  }

  /**
   * Returns the worker with room for the task that is left with the fewest cpus.
   *
   * @param since the version in which there was no room for such tasks, -1 if that is not known
   */
  @Nullable Worker forHeavy(Task task, long since, long now) {
    Resources needed = task.spec.stage().needs().resources();
    if (since < 0 || version - since > RECENT) {
      return index.tightest(needed, worker -> open(worker, task, now));
    }
    Worker best = null;
    for (long v = since + 1; v <= version; v++) {
      Worker worker = recent[(int) (v & (RECENT - 1))];
      if (worker != null
          && worker.fits(needed)
          && open(worker, task, now)
          && (best == null || worker.freeCpus() < best.freeCpus())) {
        best = worker;
      }
    }
    return best;
  }

  /** Keeps room for the task on a worker that has most of what it needs. */
  void reserve(Task task) {
    Resources needed = task.spec.stage().needs().resources();
    Worker best =
        index.roomiest(
            worker ->
                worker.reservedFor == null && !worker.draining && worker.couldEverFit(needed));
    if (best != null) {
      best.reservedFor = task;
      task.reserved = best;
    }
  }

  /** Keeps no more room for the task. */
  void release(Task task) {
    Worker worker = task.reserved;
    if (worker != null) {
      task.reserved = null;
      worker.reservedFor = null;
      freed(worker);
    }
  }

  /** Returns whether a worker has a free processor. */
  boolean hasIdle() {
    while (!idle.isEmpty() && (idle.element().freeCpus() <= 0 || idle.element().gone)) {
      idle.remove().listedIdle = false;
    }
    return !idle.isEmpty();
  }

  /** Returns about how many workers have a free processor. */
  int idleCount() {
    return idle.size();
  }

  boolean any(Predicate<Worker> condition) {
    return workers.values().stream().anyMatch(condition);
  }

  boolean couldEverFit(Resources resources) {
    return capacities.anyFits(resources);
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
