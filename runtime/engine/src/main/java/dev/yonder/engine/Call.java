// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.spi.Shareable;
import dev.yonder.spi.TaskType;
import dev.yonder.wire.Input;
import dev.yonder.wire.Payload;
import dev.yonder.worker.TaskFuture;
import dev.yonder.worker.TaskLog;
import dev.yonder.worker.TaskSession;
import dev.yonder.worker.Work;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the engine knows of a task: the method, what it is called with, and who waits for the
 * result.
 *
 * @param method the method, null for a call that only gathers the results of others
 * @param given plain values, and futures of this session to be resolved when an attempt starts;
 *     only the futures where the plain values are encoded; changed by {@link #letGo} alone
 * @param seedKey what the random numbers of the call and of the calls it makes derive from
 * @param ref leads to the future, which ends when the task does
 * @param payload the encoded plain values, for workers in other processes; null for those in this
 *     one
 * @param shared what workers may ask for as long as there is this call
 */
@SuppressWarnings("ArrayRecordComponent") // one per pending task: a list would double its size
record Call(
    @Nullable TaskType method,
    @Nullable Object[] given,
    long seedKey,
    FutureRef ref,
    @Nullable Payload payload,
    List<Shareable> shared)
    implements Work {

  @Override
  public TaskType type() {
    if (method == null) {
      throw new AssertionError("a gathering call runs nowhere");
    }
    return method;
  }

  @Override
  public TaskSession session() {
    return ref.session();
  }

  /**
   * Refers no longer to futures, as the call has ended.
   *
   * @param again whether it may be made again, which takes to know what the arguments were
   */
  void letGo(boolean again) {
    ref.weaken();
    for (int i = 0; i < given.length; i++) {
      if (given[i] instanceof TaskFuture<?> needed) {
        given[i] = again ? input(needed) : null;
      }
    }
  }

  /** Returns where a worker has the argument from, null if it is none that came from a future. */
  @Nullable Input input(int argument) {
    Object value = given[argument];
    if (value instanceof TaskFuture<?> needed) {
      return input(needed);
    }
    return value instanceof Input input ? input : null;
  }

  private static Input input(TaskFuture<?> needed) {
    // One that has no result yet runs on the worker that is asked, and the attempt follows it.
    return needed.end().getNow(null) instanceof Transferable result
        ? result.input()
        : new Input.Awaited(needed.id());
  }

  /** Returns the arguments with every future replaced by its result, which must be there. */
  @Override
  public @Nullable Object[] arguments() {
    @Nullable Object[] resolved = given;
    for (int i = 0; i < given.length; i++) {
      if (given[i] instanceof TaskFuture<?> needed) {
        if (resolved == given) {
          resolved = given.clone();
        }
        resolved[i] = needed.result();
      }
    }
    return resolved;
  }

  @Override
  public @Nullable Object reported(@Nullable Object value) {
    return value;
  }

  @Override
  public TaskLog newLog() {
    return noted(new TaskLog());
  }

  /**
   * Returns where to note what a worker process prints, which is in UTF-8 whatever is used here.
   */
  TaskLog newRemoteLog() {
    return noted(new TaskLog(StandardCharsets.UTF_8));
  }

  private TaskLog noted(TaskLog log) {
    TaskFuture<?> future = ref.get();
    if (future != null) {
      future.log(log);
    }
    return log;
  }
}
