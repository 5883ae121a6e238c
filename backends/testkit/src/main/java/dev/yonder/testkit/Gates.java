// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets a test and the tasks that it starts wait for each other, by name, wherever the tasks run on
 * this host.
 *
 * <p>A name says where the test's process listens, so that tasks of other processes can ask it.
 */
final class Gates {
  private static final Map<String, CountDownLatch> OPEN = new ConcurrentHashMap<>();
  private static final Map<String, CountDownLatch> ARRIVED = new ConcurrentHashMap<>();
  private static final Map<String, AtomicInteger> COUNTS = new ConcurrentHashMap<>();
  private static final Map<String, Long> TOLD = new ConcurrentHashMap<>();
  private static final String TELL = "tell ";
  private static final AtomicInteger NEXT = new AtomicInteger();

  private Gates() {}

  /** Returns the name of a gate that is closed and that nothing else uses. */
  static String fresh() {
    return GateServer.address() + "#gate " + NEXT.getAndIncrement();
  }

  static void open(String gate) {
    latch(OPEN, gate).countDown();
  }

  /** Waits until the gate is open. */
  static void await(String gate) throws InterruptedException {
    if (GateServer.isHere(gate)) {
      latch(OPEN, gate).await();
    } else {
      GateServer.ask("await", gate);
    }
  }

  static void arrive(String gate) {
    if (GateServer.isHere(gate)) {
      latch(ARRIVED, gate).countDown();
    } else {
      GateServer.askUninterruptibly("arrive", gate);
    }
  }

  /** Waits until a task has arrived at the gate. */
  static void awaitArrival(String gate) throws InterruptedException {
    latch(ARRIVED, gate).await();
  }

  /** Counts, and returns how often this was counted. */
  static int count(String name) {
    if (GateServer.isHere(name)) {
      return COUNTS.computeIfAbsent(name, n -> new AtomicInteger()).incrementAndGet();
    }
    return GateServer.askUninterruptibly("count", name);
  }

  static int counted(String name) {
    return COUNTS.computeIfAbsent(name, n -> new AtomicInteger()).get();
  }

  /** Tells the test a number; the first one counts. */
  static void tell(String gate, long number) {
    if (GateServer.isHere(gate)) {
      told(gate, number);
    } else {
      GateServer.askUninterruptibly(TELL + number, gate);
    }
  }

  /** Waits for a task to tell a number, and returns it. */
  static long awaitTold(String gate) throws InterruptedException {
    latch(ARRIVED, gate).await();
    return TOLD.get(gate);
  }

  private static void told(String gate, long number) {
    TOLD.putIfAbsent(gate, number);
    latch(ARRIVED, gate).countDown();
  }

  /** Does what a task of another process asks for. */
  static int answer(String verb, String gate) throws InterruptedException {
    if (verb.startsWith(TELL)) {
      told(gate, Long.parseLong(verb.substring(TELL.length())));
      return 0;
    }
    if (verb.equals("count")) {
      return count(gate);
    }
    if (verb.equals("arrive")) {
      arrive(gate);
    } else {
      await(gate);
    }
    return 0;
  }

  private static CountDownLatch latch(Map<String, CountDownLatch> latches, String gate) {
    return latches.computeIfAbsent(gate, g -> new CountDownLatch(1));
  }
}
