// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import dev.yonder.StandInException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Encodes exceptions with their causes and suppressed ones.
 *
 * <p>An exception travels twice: as itself, where it lets itself be serialized, and as a stand-in
 * of plain texts that every process understands. Values inside an exception that cannot travel
 * arrive as null.
 */
final class Throwables {
  /** How many causes a stand-in has that is not likely to be needed. */
  private static final int CHAIN_BESIDE = 2;

  private final ClassLoader loader;

  Throwables(ClassLoader loader) {
    this.loader = loader;
  }

  Payload encode(Throwable thrown) {
    byte[] own = write(thrown, new Replacement());
    int length = own.length == 0 ? StandIns.LONGEST_CHAIN : CHAIN_BESIDE;
    byte[] standIn = write(StandIns.of(thrown, length), null);
    ByteBuffer head = ByteBuffer.allocate(Integer.BYTES + standIn.length + own.length);
    return new Payload(head.putInt(standIn.length).put(standIn).put(own).array(), List.of());
  }

  /** Returns the serialized form, empty if there is none. */
  private static byte[] write(
      Throwable thrown, @Nullable UnaryOperator<@Nullable Object> replacement) {
    try {
      return JavaForm.write(thrown, replacement);
    } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
      return new byte[0];
    }
  }

  Throwable decode(Payload payload) {
    ByteBuffer head = ByteBuffer.wrap(payload.head());
    if (head.remaining() < Integer.BYTES) {
      return StandIns.unreadable();
    }
    int length = head.getInt();
    if (length < 0 || length > head.remaining()) {
      return StandIns.unreadable();
    }
    byte[] standIn = new byte[length];
    head.get(standIn);
    byte[] own = new byte[head.remaining()];
    head.get(own);
    Throwable itself = read(own);
    Throwable other = itself == null ? read(standIn) : itself;
    return other == null ? StandIns.unreadable() : other;
  }

  private @Nullable Throwable read(byte[] bytes) {
    try {
      return bytes.length == 0 ? null : (Throwable) JavaForm.read(bytes, loader);
    } catch (IOException
        | ClassNotFoundException
        | RuntimeException
        | StackOverflowError
        | LinkageError e) {
      return null;
    }
  }

  /** Cuts long chains of causes, and leaves out what cannot be serialized. */
  private static final class Replacement implements UnaryOperator<@Nullable Object> {
    private int throwables;

    @Override
    public @Nullable Object apply(@Nullable Object object) {
      if (object instanceof StandInException) {
        return object;
      }
      if (object instanceof Throwable thrown) {
        return ++throwables > StandIns.LONGEST_CHAIN && thrown.getCause() != null
            ? StandIns.shortened(thrown)
            : object;
      }
      if (object == null || object instanceof Class<?>) {
        return object;
      }
      return object instanceof Serializable && Unsendable.reason(object.getClass()) == null
          ? object
          : null;
    }
  }
}
