// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.Resources;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/**
 * Workers with slots and latency in virtual time, driven by a scheduler.
 *
 * <p>Keeps its own ledger, which never asks the scheduler: what every worker holds, which attempts
 * ran and how every task ended.
 */
final class SimulatedCluster implements Effect.Visitor {
  final Random chance;
  final Scheduler scheduler;
  final Map<Long, Plan> plans = new HashMap<>();
  final Map<Long, Outcome> ended = new HashMap<>();
  final Map<String, SimulatedWorker> workers = new HashMap<>();
  final Map<Long, Integer> handedOver = new HashMap<>();

  /** What happened, in order: times, events, and the effects of each. */
  private final List<Object> transcript = new ArrayList<>();

  private final PriorityQueue<Due> agenda = new PriorityQueue<>();
  private long now;
  private long sequence;
  private long nextTask;
  private int nextWorker;

  /** What a task does when it runs. */
  record Plan(TaskSpec spec, long nanos, int throwsBefore, int children, boolean cancelled) {}

  /** Something that happens at a time; in the order of planning where times are equal. */
  private record Due(long at, long sequence, Runnable action) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(sequence, other.sequence);
    }
  }

  SimulatedCluster(long seed, SchedulerPolicy policy) {
    this.chance = new Random(seed);
    this.scheduler = new Scheduler(policy);
  }

  void later(long nanos, Runnable action) {
    agenda.add(new Due(now + nanos, sequence++, action));
  }

  /** Runs until nothing more is going to happen. */
  void run() {
    while (!agenda.isEmpty()) {
      Due due = agenda.remove();
      now = due.at;
      due.action.run();
    }
  }

  void handle(Event event) {
    transcript.add(now);
    transcript.add(event);
    for (Effect effect : scheduler.handle(event, now)) {
      transcript.add(effect);
      effect.accept(this);
    }
    Conservation.check(scheduler.books());
  }

  SimulatedWorker join(Resources capacity, long latency) {
    String name = "w" + nextWorker++;
    SimulatedWorker worker = new SimulatedWorker(this, name, capacity, latency);
    workers.put(name, worker);
    handle(new Event.WorkerJoined(name, capacity, latency * 2));
    return worker;
  }

  void lose(SimulatedWorker worker) {
    workers.remove(worker.name);
    worker.lost = true;
    handle(new Event.WorkerLost(worker.name, "the simulation ended it"));
  }

  long submit(
      Stage stage, long parent, long[] dependencies, long nanos, int throwsBefore, int children) {
    long id = nextTask++;
    TaskSpec spec = new TaskSpec(id, stage, parent, dependencies, /* gather= */ false, "payload");
    plans.put(id, new Plan(spec, nanos, throwsBefore, children, false));
    handle(new Event.TaskSubmitted(spec));
    return id;
  }

  /** Returns the last lines of the transcript, at most so many. */
  List<String> transcript(int lines) {
    return transcript.subList(Math.max(0, transcript.size() - lines), transcript.size()).stream()
        .map(line -> (line instanceof Effect ? "    " : "") + line)
        .toList();
  }

  long submitted() {
    return nextTask;
  }

  long now() {
    return now;
  }

  @Override
  public void run(Effect.Run effect) {
    SimulatedWorker worker = workers.get(effect.worker());
    assertThat(worker).as("the worker that %s is sent to is alive", effect).isNotNull();
    assertThat(ended).as("tasks that ended are not run").doesNotContainKey(effect.task().id());
    for (long needed : effect.task().dependencies()) {
      assertThat(ended.get(needed))
          .as("task-%d needs task-%d", effect.task().id(), needed)
          .isInstanceOf(Outcome.Returned.class);
    }
    handedOver.merge(effect.task().id(), 1, Integer::sum);
    worker.send(effect);
  }

  @Override
  public void submitBound(Effect.SubmitBound effect) {
    throw new AssertionError(effect);
  }

  @Override
  public void restored(Effect.Restored effect) {
    throw new AssertionError(effect);
  }

  @Override
  public void release(Effect.Release effect) {
    throw new AssertionError(effect);
  }

  @Override
  public void discard(Effect.Discard effect) {
    throw new AssertionError(effect);
  }

  @Override
  public void endWorker(Effect.EndWorker effect) {
    throw new AssertionError(effect);
  }

  @Override
  public void stop(Effect.Stop effect) {
    SimulatedWorker worker = workers.get(effect.worker());
    assertThat(worker).as("the worker that %s is sent to is alive", effect).isNotNull();
    worker.sendStop(effect);
  }

  @Override
  public void complete(Effect.Complete effect) {
    assertThat(ended.put(effect.task().id(), effect.outcome()))
        .as("how task-%d had ended before it ended again", effect.task().id())
        .isNull();
    workers.values().forEach(SimulatedWorker::taskEnded);
  }

  @Override
  public void setTimer(Effect.SetTimer effect) {
    later(Math.max(0, effect.at() - now), () -> handle(new Event.TimerFired()));
  }

  @Override
  public void warn(Effect.Warn effect) {}

  /** A worker that starts attempts in order as it has processors, and whose reports come late. */
  static final class SimulatedWorker {
    final String name;
    final Resources capacity;
    private final SimulatedCluster cluster;
    private final long latency;
    private final ArrayDeque<Effect.Run> queue = new ArrayDeque<>();
    private final Map<Long, Running> running = new HashMap<>();
    private final ArrayDeque<Running> resuming = new ArrayDeque<>();
    final Set<String> ran = new HashSet<>();
    private int freeCpus;
    private long heldMemory;
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
    }

    SimulatedWorker(SimulatedCluster cluster, String name, Resources capacity, long latency) {
      this.cluster = cluster;
      this.name = name;
      this.capacity = capacity;
      this.latency = latency;
      this.freeCpus = capacity.cpus();
    }

    /** Messages of one link arrive in order, each after a delay of its own. */
    private void deliver(Runnable message) {
      long arrival =
          Math.max(lastArrival, cluster.now + latency / 2 + cluster.chance.nextLong(latency + 1));
      lastArrival = arrival;
      cluster.later(arrival - cluster.now, message);
    }

    private void report(Event event) {
      deliver(() -> cluster.handle(event));
    }

    void send(Effect.Run attempt) {
      deliver(
          () -> {
            if (!lost) {
              heldMemory += attempt.task().stage().needs().resources().memory();
              assertThat(heldMemory)
                  .as("memory in use on %s", name)
                  .isLessThanOrEqualTo(capacity.memory());
              queue.add(attempt);
              startWhatFits();
            }
          });
    }

    void sendStop(Effect.Stop stop) {
      deliver(() -> stop(stop));
    }

    private void stop(Effect.Stop stop) {
      if (lost) {
        return;
      }
      Running here = running.get(stop.task());
      if (here != null && here.attempt.attempt() == stop.attempt()) {
        here.stopped = stop.interrupt();
        wakeIfDone(here);
        return;
      }
      queue.removeIf(
          queued -> {
            boolean is = queued.task().id() == stop.task() && queued.attempt() == stop.attempt();
            heldMemory -= is ? queued.task().stage().needs().resources().memory() : 0;
            return is;
          });
      report(new Event.TaskStopped(name, stop.task(), stop.attempt()));
      startWhatFits();
    }

    private void startWhatFits() {
      while (!resuming.isEmpty() && cpus(resuming.element().attempt) <= freeCpus) {
        resume(resuming.remove());
      }
      while (resuming.isEmpty() && !queue.isEmpty() && cpus(queue.element()) <= freeCpus) {
        start(queue.remove());
      }
    }

    private void start(Effect.Run attempt) {
      freeCpus -= cpus(attempt);
      assertThat(freeCpus).as("free cpus of %s", name).isNotNegative();
      long id = attempt.task().id();
      assertThat(ran.add(id + "/" + attempt.attempt())).as("%s starts once", attempt).isTrue();
      Running here = new Running(attempt);
      running.put(id, here);
      report(new Event.TaskStarted(name, id, attempt.attempt()));
      Plan plan = cluster.plans.get(id);
      if (plan.children == 0) {
        cluster.later(plan.nanos, () -> finish(here));
        return;
      }
      deliver(
          () -> {
            if (!lost && running.get(id) == here) {
              for (int i = 0; i < plan.children; i++) {
                here.children.add(
                    cluster.submit(
                        plan.spec.stage(),
                        id,
                        TaskSpec.NO_DEPENDENCIES,
                        plan.nanos,
                        0,
                        plan.children - 1));
              }
              block(here);
            }
          });
    }

    private void block(Running here) {
      here.waiting = true;
      freeCpus += cpus(here.attempt);
      cluster.handle(
          new Event.TaskBlocked(
              name, here.attempt.task().id(), here.attempt.attempt(), TaskSpec.NO_PARENT));
      startWhatFits();
      wakeIfDone(here);
    }

    void taskEnded() {
      List.copyOf(running.values()).forEach(this::wakeIfDone);
    }

    private void wakeIfDone(Running here) {
      if (here.waiting
          && !resuming.contains(here)
          && (here.stopped || cluster.ended.keySet().containsAll(here.children))) {
        resuming.add(here);
        cluster.later(1, this::startWhatFits);
      }
    }

    private void resume(Running here) {
      if (lost || !here.waiting) {
        return;
      }
      here.waiting = false;
      freeCpus -= cpus(here.attempt);
      assertThat(freeCpus).as("free cpus of %s", name).isNotNegative();
      report(new Event.TaskResumed(name, here.attempt.task().id(), here.attempt.attempt()));
      cluster.later(cluster.plans.get(here.attempt.task().id()).nanos, () -> finish(here));
    }

    private void finish(Running here) {
      if (lost) {
        return;
      }
      TaskSpec task = here.attempt.task();
      running.remove(task.id());
      freeCpus += cpus(here.attempt);
      heldMemory -= task.stage().needs().resources().memory();
      Plan plan = cluster.plans.get(task.id());
      int attempt = here.attempt.attempt();
      if (here.stopped || attempt <= plan.throwsBefore) {
        report(new Event.TaskThrew(name, task.id(), attempt, "planned"));
      } else {
        report(new Event.TaskFinished(name, task.id(), attempt, task.id(), plan.nanos));
      }
      startWhatFits();
    }

    boolean idle() {
      return queue.isEmpty() && running.isEmpty() && freeCpus == capacity.cpus() && heldMemory == 0;
    }

    private static int cpus(Effect.Run attempt) {
      return attempt.task().stage().needs().resources().cpus();
    }
  }
}
