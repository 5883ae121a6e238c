// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.wire.RunRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the journal of a run says has become of its tasks. */
final class RunReplay {
  /** The calls in the order of their numbers. */
  private final Map<Long, RunRecord.Submitted> calls = new TreeMap<>();

  private final Map<Long, KnownTask> tasks = new HashMap<>();
  private final Map<String, RunRecord.Bound> arrays = new HashMap<>();
  private final Map<String, List<String>> ids = new HashMap<>();
  private final Set<String> unplaced = new HashSet<>();

  private RunReplay() {}

  static RunReplay of(List<RunRecord> records) {
    RunReplay replay = new RunReplay();
    records.forEach(replay::take);
    replay.arrays.values().forEach(replay::place);
    return replay;
  }

  private void take(RunRecord record) {
    if (record instanceof RunRecord.Submitted submitted) {
      calls.put(submitted.task(), submitted);
      KnownTask known = new KnownTask();
      known.objects = submitted.objects();
      tasks.put(submitted.task(), known);
    } else if (record instanceof RunRecord.Bound bound) {
      arrays.put(bound.array(), bound);
    } else if (record instanceof RunRecord.Placed placed) {
      ids.put(placed.array(), placed.ids());
    } else if (record instanceof RunRecord.Unplaced gone) {
      unplaced.add(gone.array());
    } else if (record instanceof RunRecord.Ended ended) {
      KnownTask known = tasks.get(ended.task());
      if (known != null) {
        known.ended = ended;
      }
    }
  }

  /** Notes which attempts of an array may go on: only a task's last one can. */
  private void place(RunRecord.Bound array) {
    List<String> known = ids.get(array.array());
    for (int i = 0; i < array.tasks().length; i++) {
      KnownTask task = tasks.get(array.tasks()[i]);
      int attempt = array.attempts()[i];
      if (task != null && attempt > task.attempts) {
        task.attempts = attempt;
        task.left =
            unplaced.contains(array.array())
                ? null
                : new KnownTask.Left(
                    attempt,
                    array.array(),
                    known == null || i >= known.size() ? null : known.get(i));
      }
    }
  }

  /** Returns the calls by their numbers, in ascending order. */
  Map<Long, RunRecord.Submitted> calls() {
    return calls;
  }

  Map<Long, KnownTask> tasks() {
    return tasks;
  }

  /** Returns how many arrays there were. */
  int arrays() {
    return arrays.size();
  }
}
