// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.Resources;
import dev.yonder.core.Event;
import dev.yonder.spi.TaskType;
import dev.yonder.wire.PayloadCodec;
import dev.yonder.worker.Gpus;
import dev.yonder.worker.Slots;
import dev.yonder.worker.TaskRunner;
import org.jspecify.annotations.Nullable;

/** The one worker of a session whose calls run in this process. */
final class LocalWorkers implements Workers {
  /** No machine has more; calls of the calling thread may say that they need any number. */
  private static final int MOST_GPUS = 1_024;

  private final Event.WorkerJoined joined;
  private final WorkerLink link;
  private final @Nullable InlineWorker inline;

  private LocalWorkers(Event.WorkerJoined joined, WorkerLink link, @Nullable InlineWorker inline) {
    this.joined = joined;
    this.link = link;
    this.inline = inline;
  }

  /** Returns a worker with threads of its own. */
  static LocalWorkers threads(String name, Resources capacity, long leadNanos, Mailbox reports) {
    Slots slots =
        new Slots(name, capacity.cpus(), new TaskRunner(reports, gpus(capacity)), reports);
    return new LocalWorkers(
        new Event.WorkerJoined(name, capacity, leadNanos), new ThreadLink(slots), null);
  }

  /** Returns a worker that runs calls on the threads that make them. */
  static LocalWorkers inline(String name, Resources capacity, Mailbox reports) {
    InlineWorker worker = new InlineWorker(name, new TaskRunner(reports, gpus(capacity)), reports);
    return new LocalWorkers(new Event.WorkerJoined(name, capacity, 0), worker, worker);
  }

  private static Gpus gpus(Resources capacity) {
    return new Gpus(
        Gpus.names(Math.min(capacity.gpus(), MOST_GPUS), System.getenv("CUDA_VISIBLE_DEVICES")));
  }

  /** Returns the worker that runs calls on the threads that make them, null if there is none. */
  @Nullable InlineWorker inline() {
    return inline;
  }

  @Override
  public void open(EngineSession session, Engine engine) {
    engine.join(link, joined);
  }

  @Override
  public @Nullable PayloadCodec codec() {
    return null;
  }

  @Override
  public TaskType type(String id) {
    throw new AssertionError("tasks of this process name their methods themselves");
  }

  @Override
  public void close() {}
}
