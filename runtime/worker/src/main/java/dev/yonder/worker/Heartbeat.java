// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.wire.Message;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/**
 * Tells a worker's driver again and again that it is alive, and what tasks have printed; and keeps
 * the file small that this goes to.
 */
final class Heartbeat {
  /** What tasks print is seen within this time. */
  private static final int LOG_MILLIS = 100;

  private final WorkerProcess worker;
  private final OutputFile output;
  private final int millis;

  Heartbeat(WorkerProcess worker, OutputFile output, int millis) {
    this.worker = worker;
    this.output = output;
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
      worker.sendPrinted();
      output.trim();
      try {
        Thread.sleep(LOG_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
      since += LOG_MILLIS;
    }
  }
}
