// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.TaskContext;
import dev.yonder.TaskId;
import dev.yonder.core.Event;
import dev.yonder.core.TaskSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attempt at a task in this process: what runs, which thread runs it, and whether it may be
 * interrupted.
 */
public final class Attempt {
  private static final ThreadLocal<@Nullable Attempt> CURRENT = new ThreadLocal<>();

  private final TaskSpec task;
  private final int number;
  private final LocalWorker worker;
  private @Nullable CallSequence calls;
  private @Nullable TaskLog log;

  /** The attempt on whose stack this one runs, as that one waits for its result. */
  private @Nullable Attempt below;

  /** The thread that runs the method; null before and after. */
  private @Nullable Thread thread;

  /** Whether another attempt runs on this one's stack, which must not get its interrupt. */
  private boolean covered;

  /** Whether an interrupt came before the method was called, or while the attempt was covered. */
  private boolean interruptLater;

  /** Whether the attempt was told to stop by an interrupt. */
  private boolean interrupted;

  private boolean startReported;
  private volatile boolean hasPrinted;

  /** The graphics processors that it has to itself while it runs; its own thread's. */
  List<String> gpus = List.of();

  /** Whether its processors are lent to others while it waits; guarded by the lock of the slots. */
  boolean lends;

  /** Constructs an attempt at a task whose payload is {@link Work}, that has not started. */
  public Attempt(TaskSpec task, int number, LocalWorker worker) {
    this.task = task;
    this.number = number;
    this.worker = worker;
  }

  /** Returns the attempt whose method this thread runs, null if it runs none. */
  public static @Nullable Attempt current() {
    return CURRENT.get();
  }

  /** Returns what the method that this thread runs can know of its call, null if it runs none. */
  static @Nullable TaskContext currentContext() {
    Attempt current = current();
    return current == null
        ? null
        : new TaskContext(
            new TaskId(current.task.id()),
            current.number,
            HostName.get(),
            current.worker.id(),
            current.task.stage().needs().resources(),
            current.gpus);
  }

  /** Returns the task. */
  public TaskSpec task() {
    return task;
  }

  /** Returns the number of the attempt, from 1. */
  public int number() {
    return number;
  }

  /** Returns the worker that runs the attempt. */
  public LocalWorker worker() {
    return worker;
  }

  /** Returns what the attempt runs. */
  public Work work() {
    return (Work) task.payload();
  }

  int cpus() {
    return task.stage().needs().resources().cpus();
  }

  /** Reports that the attempt has started, unless that was reported. */
  public synchronized void reportStarted(Reports reports) {
    if (!startReported && thread != null) {
      startReported = true;
      reports.report(new Event.TaskStarted(worker.id(), task.id(), number));
    }
  }

  /** Returns the sequence of the calls that the method makes. */
  CallSequence calls() {
    if (calls == null) {
      calls = new CallSequence(work().seedKey());
    }
    return calls;
  }

  /** Notes that the method prints. */
  void prints() {
    hasPrinted = true;
  }

  boolean hasPrinted() {
    return hasPrinted;
  }

  /** Returns where to note what the method prints. */
  synchronized TaskLog log() {
    if (log == null) {
      log = work().newLog();
    }
    return log;
  }

  /** Returns the end of what the method has printed, empty if nothing. */
  synchronized String printed() {
    return log == null ? "" : log.text();
  }

  /** Returns how many attempts run on this thread's stack, this one included. */
  int stackDepth() {
    return below == null ? 1 : 1 + below.stackDepth();
  }

  /** Makes this the attempt that this thread runs. */
  void enter() {
    below = CURRENT.get();
    if (below != null) {
      below.cover(true);
    }
    CURRENT.set(this);
    TaskOutput.runs(this);
    synchronized (this) {
      thread = Thread.currentThread();
      deliverInterrupt();
    }
  }

  /** Ends what {@link #enter} began; an interrupt that was meant for this attempt ends with it. */
  void leave() {
    synchronized (this) {
      thread = null;
      if (interrupted) {
        Thread.interrupted();
      }
    }
    Attempt waiting = below;
    TaskOutput.runs(waiting);
    if (waiting == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(waiting);
      waiting.cover(false);
    }
  }

  /** Interrupts the method, as soon as it runs and nothing else runs on its stack. */
  public synchronized void interrupt() {
    interrupted = true;
    if (covered || thread == null) {
      interruptLater = true;
    } else {
      thread.interrupt();
    }
  }

  /** Returns whether the method was interrupted to have it end. */
  synchronized boolean toldToStop() {
    return interrupted;
  }

  private synchronized void cover(boolean now) {
    covered = now;
    if (now) {
      interruptLater |= Thread.interrupted();
    } else {
      deliverInterrupt();
    }
  }

  private void deliverInterrupt() {
    if (interruptLater) {
      interruptLater = false;
      Thread.currentThread().interrupt();
    }
  }
}
