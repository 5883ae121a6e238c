// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import dev.yonder.core.Stage.Needs;
import dev.yonder.core.TaskState.OnWorker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that the simulation is known to notice; each is wrong in one way. */
final class PlantedBugs {

  private PlantedBugs() {}

  static Map<String, PlantedBug> all() {
    Map<String, PlantedBug> bugs = new LinkedHashMap<>();
    lostEvents(bugs);
    wrongEvents(bugs);
    wrongEffects(bugs);
    wrongBooks(bugs);
    return bugs;
  }

  private static void lostEvents(Map<String, PlantedBug> bugs) {
    bugs.put("keeps a lost worker's slots", ignoring(Event.WorkerLost.class::isInstance));
    bugs.put("sends to a draining worker", ignoring(Event.WorkerDraining.class::isInstance));
    bugs.put("forgets a cancel", ignoring(Event.CancelRequested.class::isInstance));
    bugs.put("does not make a lost result again", ignoring(Event.ResultWanted.class::isInstance));
    bugs.put("makes a secured result again", ignoring(Event.ResultSecured.class::isInstance));
    bugs.put("never frees a result", ignoring(Event.ResultFreed.class::isInstance));
    bugs.put("drops a task given back", ignoring(Event.InputMissing.class::isInstance));
    bugs.put("drops a task taken back", ignoring(Event.TaskStopped.class::isInstance));
    bugs.put("does not see blocks end", ignoring(Event.BlockEnded.class::isInstance));
    bugs.put("misses retries", ignoring(Event.TimerFired.class::isInstance));
    bugs.put("drops what threw", ignoring(Event.TaskThrew.class::isInstance));
    bugs.put("drops continuations", ignoring(Event.TaskContinued.class::isInstance));
    bugs.put(
        "leaks what stuck attempts hold",
        (scheduler, event, now) ->
            event instanceof Event.TaskFinished late
                    && scheduler.books().tasks.live(late.task()) == null
                ? List.of()
                : scheduler.handle(event, now));
  }

  private static void wrongEvents(Map<String, PlantedBug> bugs) {
    bugs.put("ignores the attempt number", PlantedBugs::anyAttempt);
    bugs.put(
        "follows the calls of attempts that do not count",
        (scheduler, event, now) ->
            scheduler.handle(
                event instanceof Event.TaskSubmitted call
                        && task(scheduler, call.task().parent()) instanceof Task parent
                        && parent.state() instanceof OnWorker placed
                    ? new Event.TaskSubmitted(call.task(), placed.attempt())
                    : event,
                now));
    bugs.put("does not retry", resubmitting(needs -> needs(needs, 0, needs.idempotent())));
    bugs.put("repeats what is not idempotent", resubmitting(needs -> needs(needs, 3, true)));
    bugs.put("blames the preempted", losing(Loss.PREEMPTED, Loss.WALLTIME));
    bugs.put("blames whoever was there", losing(Loss.CRASHED, Loss.REJECTED));
    bugs.put(
        "takes kept results for its own",
        (scheduler, event, now) ->
            scheduler.handle(
                event instanceof Event.TaskKept kept
                    ? new Event.TaskFinished(
                        kept.worker(), kept.task(), kept.attempt(), kept.value(), kept.ranNanos())
                    : event,
                now));
    bugs.put(
        "mixes up values",
        (scheduler, event, now) ->
            scheduler.handle(
                event instanceof Event.TaskFinished done
                    ? new Event.TaskFinished(done.worker(), done.task(), done.attempt(), 0L, 1)
                    : event,
                now));
  }

  private static void wrongEffects(Map<String, PlantedBug> bugs) {
    bugs.put("ends futures twice", doing(e -> e instanceof Effect.Complete ? twice(e) : once(e)));
    bugs.put(
        "sends what follows to another worker",
        (scheduler, event, now) ->
            scheduler.handle(event, now).stream()
                .map(
                    effect -> effect instanceof Effect.Run run ? elsewhere(scheduler, run) : effect)
                .toList());
    bugs.put("runs attempts twice", doing(e -> e instanceof Effect.Run ? twice(e) : once(e)));
    bugs.put("never tells of restored results", not(Effect.Restored.class::isInstance));
    bugs.put("keeps freed results", not(Effect.Release.class::isInstance));
    bugs.put("ends no stuck worker", not(Effect.EndWorker.class::isInstance));
    bugs.put("sets no timer", not(Effect.SetTimer.class::isInstance));
    bugs.put(
        "frees what somebody may ask for",
        doing(
            e ->
                e instanceof Effect.Complete done
                    ? Stream.of(e, new Effect.Release(done.task().id()))
                    : once(e)));
  }

  private static void wrongBooks(Map<String, PlantedBug> bugs) {
    bugs.put(
        "frees twice",
        (scheduler, event, now) -> {
          if (event instanceof Event.TaskFinished done
              && worker(scheduler, done.worker()) instanceof Worker worker
              && done.task() % 16 == 3) {
            worker.block(Needs.LEAST.resources(), true);
          }
          return scheduler.handle(event, now);
        });
    bugs.put(
        "loses a dependent",
        (scheduler, event, now) -> {
          if (event instanceof Event.TaskStarted started
              && started.task() % 4 == 1
              && task(scheduler, started.task()) instanceof Task task) {
            task.takeDependents();
          }
          return scheduler.handle(event, now);
        });
    bugs.put(
        "thinks that copies outlive their worker",
        (scheduler, event, now) -> {
          if (event instanceof Event.WorkerLost lost
              && worker(scheduler, lost.worker()) instanceof Worker worker) {
            worker.held().clear();
          }
          return scheduler.handle(event, now);
        });
  }

  private static PlantedBug ignoring(Predicate<Event> ignored) {
    return (scheduler, event, now) ->
        ignored.test(event) ? List.of() : scheduler.handle(event, now);
  }

  private static PlantedBug doing(Function<Effect, Stream<Effect>> wrong) {
    return (scheduler, event, now) -> scheduler.handle(event, now).stream().flatMap(wrong).toList();
  }

  private static PlantedBug not(Predicate<Effect> dropped) {
    return doing(effect -> dropped.test(effect) ? Stream.of() : once(effect));
  }

  private static Stream<Effect> once(Effect effect) {
    return Stream.of(effect);
  }

  private static Stream<Effect> twice(Effect effect) {
    return Stream.of(effect, effect);
  }

  private static PlantedBug losing(Loss kind, Loss taken) {
    return (scheduler, event, now) ->
        scheduler.handle(
            event instanceof Event.WorkerLost lost && lost.kind() == kind
                ? new Event.WorkerLost(lost.worker(), lost.reason(), taken)
                : event,
            now);
  }

  private static Needs needs(Needs needs, int retries, boolean idempotent) {
    return new Needs(
        needs.resources(), needs.priority(), retries, idempotent, needs.walltimeNanos());
  }

  private static Effect elsewhere(Scheduler scheduler, Effect.Run run) {
    if (!(task(scheduler, run.task().id()) instanceof Task task) || task.follows == null) {
      return run;
    }
    String other = run.worker().equals("w0") ? "w1" : "w0";
    return new Effect.Run(other, run.task(), run.attempt());
  }

  private static PlantedBug resubmitting(UnaryOperator<Needs> wrong) {
    return (scheduler, event, now) -> {
      if (!(event instanceof Event.TaskSubmitted submitted)) {
        return scheduler.handle(event, now);
      }
      TaskSpec task = submitted.task();
      Stage stage = new Stage(task.stage().name(), wrong.apply(task.stage().needs()));
      return scheduler.handle(
          new Event.TaskSubmitted(
              new TaskSpec(
                  task.id(),
                  stage,
                  task.parent(),
                  task.dependencies(),
                  task.gather(),
                  task.payload()),
              submitted.attempt()),
          now);
    };
  }

  private static List<Effect> anyAttempt(Scheduler scheduler, Event event, long now) {
    Event taken = event;
    if (event instanceof Event.TaskFinished done
        && task(scheduler, done.task()) instanceof Task task
        && task.state() instanceof OnWorker placed) {
      taken =
          new Event.TaskFinished(
              placed.worker().id, done.task(), placed.attempt(), done.value(), done.ranNanos());
    } else if (event instanceof Event.TaskThrew threw
        && task(scheduler, threw.task()) instanceof Task task
        && task.state() instanceof OnWorker placed) {
      taken =
          new Event.TaskThrew(placed.worker().id, threw.task(), placed.attempt(), threw.thrown());
    }
    return scheduler.handle(taken, now);
  }

  /** Of no exact type, so that it can be matched. */
  private static @Nullable Object task(Scheduler scheduler, long id) {
    return scheduler.books().tasks.live(id);
  }

  private static @Nullable Object worker(Scheduler scheduler, String id) {
    return scheduler.books().workers.get(id);
  }
}
