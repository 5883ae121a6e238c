// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.spi.Shareable;
import dev.yonder.spi.Sharing;
import dev.yonder.wire.KryoPayloadCodec;
import dev.yonder.wire.Payload;
import dev.yonder.wire.PayloadCodec;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedPayloadsTest {
  private final PayloadCodec codec = new KryoPayloadCodec(getClass().getClassLoader());
  private final SharedPayloads payloads = new SharedPayloads(codec);
  private final Counted counted = new Counted();
  private final long number = Sharing.register(counted, /* count= */ 1, "tests");

  /** Counts how often its value is asked for, which is so each time it is encoded. */
  private static final class Counted implements Shareable {
    final AtomicInteger times = new AtomicInteger();

    @Override
    public void prepare() {}

    @Override
    public long number() {
      throw new AssertionError("nobody asks for it here");
    }

    @Override
    public Object value(long number) {
      return "value " + times.incrementAndGet();
    }
  }

  @Test
  void areEncodedOnceWhileOneIsBeingSent() {
    Payload sent = payloads.get(number);
    CompletableFuture<Payload> elsewhere =
        CompletableFuture.supplyAsync(() -> payloads.get(number));

    assertThat(payloads.get(number)).isSameAs(sent);
    assertThat(elsewhere.join()).isSameAs(sent);
    assertThat(counted.times).hasValue(1);
  }

  @Test
  void areNotKeptOnceTheyAreSent() {
    while (counted.times.get() < 2) {
      assertThat(payloads.get(number)).isNotNull();
      System.gc();
    }
  }

  @Test
  void areForgottenWithWhatTheyAreOf() {
    Payload sent = payloads.get(number);
    payloads.forget(number);

    assertThat(payloads.get(number)).isNotSameAs(sent);
  }

  @Test
  void sayWhyAValueIsNotToBeHadAsLongAsThatIsSo() {
    Payload reason = payloads.get(Long.MIN_VALUE);

    assertThat(codec.decode(reason, "a shared value"))
        .isInstanceOfSatisfying(
            Sharing.Unavailable.class,
            unavailable ->
                assertThat(unavailable.message()).contains("nothing in the program refers"));
    assertThat(payloads.get(Long.MIN_VALUE)).isNotSameAs(reason);
  }
}
