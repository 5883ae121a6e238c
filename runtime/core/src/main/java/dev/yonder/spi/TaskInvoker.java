// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import org.jspecify.annotations.Nullable;

/** Calls one remote method; implemented by generated code, without reflection. */
@FunctionalInterface
public interface TaskInvoker {

  /**
   * Calls the method and returns its result, null for {@code void}.
   *
   * @param arguments one for each parameter, the receiver of an instance method first, primitives
   *     boxed, seeded parameters filled in
   * @throws Throwable whatever the method throws
   */
  @Nullable Object invoke(@Nullable Object[] arguments) throws Throwable;
}
