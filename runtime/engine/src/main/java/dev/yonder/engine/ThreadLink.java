// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.core.TaskSpec;
import dev.yonder.worker.Slots;

/** The link to slots in this process. */
record ThreadLink(Slots slots) implements WorkerLink {
  @Override
  public void run(TaskSpec task, int attempt) {
    slots.run(task, attempt);
  }

  @Override
  public void stop(long task, int attempt, boolean interrupt) {
    slots.stop(task, attempt, interrupt);
  }

  @Override
  public void reportStarted(Runnable then) {
    slots.reportStarted();
    then.run();
  }

  @Override
  public void flush() {
    slots.flush();
  }

  @Override
  public void kill(String reason) {
    throw new IllegalStateException("a worker of this process cannot be ended: " + reason);
  }

  @Override
  public void close() {
    slots.close();
  }
}
