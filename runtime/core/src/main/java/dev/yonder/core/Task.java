// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import dev.yonder.core.TaskState.Waiting;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the scheduler knows of a task that has not ended. */
final class Task {

  /** Why an attempt was told to stop. */
  enum StopReason {
    CANCELLED,
    TIMED_OUT,
    SESSION_STOPPED,

    /** What it followed on its worker did not return a value that counts. */
    UNFOLLOWED
  }

  final TaskSpec spec;

  /** How many attempts were handed to workers. */
  int attempts;

  /** How many of them threw or ran out of time. */
  int failures;

  /** How often later tasks were placed while this one found no room. */
  int bypassed;

  /** When the last attempt was handed over. */
  long placedAt;

  /** Which of all placements its last one was: workers start what they are handed in order. */
  long placement;

  /** What was lost with workers; null for most tasks. */
  @Nullable Losses losses;

  /** The worker on which room is kept for it. */
  @Nullable Worker reserved;

  /** The result that it makes again; null if nobody has seen this task end. */
  final @Nullable Result again;

  /** What was said of its result before there was one. */
  boolean resultWanted;

  boolean resultFreed;

  /** Whether its attempt was asked back from the worker, to run elsewhere. */
  boolean askedBack;

  /** Whether it stands in the line of ready tasks, even if it has not been ready since. */
  boolean queued;

  /**
   * The task on the same worker after which its attempt starts, among whose dependents it then is.
   */
  @Nullable Task follows;

  /** The position among the tasks of its worker. */
  int position;

  /** The number of live tasks, counted from the program's own calls, that led to this call. */
  final int depth;

  /** Which tasks go first; at least that of the call that made this one, which may wait for it. */
  final int priority;

  @Nullable StopReason stop;

  /** Whether an attempt that was told to stop may be interrupted. */
  boolean interrupt;

  /** Whether its worker goes on even if the attempt ignores that it was told to stop. */
  boolean sparesWorker;

  /** The task that made the call, as long as that one has not ended. */
  @Nullable Task parent;

  /** The task whose result this one waits for inside its method, or has made its own. */
  long waitsFor = TaskSpec.NO_PARENT;

  /** Stands for the task whose result becomes this one's. */
  @Nullable Object source;

  private TaskState state = Waiting.of(0);

  /** The tasks that need this one's result: none, one, or a list of them. */
  private @Nullable Object dependents;

  private @Nullable Set<Task> children;

  Task(TaskSpec spec, @Nullable Task parent) {
    this.spec = spec;
    this.parent = parent;
    this.again = null;
    this.depth = parent == null ? 0 : parent.depth + 1;
    int own = spec.stage().needs().priority();
    this.priority = parent == null ? own : Math.max(own, parent.priority);
  }

  /** Constructs another life of a task that had ended, to make its result again. */
  Task(TaskSpec spec, Result again) {
    this.spec = spec;
    this.again = again;
    this.attempts = again.attempts;
    this.source = again.source;
    this.waitsFor = again.source == null ? TaskSpec.NO_PARENT : again.needs[0];
    this.depth = 0;
    this.priority = spec.stage().needs().priority();
  }

  /** Returns the tasks whose results it needs to go on. */
  long[] needs() {
    return source == null ? spec.dependencies() : new long[] {waitsFor};
  }

  /** Returns whether it may only run where nothing else does. */
  boolean suspect() {
    return losses != null && losses.suspect();
  }

  TaskState state() {
    return state;
  }

  /** Changes the state, which must be a legal move. */
  void move(Trigger trigger, TaskState to) {
    if (!Transitions.legal(state.status(), trigger, to.status())) {
      throw new IllegalStateException(
          "%s cannot go from %s to %s by %s".formatted(spec, state, to, trigger));
    }
    state = to;
  }

  /** Replaces the data of the state. */
  void update(TaskState same) {
    state = same;
  }

  boolean ended() {
    return state.status().isFinal();
  }

  boolean blocked() {
    return state instanceof TaskState.Running running && running.blocked();
  }

  @SuppressWarnings("unchecked") // the field holds nothing else
  void addDependent(Task dependent) {
    if (dependents == null) {
      dependents = dependent;
    } else if (dependents instanceof Task first) {
      List<Task> list = new ArrayList<>(4);
      list.add(first);
      list.add(dependent);
      dependents = list;
    } else {
      ((List<Task>) dependents).add(dependent);
    }
  }

  /** Returns the tasks that need this one's result, and forgets them. */
  List<Task> takeDependents() {
    List<Task> taken = dependents();
    dependents = null;
    return taken;
  }

  /** Returns the tasks that need this one's result, one as often as it does. */
  @SuppressWarnings("unchecked") // the field holds nothing else
  List<Task> dependents() {
    Object taken = dependents;
    if (taken == null) {
      return List.of();
    }
    return taken instanceof Task one ? List.of(one) : (List<Task>) taken;
  }

  void addChild(Task child) {
    if (children == null) {
      children = new LinkedHashSet<>();
    }
    children.add(child);
  }

  void removeChild(Task child) {
    if (children != null) {
      children.remove(child);
    }
  }

  /** Returns the calls that this task made and that have not ended. */
  List<Task> children() {
    return children == null ? List.of() : List.copyOf(children);
  }
}
