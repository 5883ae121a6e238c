// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.jobs;

import dev.yonder.wire.RunFiles;
import dev.yonder.wire.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of a run without driving it.
 *
 * @param tasks its tasks by their numbers, in ascending order
 * @param closed whether its program has closed it
 */
public record RunView(Map<Long, TaskView> tasks, boolean closed) {

  /** How far a task has come, as far as the files tell. */
  public enum State {
    /** It needs results that are not there, or a driver that submits it. */
    WAITING,
    /** It was submitted and has not started. */
    SUBMITTED,
    /** Its job has started it. */
    STARTED,
    /** Its job has left a result, of which no driver has taken notice yet. */
    LEFT_A_RESULT,
    /** It has a result. */
    SUCCEEDED,
    /** It has failed. */
    FAILED,
    /** It was cancelled. */
    CANCELLED;

    /** Returns whether nothing more will happen to the task without a driver. */
    public boolean isOver() {
      return compareTo(LEFT_A_RESULT) >= 0;
    }
  }

  /**
   * A task.
   *
   * @param attempt its last attempt, 0 if there was none
   * @param id what the batch system calls its job, null if that is not known
   * @param reason why it has failed or was cancelled, empty otherwise
   */
  public record TaskView(
      long number,
      String name,
      boolean gathers,
      State state,
      int attempt,
      @Nullable String id,
      String reason) {}

  /** A job of a task. */
  private record Job(int attempt, @Nullable String id) {}

  /** Looks at a run. */
  public static RunView of(RunFiles files) throws IOException {
    List<RunRecord> records = files.readJournal();
    Map<Long, RunRecord.Submitted> calls = new TreeMap<>();
    Map<Long, RunRecord.Ended> ends = new HashMap<>();
    List<RunRecord.Bound> arrays = new ArrayList<>();
    Map<String, List<String>> ids = new HashMap<>();
    boolean closed = false;
    for (RunRecord record : records) {
      if (record instanceof RunRecord.Submitted r) {
        calls.put(r.task(), r);
      } else if (record instanceof RunRecord.Ended r) {
        ends.put(r.task(), r);
      } else if (record instanceof RunRecord.Bound r) {
        arrays.add(r);
      } else if (record instanceof RunRecord.Placed r) {
        ids.put(r.array(), r.ids());
      } else {
        closed =
            record instanceof RunRecord.Closed || (closed && !(record instanceof RunRecord.Opened));
      }
    }
    Map<Long, Job> jobs = jobs(arrays, ids);
    Map<Long, TaskView> tasks = new TreeMap<>();
    for (RunRecord.Submitted call : calls.values()) {
      tasks.put(call.task(), view(files, call, ends.get(call.task()), jobs.get(call.task())));
    }
    return new RunView(tasks, closed);
  }

  private static Map<Long, Job> jobs(List<RunRecord.Bound> arrays, Map<String, List<String>> ids) {
    Map<Long, Job> jobs = new HashMap<>();
    for (RunRecord.Bound array : arrays) {
      List<String> known = ids.getOrDefault(array.array(), List.of());
      for (int i = 0; i < array.tasks().length; i++) {
        jobs.put(
            array.tasks()[i], new Job(array.attempts()[i], i < known.size() ? known.get(i) : null));
      }
    }
    return jobs;
  }

  private static TaskView view(
      RunFiles files,
      RunRecord.Submitted call,
      RunRecord.@Nullable Ended ended,
      @Nullable Job job) {
    int attempt = job == null ? 0 : job.attempt;
    return new TaskView(
        call.task(),
        call.name(),
        call.type().isEmpty(),
        ended != null ? state(ended) : state(files, call.task(), attempt),
        attempt,
        job == null ? null : job.id,
        ended == null ? "" : ended.text());
  }

  private static State state(RunRecord.Ended ended) {
    return switch (ended.end()) {
      case RETURNED -> State.SUCCEEDED;
      case THREW, FAILED -> State.FAILED;
      case CANCELLED -> State.CANCELLED;
    };
  }

  private static State state(RunFiles files, long task, int attempt) {
    if (attempt == 0) {
      return State.WAITING;
    }
    if (Files.exists(files.path().resolve(RunFiles.result(task, attempt)))) {
      return State.LEFT_A_RESULT;
    }
    return Files.exists(files.claim(task, attempt)) ? State.STARTED : State.SUBMITTED;
  }

  /** Returns how many tasks are in a state; what only gathers others does not count. */
  public long count(State state) {
    return tasks.values().stream().filter(task -> !task.gathers && task.state == state).count();
  }
}
