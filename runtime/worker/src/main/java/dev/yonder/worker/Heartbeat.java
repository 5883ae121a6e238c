// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.wire.Message;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/**
 * Tells a worker's driver again and again that it is alive, and what tasks have printed; and has
 * things looked at that nobody tells of.
 */
final class Heartbeat {
  /** What tasks print is seen within this time. */
  private static final int LOG_MILLIS = 100;

  private final WorkerProcess worker;
  private final Runnable look;
  private final int millis;

  /**
   * Constructs what tells the driver.
   *
   * @param look looks at what was printed, for one, several times a second
   */
  Heartbeat(WorkerProcess worker, Runnable look, int millis) {
    this.worker = worker;
    this.look = look;
    this.millis = millis;
  }

  void start() {
    Thread thread = new Thread(this::run, "yonder-heartbeat");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    Runtime runtime = Runtime.getRuntime();
    long since = millis;
    while (true) {
      if (since >= millis) {
        long used = runtime.totalMemory() - runtime.freeMemory();
        worker.beat(
            new Message.Alive(
                used, runtime.maxMemory(), Math.max(0, system.getSystemLoadAverage())));
        since = 0;
      }
      look.run();
      worker.sendPrinted();
      try {
        Thread.sleep(LOG_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
      since += LOG_MILLIS;
    }
  }
}
