// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The two sides of a connection.
 *
 * @param rest what else is to be closed
 */
record Sides(Connection driver, Connection worker, Closeable rest) implements Closeable {
  static final Duration LIMIT = Duration.ofSeconds(30);

  static final Message.Hello HELLO =
      new Message.Hello(
          Protocol.VERSION,
          17,
          "digest",
          new byte[] {1, 2},
          "w-1",
          "host",
          5,
          new dev.yonder.Resources(2, 1 << 20, 0, Map.of()));

  static final Message.Welcome WELCOME =
      new Message.Welcome("profile", "in words", 42, 1_000, 1 << 16);

  /** Returns the links, not started, after the handshake. */
  Links links() throws InterruptedException, ExecutionException, IOException {
    CompletableFuture<Link> welcomed =
        later(
            () -> {
              Message.Hello hello = driver.awaitHello(LIMIT);
              return driver.welcome(WELCOME, hello.worker());
            });
    worker.sayHello(HELLO, LIMIT);
    return new Links(welcomed.get(), worker.link("driver"));
  }

  record Links(Link driver, Link worker) {}

  /** What may fail. */
  interface Action<T> {
    T run() throws Exception;
  }

  /** Runs the action on a thread of its own. */
  static <T> CompletableFuture<T> later(Action<T> action) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(action.run());
              } catch (Exception | AssertionError e) {
                result.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return result;
  }

  @Override
  public void close() throws IOException {
    try (rest;
        driver) {
      worker.close();
    }
  }
}
