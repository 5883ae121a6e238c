// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A result that is encoded, or elsewhere, until somebody asks for it. */
public interface Deferred {

  /** Has the result brought here, and returns what ends, always normally, when it is. */
  CompletableFuture<?> here();

  /** Returns the result or an {@link End}; called when {@link #here} has ended. */
  @Nullable Object resultOrEnd();

  /** Gives the result up: nobody will ask for it any more. */
  default void free() {}
}
