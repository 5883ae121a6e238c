// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import dev.yonder.CallOptions;
import dev.yonder.Resources;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The skeleton of a message while it is encoded: all of it but the arrays of its payloads, which
 * follow it.
 *
 * <p>Numbers are variable-length: seven bits a byte, the lowest first, and zig-zag where they may
 * be negative.
 */
final class WireOutput {
  private static final int LEAST = 512;

  /** A skeleton that needed more gives it back, since a connection has one for good. */
  private static final int MOST_KEPT = 1 << 20;

  private byte[] bytes = new byte[LEAST];
  private int length;
  private final List<Object> arrays = new ArrayList<>();

  /** Begins another message. */
  void clear() {
    length = 0;
    arrays.clear();
    if (bytes.length > MOST_KEPT) {
      bytes = new byte[LEAST];
    }
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Returns the arrays that follow the skeleton. */
  List<Object> arrays() {
    return arrays;
  }

  void putByte(int value) {
    room(1);
    bytes[length++] = (byte) value;
  }

  void putBoolean(boolean value) {
    putByte(value ? 1 : 0);
  }

  /** Puts a number of at least 0. */
  void putCount(long value) {
    room(10);
    long left = value;
    while ((left & ~0x7fL) != 0) {
      bytes[length++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    bytes[length++] = (byte) left;
  }

  /** Puts a number that may be negative. */
  void putNumber(long value) {
    putCount((value << 1) ^ (value >> 63));
  }

  void putFixed(long value) {
    room(Long.BYTES);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  void putBytes(byte[] value) {
    putCount(value.length);
    room(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
  }

  void putText(String value) {
    putBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  void putPayload(Payload payload) {
    putBytes(payload.head());
    putCount(payload.arrays().size());
    for (Object array : payload.arrays()) {
      putByte(PrimitiveType.of(array).code());
      putCount(java.lang.reflect.Array.getLength(array));
      arrays.add(array);
    }
  }

  void putInput(Input input) {
    if (input instanceof Input.Value value) {
      putByte(WireInput.VALUE);
      putPayload(value.payload());
    } else if (input instanceof Input.Stored stored) {
      putByte(WireInput.STORED);
      putNumber(stored.object());
    } else if (input instanceof Input.Awaited awaited) {
      putByte(WireInput.AWAITED);
      putCount(awaited.task());
    } else if (input instanceof Input.Gathered gathered) {
      putByte(WireInput.GATHERED);
      putInputs(gathered.elements());
    } else {
      throw new AssertionError(input);
    }
  }

  void putInputs(List<Input> inputs) {
    putCount(inputs.size());
    inputs.forEach(this::putInput);
  }

  void putPositions(int[] positions) {
    putCount(positions.length);
    for (int position : positions) {
      putCount(position);
    }
  }

  void putNumbers(long[] numbers) {
    putCount(numbers.length);
    for (long number : numbers) {
      putNumber(number);
    }
  }

  void putResources(Resources resources) {
    putCount(resources.cpus());
    putCount(resources.memory());
    putCount(resources.gpus());
    putAmounts(resources.named());
  }

  private void putAmounts(Map<String, Integer> amounts) {
    putCount(amounts.size());
    new TreeMap<>(amounts)
        .forEach(
            (name, amount) -> {
              putText(name);
              putCount(amount);
            });
  }

  void putOptions(CallOptions options) {
    putOptional(options.name(), this::putText);
    putOptional(boxed(options.cpus()), this::putNumber);
    putOptional(
        options.memory().isPresent()
            ? Optional.of(options.memory().getAsLong())
            : Optional.<Long>empty(),
        this::putNumber);
    putOptional(boxed(options.gpus()), this::putNumber);
    putAmounts(options.resources());
    putOptional(options.walltime(), this::putDuration);
    putOptional(boxed(options.retries()), this::putNumber);
    putOptional(options.idempotent(), this::putBoolean);
    putOptional(options.cache(), this::putBoolean);
    putOptional(options.version(), this::putText);
    putOptional(options.on(), this::putText);
    putOptional(boxed(options.priority()), this::putNumber);
    putOptional(options.key(), this::putText);
  }

  private void putDuration(Duration duration) {
    putNumber(duration.getSeconds());
    putCount(duration.getNano());
  }

  private static Optional<Long> boxed(OptionalInt number) {
    return number.isPresent() ? Optional.of((long) number.getAsInt()) : Optional.empty();
  }

  private <T> void putOptional(Optional<T> value, Consumer<T> put) {
    putBoolean(value.isPresent());
    value.ifPresent(put);
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      if (length + more < 0) {
        throw new IllegalStateException("a message is longer than 2 GiB without its arrays");
      }
      bytes =
          Arrays.copyOf(
              bytes,
              (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(length + more, bytes.length * 2L)));
    }
  }
}
