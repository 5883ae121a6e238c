// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.Util;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A buffer for the head of one payload, with the large arrays beside it.
 *
 * <p>A full buffer is put aside and not copied into a larger one, so the bytes of a large value are
 * moved only once more, at the end.
 */
final class PayloadOutput extends Output {
  private static final int FIRST_BUFFER = 64 * 1024;
  private static final int LARGEST_STEP = 4 * 1024 * 1024;

  private final byte[] first;
  private final List<byte[]> full = new ArrayList<>();
  private final List<Object> arrays = new ArrayList<>();
  private final IdentityHashMap<Object, Integer> indexOfArray = new IdentityHashMap<>();
  private long length;

  PayloadOutput() {
    this(FIRST_BUFFER);
  }

  /** Constructs a buffer that has so many bytes at first. */
  PayloadOutput(int bytes) {
    super(bytes, Util.maxArraySize);
    first = buffer;
  }

  /** Empties it for another payload. */
  void clear() {
    buffer = first;
    capacity = first.length;
    position = 0;
    length = 0;
    if (!full.isEmpty() || !arrays.isEmpty()) {
      full.clear();
      arrays.clear();
      indexOfArray.clear();
    }
  }

  /** Returns what was written. */
  Payload toPayload() {
    return new Payload(toBytes(), arrays.isEmpty() ? List.of() : List.copyOf(arrays));
  }

  @Override
  public byte[] toBytes() {
    byte[] bytes = new byte[(int) (length + position)];
    int at = 0;
    for (byte[] part : full) {
      System.arraycopy(part, 0, bytes, at, part.length);
      at += part.length;
    }
    System.arraycopy(buffer, 0, bytes, at, position);
    return bytes;
  }

  /** Makes room for so many bytes in one piece; true if the buffer is another one now. */
  @Override
  protected boolean require(int required) {
    if (capacity - position >= required) {
      return false;
    }
    length += position;
    if (length + required > Util.maxArraySize) {
      throw new PayloadException("it has more than 2 GiB besides its large arrays");
    }
    // A part is as long as what is in it: the rest of a buffer is lost only at its end.
    full.add(position == buffer.length ? buffer : java.util.Arrays.copyOf(buffer, position));
    capacity = Math.max(required, (int) Math.min(LARGEST_STEP, Math.max(length, FIRST_BUFFER) * 2));
    buffer = new byte[capacity];
    position = 0;
    return true;
  }

  /** Writes a text or null: Latin-1 in one byte a character, anything else in two. */
  @Override
  public void writeString(@Nullable String text) {
    if (text == null) {
      writeVarInt(0, true);
      return;
    }
    int length = text.length();
    if (length >= 1 << 29) {
      throw new PayloadException("it has a text of more than 512 million characters");
    }
    // Kryo's own form of short texts is read by writing into the bytes, which threads may share.
    boolean wide = isWide(text);
    writeVarInt(((length << 1) | (wide ? 1 : 0)) + 1, true);
    int bytes = wide ? length * 2 : length;
    require(bytes);
    byte[] to = buffer;
    int at = position;
    if (wide) {
      for (int i = 0; i < length; i++) {
        char c = text.charAt(i);
        to[at++] = (byte) c;
        to[at++] = (byte) (c >>> 8);
      }
    } else {
      latin1(text, to, at);
    }
    position += bytes;
  }

  private static boolean isWide(String text) {
    for (int i = 0, n = text.length(); i < n; i++) {
      if (text.charAt(i) > 0xFF) {
        return true;
      }
    }
    return false;
  }

  @SuppressWarnings("deprecation") // Loses the high byte, which is zero here; the fastest there is.
  private static void latin1(String text, byte[] to, int at) {
    text.getBytes(0, text.length(), to, at);
  }

  /** Returns room for so many bytes at {@link #advance}, in one piece. */
  byte[] room(int bytes) {
    require(bytes);
    return buffer;
  }

  /** Takes the room of so many bytes, and returns where it starts. */
  int advance(int bytes) {
    int start = position;
    position += bytes;
    return start;
  }

  /** Returns the place of the array among those beside the head. */
  int beside(Object array) {
    Integer index = indexOfArray.putIfAbsent(array, arrays.size());
    if (index != null) {
      return index;
    }
    arrays.add(array);
    return arrays.size() - 1;
  }
}
