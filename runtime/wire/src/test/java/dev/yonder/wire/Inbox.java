// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps what arrives, and can be shut, so that nothing more is read meanwhile. */
final class Inbox implements Link.Receiver {
  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Optional<IOException>> end = new CompletableFuture<>();
  private volatile CountDownLatch gate = new CountDownLatch(0);

  /** Has the link's thread wait when it brings the next message. */
  void shut() {
    gate = new CountDownLatch(1);
  }

  void open() {
    gate.countDown();
  }

  @Override
  public void received(Message message) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    messages.add(message);
  }

  @Override
  public void ended(@Nullable IOException reason) {
    if (!end.complete(Optional.ofNullable(reason))) {
      throw new AssertionError("ended twice");
    }
  }

  Message next() throws InterruptedException {
    return messages.take();
  }

  List<Message> next(int count) throws InterruptedException {
    Stream.Builder<Message> next = Stream.builder();
    for (int i = 0; i < count; i++) {
      next.add(next());
    }
    return next.build().toList();
  }

  /** Waits for the end, and returns its reason. */
  Optional<IOException> end() throws InterruptedException, ExecutionException {
    return end.get();
  }

  int count() {
    return messages.size();
  }

  /** Returns what has arrived and was not taken. */
  List<Message> rest() {
    return List.copyOf(messages);
  }
}
