// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

/**
 * Stands for an exception of a remote method that could not be sent as itself, or whose class is
 * not there where it arrived.
 *
 * <p>It has the stack trace, the causes and the suppressed exceptions of the one it stands for.
 */
public final class StandInException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String originalType;
  private final String originalMessage;

  /**
   * Constructs a stand-in.
   *
   * @param originalType the name of the class of the exception it stands for
   * @param originalMessage the message of that exception
   */
  public StandInException(String originalType, String originalMessage) {
    super(originalType + ": " + originalMessage);
    this.originalType = originalType;
    this.originalMessage = originalMessage;
  }

  /** Returns the name of the class of the exception it stands for. */
  public String originalType() {
    return originalType;
  }

  /** Returns the message of the exception it stands for. */
  public String originalMessage() {
    return originalMessage;
  }
}
