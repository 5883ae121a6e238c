// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.util.List;

/** An argument of a task that is the result of another one. */
public sealed interface Input {

  /** The result itself. */
  record Value(Payload payload) implements Input {}

  /** A result that the worker has or can fetch by its number. */
  record Stored(long object) implements Input {}

  /**
   * What the last attempt at the task returns, of those that the worker was told to run before.
   *
   * <p>An attempt with such an input starts after that one, and is given back if that does not
   * return a value.
   */
  record Awaited(long task) implements Input {}

  /** A list of results. */
  record Gathered(List<Input> elements) implements Input {}
}
