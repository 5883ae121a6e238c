// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

/** How a future ended that has no result. */
public sealed interface End {

  /** The task failed with this. */
  record Failure(Throwable cause) implements End {}

  /** The task was cancelled; the message says which, and why. */
  record Cancellation(String message) implements End {}

  /** The result was given up. */
  record Released() implements End {
    public static final Released INSTANCE = new Released();
  }
}
