// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps account of the results: where they are, and how long one must be able to make them again.
 *
 * <p>A result that the program does not have keeps track of those it was made from. One that is
 * kept track of is remembered after it was freed; if the program has it, its copy stays as well, so
 * that it never needs to be made again.
 */
final class Results {
  private final Books books;

  /** Results that may have become superfluous; a queue, as chains are long. */
  private final ArrayDeque<Result> unsettled = new ArrayDeque<>();

  /** Grows whenever a result is lost or deleted. */
  private long losses;

  Results(Books books) {
    this.books = books;
  }

  /**
   * Returns whether account must be kept of a result that is on no worker: if it consists of others
   * of which it is kept. Otherwise the program has it, and nothing can ever be lost of it.
   */
  boolean tracked(Task task) {
    if (task.again != null) {
      return true;
    }
    if (task.source == null && !task.spec.gather()) {
      return false;
    }
    for (long need : task.needs()) {
      if (books.tasks.result(need) != null) {
        return true;
      }
    }
    return false;
  }

  /**
   * Notes that the task has made its result, which is on the worker, or else the program has it.
   */
  Result made(Task task, @Nullable Worker holder, long bytes) {
    Result result = task.again;
    if (result == null) {
      result = new Result(task);
      result.wanted = task.resultWanted;
      result.freed = task.resultFreed;
      for (Task dependent : task.dependents()) {
        if (!dependent.ended()) {
          result.addConsumer(dependent);
        }
      }
    }
    result.attempts = task.attempts;
    result.attempt = task.attempts;
    result.since = books.now;
    if (holder != null) {
      result.holder = holder;
      result.bytes = bytes;
      holder.held().add(result);
    } else if (!result.virtual) {
      result.secured = true;
    }
    if (result.secured) {
      letGo(result);
    } else {
      hold(result);
    }
    return result;
  }

  private void hold(Result result) {
    if (result.holding) {
      return;
    }
    result.holding = true;
    for (long need : result.needs) {
      Result held = books.tasks.result(need);
      if (held != null) {
        held.derived++;
        if (result.virtual) {
          held.wholes.add(result);
        }
      }
    }
  }

  private void letGo(Result result) {
    result.spec = null;
    if (!result.holding) {
      return;
    }
    result.holding = false;
    for (long need : result.needs) {
      Result held = books.tasks.result(need);
      if (held != null) {
        held.derived--;
        held.wholes.remove(result);
        unsettled.add(held);
      }
    }
  }

  /** Notes that the task needs these results no more. */
  void consumed(Task task) {
    for (long need : task.needs()) {
      Result result = books.tasks.result(need);
      if (result != null) {
        result.consumerEnded();
        unsettled.add(result);
      }
    }
  }

  void secured(Result result) {
    result.secured = true;
    result.wanted = false;
    letGo(result);
    settle(result);
  }

  void freed(Result result) {
    result.freed = true;
    result.wanted = false;
    settle(result);
  }

  /** Forgets the result, which could not be made again. */
  void failed(Result result) {
    losses++;
    letGo(result);
  }

  /** Deletes what nothing needs, the result and what was kept track of only for it. */
  void settle(Result result) {
    unsettled.add(result);
    settle();
  }

  /** Deletes what has become superfluous. */
  void settle() {
    for (Result next = unsettled.poll(); next != null; next = unsettled.poll()) {
      settleOne(next);
    }
  }

  private void settleOne(Result result) {
    if (books.tasks.result(result.id) != result || needed(result)) {
      return;
    }
    boolean last = result.derived == 0;
    if (last ? result.secured || result.holder != null : !result.secured && result.holder != null) {
      books.effect(new Effect.Release(result.id));
      removeCopy(result);
    }
    if (last) {
      books.tasks.settle(result);
      letGo(result);
    } else if (result.virtual) {
      for (long need : result.needs) {
        Result part = books.tasks.result(need);
        if (part != null) {
          unsettled.add(part);
        }
      }
    }
  }

  /** Returns whether somebody may ask for the result, or for one that consists of it. */
  private boolean needed(Result result) {
    if (neededItself(result)) {
      return true;
    }
    if (result.wholes.isEmpty()) {
      return false;
    }
    Set<Result> seen = new LinkedHashSet<>(result.wholes);
    ArrayDeque<Result> next = new ArrayDeque<>(seen);
    while (!next.isEmpty()) {
      Result whole = next.remove();
      if (neededItself(whole)) {
        return true;
      }
      whole.wholes.stream().filter(seen::add).forEach(next::add);
    }
    return false;
  }

  private boolean neededItself(Result result) {
    return !result.freed
        || result.wanted
        || result.hasConsumers()
        || books.tasks.live(result.id) != null;
  }

  private void removeCopy(Result result) {
    losses++;
    if (result.holder != null) {
      result.holder.held().remove(result);
      result.holder = null;
    }
  }

  /** Takes the copy that a worker says is not to be had; returns what is lost by that. */
  List<Result> loseCopy(Result result) {
    Worker holder = result.holder;
    if (holder != null) {
      books.effect(new Effect.Discard(holder.id, result.id, result.attempt));
      removeCopy(result);
    }
    return withWholes(List.of(result));
  }

  /** Takes the copies that were on a lost worker; returns what is lost by that, the older first. */
  List<Result> lose(Worker worker) {
    List<Result> lost = new ArrayList<>();
    for (Result result : List.copyOf(worker.held())) {
      removeCopy(result);
      if (!result.secured) {
        lost.add(result);
      }
    }
    return withWholes(lost);
  }

  private static List<Result> withWholes(List<Result> lost) {
    Set<Result> all = new LinkedHashSet<>(lost);
    ArrayDeque<Result> next = new ArrayDeque<>(lost);
    while (!next.isEmpty()) {
      for (Result whole : next.remove().wholes) {
        if (!whole.secured && all.add(whole)) {
          next.add(whole);
        }
      }
    }
    List<Result> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparingLong(result -> result.id));
    return sorted;
  }

  /** Returns whether the result is somewhere, or all that it consists of. */
  boolean available(Result result) {
    if (!result.virtual || result.secured) {
      return result.secured || result.holder != null;
    }
    if (result.foundAt == losses) {
      return true;
    }
    Set<Result> seen = new LinkedHashSet<>(List.of(result));
    ArrayDeque<Result> next = new ArrayDeque<>(seen);
    while (!next.isEmpty()) {
      for (long need : next.remove().needs) {
        Result part = books.tasks.result(need);
        if (books.tasks.live(need) != null
            || !(books.tasks.end(need) instanceof TaskState.Succeeded)) {
          return false;
        }
        if (part != null && part.virtual && !part.secured && part.foundAt != losses) {
          if (seen.add(part)) {
            next.add(part);
          }
        } else if (part != null && !part.virtual && !available(part)) {
          return false;
        }
      }
    }
    seen.forEach(whole -> whole.foundAt = losses);
    return true;
  }
}
