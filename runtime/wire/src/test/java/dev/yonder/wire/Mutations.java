// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Bytes that are almost right, and bytes that only look so; the same ones for the same seed. */
final class Mutations {
  /** Lengths and numbers at which decoders go wrong, as they stand on the wire. */
  private static final byte[][] TELLING = {
    {0},
    {1},
    {(byte) 0x7f},
    {(byte) 0x80, 1},
    {-1, -1, -1, -1, 7},
    {-1, -1, -1, -1, 15},
    {-1, -1, -1, -1, -1, -1, -1, -1, 127},
    {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1},
    {-1, -1, -1, 127},
    {0, 0, 0, (byte) 0x80},
    {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}
  };

  private static final int LONGEST = 1 << 16;

  private final Random random;

  Mutations(long seed) {
    this.random = new Random(seed);
  }

  Random random() {
    return random;
  }

  /** Returns one of the list, changed in a few places, with pieces of others of it. */
  byte[] mutated(List<byte[]> valid) {
    byte[] bytes = valid.get(random.nextInt(valid.size())).clone();
    for (int i = random.nextInt(6); i >= 0; i--) {
      bytes = change(bytes, valid);
    }
    return bytes.length > LONGEST ? Arrays.copyOf(bytes, LONGEST) : bytes;
  }

  /** Returns small numbers mostly, as most of what stands on the wire are such. */
  byte[] random(int most) {
    byte[] bytes = new byte[random.nextInt(most)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(12));
    }
    return bytes;
  }

  private byte[] change(byte[] bytes, List<byte[]> valid) {
    int at = random.nextInt(bytes.length + 1);
    int to = at + Math.min(random.nextInt(1 + random.nextInt(32)), bytes.length - at);
    byte[] other = valid.get(random.nextInt(valid.size()));
    return switch (random.nextInt(8)) {
      case 0 -> flip(bytes, at);
      case 1 -> spliced(bytes, at, to, new byte[0]);
      case 2 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
      case 3 -> spliced(bytes, at, to, piece(other));
      case 4 -> Arrays.copyOf(bytes, at);
      case 5 -> spliced(bytes, at, Math.min(at + 1, bytes.length), random(8));
      case 6 -> spliced(bytes, at, at, repeated(bytes, at));
      default -> {
        byte[] telling = TELLING[random.nextInt(TELLING.length)];
        boolean over = random.nextBoolean();
        yield spliced(bytes, at, over ? Math.min(at + telling.length, bytes.length) : at, telling);
      }
    };
  }

  private byte[] flip(byte[] bytes, int at) {
    if (at < bytes.length) {
      bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    }
    return bytes;
  }

  /** Returns many times what follows, as that nests what is nested in itself. */
  private byte[] repeated(byte[] bytes, int at) {
    int length = Math.min(1 + random.nextInt(4), bytes.length - at);
    byte[] result = new byte[length * (1 << random.nextInt(14))];
    for (int i = 0; i < result.length; i++) {
      result[i] = bytes[at + i % length];
    }
    return result;
  }

  private byte[] piece(byte[] bytes) {
    int from = random.nextInt(bytes.length + 1);
    return Arrays.copyOfRange(bytes, from, from + random.nextInt(bytes.length - from + 1));
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] inserted) {
    byte[] result = Arrays.copyOf(bytes, bytes.length - (to - from) + inserted.length);
    System.arraycopy(inserted, 0, result, from, inserted.length);
    System.arraycopy(bytes, to, result, from + inserted.length, bytes.length - to);
    return result;
  }
}
