// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import dev.yonder.CallOptions;
import dev.yonder.Resources;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The skeleton of a message while it is decoded.
 *
 * <p>Nothing is allocated that is larger than what has arrived, but for the arrays of payloads,
 * whose bytes together are bounded.
 */
final class WireInput {
  static final int VALUE = 0;
  static final int STORED = 1;
  static final int GATHERED = 2;
  static final int AWAITED = 3;

  private static final int DEEPEST = 64;

  private final ByteBuffer bytes;
  private final List<Object> arrays = new ArrayList<>();
  private long arrayBytesLeft;

  /**
   * Constructs the input.
   *
   * @param bytes the whole skeleton
   * @param mostArrayBytes how many bytes the arrays may have together
   */
  WireInput(ByteBuffer bytes, long mostArrayBytes) {
    this.bytes = bytes;
    this.arrayBytesLeft = mostArrayBytes;
  }

  /** Returns the arrays that are to be filled with what follows the skeleton. */
  List<Object> arrays() {
    return arrays;
  }

  void expectEnd() throws ProtocolException {
    if (bytes.hasRemaining()) {
      throw new ProtocolException(bytes.remaining() + " bytes follow the end of a message");
    }
  }

  int getByte() throws ProtocolException {
    need(1);
    return bytes.get() & 0xff;
  }

  boolean getBoolean() throws ProtocolException {
    int value = getByte();
    if (value > 1) {
      throw new ProtocolException("a truth value is 0 or 1, not " + value);
    }
    return value == 1;
  }

  long getCount() throws ProtocolException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = getByte();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new ProtocolException("a number has more than ten bytes");
  }

  int getInt() throws ProtocolException {
    long value = getCount();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new ProtocolException("a count is at most 2147483647, not " + value);
    }
    return (int) value;
  }

  long getAmount() throws ProtocolException {
    long value = getCount();
    if (value < 0) {
      throw new ProtocolException("an amount is at least 0, not " + value);
    }
    return value;
  }

  long getNumber() throws ProtocolException {
    long value = getCount();
    return (value >>> 1) ^ -(value & 1);
  }

  int getIntNumber() throws ProtocolException {
    long value = getNumber();
    if (value != (int) value) {
      throw new ProtocolException("a number does not fit into 32 bits: " + value);
    }
    return (int) value;
  }

  long getFixed() throws ProtocolException {
    need(Long.BYTES);
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      value |= (bytes.get() & 0xffL) << shift;
    }
    return value;
  }

  byte[] getBytes() throws ProtocolException {
    int length = getInt();
    need(length);
    byte[] value = new byte[length];
    bytes.get(value);
    return value;
  }

  String getText() throws ProtocolException {
    return new String(getBytes(), StandardCharsets.UTF_8);
  }

  Payload getPayload() throws ProtocolException {
    byte[] head = getBytes();
    int count = getSize();
    List<Object> own = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      PrimitiveType type = PrimitiveType.ofCode(getByte());
      int length = getInt();
      arrayBytesLeft -= (long) length * type.bytes();
      if (arrayBytesLeft < 0) {
        throw new ProtocolException(
            "the arrays of a message have more bytes than this process can take");
      }
      own.add(type.newArray(length));
    }
    arrays.addAll(own);
    return new Payload(head, own);
  }

  List<Input> getInputs() throws ProtocolException {
    return getInputs(0);
  }

  Input getInput() throws ProtocolException {
    return getInput(0);
  }

  private List<Input> getInputs(int depth) throws ProtocolException {
    int count = getSize();
    List<Input> inputs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      inputs.add(getInput(depth));
    }
    return inputs;
  }

  private Input getInput(int depth) throws ProtocolException {
    if (depth == DEEPEST) {
      throw new ProtocolException("lists of results nest deeper than " + DEEPEST);
    }
    int kind = getByte();
    return switch (kind) {
      case VALUE -> new Input.Value(getPayload());
      case STORED -> new Input.Stored(getNumber());
      case AWAITED -> new Input.Awaited(getAmount());
      case GATHERED -> new Input.Gathered(getInputs(depth + 1));
      default -> throw new ProtocolException("there is no input of the kind " + kind);
    };
  }

  int[] getPositions() throws ProtocolException {
    int[] positions = new int[getSize()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = getInt();
    }
    return positions;
  }

  long[] getNumbers() throws ProtocolException {
    long[] numbers = new long[getSize()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = getNumber();
    }
    return numbers;
  }

  Resources getResources() throws ProtocolException {
    int cpus = getInt();
    long memory = getAmount();
    return new Resources(cpus, memory, getInt(), getAmounts());
  }

  private Map<String, Integer> getAmounts() throws ProtocolException {
    int count = getSize();
    Map<String, Integer> amounts = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String name = getText();
      int amount = getInt();
      if (name.isBlank() || amount < 1) {
        throw new ProtocolException("a resource has a name and an amount of at least 1");
      }
      amounts.put(name, amount);
    }
    return amounts;
  }

  CallOptions getOptions() throws ProtocolException {
    try {
      CallOptions options = CallOptions.none();
      options = getBoolean() ? options.name(getText()) : options;
      options = getBoolean() ? options.cpus(getIntNumber()) : options;
      options = getBoolean() ? options.memory(getNumber()) : options;
      options = getBoolean() ? options.gpus(getIntNumber()) : options;
      for (Map.Entry<String, Integer> named : getAmounts().entrySet()) {
        options = options.resource(named.getKey(), named.getValue());
      }
      options = getBoolean() ? options.walltime(getDuration()) : options;
      options = getBoolean() ? options.retries(getIntNumber()) : options;
      options = getBoolean() ? options.idempotent(getBoolean()) : options;
      options = getBoolean() ? options.cache(getBoolean()) : options;
      options = getBoolean() ? options.version(getText()) : options;
      options = getBoolean() ? options.on(getText()) : options;
      options = getBoolean() ? options.priority(getIntNumber()) : options;
      return getBoolean() ? options.key(getText()) : options;
    } catch (IllegalArgumentException e) {
      throw new ProtocolException("options that no call can have: " + e.getMessage());
    }
  }

  private Duration getDuration() throws ProtocolException {
    long seconds = getNumber();
    int nanos = getInt();
    if (nanos >= 1_000_000_000) {
      throw new ProtocolException("a second has fewer nanoseconds than " + nanos);
    }
    return Duration.ofSeconds(seconds, nanos);
  }

  /** Returns the size of a list, whose elements have at least a byte each. */
  private int getSize() throws ProtocolException {
    int size = getInt();
    need(size);
    return size;
  }

  private void need(int more) throws ProtocolException {
    if (bytes.remaining() < more) {
      throw new ProtocolException(
          "a message ends %d bytes too early".formatted(more - bytes.remaining()));
    }
  }
}
