// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import dev.yonder.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A worker that is there, and what of it is free.
 *
 * <p>Free and occupied always add up to the capacity. Processors that are free may be fewer than
 * none: the worker starts what it was handed in order, as it has processors, and tasks are handed
 * to it ahead of time.
 */
final class Worker {
  /** From which multiple of the lead on a task is not handed over ahead of time. */
  private static final int LONG = 1_000;

  final String id;
  final Resources capacity;
  final long leadNanos;

  /** Which end of the book's lists of workers with room it stands in. */
  boolean listedIdle;

  boolean listedAhead;

  /** A task for which room is kept, as too many later ones went before it. */
  @Nullable Task reservedFor;

  private int freeCpus;
  private long freeMemory;
  private int freeGpus;
  private final Map<String, Integer> freeNamed;
  private final List<Task> tasks = new ArrayList<>();

  /** Attempts whose tasks have ended while the worker could not stop them. */
  private final Map<Long, Stuck> stuck = new HashMap<>();

  private int blocked;

  /** An attempt that occupies room although its task has ended. */
  private record Stuck(int attempt, Resources resources, boolean blocked) {}

  Worker(String id, Resources capacity, long leadNanos) {
    this.id = id;
    this.capacity = capacity;
    this.leadNanos = leadNanos;
    this.freeCpus = capacity.cpus();
    this.freeMemory = capacity.memory();
    this.freeGpus = capacity.gpus();
    this.freeNamed = new HashMap<>(capacity.named());
  }

  /** Returns whether it could hold the resources if it had nothing else to do. */
  boolean couldEverFit(Resources resources) {
    return resources.cpus() <= capacity.cpus()
        && resources.memory() <= capacity.memory()
        && resources.gpus() <= capacity.gpus()
        && resources.named().entrySet().stream()
            .allMatch(e -> e.getValue() <= capacity.named().getOrDefault(e.getKey(), 0));
  }

  /** Returns whether the resources are free now. */
  boolean fits(Resources resources) {
    return resources.cpus() <= freeCpus
        && resources.memory() <= freeMemory
        && resources.gpus() <= freeGpus
        && (resources.named().isEmpty()
            || resources.named().entrySet().stream()
                .allMatch(e -> e.getValue() <= freeNamed.getOrDefault(e.getKey(), 0)));
  }

  /**
   * Returns whether another light task of the length may be handed over ahead of time.
   *
   * <p>Work is handed ahead for as long as a report takes to come back. Tasks that are a thousand
   * times longer gain less than they would cost by standing in the way of more urgent ones.
   */
  boolean takesAhead(long meanNanos) {
    if (meanNanos == Stage.UNKNOWN || meanNanos > leadNanos * LONG) {
      return false;
    }
    long ahead = 1L - freeCpus;
    return ahead <= capacity.cpus() || ahead * meanNanos <= leadNanos * capacity.cpus();
  }

  void take(Task task) {
    occupy(task.spec.stage().needs().resources(), -1);
    task.position = tasks.size();
    tasks.add(task);
  }

  /** Takes the task off the worker, which occupies nothing more. */
  void give(Task task) {
    giveTask(task);
    Resources resources = task.spec.stage().needs().resources();
    occupy(resources, 1);
    if (task.blocked()) {
      freeCpus -= resources.cpus();
      blocked--;
    }
  }

  /** Takes the task off the worker, whose attempt still occupies what it needs. */
  void giveStuck(Task task, int attempt) {
    giveTask(task);
    Resources resources = task.spec.stage().needs().resources();
    stuck.put(task.spec.id(), new Stuck(attempt, resources, task.blocked()));
  }

  /** Frees what a stuck attempt occupies; returns false if there is none. */
  boolean unstick(long task, int attempt) {
    Stuck held = stuck.get(task);
    if (held == null || held.attempt != attempt) {
      return false;
    }
    stuck.remove(task);
    occupy(held.resources, 1);
    if (held.blocked) {
      freeCpus -= held.resources.cpus();
      blocked--;
    }
    return true;
  }

  /** Notes that a stuck attempt waits or goes on; returns false if there is no such change. */
  boolean blockStuck(long task, int attempt, boolean now) {
    Stuck held = stuck.get(task);
    if (held == null || held.attempt != attempt || held.blocked == now) {
      return false;
    }
    stuck.put(task, new Stuck(attempt, held.resources, now));
    block(held.resources, now);
    return true;
  }

  /** Gives the cpus of a task back while it waits, or takes them again. */
  void block(Resources resources, boolean now) {
    freeCpus += now ? resources.cpus() : -resources.cpus();
    blocked += now ? 1 : -1;
  }

  /** Returns whether attempts are on it that do not wait for others. */
  boolean active() {
    return tasks.size() + stuck.size() > blocked;
  }

  /** Returns how many attempts are on it whose tasks have ended. */
  int stuckCount() {
    return stuck.size();
  }

  List<Task> tasks() {
    return tasks;
  }

  int freeCpus() {
    return freeCpus;
  }

  /** Returns what is free; processors handed out ahead of time count as none. */
  Resources free() {
    Map<String, Integer> named = new HashMap<>(freeNamed);
    named.values().removeIf(amount -> amount < 1);
    return new Resources(Math.max(0, freeCpus), freeMemory, freeGpus, named);
  }

  private void giveTask(Task task) {
    Task last = tasks.remove(tasks.size() - 1);
    if (last != task) {
      tasks.set(task.position, last);
      last.position = task.position;
    }
  }

  private void occupy(Resources resources, int sign) {
    freeCpus += sign * resources.cpus();
    freeMemory += sign * resources.memory();
    freeGpus += sign * resources.gpus();
    if (!resources.named().isEmpty()) {
      resources
          .named()
          .forEach((name, amount) -> freeNamed.merge(name, sign * amount, Integer::sum));
    }
  }
}
