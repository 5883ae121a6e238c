// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.core.Effect;
import dev.yonder.core.Outcome;
import dev.yonder.core.TaskSpec;
import org.jspecify.annotations.Nullable;

/** Runs every attempt in a block of its own. */
interface Binder {

  /** Takes notice of a call that is about to be told to the scheduler; by any thread. */
  void submitted(TaskSpec task);

  /** Has a block run the attempt, and returns the link to it; by the engine's thread. */
  WorkerLink bind(Effect.SubmitBound effect);

  /** Takes notice of how a task ended, with its result or its end; by the engine's thread. */
  void ended(TaskSpec task, Outcome outcome, @Nullable Object resultOrEnd);
}
