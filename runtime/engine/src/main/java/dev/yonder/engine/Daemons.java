// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

/** Threads that do not keep the program alive. */
final class Daemons {

  private Daemons() {}

  static void start(String name, Runnable action) {
    Thread thread = new Thread(action, name);
    thread.setDaemon(true);
    thread.start();
  }
}
