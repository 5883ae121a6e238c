// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.Resources;
import dev.yonder.core.SimulationOptions.May;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A worker that starts attempts in order as it has processors, and whose reports come late. */
final class SimulatedWorker {
  final String name;
  final Resources capacity;
  final boolean expendable;
  final boolean bound;
  boolean draining;
  private final SimulatedCluster cluster;
  private final long latency;
  private final ArrayDeque<Effect.Run> queue = new ArrayDeque<>();
  private final Map<Long, Running> running = new LinkedHashMap<>();
  private final ArrayDeque<Running> resuming = new ArrayDeque<>();
  private final Set<String> started = new HashSet<>();
  private final Set<Long> assigned = new HashSet<>();

  /** Attempts that start after another one here, by the task of that one. */
  private final Map<Long, List<Effect.Run>> followers = new HashMap<>();

  /** The last attempt of each task that is here, and tasks that have returned here. */
  private final Map<Long, Integer> present = new HashMap<>();

  private final Set<Long> returned = new HashSet<>();
  private int freeCpus;
  private final Holdings held;
  private boolean lost;
  private long lastArrival;

  private static final class Running {
    final Effect.Run attempt;
    final List<Long> children = new ArrayList<>();
    boolean waiting;
    boolean stopped;

    Running(Effect.Run attempt) {
      this.attempt = attempt;
    }

    long id() {
      return attempt.task().id();
    }

    int number() {
      return attempt.attempt();
    }
  }

  SimulatedWorker(
      SimulatedCluster cluster,
      String name,
      Resources capacity,
      long latency,
      boolean expendable,
      boolean bound) {
    this.cluster = cluster;
    this.name = name;
    this.capacity = capacity;
    this.latency = latency;
    this.expendable = expendable;
    this.bound = bound;
    this.freeCpus = capacity.cpus();
    this.held = new Holdings(name, capacity);
  }

  /** Messages of one link arrive in order, each after a delay of its own. */
  private void deliver(Runnable message) {
    long arrival =
        Math.max(lastArrival, cluster.now() + latency / 2 + cluster.chance.nextLong(latency + 1));
    lastArrival = arrival;
    cluster.later(arrival - cluster.now(), message);
  }

  /** A report may come once more, at any later time. */
  private void report(Event.Report event) {
    deliver(() -> cluster.handle(event));
    repeat(event);
  }

  private void repeat(Event.Report event) {
    if (cluster.options.may(May.REPEAT) && cluster.chance.nextInt(8) == 0) {
      deliver(() -> cluster.handle(event));
      deliver(
          () -> cluster.later(cluster.chance.nextLong(20_000_000), () -> cluster.handle(event)));
    }
  }

  /** Tells the ledger which tasks met the loss of this worker. */
  void lose(Loss kind) {
    lost = true;
    assigned.stream()
        .filter(
            task ->
                !cluster.ledger.ended.containsKey(task) || cluster.ledger.starts.get(task) != null)
        .forEach(task -> cluster.ledger.lost(task, kind));
    cluster.ledger.copies.values().forEach(workers -> workers.remove(name));
  }

  /**
   * Sends an attempt.
   *
   * @param follows the task here whose result it needs first, {@link TaskSpec#NO_PARENT} if none
   */
  void send(Effect.Run attempt, long follows) {
    assigned.add(attempt.task().id());
    deliver(() -> taken(attempt, follows));
  }

  private void taken(Effect.Run attempt, long follows) {
    if (lost) {
      return;
    }
    long task = attempt.task().id();
    held.take(attempt.task());
    present.put(task, attempt.attempt());
    returned.remove(task);
    if (follows == TaskSpec.NO_PARENT || returned.contains(follows)) {
      queue.add(attempt);
      startWhatFits();
    } else if (present.containsKey(follows)) {
      followers.computeIfAbsent(follows, id -> new ArrayList<>()).add(attempt);
    } else {
      giveBack(attempt, follows);
    }
  }

  private void giveBack(Effect.Run attempt, long missing) {
    long task = attempt.task().id();
    held.give(attempt.task());
    report(new Event.InputMissing(name, task, attempt.attempt(), missing));
    left(task, /* returns= */ false);
  }

  /** Starts what follows the task, or gives it back if it did not return a value. */
  private void left(long task, boolean returns) {
    present.remove(task);
    if (returns && cluster.chance.nextInt(8) > 0) {
      returned.add(task);
    }
    List<Effect.Run> following = followers.remove(task);
    if (following != null && returns) {
      following.forEach(next -> returned.add(task));
      queue.addAll(following);
    } else if (following != null) {
      following.forEach(next -> giveBack(next, task));
    }
  }

  void sendStop(Effect.Stop stop) {
    deliver(() -> stop(stop));
  }

  private void stop(Effect.Stop stop) {
    if (lost) {
      return;
    }
    Running here = running.get(stop.task());
    if (here != null && here.number() == stop.attempt()) {
      here.stopped |= stop.interrupt();
      wakeIfDone(here);
      startWhatFits();
      return;
    }
    boolean queued = remove(queue, stop);
    for (List<Effect.Run> following : followers.values()) {
      queued |= remove(following, stop);
    }
    if (queued) {
      report(new Event.TaskStopped(name, stop.task(), stop.attempt()));
      left(stop.task(), /* returns= */ false);
    }
    startWhatFits();
  }

  private boolean remove(Collection<Effect.Run> waiting, Effect.Stop stop) {
    return waiting.removeIf(
        attempt -> {
          boolean is = attempt.task().id() == stop.task() && attempt.attempt() == stop.attempt();
          if (is) {
            held.give(attempt.task());
          }
          return is;
        });
  }

  private void startWhatFits() {
    while (!lost
        && !resuming.isEmpty()
        && cpus(resuming.element().attempt) <= freeCpus + cpusOfStopped()) {
      resume(resuming.remove());
    }
    while (!lost && resuming.isEmpty() && !queue.isEmpty() && cpus(queue.element()) <= freeCpus) {
      start(queue.remove());
    }
  }

  /** What was lent does not wait for what may never be free again. */
  private int cpusOfStopped() {
    return running.values().stream()
        .filter(here -> here.stopped && !here.waiting)
        .mapToInt(here -> cpus(here.attempt))
        .sum();
  }

  private void start(Effect.Run attempt) {
    TaskSpec task = attempt.task();
    Long missing = cluster.ledger.missingInput(task, returned);
    if (missing != null) {
      giveBack(attempt, missing);
      return;
    }
    freeCpus -= cpus(attempt);
    assertThat(freeCpus).as("free cpus of %s", name).isNotNegative();
    assertThat(started.add(task.id() + "/" + attempt.attempt()))
        .as("%s starts once", attempt)
        .isTrue();
    int starts = cluster.ledger.starts.merge(task.id(), 1, Integer::sum);
    if (!cluster.ledger.plan(task.id()).spec().stage().needs().idempotent()) {
      assertThat(starts).as("starts of %s, which is not idempotent", task).isEqualTo(1);
    }
    Running here = new Running(attempt);
    running.put(task.id(), here);
    Ledger.Plan plan = cluster.ledger.plan(task.id());
    Event.TaskStarted event = new Event.TaskStarted(name, task.id(), attempt.attempt());
    boolean calls = plan.children() > 0 && !plan.continues();
    if (!calls && cluster.options.may(May.REPEAT) && cluster.chance.nextInt(4) == 0) {
      deliver(
          () -> cluster.later(cluster.chance.nextLong(20_000_000), () -> cluster.handle(event)));
    } else {
      report(event);
    }
    if (plan.kills() && expendable) {
      cluster.later(plan.nanos(), () -> crash(here));
    } else if (plan.children() == 0) {
      cluster.later(plan.nanos(), () -> finish(here));
    } else {
      deliver(() -> call(here, plan));
    }
  }

  private void crash(Running here) {
    if (!lost && running.get(here.id()) == here) {
      cluster.lose(this, Loss.CRASHED);
    }
  }

  private void call(Running here, Ledger.Plan plan) {
    if (lost || running.get(here.id()) != here) {
      return;
    }
    for (int i = 0; i < plan.children(); i++) {
      here.children.add(cluster.submitChild(plan, here.number()));
    }
    if (plan.continues()) {
      end(here);
      cluster.ledger.continuedBy.putIfAbsent(here.id(), here.children.get(0));
      report(
          new Event.TaskContinued(
              name, here.id(), here.number(), cluster.ledger.continuedBy.get(here.id()), "inner"));
      left(here.id(), /* returns= */ false);
      startWhatFits();
    } else {
      block(here);
    }
  }

  private void block(Running here) {
    here.waiting = true;
    freeCpus += cpus(here.attempt);
    long on = here.children.size() == 1 ? here.children.get(0) : TaskSpec.NO_PARENT;
    cluster.handle(new Event.TaskBlocked(name, here.id(), here.number(), on));
    startWhatFits();
    wakeIfDone(here);
  }

  void taskEnded() {
    List.copyOf(running.values()).forEach(this::wakeIfDone);
  }

  private void wakeIfDone(Running here) {
    if (here.waiting
        && !resuming.contains(here)
        && (here.stopped || cluster.ledger.ended.keySet().containsAll(here.children))) {
      resuming.add(here);
      cluster.later(1, this::startWhatFits);
    }
  }

  private void resume(Running here) {
    if (!here.waiting) {
      return;
    }
    here.waiting = false;
    freeCpus -= cpus(here.attempt);
    assertThat(freeCpus + cpusOfStopped()).as("free cpus of %s", name).isNotNegative();
    report(new Event.TaskResumed(name, here.id(), here.number()));
    cluster.later(cluster.ledger.plan(here.id()).nanos(), () -> finish(here));
  }

  private void end(Running here) {
    running.remove(here.id());
    freeCpus += cpus(here.attempt);
    held.give(here.attempt.task());
  }

  private void finish(Running here) {
    Ledger.Plan plan = cluster.ledger.plan(here.id());
    if (lost || (here.stopped && plan.stubborn() && expendable)) {
      return;
    }
    if (here.stopped && cluster.options.may(May.NEST) && cluster.chance.nextInt(4) == 0) {
      cluster.submitChild(plan, here.number());
    }
    end(here);
    boolean returns = !here.stopped && here.number() > plan.throwsBefore();
    if (!returns) {
      report(new Event.TaskThrew(name, here.id(), here.number(), "planned"));
    } else if (plan.keeps()) {
      keep(here, plan);
    } else {
      report(
          new Event.TaskFinished(
              name, here.id(), here.number(), cluster.ledger.value(here.id()), plan.nanos()));
    }
    left(here.id(), returns);
    startWhatFits();
  }

  /** Nobody can ask for the copy before the scheduler has heard of it. */
  private void keep(Running here, Ledger.Plan plan) {
    long task = here.id();
    Event.TaskKept event =
        new Event.TaskKept(
            name, task, here.number(), plan.nanos(), 100_000, cluster.ledger.value(task));
    deliver(
        () -> {
          if (!lost) {
            cluster.ledger.kept(task, name, here.number());
          }
          cluster.handle(event);
        });
    repeat(event);
  }

  /** Returns the tasks whose methods are being called. */
  Set<Long> running() {
    return running.keySet();
  }

  boolean idle() {
    return queue.isEmpty()
        && followers.isEmpty()
        && running.isEmpty()
        && freeCpus == capacity.cpus()
        && held.none();
  }

  private static int cpus(Effect.Run attempt) {
    return attempt.task().stage().needs().resources().cpus();
  }
}
