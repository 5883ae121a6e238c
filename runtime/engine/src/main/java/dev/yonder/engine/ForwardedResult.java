// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.wire.Input;
import dev.yonder.worker.Deferred;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The result of another task, for one whose method returned that task's future. */
final class ForwardedResult implements Deferred, Transferable {
  private final Deferred result;
  private final Runnable free;

  ForwardedResult(Deferred result, Runnable free) {
    this.result = result;
    this.free = free;
  }

  @Override
  public CompletableFuture<?> here() {
    return result.here();
  }

  @Override
  public @Nullable Object resultOrEnd() {
    return result.resultOrEnd();
  }

  @Override
  public void free() {
    free.run();
  }

  @Override
  public Input input() {
    return ((Transferable) result).input();
  }
}
