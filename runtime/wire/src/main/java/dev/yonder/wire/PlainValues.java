// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads numbers, texts and short arrays of these as {@link PayloadKryo} does, to the
 * byte.
 *
 * <p>Most calls have nothing else, and a Kryo takes longer to make than a job has. Safe for use by
 * several threads.
 */
final class PlainValues {
  /** What {@link #decode} returns for a value that is not plain. */
  static final Object NOT_PLAIN = new Object();

  /** Where there is more, a Kryo is worth it. */
  private static final int MOST_BYTES = 1 << 12;

  /** No number is longer, with what says which it is. */
  private static final int NUMBER_BYTES = 11;

  private static final int OBJECT_ARRAY = PayloadClasses.FIRST_NUMBER + JdkTypes.OBJECT_ARRAY;

  private static final Set<Class<?>> PLAIN =
      Set.of(
          String.class,
          Boolean.class,
          Byte.class,
          Character.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class);

  private final PayloadTypes types;

  PlainValues(PayloadTypes types) {
    this.types = types;
  }

  /** Returns the bytes of the value, null if it is not plain. */
  @Nullable Payload encode(@Nullable Object value) {
    @Nullable Object[] array = null;
    if (value instanceof Object[] given && given.getClass() == Object[].class) {
      array = given;
    }
    @Nullable Object[] values = array == null ? new Object[] {value} : array;
    int bytes = NUMBER_BYTES;
    for (int i = 0; i < values.length && bytes <= MOST_BYTES; i++) {
      bytes += mostBytes(values[i]);
    }
    if (bytes > MOST_BYTES) {
      return null;
    }
    PayloadOutput out = new PayloadOutput(bytes);
    if (array != null) {
      out.writeVarInt(OBJECT_ARRAY, true);
      out.writeByte(Kryo.NOT_NULL);
      out.writeVarInt(ClassTokens.OBJECT, true);
      out.writeVarInt(values.length, true);
    }
    for (Object element : values) {
      write(out, element);
    }
    return out.toPayload();
  }

  /** Returns how many bytes the value takes at most, too many if it is not plain. */
  private static int mostBytes(@Nullable Object value) {
    if (value instanceof String text) {
      return NUMBER_BYTES + 2 * Math.min(text.length(), MOST_BYTES);
    }
    return value == null || PLAIN.contains(value.getClass()) ? NUMBER_BYTES : MOST_BYTES;
  }

  @SuppressWarnings("unchecked") // The serializer is that of the class.
  private void write(PayloadOutput out, @Nullable Object value) {
    if (value == null) {
      out.writeByte(PayloadClasses.NULL);
    } else {
      Registration type = types.of(value.getClass());
      out.writeVarInt(PayloadClasses.FIRST_NUMBER + type.getId(), true);
      ((ValueSerializer<Object>) type.getSerializer()).write(out, value);
    }
  }

  /**
   * Returns the value, {@link #NOT_PLAIN} if it is not plain.
   *
   * @throws PayloadException if the bytes are damaged
   */
  @Nullable Object decode(Payload payload) {
    if (payload.size() > MOST_BYTES) {
      return NOT_PLAIN;
    }
    PayloadInput in = new PayloadInput();
    in.open(payload);
    int number = in.readVarInt(true);
    Object value = number == OBJECT_ARRAY ? readArray(in) : read(in, number);
    return in.position() == in.limit() ? value : NOT_PLAIN;
  }

  private Object readArray(PayloadInput in) {
    if (in.readByte() != Kryo.NOT_NULL || in.readVarInt(true) != ClassTokens.OBJECT) {
      return NOT_PLAIN;
    }
    @Nullable Object[] array = new Object[in.readLength()];
    for (int i = 0; i < array.length; i++) {
      array[i] = read(in, in.readVarInt(true));
      if (array[i] == NOT_PLAIN) {
        return NOT_PLAIN;
      }
    }
    return array;
  }

  private @Nullable Object read(PayloadInput in, int number) {
    if (number == PayloadClasses.NULL) {
      return null;
    }
    int type = number - PayloadClasses.FIRST_NUMBER;
    return type >= 0 && type <= ValueTypes.LAST_USUAL
        ? ((ValueSerializer<?>) types.numbered(type).getSerializer()).read(in)
        : NOT_PLAIN;
  }
}
