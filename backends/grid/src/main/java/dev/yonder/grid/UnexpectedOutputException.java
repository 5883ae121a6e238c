// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

/** Says what a command was expected to print; what it did print is added by whoever ran it. */
final class UnexpectedOutputException extends Exception {
  private static final long serialVersionUID = 1L;

  UnexpectedOutputException(String expected) {
    super(expected);
  }
}
