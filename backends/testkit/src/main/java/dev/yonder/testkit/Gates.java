// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets a test and the tasks that it starts wait for each other, by name.
 *
 * <p>For backends that run tasks in the test's process.
 */
final class Gates {
  private static final Map<String, CountDownLatch> OPEN = new ConcurrentHashMap<>();
  private static final Map<String, CountDownLatch> ARRIVED = new ConcurrentHashMap<>();
  private static final Map<String, AtomicInteger> COUNTS = new ConcurrentHashMap<>();
  private static final AtomicInteger NEXT = new AtomicInteger();

  private Gates() {}

  /** Returns the name of a gate that is closed and that nothing else uses. */
  static String fresh() {
    return "gate " + NEXT.getAndIncrement();
  }

  static void open(String gate) {
    latch(OPEN, gate).countDown();
  }

  static void await(String gate) throws InterruptedException {
    latch(OPEN, gate).await();
  }

  static void arrive(String gate) {
    latch(ARRIVED, gate).countDown();
  }

  /** Waits until a task has arrived at the gate. */
  static void awaitArrival(String gate) throws InterruptedException {
    latch(ARRIVED, gate).await();
  }

  /** Counts, and returns how often this was counted. */
  static int count(String name) {
    return COUNTS.computeIfAbsent(name, n -> new AtomicInteger()).incrementAndGet();
  }

  static int counted(String name) {
    return COUNTS.computeIfAbsent(name, n -> new AtomicInteger()).get();
  }

  private static CountDownLatch latch(Map<String, CountDownLatch> latches, String gate) {
    return latches.computeIfAbsent(gate, g -> new CountDownLatch(1));
  }
}
