// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.KryoException;
import dev.yonder.NotSendableException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Encodes values by Kryo, and exceptions by Java serialization. */
public final class KryoPayloadCodec implements PayloadCodec {
  /** A coder takes some ten microseconds to make, and some tens of kilobytes. */
  private static final int MOST_IDLE = 16;

  private final ClassLoader loader;
  private final Throwables throwables;
  private final ConcurrentLinkedQueue<Coder> idle = new ConcurrentLinkedQueue<>();
  private final AtomicInteger idleCount = new AtomicInteger();

  /** Constructs a codec for values of classes that the loader finds. */
  public KryoPayloadCodec(ClassLoader loader) {
    this.loader = loader;
    this.throwables = new Throwables(loader);
  }

  @Override
  public Payload encode(@Nullable Object value, String what) {
    Coder coder = take();
    try {
      return coder.encode(value);
    } catch (RuntimeException | StackOverflowError e) {
      throw Problems.explain(value, what, e);
    } finally {
      giveBack(coder);
    }
  }

  @Override
  public @Nullable Object decode(Payload payload, String what) {
    Coder coder = take();
    try {
      return coder.decode(payload);
    } catch (KryoException
        | IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | ClassCastException
        | NegativeArraySizeException
        | NullPointerException
        | StackOverflowError e) {
      throw new NotSendableException(
          "%s cannot be decoded here, because %s".formatted(what, reason(e)), e);
    } finally {
      giveBack(coder);
    }
  }

  /** Returns what went wrong first, without the path that Kryo appends to messages. */
  private static String reason(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = String.valueOf(root.getMessage());
    int path = message.indexOf("\nSerialization trace");
    String text = path < 0 ? message : message.substring(0, path);
    return root instanceof ClassNotFoundException
        ? "there is no class " + text + " on the class path"
        : root instanceof NotSendableException ? text : root.getClass().getName() + ": " + text;
  }

  @Override
  public Payload encodeThrowable(Throwable thrown) {
    return throwables.encode(thrown);
  }

  @Override
  public Throwable decodeThrowable(Payload payload) {
    return throwables.decode(payload);
  }

  private Coder take() {
    Coder coder = idle.poll();
    if (coder == null) {
      return new Coder(loader);
    }
    idleCount.decrementAndGet();
    return coder;
  }

  private void giveBack(Coder coder) {
    if (idleCount.get() < MOST_IDLE) {
      idleCount.incrementAndGet();
      idle.add(coder);
    }
  }
}
