// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.core.SimulationOptions.May;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What is true in the simulation, which never asks the scheduler: how tasks ended, what their
 * values are, and where copies of them lie.
 */
final class Ledger {
  final Map<Long, Plan> plans = new HashMap<>();
  final Map<Long, Outcome> ended = new HashMap<>();
  final Map<Long, Outcome> unrestorable = new HashMap<>();
  final Map<Long, Long> continuedBy = new HashMap<>();
  final Map<Long, Integer> starts = new HashMap<>();
  final Map<Long, Map<Loss, Integer>> losses = new HashMap<>();
  final Set<Long> freed = new HashSet<>();
  final Set<Long> cancelled = new HashSet<>();
  final Set<Long> wanted = new HashSet<>();
  final Set<Long> program = new HashSet<>();

  /** The workers that keep a value, by task, and the attempt that made it. */
  final Map<Long, Map<String, Integer>> copies = new HashMap<>();

  private final SimulationOptions options;
  private int failures;
  private final Map<Long, List<Long>> dependents = new HashMap<>();
  private final Map<Long, Long> values = new HashMap<>();

  /** What a task does when it runs. */
  record Plan(
      TaskSpec spec,
      long nanos,
      int throwsBefore,
      int children,
      boolean keeps,
      boolean continues,
      boolean kills,
      boolean stubborn) {}

  Ledger(SimulationOptions options) {
    this.options = options;
  }

  void submitted(Plan plan) {
    plans.put(plan.spec().id(), plan);
    for (long needed : plan.spec().dependencies()) {
      dependents.computeIfAbsent(needed, id -> new ArrayList<>()).add(plan.spec().id());
    }
  }

  /** Returns the value that a task must have, which is a function of those of its inputs. */
  long value(long task) {
    Long known = values.get(task);
    if (known != null) {
      return known;
    }
    Long inner = continuedBy.get(task);
    long value = task * 31 + 7;
    if (inner != null) {
      value = value(inner);
    } else {
      for (long needed : plan(task).spec().dependencies()) {
        value = value * 1_000_003 + value(needed);
      }
    }
    values.put(task, value);
    return value;
  }

  Plan plan(long task) {
    Plan plan = plans.get(task);
    assertThat(plan).as("task-%d was submitted", task).isNotNull();
    return plan;
  }

  boolean there(long part) {
    return program.contains(part) || !copies.getOrDefault(part, Map.of()).isEmpty();
  }

  /**
   * Returns an input that is nowhere, null if all are somewhere.
   *
   * @param here those that a worker has although nobody knows of them
   */
  @Nullable Long missingInput(TaskSpec task, Set<Long> here) {
    for (long needed : task.dependencies()) {
      if (!here.contains(needed) && !inputThere(needed)) {
        return needed;
      }
    }
    return null;
  }

  /** Returns whether the program has the result, or everything it consists of is somewhere. */
  boolean inputThere(long task) {
    if (there(task)) {
      return true;
    }
    Long inner = continuedBy.get(task);
    if (inner != null) {
      return inputThere(inner);
    }
    TaskSpec spec = plan(task).spec();
    return spec.gather() && LongStream.of(spec.dependencies()).allMatch(this::inputThere);
  }

  void completed(TaskSpec task, Outcome outcome, int attempts) {
    if (cancelled.contains(task.id())) {
      assertThat(outcome)
          .as("end of %s", task)
          .isInstanceOfAny(Outcome.Cancelled.class, Outcome.Stopped.class);
    }
    if (outcome instanceof Outcome.Threw && !continuedBy.containsKey(task.id())) {
      assertThat(attempts)
          .as("attempts at %s", task)
          .isGreaterThan(plan(task.id()).spec().stage().needs().retries());
    }
    assertThat(ended.put(task.id(), outcome))
        .as("how %s had ended before it ended again", task)
        .isNull();
    check(task, outcome);
  }

  void restored(TaskSpec task, Outcome outcome) {
    assertThat(ended.get(task.id()))
        .as("how %s had ended before it was restored", task)
        .isInstanceOfAny(Outcome.Returned.class, Outcome.Gathered.class, Outcome.Forwarded.class);
    check(task, outcome);
    if (!(outcome instanceof Outcome.Returned
        || outcome instanceof Outcome.Gathered
        || outcome instanceof Outcome.Forwarded)) {
      unrestorable.put(task.id(), outcome);
    }
  }

  private void check(TaskSpec task, Outcome outcome) {
    if (outcome instanceof Outcome.Stopped) {
      assertThat(failures)
          .as("failures when %s was given up", task)
          .isGreaterThanOrEqualTo(options.maxFailures());
    } else if (outcome instanceof Outcome.Failure
        && !(outcome instanceof Outcome.DependencyFailed)) {
      failures++;
    }
    if (outcome instanceof Outcome.Refused) {
      assertThat(mayBeRefused(task.id())).as("%s was refused", task).isTrue();
    }
    checkValue(task, outcome);
  }

  /** Returns whether no worker has what it needs, or those that wait may hold that for ever. */
  private boolean mayBeRefused(long task) {
    Long inner = continuedBy.get(task);
    Stage stage = plan(task).spec().stage();
    return Scenario.asksTooMuch(stage)
        || (options.may(May.HOARD) && Scenario.hoards(stage))
        || (inner != null && mayBeRefused(inner));
  }

  private void checkValue(TaskSpec task, Outcome outcome) {
    if (outcome instanceof Outcome.Returned returned) {
      assertThat(returned.value()).as("value of %s", task).isEqualTo(value(task.id()));
    } else if (outcome instanceof Outcome.Threw) {
      assertThat(anyOfChain(task, plan -> plan.throwsBefore() > 0))
          .as("planned failures of %s", task)
          .isTrue();
    } else if (outcome instanceof Outcome.WorkerLost lost) {
      assertThat(anyOfChain(task, this::mayFailByLosses))
          .as("%s failed by losses %s: %s", task, losses.get(task.id()), lost.message())
          .isTrue();
    }
  }

  /** Returns whether it holds for the task, or for one whose future it returned. */
  private boolean anyOfChain(TaskSpec task, Predicate<Plan> condition) {
    Long inner = continuedBy.get(task.id());
    return condition.test(plan(task.id()))
        || (inner != null && anyOfChain(plan(inner).spec(), condition));
  }

  private boolean mayFailByLosses(Plan plan) {
    Map<Loss, Integer> met = losses.getOrDefault(plan.spec().id(), Map.of());
    return (!plan.spec().stage().needs().idempotent()
            && met.keySet().stream().anyMatch(kind -> kind != Loss.NEVER_STARTED))
        || met.getOrDefault(Loss.WALLTIME, 0) >= 2
        || met.getOrDefault(Loss.CRASHED, 0) >= 3
        || met.getOrDefault(Loss.NEVER_STARTED, 0) >= 3
        || met.containsKey(Loss.REJECTED);
  }

  /** Notes a copy of which the scheduler is about to hear. */
  void kept(long task, String worker, int attempt) {
    copies.computeIfAbsent(task, id -> new LinkedHashMap<>()).put(worker, attempt);
  }

  void lost(long task, Loss kind) {
    losses.computeIfAbsent(task, id -> new HashMap<>()).merge(kind, 1, Integer::sum);
  }

  /** Returns whether nobody could miss the result if it were freed. */
  boolean mayFree(long task) {
    if (!ended.containsKey(task) || wanted.contains(task) || continuedBy.containsValue(task)) {
      return false;
    }
    for (long dependent : dependents.getOrDefault(task, List.of())) {
      boolean gathers = plan(dependent).spec().gather();
      if (!ended.containsKey(dependent) || (gathers && !freed.contains(dependent))) {
        return false;
      }
    }
    return true;
  }

  boolean succeeded(long task) {
    Outcome outcome = ended.get(task);
    return outcome instanceof Outcome.Returned
        || outcome instanceof Outcome.Gathered
        || outcome instanceof Outcome.Forwarded;
  }
}
