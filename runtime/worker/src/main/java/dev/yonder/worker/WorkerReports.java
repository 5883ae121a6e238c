// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.core.Event;
import dev.yonder.core.TaskSpec;
import dev.yonder.wire.Input;
import dev.yonder.wire.Link;
import dev.yonder.wire.Message;
import dev.yonder.wire.Payload;
import org.jspecify.annotations.Nullable;

/** Sends a worker's reports to its driver. */
final class WorkerReports implements Reports {
  private final Link link;
  private final WorkerLogs logs;
  private final Values values;
  private volatile Ends ends = (task, attempt, result) -> {};

  /** Takes notice of the ends of attempts, after they were reported. */
  interface Ends {

    /**
     * Takes notice of an end.
     *
     * @param result what the attempt returned, null if it ended in any other way
     */
    void ended(long task, int attempt, @Nullable Input result);
  }

  WorkerReports(Link link, WorkerLogs logs, Values values) {
    this.link = link;
    this.logs = logs;
    this.values = values;
  }

  /** Has every end of an attempt told to the receiver, too. */
  void onEnd(Ends receiver) {
    ends = receiver;
  }

  @Override
  public void report(Event.Report report) {
    reportQuietly(report);
    link.flush();
  }

  @Override
  public void reportQuietly(Event.Report report) {
    long task = report.task();
    int attempt = report.attempt();
    if (report instanceof Event.TaskFinished finished) {
      logs.end(task, attempt);
      Input result = finished(finished);
      ends.ended(task, attempt, result);
    } else if (report instanceof Event.TaskThrew threw) {
      logs.end(task, attempt);
      Throwable thrown = (Throwable) threw.thrown();
      ExhaustedHeap.before(thrown);
      link.send(new Message.Threw(task, attempt, values.codec().encodeThrowable(thrown)));
      ends.ended(task, attempt, null);
      ExhaustedHeap.after(thrown, "task-" + task, link);
    } else if (report instanceof Event.TaskContinued continued) {
      logs.end(task, attempt);
      link.send(new Message.Continued(task, attempt, continued.inner()));
      ends.ended(task, attempt, null);
    } else if (report instanceof Event.TaskStarted) {
      link.send(new Message.Started(task, attempt));
    } else if (report instanceof Event.TaskStopped) {
      link.send(new Message.Stopped(task, attempt));
      ends.ended(task, attempt, null);
    } else if (report instanceof Event.TaskBlocked blocked) {
      long on = blocked.on() == TaskSpec.NO_PARENT ? Message.NONE : blocked.on();
      link.send(new Message.Blocked(task, attempt, on));
    } else if (report instanceof Event.TaskResumed) {
      link.send(new Message.Resumed(task, attempt));
    } else {
      throw new AssertionError(report);
    }
  }

  /** Sends the result, or keeps it, and returns it as an input of others on this worker. */
  private Input finished(Event.TaskFinished finished) {
    RemoteWork.Encoded result = (RemoteWork.Encoded) finished.value();
    if (result == null) {
      throw new AssertionError("what a worker returns is encoded");
    }
    Payload payload = result.payload();
    long task = finished.task();
    if (!result.kept()) {
      link.send(new Message.Finished(task, finished.attempt(), finished.ranNanos(), payload));
      return new Input.Value(payload);
    }
    link.send(new Message.Kept(task, finished.attempt(), finished.ranNanos(), payload.size()));
    return new Input.Stored(task);
  }
}
