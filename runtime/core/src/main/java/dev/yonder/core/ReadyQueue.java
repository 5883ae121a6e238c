// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import dev.yonder.Resources;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that need only a worker: the more urgent first, then those that nest deeper, then the
 * older.
 *
 * <p>Tasks that nest deeper go first because others wait for them. Within a rank, tasks that need
 * the same share a line, so that one which finds no room speaks for all behind it. Tasks that end
 * while they queue are left in their line until they come up or outnumber the others.
 */
final class ReadyQueue {
  /** The order in which tasks should start. */
  static final Comparator<Task> ORDER =
      Comparator.comparing(ReadyQueue::rank).thenComparingLong(task -> task.spec.id());

  private static final int TOLERATED_STALE = 1_000;

  /** Lines and ranks that are empty are kept up to these numbers, as they soon fill again. */
  private static final int KEPT_LINES = 16;

  private static final int KEPT_RANKS = 16;

  private final TreeMap<Rank, List<Line>> lines = new TreeMap<>();
  private boolean byStage;
  private int size;
  private int stale;

  /** How many processors the tasks ask for that queue and have not ended. */
  private long cpus;

  /** How often a rank became empty since empty ones were dropped. */
  private int emptied;

  /** The line that the last task joined: most tasks join the same as the one before. */
  private @Nullable Line lastJoined;

  private @Nullable Rank lastRank;

  /** The version of the workers' room in which no first task was found to fit. */
  private long fruitless = -1;

  /** What decides which tasks start first; the smaller rank is the more urgent. */
  private record Rank(int priority, int depth) implements Comparable<Rank> {
    boolean is(Task task) {
      return depth == task.depth && priority == task.priority;
    }

    @Override
    public int compareTo(Rank other) {
      int byPriority = Integer.compare(other.priority, priority);
      return byPriority != 0 ? byPriority : Integer.compare(other.depth, depth);
    }
  }

  /** Tasks of one rank that need the same resources, the older first. */
  static final class Line {
    private final Resources resources;

    /** The only stage of the line where workers end, null where all that need the same share it. */
    private final @Nullable Stage stage;

    /** Whether its tasks may only run where nothing else does. */
    private final boolean alone;

    private final ArrayDeque<Task> tasks = new ArrayDeque<>();

    /** The version of the workers' room in which the first task was found not to fit. */
    private long fruitless = -1;

    private Line(Resources resources, @Nullable Stage stage, boolean alone) {
      this.resources = resources;
      this.stage = stage;
      this.alone = alone;
    }

    private boolean suits(Task task, @Nullable Stage only) {
      return alone == task.suspect()
          && stage == only
          && resources.equals(task.spec.stage().needs().resources());
    }
  }

  @SuppressWarnings(
      "ReferenceEquality") // tasks of one stage share theirs, and equal ones do no harm
  void add(Task task) {
    cpus += cpus(task);
    if (task.queued) {
      // It was withdrawn, and nobody has come across it since.
      stale--;
      fruitless = -1;
      return;
    }
    task.queued = true;
    size++;
    Stage.Needs needs = task.spec.stage().needs();
    if (lastJoined != null
        && lastRank != null
        && lastRank.is(task)
        && lastJoined.resources == needs.resources()
        && lastJoined.stage == only(task)
        && lastJoined.alone == task.suspect()) {
      fruitless = lastJoined.tasks.isEmpty() ? -1 : fruitless;
      lastJoined.tasks.add(task);
      return;
    }
    fruitless = -1;
    lastRank = rank(task);
    lastJoined = line(lines.computeIfAbsent(lastRank, rank -> new ArrayList<>(1)), task);
    lastJoined.tasks.add(task);
  }

  private Line line(List<Line> ranked, Task task) {
    Stage only = only(task);
    for (Line line : ranked) {
      if (line.suits(task, only)) {
        return line;
      }
    }
    Line line = new Line(task.spec.stage().needs().resources(), only, task.suspect());
    ranked.add(line);
    return line;
  }

  private @Nullable Stage only(Task task) {
    return byStage ? task.spec.stage() : null;
  }

  /** From now on, gives every stage a line of its own, as how long its tasks run matters. */
  void separateStages() {
    byStage = true;
  }

  /** Returns the number of tasks that queue and have not ended. */
  int size() {
    return size - stale;
  }

  /** Returns how many processors the tasks ask for that queue and have not ended. */
  long cpus() {
    return cpus;
  }

  private static int cpus(Task task) {
    return task.spec.stage().needs().resources().cpus();
  }

  /** Notes that a task ended while it queued. */
  void ended(Task task) {
    withdrawn(task);
  }

  /** Notes that a task which queues is not ready any more. */
  void withdrawn(Task task) {
    cpus -= cpus(task);
    stale++;
    if (stale > TOLERATED_STALE && stale > size / 2) {
      lines
          .values()
          .forEach(ranked -> ranked.forEach(line -> line.tasks.removeIf(ReadyQueue::dropped)));
      dropEmpty();
      size -= stale;
      stale = 0;
    }
  }

  /** Returns the first task, null if there is none. */
  @Nullable Task first() {
    for (List<Line> ranked : lines.values()) {
      Line line = oldest(ranked, /* version= */ -2);
      if (line != null) {
        return line.tasks.element();
      }
    }
    return null;
  }

  /** Offers tasks to the placement in their order, as long as any can be placed. */
  void drain(Placement placement) {
    if (size() == 0 || fruitless == placement.version()) {
      return;
    }
    for (List<Line> ranked : lines.values()) {
      drain(ranked, placement);
      if (placement.full()) {
        break;
      }
    }
    fruitless = placement.version();
    if (emptied > KEPT_RANKS) {
      dropEmpty();
    }
  }

  private void drain(List<Line> ranked, Placement placement) {
    Line line = oldest(ranked, placement.version());
    boolean placed = false;
    while (line != null) {
      Task task = line.tasks.element();
      if (placement.place(task, line.fruitless)) {
        line.tasks.remove();
        task.queued = false;
        size--;
        cpus -= cpus(task);
        placed = true;
      } else {
        line.fruitless = placement.version();
      }
      line = oldest(ranked, placement.version());
    }
    if (ranked.size() > KEPT_LINES) {
      dropEmpty(ranked);
    }
    if (placed && isEmpty(ranked)) {
      emptied++;
    }
  }

  private static boolean isEmpty(List<Line> ranked) {
    for (Line line : ranked) {
      if (!line.tasks.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private void dropEmpty() {
    lines.values().forEach(this::dropEmpty);
    lines.values().removeIf(List::isEmpty);
    emptied = 0;
  }

  private void dropEmpty(List<Line> ranked) {
    ranked.removeIf(line -> line.tasks.isEmpty());
    lastJoined = null;
  }

  /** Returns the line whose first task is the oldest, without those known not to fit. */
  private @Nullable Line oldest(List<Line> ranked, long version) {
    Line oldest = null;
    for (Line line : ranked) {
      dropStale(line);
      if (!line.tasks.isEmpty()
          && line.fruitless != version
          && (oldest == null || older(line, oldest))) {
        oldest = line;
      }
    }
    return oldest;
  }

  private void dropStale(Line line) {
    while (!line.tasks.isEmpty() && dropped(line.tasks.element())) {
      line.tasks.remove();
      size--;
      stale--;
    }
  }

  /** Returns whether the task is not ready any more; then it is not in a line any more either. */
  private static boolean dropped(Task task) {
    boolean stale = task.state() != TaskState.Ready.INSTANCE;
    task.queued &= !stale;
    return stale;
  }

  private static boolean older(Line line, Line other) {
    return line.tasks.element().spec.id() < other.tasks.element().spec.id();
  }

  private static Rank rank(Task task) {
    return new Rank(task.priority, task.depth);
  }

  /** Finds rooms for tasks. */
  interface Placement {
    /**
     * Hands the task to a worker with room for it, and returns whether there is one.
     *
     * @param since the version in which there was none for tasks like it, -1 if that is not known
     */
    boolean place(Task task, long since);

    /** Returns whether no worker has a free processor. */
    boolean full();

    /** Returns a number that grows whenever room may have appeared. */
    long version();
  }
}
