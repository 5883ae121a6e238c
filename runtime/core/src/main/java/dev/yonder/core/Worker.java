// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import dev.yonder.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** How many times the mean must be left of its time for an attempt of unstated length. */
  private static final int MARGIN = 2;

  final String id;
  final Resources capacity;
  final long leadNanos;

  /** When its allocation ends, and how long it was when it joined; the most if it never does. */
  final long endsAt;

  private final long lastsNanos;

  /** Whether it is a process that may be ended. */
  final boolean expendable;

  /** Whether it is the block of one attempt. */
  final boolean bound;

  /** Whether it takes no new tasks, is to be ended, was told to end, is not there any more. */
  boolean draining;

  boolean evicted;
  boolean ending;
  boolean gone;

  /** Why it is to be ended. */
  String evictedBecause = "";

  /** How many attempts were asked back from it. */
  int askedBack;

  /** Where it stands in the index of room. */
  RoomIndex.@Nullable Bucket bucket;

  int bucketPosition;
  boolean moved;

  /** Whether it stands in the list of workers that were handed tasks ahead of time. */
  boolean listedBusy;

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
  private int suspects;
  private long handed;

  /** An attempt that occupies room although its task has ended. */
  private record Stuck(int attempt, Resources resources, boolean blocked) {}

  private @Nullable Set<Result> held;

  /** How long attempts take on it, compared with all workers. */
  private double pace = 1;

  private Worker(Event.WorkerJoined joined, long now, boolean bound) {
    this.id = joined.worker();
    this.capacity = joined.capacity();
    this.leadNanos = joined.leadNanos();
    this.endsAt = joined.endsAt();
    this.lastsNanos = endsAt == Long.MAX_VALUE ? endsAt : endsAt - now;
    this.expendable = joined.expendable();
    this.bound = bound;
    this.freeCpus = capacity.cpus();
    this.freeMemory = capacity.memory();
    this.freeGpus = capacity.gpus();
    this.freeNamed = new HashMap<>(capacity.named());
  }

  static Worker joined(Event.WorkerJoined joined, long now) {
    return new Worker(joined, now, /* bound= */ false);
  }

  /** Returns the worker of a block that runs nothing but this attempt of the task. */
  static Worker ofBlock(TaskSpec task, int attempt) {
    Resources needed = task.stage().needs().resources();
    String name = "task-" + task.id() + "." + attempt;
    return new Worker(new Event.WorkerJoined(name, needed, 0), 0, /* bound= */ true);
  }

  /** Returns the results that it keeps, in the order in which they were made. */
  Set<Result> held() {
    if (held == null) {
      held = new LinkedHashSet<>();
    }
    return held;
  }

  /** Returns whether it has enough time left for an attempt, as far as that is known. */
  boolean lasts(Task task, long now) {
    if (endsAt == Long.MAX_VALUE) {
      return true;
    }
    long left = endsAt - now;
    long declared = task.spec.stage().needs().walltimeNanos();
    if (declared > 0) {
      return declared <= left;
    }
    long mean = task.spec.stage().meanNanos();
    // An estimate that nothing could ever meet must not keep the task waiting for ever.
    return mean == Stage.UNKNOWN || mean <= left / MARGIN || left >= lastsNanos - lastsNanos / 10;
  }

  /** Notes how long an attempt took that usually takes as long as the mean. */
  void ran(long nanos, long mean) {
    if (mean != Stage.UNKNOWN) {
      pace += (Math.max(1, nanos) / (double) mean - pace) / 8;
    }
  }

  /** Returns how long tasks of the mean take on this worker. */
  long nanosHere(long mean) {
    return (long) (mean * pace);
  }

  /** Returns whether nothing on it uses processors; what waits for others does not. */
  boolean unused() {
    return !active();
  }

  /** Returns whether a suspect runs on it, which is to be alone. */
  boolean isolates() {
    return suspects > 0 && active();
  }

  /** Returns whether it could hold the resources if it had nothing else to do. */
  boolean couldEverFit(Resources resources) {
    return fits(capacity, resources);
  }

  static boolean fits(Resources capacity, Resources resources) {
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
  boolean takesAhead(long mean) {
    long meanNanos = mean == Stage.UNKNOWN ? mean : nanosHere(mean);
    if (meanNanos == Stage.UNKNOWN || meanNanos > leadNanos * LONG) {
      return false;
    }
    long ahead = 1L - freeCpus;
    return ahead <= capacity.cpus() || ahead * meanNanos <= leadNanos * capacity.cpus();
  }

  void take(Task task) {
    handed++;
    occupy(task.spec.stage().needs().resources(), -1);
    task.position = tasks.size();
    tasks.add(task);
    suspects += task.suspect() ? 1 : 0;
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

  /** Returns whether it neither runs nor keeps anything. */
  boolean idles() {
    return tasks.isEmpty() && stuck.isEmpty() && (held == null || held.isEmpty());
  }

  /** Returns whether attempts are on it that do not wait for others. */
  boolean active() {
    return tasks.size() + stuck.size() > blocked;
  }

  /** Returns how many attempts it has been handed since it joined. */
  long handed() {
    return handed;
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

  long freeMemory() {
    return freeMemory;
  }

  int freeGpus() {
    return freeGpus;
  }

  /** Returns what is free; processors handed out ahead of time count as none. */
  Resources free() {
    Map<String, Integer> named = new HashMap<>(freeNamed);
    named.values().removeIf(amount -> amount < 1);
    return new Resources(Math.max(0, freeCpus), freeMemory, freeGpus, named);
  }

  private void giveTask(Task task) {
    suspects -= task.suspect() ? 1 : 0;
    askedBack -= task.askedBack ? 1 : 0;
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
