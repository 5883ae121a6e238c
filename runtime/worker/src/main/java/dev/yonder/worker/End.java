// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.wire.Payload;
import dev.yonder.wire.PayloadCodec;
import org.jspecify.annotations.Nullable;

/** How a future ended that has no result. */
public sealed interface End {

  /** The task failed. */
  final class Failure implements End {
    private final @Nullable Payload payload;
    private final @Nullable PayloadCodec codec;
    private @Nullable Throwable cause;

    /** Constructs a failure for the reason. */
    public Failure(Throwable cause) {
      this.cause = cause;
      this.payload = null;
      this.codec = null;
    }

    /** Constructs a failure whose reason is decoded when somebody asks for it. */
    public Failure(Payload payload, PayloadCodec codec) {
      this.payload = payload;
      this.codec = codec;
    }

    /** Returns the reason, which is always the same object. */
    public synchronized Throwable cause() {
      if (cause == null) {
        if (payload == null || codec == null) {
          throw new AssertionError("a failure has a cause, encoded or not");
        }
        cause = codec.decodeThrowable(payload);
      }
      return cause;
    }

    /** Returns the reason in the form in which it travels. */
    public Payload encoded(PayloadCodec by) {
      return payload != null ? payload : by.encodeThrowable(cause());
    }
  }

  /** The task was cancelled; the message says which, and why. */
  record Cancellation(String message) implements End {}

  /** The result was given up. */
  record Released() implements End {
    public static final Released INSTANCE = new Released();
  }
}
