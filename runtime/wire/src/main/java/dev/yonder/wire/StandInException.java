// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

/**
 * Stands for an exception that cannot be sent as it is, or whose class is missing here.
 *
 * <p>It prints as the exception that it stands for, and has its stack trace, causes and suppressed
 * exceptions.
 */
final class StandInException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String text;

  /**
   * Constructs a stand-in without a stack trace.
   *
   * @param type the name of the exception's class
   * @param message the exception's message
   * @param text what the exception's toString says
   */
  StandInException(String type, @org.jspecify.annotations.Nullable String message, String text) {
    super(message == null ? type : type + ": " + message);
    this.text = text;
  }

  @Override
  @SuppressWarnings("OverrideThrowableToString") // It is to look like what it stands for.
  public String toString() {
    return text;
  }
}
