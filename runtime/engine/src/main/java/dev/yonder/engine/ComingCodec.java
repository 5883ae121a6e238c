// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.wire.KryoPayloadCodec;
import dev.yonder.wire.Payload;
import dev.yonder.wire.PayloadCodec;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A codec that is made on a thread of its own while workers start: loading its classes takes as
 * long as they do.
 */
final class ComingCodec implements PayloadCodec {
  private final CompletableFuture<PayloadCodec> coming = new CompletableFuture<>();

  /**
   * Starts to make the codec for classes of the loader.
   *
   * @param mayLeaveHost whether values may come to other hosts
   */
  ComingCodec(ClassLoader loader, boolean mayLeaveHost) {
    Daemons.start("yonder-codec", () -> make(loader, mayLeaveHost));
  }

  private void make(ClassLoader loader, boolean mayLeaveHost) {
    try {
      PayloadCodec codec = new KryoPayloadCodec(loader, mayLeaveHost);
      // Has the classes loaded that every call needs.
      codec.decode(codec.encode(new Object[] {1}, "a first value"), "a first value");
      coming.complete(codec);
    } catch (RuntimeException | Error e) {
      coming.completeExceptionally(e);
    }
  }

  private PayloadCodec codec() {
    try {
      return coming.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("values cannot be encoded: " + e.getCause(), e.getCause());
    }
  }

  @Override
  public Payload encode(@Nullable Object value, String what) {
    return codec().encode(value, what);
  }

  @Override
  public @Nullable Object decode(Payload payload, String what) {
    return codec().decode(payload, what);
  }

  @Override
  public Payload encodeThrowable(Throwable thrown) {
    return codec().encodeThrowable(thrown);
  }

  @Override
  public Throwable decodeThrowable(Payload payload) {
    return codec().decodeThrowable(payload);
  }
}
