// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.spi.TaskType;
import dev.yonder.wire.PayloadCodec;
import org.jspecify.annotations.Nullable;

/** Supplies a session with workers, which come and go. */
interface Workers {

  /**
   * Has workers join, now or as they are there.
   *
   * @throws IllegalStateException if none can be had
   */
  void open(EngineSession session, Engine engine);

  /** Returns what encodes values for workers in other processes, null where all are in this one. */
  @Nullable PayloadCodec codec();

  /**
   * Returns the method of the id, which a task in another process calls.
   *
   * @throws IllegalArgumentException if there is none in this process
   */
  TaskType type(String id);

  /** Returns what runs every attempt in a block of its own, null where workers join. */
  default @Nullable Binder binder() {
    return null;
  }

  /** Ends what is left of the workers, after the engine has closed its links. */
  void close();
}
