// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.TaskStatus;
import dev.yonder.core.Effect;
import dev.yonder.core.Event;
import dev.yonder.core.Loss;
import dev.yonder.core.Scheduler;
import dev.yonder.core.TaskSpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that owns a session's scheduler and the state of its links.
 *
 * <p>It takes what is in the mailbox, hands every event to the scheduler, and has the effects done.
 * Work for links is sent after a number of events rather than after each, and always before
 * sleeping.
 */
final class Engine {
  private static final System.Logger LOG = System.getLogger("dev.yonder");
  private static final int EVENTS_PER_FLUSH = 64;

  private final Mailbox mailbox;
  private final Scheduler scheduler;
  private final EffectRunner effects;
  private final Thread thread;
  private final long start = System.nanoTime();
  private final AtomicLong events = new AtomicLong();
  private long eventsHere;
  private boolean ended;
  private volatile boolean givenUp;

  /** Completed when nothing that is asked will be answered any more. */
  private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();

  /** What was taken from the mailbox and comes after the item that is handled. */
  private Mailbox.@Nullable Letter rest;

  /** The time, read once for a number of events. */
  private long now;

  /**
   * What is to be done, and by whom it is not.
   *
   * @param unmetCpus how many processors the tasks ask for that have no worker
   * @param idle the workers that neither run nor keep anything, with the number of attempts that
   *     each has been handed
   */
  record Load(long unmetCpus, Map<String, Long> idle) {}

  /** Asks the engine's thread to end. */
  private record EndRequest() {}

  Engine(String name, Mailbox mailbox, Scheduler scheduler, EffectRunner effects) {
    this.mailbox = mailbox;
    this.scheduler = scheduler;
    this.effects = effects;
    this.thread = new Thread(this::run, "yonder-engine-" + name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void post(Event event) {
    mailbox.put(event);
  }

  /**
   * Returns how far a task has come, as of everything that was posted before; null if that is not
   * known, or the engine ends before its workers have answered.
   */
  @Nullable TaskStatus status(long task) {
    CompletableFuture<@Nullable TaskStatus> answer = new CompletableFuture<>();
    status(task, answer::complete);
    CompletableFuture.anyOf(answer, over).join();
    return answer.getNow(null);
  }

  /** Waits until something is completed that the engine's thread does, or the engine has ended. */
  void await(CompletableFuture<?> done) throws InterruptedException {
    try {
      CompletableFuture.anyOf(done, over).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until everything is handled that was posted before, or the engine has ended. */
  void awaitHandled() {
    CompletableFuture<@Nullable Void> handled = new CompletableFuture<>();
    ask(() -> handled.complete(null));
    CompletableFuture.anyOf(handled, over).join();
  }

  /** Tells how far a task has come, as of everything that was posted before. */
  void status(long task, Consumer<@Nullable TaskStatus> told) {
    ask(() -> effects.reportStarted(() -> ask(() -> told.accept(scheduler.status(task)))));
  }

  /** Takes notice of a worker, to which its link leads. */
  void join(WorkerLink link, Event.WorkerJoined joined) {
    ask(() -> effects.join(joined.worker(), link));
    post(joined);
  }

  /** Takes notice that a worker is gone. */
  void lose(Event.WorkerLost lost) {
    post(lost);
    ask(() -> effects.leave(lost.worker()));
  }

  /** Takes the last report of a worker that was for one attempt, which is gone. */
  void over(Event.Report last) {
    post(last);
    ask(() -> effects.leave(last.worker()));
  }

  /** Tells how many processors the tasks ask for that have no worker, and which workers idle. */
  void load(Collection<String> workers, Consumer<Load> told) {
    ask(
        () -> {
          Map<String, Long> idle = new HashMap<>();
          for (String worker : workers) {
            Long handed = scheduler.idleAfter(worker);
            if (handed != null) {
              idle.put(worker, handed);
            }
          }
          told.accept(new Load(scheduler.unmetCpus(), idle));
        });
  }

  /**
   * Lets a worker go that neither runs nor keeps anything; otherwise does nothing.
   *
   * @param handed the attempts that it had been handed when it was seen to idle; where there have
   *     been more since, it stays as well
   */
  void retire(String worker, long handed) {
    ask(
        () -> {
          if (Objects.equals(scheduler.idleAfter(worker), handed)) {
            handle(new Event.WorkerLost(worker, "it had nothing to do", Loss.PREEMPTED));
            effects.leave(worker);
          }
        });
  }

  /** Ends every future with the reason, now and for as long as calls come in. */
  void giveUp(NoWorkersException reason) {
    givenUp = true;
    ask(
        () -> {
          throw reason;
        });
  }

  /** Returns whether nothing will be run any more, as the session was given up, or broke. */
  boolean isGivenUp() {
    return givenUp;
  }

  /** Appends to the log of a task that has not ended. */
  void printed(long task, Consumer<Call> action) {
    ask(
        () -> {
          TaskSpec spec = scheduler.liveSpec(task);
          if (spec != null) {
            action.accept((Call) spec.payload());
          }
        });
  }

  /** Has the engine's thread run the inquiry after everything that was posted before. */
  void ask(Runnable inquiry) {
    mailbox.put(inquiry);
  }

  /** Ends the engine's thread, after everything that was posted before. */
  void end() {
    mailbox.put(new EndRequest());
  }

  /** Waits until the engine's thread has ended. */
  void awaitEnd() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns how many events the scheduler has handled. */
  long events() {
    return events.get();
  }

  private void run() {
    try {
      while (!ended) {
        drain();
      }
    } catch (Throwable t) {
      broken(t);
    }
    try {
      takeLeft();
      effects.close();
    } finally {
      over.complete(null);
    }
  }

  /** Takes what came while the end was asked for; requests of threads that wait must be seen. */
  private void takeLeft() {
    for (Mailbox.Letter letter = mailbox.take(0); letter != null; letter = letter.next) {
      if (letter.item instanceof Runnable) {
        handleBroken(letter.item);
      }
    }
  }

  private void drain() {
    Mailbox.Letter letter = mailbox.take(effects.nanosToTimer(now()));
    now = now();
    int sinceFlush = 0;
    while (letter != null) {
      rest = letter.next;
      handleItem(letter.item);
      letter = rest;
      if (++sinceFlush == EVENTS_PER_FLUSH) {
        effects.flush();
        now = now();
        sinceFlush = 0;
      }
    }
    now = now();
    if (effects.nanosToTimer(now) == 0) {
      effects.timerOver();
      handle(new Event.TimerFired());
    }
    effects.flush();
    events.lazySet(eventsHere);
  }

  private void handleItem(Object item) {
    if (item instanceof Event event) {
      handle(event);
    } else if (item instanceof Runnable inquiry) {
      inquiry.run();
    } else {
      ended = true;
    }
  }

  private void handle(Event event) {
    eventsHere++;
    for (Effect effect : scheduler.handle(event, now)) {
      effect.accept(effects);
    }
  }

  /** Returns the time as the scheduler is told it, in nanoseconds. */
  long now() {
    return System.nanoTime() - start;
  }

  /** Ends every future with the reason, now and for as long as calls come in. */
  private void broken(Throwable reason) {
    givenUp = true;
    String story = scheduler.story();
    if (reason instanceof NoWorkersException gone) {
      System.Logger.Level level =
          gone.isWanted() ? System.Logger.Level.DEBUG : System.Logger.Level.ERROR;
      LOG.log(level, "the session ends, because {0}", reason.getMessage());
    } else {
      LOG.log(System.Logger.Level.ERROR, "the session broke; its last events:" + story, reason);
    }
    scheduler.liveSpecs().forEach(task -> effects.broken(task, reason));
    effects.abandonResults();
    effects.publish();
    Mailbox.Letter letter = rest;
    while (!ended) {
      for (; letter != null; letter = letter.next) {
        if (letter.item instanceof Event.TaskSubmitted submitted) {
          effects.broken(submitted.task(), reason);
        } else if (!(letter.item instanceof Event)) {
          handleBroken(letter.item);
        }
      }
      effects.publish();
      if (!ended) {
        letter = mailbox.take(Long.MAX_VALUE);
      }
    }
  }

  /**
   * Answers an inquiry as far as that is still possible: another failure must not end the thread.
   */
  private void handleBroken(Object item) {
    try {
      handleItem(item);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "after the session had ended", e);
    }
  }
}
