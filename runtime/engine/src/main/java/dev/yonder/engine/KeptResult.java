// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.NotSendableException;
import dev.yonder.wire.Input;
import dev.yonder.wire.Payload;
import dev.yonder.wire.PayloadCodec;
import dev.yonder.worker.Deferred;
import dev.yonder.worker.End;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A result that stays on the worker that made it, until the program asks for it. */
final class KeptResult implements Deferred, Transferable {
  private final long task;
  private final long bytes;
  private final Consumer<KeptResult> want;
  private final Runnable free;
  private final PayloadCodec codec;
  private final AtomicBoolean wanted = new AtomicBoolean();

  /** Ends with the payload or an {@link End}. */
  private final CompletableFuture<Object> arrival = new CompletableFuture<>();

  private @Nullable Object decoded;
  private boolean isDecoded;

  /**
   * Constructs the result.
   *
   * @param want has it brought here
   * @param free says that nobody will ask for it; refers to nothing that keeps this alive
   */
  KeptResult(long task, long bytes, PayloadCodec codec, Consumer<KeptResult> want, Runnable free) {
    this.task = task;
    this.bytes = bytes;
    this.codec = codec;
    this.want = want;
    this.free = free;
  }

  long task() {
    return task;
  }

  long bytes() {
    return bytes;
  }

  @Override
  public CompletableFuture<?> here() {
    if (wanted.compareAndSet(false, true)) {
      want.accept(this);
    }
    return arrival;
  }

  /** Takes the payload, or an {@link End} where the result can no longer be had. */
  void arrived(Object payloadOrEnd) {
    arrival.complete(payloadOrEnd);
  }

  /** Returns the payload, null while it is not here. */
  @Nullable Payload payload() {
    return arrival.getNow(End.Released.INSTANCE) instanceof Payload payload ? payload : null;
  }

  @Override
  public synchronized @Nullable Object resultOrEnd() {
    Object arrived = arrival.join();
    if (!(arrived instanceof Payload payload)) {
      return arrived;
    }
    if (!isDecoded) {
      try {
        decoded = codec.decode(payload, "the result of task-" + task);
      } catch (NotSendableException e) {
        decoded = new End.Failure(e);
      }
      isDecoded = true;
    }
    return decoded;
  }

  @Override
  public void free() {
    free.run();
  }

  @Override
  public Input input() {
    return new Input.Stored(task);
  }
}
