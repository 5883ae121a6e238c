// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import dev.yonder.NotSendableException;
import org.jspecify.annotations.Nullable;

/** Turns values into payloads and back; safe for use by several threads. */
public interface PayloadCodec {

  /**
   * Encodes the value.
   *
   * @param what the value in words for an error, such as {@code argument 2 of Work.add}
   * @throws NotSendableException if something in the value cannot be sent; the message names
   *     everything that cannot, each with the path of fields that leads to it
   */
  Payload encode(@Nullable Object value, String what);

  /**
   * Decodes a value.
   *
   * @param what the value in words for an error
   * @throws NotSendableException if the bytes cannot be understood here, as where a class is
   *     missing or different
   */
  @Nullable Object decode(Payload payload, String what);

  /**
   * Encodes an exception with its causes and suppressed ones: as itself where that is possible,
   * else as a stand-in that says what it was. Never fails.
   */
  Payload encodeThrowable(Throwable thrown);

  /** Decodes an exception, as a stand-in where its class cannot be understood here. Never fails. */
  Throwable decodeThrowable(Payload payload);
}
