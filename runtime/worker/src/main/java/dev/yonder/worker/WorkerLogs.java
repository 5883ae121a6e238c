// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.wire.Link;
import dev.yonder.wire.Message;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the attempts of a worker print, on its way to the driver. */
final class WorkerLogs {
  private static final long MOST_QUEUED = 1 << 20;

  /** Half of what is kept of what cannot be sent. */
  private static final int MOST_UNSENT = 32 * 1024;

  private final Link link;
  private final Map<Key, StreamedLog> open = new ConcurrentHashMap<>();

  private record Key(long task, int attempt) {}

  WorkerLogs(Link link) {
    this.link = link;
  }

  /** Returns where to note what the attempt prints. */
  TaskLog open(long task, int attempt) {
    StreamedLog log = new StreamedLog(task, attempt);
    open.put(new Key(task, attempt), log);
    return log;
  }

  /** Sends what the attempt has printed and was not sent, as it has ended. */
  void end(long task, int attempt) {
    if (open.isEmpty()) {
      return;
    }
    StreamedLog log = open.remove(new Key(task, attempt));
    if (log != null) {
      log.send();
    }
  }

  /** Sends what was printed since the last time. */
  void send() {
    // A driver that does not keep up gets the end of it later.
    if (!open.isEmpty() && link.queuedBytes() < MOST_QUEUED) {
      open.values().forEach(StreamedLog::send);
      link.flush();
    }
  }

  /** Also remembers what was not sent, and of that the end, if it is much. */
  private final class StreamedLog extends TaskLog {
    private final long task;
    private final int attempt;
    private TaskLog unsent = new TaskLog();
    private int unsentBytes;
    private boolean empty = true;

    StreamedLog(long task, int attempt) {
      this.task = task;
      this.attempt = attempt;
    }

    @Override
    public synchronized void append(byte[] bytes, int offset, int length) {
      super.append(bytes, offset, length);
      for (int at = 0; at < length; at += MOST_UNSENT) {
        int part = Math.min(MOST_UNSENT, length - at);
        unsent.append(bytes, offset + at, part);
        empty = false;
        unsentBytes += part;
        // Much that is printed at once is all kept where it can be sent.
        if (unsentBytes >= MOST_UNSENT && link.queuedBytes() < MOST_QUEUED) {
          send();
        }
      }
    }

    @Override
    public synchronized void skip(long bytes) {
      super.skip(bytes);
      unsent.skip(bytes);
    }

    synchronized void send() {
      if (!empty) {
        link.send(new Message.Printed(task, attempt, unsent.bytes()));
        unsent = new TaskLog();
        unsentBytes = 0;
        empty = true;
      }
    }
  }
}
