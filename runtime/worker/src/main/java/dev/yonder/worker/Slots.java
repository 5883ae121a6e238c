// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.core.Event;
import dev.yonder.core.TaskSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The slots of a worker: threads of this process that run attempts.
 *
 * <p>Attempts start in the order in which they were handed over, as processors are free. An attempt
 * that waits for a task lends its processors to the next in line, for which another thread stands
 * in, and goes on before anything new starts.
 */
public final class Slots implements LocalWorker {
  /** How many attempts may run on one another's stacks; beyond that, other threads stand in. */
  private static final int STACK_DEPTH = 32;

  /** How long a thread that is not needed for the processors there are waits for work. */
  private static final long SPARE_MILLIS = 1_000;

  private final String id;
  private final int cpus;
  private final TaskRunner runner;
  private final Reports reports;

  /**
   * Attempts that were handed over since the last flush; used by the thread that hands them over.
   */
  private final List<Attempt> heldBack = new ArrayList<>();

  private final Object lock = new Object();

  // The rest is guarded by the lock.
  private final ArrayDeque<Attempt> queue = new ArrayDeque<>();
  private final ArrayDeque<Resumption> resuming = new ArrayDeque<>();
  private final Set<Attempt> running = Collections.newSetFromMap(new IdentityHashMap<>());
  private int freeCpus;
  private int parkedThreads;
  private int wokenThreads;
  private int startedThreads;
  private boolean closed;

  /** An attempt that has what it waited for, and needs its processors again. */
  private static final class Resumption {
    final Attempt attempt;
    final Thread thread = Thread.currentThread();
    volatile boolean granted;

    Resumption(Attempt attempt) {
      this.attempt = attempt;
    }
  }

  /**
   * Constructs the slots of a worker, without threads yet.
   *
   * @param id the name of the worker
   * @param cpus how many processors attempts may occupy at a time
   */
  public Slots(String id, int cpus, TaskRunner runner, Reports reports) {
    this.id = id;
    this.cpus = cpus;
    this.freeCpus = cpus;
    this.runner = runner;
    this.reports = reports;
  }

  @Override
  public String id() {
    return id;
  }

  /** Hands over an attempt, which may be held back until {@link #flush}. */
  public void run(TaskSpec task, int attempt) {
    heldBack.add(new Attempt(task, attempt, this));
  }

  /** Hands over an attempt, which starts as there is room; by any thread. */
  void start(TaskSpec task, int attempt) {
    synchronized (lock) {
      queue.add(new Attempt(task, attempt, this));
      wakeThreads();
    }
  }

  /** Has everything that was handed over started as there is room. */
  public void flush() {
    if (heldBack.isEmpty()) {
      return;
    }
    synchronized (lock) {
      queue.addAll(heldBack);
      wakeThreads();
    }
    heldBack.clear();
  }

  /**
   * Gives up an attempt: does not start it, or else interrupts it if asked. One that is not there
   * is reported as stopped.
   */
  public void stop(long task, int attempt, boolean interrupt) {
    flush();
    Attempt started = null;
    synchronized (lock) {
      Iterator<Attempt> queued = queue.iterator();
      while (queued.hasNext()) {
        if (is(queued.next(), task, attempt)) {
          queued.remove();
          wakeThreads();
          break;
        }
      }
      for (Attempt candidate : running) {
        if (is(candidate, task, attempt)) {
          started = candidate;
        }
      }
    }
    if (started == null) {
      reports.report(new Event.TaskStopped(id, task, attempt));
    } else if (interrupt) {
      started.interrupt();
      synchronized (lock) {
        grantResumptions();
      }
    } else {
      started.reportStarted(reports);
    }
  }

  /** Reports which attempts have started, as far as that was not reported. */
  public void reportStarted() {
    List<Attempt> started;
    synchronized (lock) {
      started = List.copyOf(running);
    }
    started.forEach(attempt -> attempt.reportStarted(reports));
  }

  private static boolean is(Attempt candidate, long task, int attempt) {
    return candidate.task().id() == task && candidate.number() == attempt;
  }

  /** Ends the threads as they have nothing to run. */
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
  }

  @Override
  public boolean await(Attempt attempt, Awaited awaited) throws InterruptedException {
    attempt.reportStarted(reports);
    long on = awaited.taskOf(attempt.work().session());
    reports.report(new Event.TaskBlocked(id, attempt.task().id(), attempt.number(), on));
    try {
      Attempt queued =
          awaited.nanos() == Awaited.FOR_EVER
              ? takeFromQueue(attempt, awaited.future().number())
              : null;
      return (queued != null && runOnStack(queued, awaited)) || lendAndPark(attempt, awaited);
    } finally {
      reports.reportQuietly(new Event.TaskResumed(id, attempt.task().id(), attempt.number()));
    }
  }

  /**
   * Runs the very task that an attempt waits for on this thread and with its processors, and
   * returns whether its future has ended.
   */
  private boolean runOnStack(Attempt queued, Awaited awaited) throws InterruptedException {
    Event.Report report = runCleanly(queued);
    synchronized (lock) {
      running.remove(queued);
    }
    reports.report(report);
    return report instanceof Event.TaskFinished && awaited.park();
  }

  private boolean lendAndPark(Attempt attempt, Awaited awaited) throws InterruptedException {
    synchronized (lock) {
      attempt.lends = true;
      freeCpus += attempt.cpus();
      grantResumptions();
      wakeThreads();
    }
    TaskOutput.runs(null);
    try {
      return awaited.park();
    } finally {
      takeBack(attempt);
      TaskOutput.runs(attempt);
    }
  }

  /** Takes the task from the queue if it needs no more processors than the attempt. */
  private @Nullable Attempt takeFromQueue(Attempt attempt, long task) {
    if (attempt.stackDepth() >= STACK_DEPTH) {
      return null;
    }
    synchronized (lock) {
      Iterator<Attempt> queued = queue.iterator();
      while (queued.hasNext()) {
        Attempt candidate = queued.next();
        if (candidate.task().id() == task && candidate.cpus() <= attempt.cpus()) {
          queued.remove();
          running.add(candidate);
          wakeThreads();
          return candidate;
        }
      }
    }
    return null;
  }

  private void takeBack(Attempt attempt) {
    Resumption resumption = new Resumption(attempt);
    synchronized (lock) {
      resuming.add(resumption);
      grantResumptions();
    }
    boolean interrupted = false;
    while (!resumption.granted) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void grantResumptions() {
    while (!resuming.isEmpty()) {
      int cpus = resuming.element().attempt.cpus();
      if (cpus > freeCpus && cpus > freeCpus + cpusOfStopped()) {
        return;
      }
      Resumption first = resuming.remove();
      freeCpus -= cpus;
      first.attempt.lends = false;
      first.granted = true;
      LockSupport.unpark(first.thread);
    }
  }

  /**
   * Returns the processors of attempts that were told to stop. Nothing that was lent may wait for
   * them, as they may never be free again.
   */
  private int cpusOfStopped() {
    return running.stream()
        .filter(attempt -> !attempt.lends && attempt.toldToStop())
        .mapToInt(Attempt::cpus)
        .sum();
  }

  /** Has as many threads awake as attempts can start, starting threads where none is idle. */
  private void wakeThreads() {
    int startable = startable() - wokenThreads;
    for (int i = 0; i < startable; i++) {
      wokenThreads++;
      if (parkedThreads > 0) {
        parkedThreads--;
        lock.notify();
      } else {
        Thread thread = new Thread(this::work, "yonder-" + id + "-" + startedThreads++);
        thread.setDaemon(true);
        thread.start();
      }
    }
  }

  private int startable() {
    int startable = 0;
    if (resuming.isEmpty()) {
      int free = freeCpus;
      Iterator<Attempt> queued = queue.iterator();
      while (free > 0 && queued.hasNext()) {
        free -= queued.next().cpus();
        startable += free >= 0 ? 1 : 0;
      }
    }
    return startable;
  }

  private void work() {
    synchronized (lock) {
      wokenThreads--;
    }
    Attempt attempt = next(/* previous= */ null);
    while (attempt != null) {
      reports.report(runCleanly(attempt));
      attempt = next(attempt);
    }
  }

  /** Runs an attempt, and takes away an interrupt that its method left behind. */
  private Event.Report runCleanly(Attempt attempt) {
    Event.Report report = runner.run(attempt);
    Thread.interrupted();
    return report;
  }

  /** Returns the next attempt for this thread, null if the thread is no longer needed. */
  private @Nullable Attempt next(@Nullable Attempt previous) {
    synchronized (lock) {
      if (previous != null) {
        running.remove(previous);
        freeCpus += previous.cpus();
        grantResumptions();
      }
      while (true) {
        Attempt first = queue.peek();
        if (first != null && resuming.isEmpty() && first.cpus() <= freeCpus) {
          queue.remove();
          freeCpus -= first.cpus();
          running.add(first);
          wakeThreads();
          return first;
        }
        if (closed || !parked()) {
          return null;
        }
      }
    }
  }

  /** Waits for work, and returns whether this thread is still needed. */
  @SuppressWarnings("WaitNotInLoop") // the caller's loop
  private boolean parked() {
    boolean spare = parkedThreads >= cpus;
    parkedThreads++;
    try {
      lock.wait(spare ? SPARE_MILLIS : 0);
    } catch (InterruptedException e) {
      // Meant for an attempt that has ended; there is nothing to interrupt here.
    }
    if (wokenThreads > 0) {
      wokenThreads--;
      return true;
    }
    parkedThreads--;
    return !spare;
  }
}
