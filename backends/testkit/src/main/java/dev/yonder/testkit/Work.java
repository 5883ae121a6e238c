// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.CallOptions;
import dev.yonder.RemoteFuture;
import dev.yonder.TaskContext;
import dev.yonder.Yonder;
import dev.yonder.annotations.Remote;
import dev.yonder.annotations.Seeded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Remote methods that show how a backend treats calls. */
@SuppressWarnings("DoNotCallSuggester") // throwing is what they are for
final class Work {

  private Work() {}

  @Remote
  static int add(int a, int b) {
    return a + b;
  }

  /** Adds two numbers without ever growing beyond a bound. */
  @Remote
  static int addUp(int a, int b) {
    return (a + b) % 1_000_003;
  }

  @Remote
  static @Nullable String echo(@Nullable String text) {
    return text;
  }

  @Remote
  static int sum(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).sum();
  }

  @Remote
  static int checked(String message) throws IOException {
    throw new IOException(message);
  }

  @Remote
  static int unchecked(String message) {
    throw new IllegalArgumentException(message);
  }

  @Remote
  static int error(String message) {
    throw new AssertionError(message);
  }

  /** Throws what a future throws that was cancelled, though nobody cancelled it. */
  @Remote
  static int looksCancelled() {
    throw new CancellationException("the method's own");
  }

  @Remote(retries = 3)
  static int failsUntil(String gate, int attempts) {
    int attempt = Gates.count(gate);
    if (attempt < attempts) {
      throw new IllegalStateException("attempt " + attempt);
    }
    return attempt;
  }

  @Remote(idempotent = false)
  static int once(String gate) {
    Gates.count(gate);
    throw new IllegalStateException("once is enough");
  }

  /** Says that it runs, and returns when the gate is open. */
  @Remote
  static String passGate(String gate) throws InterruptedException {
    Gates.arrive(gate);
    Gates.await(gate);
    return gate;
  }

  /** Lends two processors, and not its stack, while a call of its own passes the gate. */
  @Remote(cpus = 2)
  static String passGateInACall(String gate) throws Exception {
    return WorkRemote.passGate(gate).get(1, TimeUnit.HOURS);
  }

  /** Goes on through every interrupt until the gate is open. */
  @Remote
  static void stubborn(String gate) {
    Gates.arrive(gate);
    while (true) {
      try {
        Gates.await(gate);
        return;
      } catch (InterruptedException e) {
        Gates.count(gate + " interrupts");
      }
    }
  }

  /** Prints, arrives, and returns with its interrupt, which it leaves as it is. */
  @Remote
  static void passesInterruptOn(String gate) {
    System.out.println("waits");
    Gates.arrive(gate);
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
  }

  @Remote(walltime = "50ms")
  static void outlives(String gate) throws InterruptedException {
    Gates.await(gate);
  }

  /** Counts, and returns only in a later attempt; until then it waits until it is interrupted. */
  @Remote
  static int outlivesUntil(String gate, int attempts) throws InterruptedException {
    int attempt = Gates.count(gate);
    if (attempt < attempts) {
      Gates.await(gate);
    }
    return attempt;
  }

  /** Counts, and returns only in a later attempt; until then it waits through every interrupt. */
  @Remote
  static int stubbornUntil(String gate, int attempts) {
    int attempt = Gates.count(gate);
    if (attempt < attempts) {
      stubborn(gate);
    }
    return attempt;
  }

  /** Goes on when it is told to stop, then makes a call, and tells 1 if that is cancelled. */
  @Remote
  static void stubbornThenCalls(String gate, String told) {
    stubborn(gate);
    try {
      WorkRemote.add(1, 2).join();
      Gates.tell(told, 0);
    } catch (CancellationException e) {
      Gates.tell(told, 1);
    }
  }

  @Remote
  static int depth(int n) throws Exception {
    return n == 0 ? 0 : 1 + WorkRemote.depth(n - 1).get();
  }

  @Remote
  static int fibonacci(int n) {
    if (n < 2) {
      return n;
    }
    RemoteFuture<Integer> a = WorkRemote.fibonacci(n - 1);
    RemoteFuture<Integer> b = WorkRemote.fibonacci(n - 2);
    return a.join() + b.join();
  }

  @Remote
  static RemoteFuture<Integer> addLater(int a, int b) {
    return WorkRemote.add(a, b);
  }

  @Remote
  static RemoteFuture<Integer> failLater(String message) {
    return WorkRemote.unchecked(message);
  }

  @Remote
  static long draw(@Seeded RandomGenerator chance, String ignored) {
    return chance.nextLong();
  }

  @Remote
  static List<Long> drawNested(@Seeded RandomGenerator chance) {
    List<Long> drawn = new ArrayList<>();
    drawn.add(chance.nextLong());
    drawn.add(WorkRemote.draw("a").join());
    drawn.add(WorkRemote.draw("b").join());
    return drawn;
  }

  @Remote
  static String print(String text) {
    System.out.println(text);
    System.err.println("also " + text);
    return text;
  }

  /** Prints, says so, and returns when the gate is open. */
  @Remote
  static void printAndPassGate(String text, String gate) throws InterruptedException {
    System.out.println(text);
    passGate(gate);
  }

  @Remote
  static void printAndFail(String text) {
    System.out.println(text);
    throw new IllegalStateException("after printing");
  }

  /** Makes a file of the name, and returns what the directory says it is called. */
  @Remote
  static String nameOfFile(String name) throws IOException {
    Path directory = Files.createTempDirectory("yonder-work");
    Path file = Files.createFile(directory.resolve(name));
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(found -> found.getFileName().toString()).collect(Collectors.joining(" "));
    } finally {
      Files.delete(file);
      Files.delete(directory);
    }
  }

  @Remote
  static int sumOfMap(int items) {
    int sum = 0;
    for (int square :
        Yonder.session().map(List.of(1, 2, 3, items), WorkRemote::square).asCompleted()) {
      sum += square;
    }
    return sum;
  }

  @Remote
  static int square(int a) {
    return a * a;
  }

  @Remote
  static boolean closesItsSession() {
    Yonder.session().close();
    return true;
  }

  @Remote
  static String threadName() {
    return Thread.currentThread().getName();
  }

  @Remote
  static int order(String counter) {
    return Gates.count(counter);
  }

  /** Returns the gpus that the call has once others have theirs, too. */
  @Remote(gpus = 1)
  static List<String> gpus(String gate) throws InterruptedException {
    Gates.arrive(gate);
    Gates.await(gate);
    return TaskContext.current().gpus();
  }

  @Remote
  static @Nullable String environment(String variable) {
    return System.getenv(variable);
  }

  @Remote
  static @Nullable String property(String name) {
    return System.getProperty(name);
  }

  @Remote
  static String locale() {
    return Locale.getDefault().toLanguageTag();
  }

  /** Returns how many threads the common pool has. */
  @Remote
  static int commonPool() {
    return ForkJoinPool.commonPool().getParallelism();
  }

  /** Returns how many processors the Java machine sees, and the most that its heap may take. */
  @Remote
  static List<Long> machine() {
    Runtime runtime = Runtime.getRuntime();
    return List.of((long) runtime.availableProcessors(), runtime.maxMemory());
  }

  @Remote
  static TaskContext context() {
    return TaskContext.current();
  }

  @Remote
  static boolean isInterrupted() {
    return Thread.currentThread().isInterrupted();
  }

  @Remote
  static int waitForView(int a) {
    return WorkRemote.square(a).toCompletableFuture().join();
  }

  @Remote
  static int mapsOver(String memory) {
    CallOptions needed = CallOptions.none().memory(memory);
    return Yonder.session()
        .map(List.of(1, 2), i -> WorkRemote.with(needed).square(i))
        .asCompleted()
        .toList()
        .size();
  }
}
