// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.engine.launch.ChildProcess;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A worker process from its start to its end. */
final class WorkerLife implements RemoteWorker.Host, HeartbeatWatch.Watched {
  private static final Duration END_LIMIT = Duration.ofSeconds(2);

  private final String name;
  private final int place;
  private final ChildProcess process;
  private final long started = System.nanoTime();
  private volatile @Nullable RemoteWorker worker;
  private volatile boolean works;
  private volatile @Nullable String note;

  /**
   * Constructs the life of a process that was started.
   *
   * @param place which part of the machine is the worker's, from 0
   */
  WorkerLife(String name, int place, ChildProcess process) {
    this.name = name;
    this.place = place;
    this.process = process;
  }

  String name() {
    return name;
  }

  /** Returns whether the scheduler knows it: a spare one only waits. */
  boolean works() {
    return works;
  }

  void setWorks() {
    works = true;
  }

  int place() {
    return place;
  }

  ChildProcess process() {
    return process;
  }

  /** Returns whether the process is this worker's and has not joined before. */
  boolean expected(long pid) {
    return worker == null && process.pid() == pid;
  }

  void joined(RemoteWorker joined) {
    worker = joined;
  }

  @Override
  public @Nullable RemoteWorker worker() {
    return worker;
  }

  @Override
  public Long started() {
    return started;
  }

  /** Returns whether a signal ended the process, and not as it took too long to join. */
  boolean wasKilled() {
    return process.wasEndedBySignal() && (worker != null || note == null);
  }

  /** A worker that cannot be spoken to is of no use: its process, if it is left, must end. */
  @Override
  public void linkEnded(@Nullable IOException reason) {
    if (reason != null) {
      note("its link broke (%s)".formatted(reason.getMessage()));
    }
    Daemons.start(
        "yonder-worker-end",
        () -> {
          if (!process.awaitEnd(END_LIMIT)) {
            process.kill();
          }
        });
  }

  @Override
  public void kill(String reason) {
    note(reason);
    process.kill();
  }

  /** Notes why the process is about to be ended. */
  void note(String reason) {
    if (note == null) {
      note = reason;
    }
  }

  /** Returns how the worker ended, to complete "because …". */
  String story() {
    String noted = note;
    RemoteWorker joined = worker;
    String end = process.story();
    if (joined != null && (noted != null || process.wasEndedBySignal())) {
      end = joined.withVitals(end);
    }
    return noted == null ? end : noted + "; " + end;
  }
}
