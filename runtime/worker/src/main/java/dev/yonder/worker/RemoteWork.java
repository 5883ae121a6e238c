// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.spi.TaskType;
import dev.yonder.wire.Message;
import dev.yonder.wire.Payload;
import org.jspecify.annotations.Nullable;

/** What a driver in another process has told a worker to run. */
final class RemoteWork implements Work {
  private final WorkerSession session;
  private final TaskType type;
  private final Message.Run run;
  private final boolean keep;

  RemoteWork(WorkerSession session, TaskType type, Message.Run run, boolean keep) {
    this.session = session;
    this.type = type;
    this.run = run;
    this.keep = keep;
  }

  @Override
  public TaskType type() {
    return type;
  }

  @Override
  public TaskSession session() {
    return session;
  }

  @Override
  public long seedKey() {
    return run.seedKey();
  }

  @Override
  public @Nullable Object[] arguments() {
    return session.values().arguments(run, type.name());
  }

  /**
   * Encodes the value on the thread that made it, so that what cannot be sent or kept fails its
   * task.
   */
  @Override
  public Object reported(@Nullable Object value) {
    Payload payload = session.values().codec().encode(value, "the result of " + type.name());
    boolean stays = keep && payload.size() > session.inlineBytes();
    if (stays) {
      session.values().store().keep(run.task(), payload);
    }
    return new Encoded(payload, stays);
  }

  @Override
  public TaskLog newLog() {
    return session.logs().open(run.task(), run.attempt());
  }

  /**
   * A result in the form in which it travels.
   *
   * @param kept whether it stays on the worker
   */
  record Encoded(Payload payload, boolean kept) {}
}
