// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

import org.jspecify.annotations.Nullable;

/**
 * An argument of a remote call: a value, or the result of another call that need not have ended.
 *
 * <p>Stubs accept arguments in place of plain values. A {@link RemoteFuture} is one, and makes the
 * call wait for its result without anybody blocking; {@link #of} wraps a value where the other
 * parameters are arguments.
 *
 * @param <T> the type of the value that the remote method receives
 */
public sealed interface Arg<T> permits Arg.Value, RemoteFuture {

  /** Returns an argument that is the value itself, which may be null. */
  static <T> Arg<T> of(@Nullable T value) {
    return new Value<>(value);
  }

  /**
   * An argument that is a plain value.
   *
   * @param value what the remote method receives, may be null
   */
  record Value<T>(@Nullable T value) implements Arg<T> {}
}
