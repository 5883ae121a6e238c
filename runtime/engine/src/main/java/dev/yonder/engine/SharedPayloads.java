// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.NotSendableException;
import dev.yonder.spi.Sharing;
import dev.yonder.wire.Payload;
import dev.yonder.wire.PayloadCodec;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the program shares, encoded once for all workers that ask while it is being sent to one.
 *
 * <p>It is not kept for longer, as it may be as large as the value. Safe for use by several
 * threads.
 */
final class SharedPayloads {
  private final PayloadCodec codec;
  private final Map<Long, Encoded> known = new ConcurrentHashMap<>();

  /** Who encodes it holds the lock, so that others wait for that. */
  private static final class Encoded {
    WeakReference<Payload> payload = new WeakReference<>(null);
  }

  SharedPayloads(PayloadCodec codec) {
    this.codec = codec;
  }

  /** Returns the value of the number, or the reason why it is not to be had, encoded. */
  Payload get(long number) {
    Encoded encoded = known.computeIfAbsent(number, n -> new Encoded());
    synchronized (encoded) {
      Payload payload = encoded.payload.get();
      if (payload == null) {
        payload = encode(number);
        encoded.payload = new WeakReference<>(payload);
      }
      return payload;
    }
  }

  private Payload encode(long number) {
    try {
      return codec.encode(Sharing.registered(number), "a shared value");
    } catch (NotSendableException e) {
      known.remove(number);
      String reason = String.valueOf(e.getMessage());
      return codec.encode(new Sharing.Unavailable(reason), "the reason of an error");
    }
  }

  /** Forgets a value that nothing refers to any more. */
  void forget(long number) {
    known.remove(number);
  }
}
