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

  /** Begins with it. */
  void start() {
    start(millis);
  }

  /** Begins when one is due for the second time, as a job may be over by then. */
  void startLater() {
    start(0);
  }

  private void start(long since) {
    Thread thread = new Thread(() -> run(since), "yonder-heartbeat");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(long already) {
    Runtime runtime = Runtime.getRuntime();
    long since = already;
    boolean failed = false;
    while (true) {
      try {
        if (since >= millis) {
          long used = runtime.totalMemory() - runtime.freeMemory();
          worker.beat(new Message.Alive(used, runtime.maxMemory(), load()));
          since = 0;
        }
        look.run();
        worker.sendPrinted();
      } catch (OutOfMemoryError e) {
        // The task that fills the heap fails with that; if room never comes, the driver notices.
        since = millis;
      } catch (RuntimeException | Error e) {
        if (!failed) {
          System.err.println("yonder worker: its heartbeat failed, and is tried again: " + e);
        }
        failed = true;
      }
      try {
        Thread.sleep(LOG_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
      since += LOG_MILLIS;
    }
  }

  /** Asks what takes long to load, when it is first asked. */
  private static double load() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    return Math.max(0, system.getSystemLoadAverage());
  }
}
