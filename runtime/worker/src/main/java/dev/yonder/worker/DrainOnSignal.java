// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

/**
 * Has a worker that gets SIGTERM finish what it runs and take nothing new, for as long as it is
 * given: batch systems send that before they end a job.
 */
final class DrainOnSignal {
  /** The name that the Java machine gives to the thread on which it handles the signal. */
  private static final String HANDLER = "SIGTERM handler";

  private DrainOnSignal() {}

  static void install(WorkerProcess worker) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(worker), "yonder-drain"));
  }

  /** The process ends, by the signal or because a task has it end; the latter is not held up. */
  private static void drain(WorkerProcess worker) {
    boolean signalled =
        Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.getName().equals(HANDLER));
    if (signalled) {
      worker.drain("it was told by SIGTERM that it will be ended");
    }
  }
}
