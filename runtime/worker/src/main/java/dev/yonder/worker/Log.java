// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

/** Where Yonder tells what users should know; made when the first is told, as that takes long. */
final class Log {
  private static final System.Logger LOGGER = System.getLogger("dev.yonder");

  private Log() {}

  static System.Logger get() {
    return LOGGER;
  }
}
