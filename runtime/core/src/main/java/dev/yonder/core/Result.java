// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Where the result of a task is, who needs it, and how it can be made again. */
final class Result {
  private static final int TOLERATED_ENDED = 16;

  final long id;

  /** How to make it again; null once the program has it, as it then never is. */
  @Nullable TaskSpec spec;

  /** The tasks whose results it takes to make it again. */
  final long[] needs;

  /** Stands for the task whose result it is, if it is that of another one. */
  final @Nullable Object source;

  /** Whether it consists of the results of others and lies nowhere itself. */
  final boolean virtual;

  /** How many attempts were made at it, in all lives. */
  int attempts;

  /** The worker that keeps it, and how large it is. */
  @Nullable Worker holder;

  long bytes;

  /** The attempt that made it, and when. */
  int attempt;

  long since;

  /** Whether the program has it, somebody waits for it, nobody will ask for it. */
  boolean secured;

  boolean wanted;
  boolean freed;

  /** Whether the results it needs are kept track of for it. */
  boolean holding;

  /** How many results keep track of this one, as they may have to be made again from it. */
  int derived;

  /** The state of losses in which all its parts were found to be there. */
  long foundAt = -1;

  /** Results that consist of this one and others. */
  final List<Result> wholes = new ArrayList<>(0);

  private final List<Task> consumers = new ArrayList<>(0);
  private int liveConsumers;

  Result(Task task) {
    this.id = task.spec.id();
    this.spec = task.spec;
    this.needs = task.needs();
    this.source = task.source;
    this.virtual = task.source != null || task.spec.gather();
  }

  /** Notes that a task which has not ended needs it; once for each time it is named. */
  void addConsumer(Task task) {
    if (consumers.size() > 2 * liveConsumers + TOLERATED_ENDED) {
      consumers.removeIf(Task::ended);
    }
    consumers.add(task);
    liveConsumers++;
  }

  /** Notes that a task which needed it has ended. */
  void consumerEnded() {
    if (--liveConsumers < 0) {
      throw new IllegalStateException("more consumers of task-" + id + " ended than there were");
    }
  }

  boolean hasConsumers() {
    return liveConsumers > 0;
  }

  /** Returns the tasks that still need it and run nowhere; one as often as it does. */
  List<Task> waitingConsumers() {
    return consumers.stream()
        .filter(task -> !task.ended() && !(task.state() instanceof TaskState.OnWorker))
        .filter(task -> LongStream.of(task.needs()).anyMatch(need -> need == id))
        .toList();
  }
}
