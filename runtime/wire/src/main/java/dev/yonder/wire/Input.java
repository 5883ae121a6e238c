// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.util.List;

/** An argument of a task that is the result of another one. */
public sealed interface Input {

  /** The result itself. */
  record Value(Payload payload) implements Input {}

  /** A result that the worker has or can fetch by its number. */
  record Stored(long object) implements Input {}

  /** A list of results. */
  record Gathered(List<Input> elements) implements Input {}
}
