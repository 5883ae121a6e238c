// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

/** A row cannot be measured on this machine. */
final class LackingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Constructs the exception.
   *
   * @param reason what the machine lacks, for people
   */
  LackingException(String reason) {
    super(reason);
  }

  /** Returns what the machine lacks. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
