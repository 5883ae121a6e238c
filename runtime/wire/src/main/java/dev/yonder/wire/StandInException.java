// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import org.jspecify.annotations.Nullable;

/** Stands for an exception that could not be sent or understood; says what that was. */
final class StandInException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String className;

  /**
   * Constructs a stand-in without a stack trace.
   *
   * @param className the class of the exception
   * @param message its message
   */
  StandInException(String className, @Nullable String message) {
    super(message);
    this.className = className;
    setStackTrace(new StackTraceElement[0]);
  }

  /** Returns the name of the exception's class, and its message. */
  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? className : className + ": " + message;
  }

  /** Returns the name of the exception's class. */
  String className() {
    return className;
  }
}
