// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.Resources;
import dev.yonder.core.SimulationOptions.May;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/** Workers with slots and latency in virtual time, driven by a scheduler and kept to a ledger. */
final class SimulatedCluster implements Effect.Visitor {
  private static final long MILLI = 1_000_000;

  final SimulationOptions options;
  final Random chance;
  final Scheduler scheduler;
  final Ledger ledger;
  final Map<String, SimulatedWorker> workers = new LinkedHashMap<>();

  private final PlantedBug bug;

  /** What happened, in order: times, events, and the effects of each. */
  private final List<Object> transcript = new ArrayList<>();

  private final PriorityQueue<Due> agenda = new PriorityQueue<>();
  private final Set<Long> answered = new HashSet<>();

  /** The last attempt at each task. */
  private final Map<Long, Sent> sent = new HashMap<>();

  /** Calls of attempts that were not the last at their tasks, and so must not run. */
  private final Set<Long> calledInVain = new HashSet<>();

  private long now;
  private long sequence;
  private long nextTask;
  private int nextWorker;

  private record Sent(String worker, int attempt) {}

  /** Something that happens at a time; in the order of planning where times are equal. */
  private record Due(long at, long sequence, Runnable action) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(sequence, other.sequence);
    }
  }

  SimulatedCluster(SimulationOptions options, SchedulerPolicy policy, PlantedBug bug) {
    this.options = options;
    this.ledger = new Ledger(options);
    this.chance = new Random(options.seed());
    this.scheduler = new Scheduler(policy);
    this.bug = bug;
  }

  void later(long nanos, Runnable action) {
    agenda.add(new Due(now + nanos, sequence++, action));
  }

  /** Runs until nothing more is going to happen. */
  void run() {
    int steps = 0;
    while (!agenda.isEmpty()) {
      assertThat(++steps).as("steps").isLessThan(200_000);
      Due due = agenda.remove();
      now = due.at;
      due.action.run();
    }
  }

  void handle(Event event) {
    transcript.add(now);
    transcript.add(event);
    for (Effect effect : bug.handle(scheduler, event, now)) {
      transcript.add(effect);
      effect.accept(this);
    }
    if (bug == PlantedBug.NONE) {
      Conservation.check(scheduler.books());
    }
  }

  SimulatedWorker join(Resources capacity, long latency, long endsAt, boolean expendable) {
    String name = "w" + nextWorker++;
    SimulatedWorker worker =
        new SimulatedWorker(this, name, capacity, latency, expendable, /* bound= */ false);
    workers.put(name, worker);
    handle(new Event.WorkerJoined(name, capacity, latency * 2, endsAt, expendable));
    if (endsAt != Long.MAX_VALUE) {
      later(endsAt - now, () -> lose(worker, Loss.WALLTIME));
    }
    return worker;
  }

  void lose(SimulatedWorker worker, Loss kind) {
    if (workers.remove(worker.name) != null) {
      worker.lose(kind);
      handle(new Event.WorkerLost(worker.name, "the simulation ended it", kind));
    }
  }

  void drain(SimulatedWorker worker) {
    handle(new Event.WorkerDraining(worker.name));
    worker.draining = true;
  }

  long submit(Ledger.Plan plan) {
    return submit(plan, 0);
  }

  private long submit(Ledger.Plan plan, int attempt) {
    ledger.submitted(plan);
    handle(new Event.TaskSubmitted(plan.spec(), attempt));
    return plan.spec().id();
  }

  long submitChild(Ledger.Plan parent, int attempt) {
    TaskSpec spec = parent.spec();
    TaskSpec child =
        new TaskSpec(
            nextTask(), spec.stage(), spec.id(), TaskSpec.NO_DEPENDENCIES, false, "payload");
    Sent last = sent.get(spec.id());
    if (last == null || last.attempt() != attempt) {
      calledInVain.add(child.id());
    }
    return submit(
        new Ledger.Plan(
            child,
            parent.nanos(),
            0,
            parent.continues() ? 0 : Math.max(0, parent.children() - 1),
            parent.keeps(),
            false,
            false,
            false),
        attempt);
  }

  void cancel(long task, boolean interrupt) {
    if (!ledger.ended.containsKey(task)) {
      ledger.cancelled.add(task);
    }
    handle(new Event.CancelRequested(task, interrupt));
  }

  long nextTask() {
    return nextTask++;
  }

  /** Somebody waits for the result: fetches it from where it is, or waits until it is there. */
  void get(long task) {
    if (ledger.succeeded(task)
        && !ledger.freed.contains(task)
        && !answered.contains(task)
        && ledger.wanted.add(task)) {
      handle(new Event.ResultWanted(task));
      fetch(task);
    }
  }

  private void fetch(long task) {
    later(chance.nextLong(MILLI), () -> fetched(task));
  }

  private void fetched(long task) {
    boolean there = ledger.inputThere(task);
    if (ledger.wanted.contains(task) && !answered.contains(task) && there) {
      answered.add(task);
      ledger.wanted.remove(task);
      ledger.program.add(task);
      handle(new Event.ResultSecured(task));
    }
  }

  void free(long task) {
    if (ledger.mayFree(task) && ledger.freed.add(task)) {
      handle(new Event.ResultFreed(task));
    }
  }

  /** Returns the last lines of the transcript, at most so many. */
  List<String> transcript(int lines) {
    return transcript.subList(Math.max(0, transcript.size() - lines), transcript.size()).stream()
        .map(line -> (line instanceof Effect ? "    " : "") + line)
        .map(line -> line.replaceAll("@[0-9a-f]+", ""))
        .toList();
  }

  /** Returns what happened, in order: times, events, and the effects of each. */
  List<Object> happened() {
    return transcript;
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
    assertThat(worker.draining).as("the worker that %s is sent to drains", effect).isFalse();
    worker.send(effect, checkRun(effect.task(), effect.worker(), effect.attempt()));
  }

  /** Returns the task on the worker that the attempt follows, if it does. */
  private long checkRun(TaskSpec task, String worker, int attempt) {
    if (ledger.ended.containsKey(task.id())) {
      assertThat(ledger.succeeded(task.id())).as("%s runs again and had a result", task).isTrue();
      assertThat(ledger.program).as("results that the program has").doesNotContain(task.id());
      assertThat(ledger.there(task.id())).as("%s runs again and is there", task).isFalse();
    }
    long follows = TaskSpec.NO_PARENT;
    for (long needed : task.dependencies()) {
      if (!ledger.ended.containsKey(needed) && isSentTo(worker, needed)) {
        assertThat(follows).as("what %s follows", task).isEqualTo(TaskSpec.NO_PARENT);
        follows = needed;
      } else {
        assertThat(ledger.succeeded(needed)).as("%s needs task-%d", task, needed).isTrue();
      }
    }
    assertThat(calledInVain).as("calls of attempts that do not count").doesNotContain(task.id());
    sent.put(task.id(), new Sent(worker, attempt));
    return follows;
  }

  private boolean isSentTo(String worker, long task) {
    Sent last = sent.get(task);
    return last != null && last.worker().equals(worker);
  }

  @Override
  public void submitBound(Effect.SubmitBound effect) {
    checkRun(effect.task(), effect.worker(), effect.attempt());
    SimulatedWorker block =
        new SimulatedWorker(
            this,
            effect.worker(),
            effect.task().stage().needs().resources(),
            1 + chance.nextLong(MILLI),
            /* expendable= */ true,
            /* bound= */ true);
    assertThat(workers.put(effect.worker(), block)).as("%s is new", effect.worker()).isNull();
    TaskSpec task = effect.task();
    if (options.may(May.LOSE) && chance.nextInt(8) == 0) {
      later(chance.nextLong(MILLI / 100), () -> endBlock(block, effect, Loss.NEVER_STARTED));
      return;
    }
    block.send(new Effect.Run(effect.worker(), task, effect.attempt()), TaskSpec.NO_PARENT);
    if (options.may(May.LOSE) && chance.nextInt(6) == 0) {
      Loss kind = chance.nextBoolean() ? Loss.WALLTIME : Loss.PREEMPTED;
      later(chance.nextLong(10 * MILLI), () -> endBlock(block, effect, kind));
    }
  }

  private void endBlock(SimulatedWorker block, Effect.SubmitBound of, Loss kind) {
    if (workers.remove(block.name) != null) {
      block.lose(kind);
      if (kind == Loss.NEVER_STARTED) {
        ledger.lost(of.task().id(), kind);
      }
      handle(new Event.BlockEnded(block.name, of.task().id(), of.attempt(), "it was ended", kind));
    }
  }

  @Override
  public void stop(Effect.Stop effect) {
    SimulatedWorker worker = workers.get(effect.worker());
    assertThat(worker).as("the worker that %s is sent to is alive", effect).isNotNull();
    worker.sendStop(effect);
  }

  @Override
  public void complete(Effect.Complete effect) {
    long task = effect.task().id();
    ledger.completed(effect.task(), effect.outcome(), effect.attempts());
    if (effect.outcome() instanceof Outcome.Returned && !ledger.plan(task).keeps()) {
      ledger.program.add(task);
    }
    List.copyOf(workers.values()).forEach(SimulatedWorker::taskEnded);
  }

  @Override
  public void restored(Effect.Restored effect) {
    ledger.restored(effect.task(), effect.outcome());
    for (long task : List.copyOf(ledger.wanted)) {
      fetch(task);
    }
  }

  @Override
  public void release(Effect.Release effect) {
    long task = effect.task();
    assertThat(ledger.freed).as("results that nobody asks for").contains(task);
    ledger.program.remove(task);
    ledger.copies.remove(task);
  }

  @Override
  public void discard(Effect.Discard effect) {
    Map<String, Integer> copies = ledger.copies.get(effect.task());
    if (copies != null) {
      copies.remove(effect.worker(), effect.attempt());
    }
  }

  @Override
  public void endWorker(Effect.EndWorker effect) {
    SimulatedWorker worker = workers.get(effect.worker());
    assertThat(worker).as("the worker that %s is sent to is alive", effect).isNotNull();
    assertThat(worker.expendable).as("%s is a process", worker.name).isTrue();
    for (long task : worker.running()) {
      assertThat(
              ledger.ended.containsKey(task)
                  || ledger.plan(task).spec().stage().needs().idempotent())
          .as("task-%d on the ended worker may be repeated or has ended", task)
          .isTrue();
    }
    later(1_000, () -> lose(worker, Loss.PREEMPTED));
  }

  @Override
  public void setTimer(Effect.SetTimer effect) {
    later(Math.max(0, effect.at() - now), () -> handle(new Event.TimerFired()));
  }

  @Override
  public void warn(Effect.Warn effect) {}
}
