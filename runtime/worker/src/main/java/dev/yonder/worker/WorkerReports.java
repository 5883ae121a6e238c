// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.core.Event;
import dev.yonder.core.TaskSpec;
import dev.yonder.wire.Link;
import dev.yonder.wire.Message;
import dev.yonder.wire.Payload;

/** Sends a worker's reports to its driver. */
final class WorkerReports implements Reports {
  private final Link link;
  private final WorkerLogs logs;
  private final Values values;

  WorkerReports(Link link, WorkerLogs logs, Values values) {
    this.link = link;
    this.logs = logs;
    this.values = values;
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
      link.send(finished(finished));
    } else if (report instanceof Event.TaskThrew threw) {
      logs.end(task, attempt);
      Payload thrown = values.codec().encodeThrowable((Throwable) threw.thrown());
      link.send(new Message.Threw(task, attempt, thrown));
    } else if (report instanceof Event.TaskContinued continued) {
      logs.end(task, attempt);
      link.send(new Message.Continued(task, attempt, continued.inner()));
    } else if (report instanceof Event.TaskStarted) {
      link.send(new Message.Started(task, attempt));
    } else if (report instanceof Event.TaskStopped) {
      link.send(new Message.Stopped(task, attempt));
    } else if (report instanceof Event.TaskBlocked blocked) {
      long on = blocked.on() == TaskSpec.NO_PARENT ? Message.NONE : blocked.on();
      link.send(new Message.Blocked(task, attempt, on));
    } else if (report instanceof Event.TaskResumed) {
      link.send(new Message.Resumed(task, attempt));
    } else {
      throw new AssertionError(report);
    }
  }

  private Message finished(Event.TaskFinished finished) {
    RemoteWork.Encoded result = (RemoteWork.Encoded) finished.value();
    if (result == null) {
      throw new AssertionError("what a worker returns is encoded");
    }
    Payload payload = result.payload();
    long task = finished.task();
    return result.kept()
        ? new Message.Kept(task, finished.attempt(), finished.ranNanos(), payload.size())
        : new Message.Finished(task, finished.attempt(), finished.ranNanos(), payload);
  }
}
