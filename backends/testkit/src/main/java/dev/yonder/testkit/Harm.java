// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.RemoteFuture;
import dev.yonder.annotations.Remote;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Remote methods that do a worker process harm. */
@SuppressWarnings("DoNotCallSuggester") // harm is what they are for
final class Harm {

  /** What follows a gate in the name of another one. */
  static final String INTERRUPTED = ", interrupted";

  private Harm() {}

  /** Counts, tells the number of its process, waits at the gate, and returns the number. */
  @Remote
  static long process(String gate) throws InterruptedException {
    Gates.count(gate);
    Gates.tell(gate, ProcessHandle.current().pid());
    Gates.await(gate);
    return ProcessHandle.current().pid();
  }

  @Remote(idempotent = false)
  static long processOnce(String gate) throws InterruptedException {
    System.out.println("runs once");
    return process(gate);
  }

  /** Does the same, and enters its start and end with the number of its process in a file. */
  @Remote
  static long entered(String ledger, String gate) throws IOException, InterruptedException {
    long here = ProcessHandle.current().pid();
    enter(ledger, "start " + here);
    process(gate);
    enter(ledger, "end " + here);
    return here;
  }

  /** Makes a call, does as {@link #process} does, and only then waits for the call. */
  @Remote
  static long processThatCalls(String gate, String called) throws InterruptedException {
    RemoteFuture<String> call = HarmRemote.noticesInterrupts(called);
    process(gate);
    call.join();
    return ProcessHandle.current().pid();
  }

  /** Arrives and waits at the gate; arrives at another one if it is interrupted there. */
  @Remote
  static String noticesInterrupts(String gate) throws InterruptedException {
    Gates.arrive(gate);
    try {
      Gates.await(gate);
    } catch (InterruptedException e) {
      Gates.arrive(gate + INTERRUPTED);
      throw e;
    }
    return gate;
  }

  private static void enter(String ledger, String line) throws IOException {
    Files.writeString(
        Path.of(ledger), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Prints, has another process print, and prints again. */
  @Remote
  static int printsByAnother(String text) throws Exception {
    System.out.println("before " + text);
    int status = new ProcessBuilder("echo", text).inheritIO().start().waitFor();
    System.out.println("after " + text);
    return status;
  }

  /** Returns the number of its process at once. */
  @Remote
  static long here() {
    return ProcessHandle.current().pid();
  }

  @Remote
  static int exit(String gate, int status) {
    Gates.count(gate);
    System.exit(status);
    return status;
  }

  @Remote
  static int halt(String gate, int status) {
    Gates.count(gate);
    Runtime.getRuntime().halt(status);
    return status;
  }

  /** Counts, and writes where no memory is, as faulty native code does. */
  @Remote
  static int crash(String gate) throws ReflectiveOperationException {
    Gates.count(gate);
    Class<?> unsafe = Class.forName("sun.misc.Unsafe");
    Field instance = unsafe.getDeclaredField("theUnsafe");
    instance.setAccessible(true);
    unsafe
        .getMethod("putAddress", long.class, long.class)
        .invoke(instance.get(null), /* address */ 0L, /* value */ 0L);
    throw new AssertionError("the process goes on");
  }

  /** Halts the first processes, and returns in the one after them. */
  @Remote
  static int haltFirst(String gate, int times) {
    int attempt = Gates.count(gate);
    if (attempt <= times) {
      Runtime.getRuntime().halt(1);
    }
    return attempt;
  }

  @Remote
  static int exhaustHeap() {
    long[][] kept = new long[1][];
    for (int length = 1; ; length *= 2) {
      kept = Arrays.copyOf(kept, length + kept.length);
      for (int i = 0; i < length; i++) {
        kept[i] = new long[1 << 20];
      }
    }
  }

  private static final List<byte[]> LEAKED = new ArrayList<>();

  /** Fills the heap with what stays there. */
  @Remote
  static int leakUntilTheHeapIsFull() {
    while (true) {
      LEAKED.add(new byte[1_000]);
    }
  }

  @Remote
  static Object unsendableResult() {
    return new Holder(new ReentrantLock(), Thread.currentThread());
  }

  record Holder(ReentrantLock lock, Thread thread) {}

  /** An exception with a value that cannot be sent. */
  static final class OddException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // is what is shown
    final Thread thread = Thread.currentThread();

    OddException(String message) {
      super(message);
    }
  }

  @Remote
  static int throwOdd(String message) {
    throw new OddException(message);
  }

  @Remote
  static int take(Object value) {
    return value == null ? 0 : 1;
  }
}
