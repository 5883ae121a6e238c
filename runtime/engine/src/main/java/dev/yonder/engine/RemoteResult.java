// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.NotSendableException;
import dev.yonder.wire.Input;
import dev.yonder.wire.Payload;
import dev.yonder.wire.PayloadCodec;
import dev.yonder.worker.Deferred;
import dev.yonder.worker.End;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A result as a worker sent it, decoded when the program first asks for it. */
final class RemoteResult implements Deferred, Transferable {
  private static final CompletableFuture<?> HERE = CompletableFuture.completedFuture(null);

  private final Payload payload;
  private final PayloadCodec codec;
  private @Nullable Object decoded;
  private boolean isDecoded;

  RemoteResult(Payload payload, PayloadCodec codec) {
    this.payload = payload;
    this.codec = codec;
  }

  /** Returns the result as the worker sent it. */
  Payload payload() {
    return payload;
  }

  @Override
  public CompletableFuture<?> here() {
    return HERE;
  }

  @Override
  public synchronized @Nullable Object resultOrEnd() {
    if (!isDecoded) {
      try {
        decoded = codec.decode(payload, "the result of a call");
      } catch (NotSendableException e) {
        decoded = new End.Failure(e);
      }
      isDecoded = true;
    }
    return decoded;
  }

  @Override
  public Input input() {
    return new Input.Value(payload);
  }
}
