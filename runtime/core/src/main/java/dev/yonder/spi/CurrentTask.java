// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import dev.yonder.TaskContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells which call a thread runs. */
public final class CurrentTask {
  private static volatile Supplier<@Nullable TaskContext> source = () -> null;

  private CurrentTask() {}

  /** Sets what knows the call of the thread that asks. */
  public static void askFor(Supplier<@Nullable TaskContext> knows) {
    source = knows;
  }

  /** Returns the context of the call whose method this thread runs, null if it runs none. */
  public static @Nullable TaskContext context() {
    return source.get();
  }
}
