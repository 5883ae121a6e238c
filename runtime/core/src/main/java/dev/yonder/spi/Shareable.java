// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

/** Something of which the program has one or more values that workers fetch by number. */
public interface Shareable {

  /**
   * Makes it ready to be sent with a call, by the thread that makes the call.
   *
   * @throws dev.yonder.NotSendableException if it cannot be sent
   */
  void prepare();

  /** Returns the first of the numbers that it was registered under; it is ready to be sent. */
  long number();

  /**
   * Returns the value of a number.
   *
   * @param number one that it was registered under
   * @throws dev.yonder.NotSendableException if the value is not to be had
   */
  Object value(long number);
}
