// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is attached to futures runs whatever comes; the time limit only ends a test that hangs. */
@Timeout(60)
class CallbacksTest {
  private static final long FOR_EVER = Long.MAX_VALUE / 2;

  private final Callbacks callbacks = new Callbacks("test");
  private final AtomicInteger ran = new AtomicInteger();
  private final CountDownLatch gate = new CountDownLatch(1);

  private void runAtGate() {
    try {
      gate.await();
      ran.incrementAndGet();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatWasGivenBeforeTheEndIsRunAndAwaited() throws Exception {
    for (int i = 0; i < 10; i++) {
      callbacks.execute(this::runAtGate);
    }
    callbacks.close();
    assertThat(callbacks.awaitIdle(1)).isFalse();
    gate.countDown();
    assertThat(callbacks.awaitIdle(FOR_EVER)).isTrue();
    assertThat(ran).hasValue(10);
    assertThat(callbacks.given()).isEqualTo(10);
  }

  @Test
  void whatComesAfterTheEndIsRunByItsGiver() {
    callbacks.close();
    Thread giver = Thread.currentThread();
    callbacks.execute(() -> ran.addAndGet(Thread.currentThread() == giver ? 1 : 0));
    assertThat(ran).hasValue(1);
  }

  @Test
  void oneOfThemDoesNotWaitForItself() {
    CompletableFuture<Boolean> idle = new CompletableFuture<>();
    callbacks.execute(
        () -> {
          try {
            idle.complete(callbacks.awaitIdle(FOR_EVER));
          } catch (InterruptedException e) {
            idle.completeExceptionally(e);
          }
        });
    assertThat(idle.join()).isTrue();
  }

  @Test
  void whatTheyGiveThemselvesIsAwaitedToo() throws Exception {
    callbacks.execute(() -> callbacks.execute(this::runAtGate));
    gate.countDown();
    assertThat(callbacks.awaitIdle(FOR_EVER)).isTrue();
    assertThat(ran).hasValue(1);
  }

  @Test
  void whatFailsHasEnded() throws Exception {
    callbacks.close();
    assertThatThrownBy(
            () ->
                callbacks.execute(
                    () -> {
                      throw new OutOfMemoryError("of the action");
                    }))
        .hasMessage("of the action");
    assertThat(callbacks.awaitIdle(FOR_EVER)).isTrue();
  }

  @Test
  void anInterruptEndsTheWait() {
    callbacks.execute(this::runAtGate);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> callbacks.awaitIdle(FOR_EVER))
        .isInstanceOf(InterruptedException.class);
    assertThat(ran).hasValue(0);
    gate.countDown();
  }
}
