// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.spi.TaskType;
import java.util.concurrent.CountDownLatch;

/** Methods as the compiler's generated code would list them. */
final class Sample {
  static final TaskType INCREMENT =
      TaskType.of("dev.yonder.engine.Sample#increment(I)", "", a -> (Integer) a[0] + 1);
  static final TaskType AWAIT =
      TaskType.of(
          "dev.yonder.engine.Sample#await(CountDownLatch)",
          "",
          a -> {
            ((CountDownLatch) a[0]).await();
            return null;
          });

  private Sample() {}
}
