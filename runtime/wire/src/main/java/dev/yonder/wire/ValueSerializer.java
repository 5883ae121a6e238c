// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

/**
 * Writes objects that hold no other objects of interest, by two functions.
 *
 * @param <T> what it writes
 */
final class ValueSerializer<T> extends PayloadSerializer<T> {
  private final Writer<T> writer;
  private final Reader<T> reader;

  /** Writes a value. */
  interface Writer<T> {
    void write(PayloadOutput out, T value);
  }

  /** Reads a value. */
  interface Reader<T> {
    T read(PayloadInput in);
  }

  private ValueSerializer(Identity identity, Writer<T> writer, Reader<T> reader) {
    super(identity);
    this.writer = writer;
    this.reader = reader;
  }

  /** Returns a serializer of values that are equal or not, and that no one changes. */
  static <T> ValueSerializer<T> of(Writer<T> writer, Reader<T> reader) {
    return new ValueSerializer<>(Identity.NONE, writer, reader);
  }

  /** Returns a serializer of objects that can be changed, so that it matters which one it is. */
  static <T> ValueSerializer<T> changing(Writer<T> writer, Reader<T> reader) {
    return new ValueSerializer<>(Identity.CYCLES, writer, reader);
  }

  void write(PayloadOutput out, T value) {
    writer.write(out, value);
  }

  T read(PayloadInput in) {
    return reader.read(in);
  }

  @Override
  void write(PayloadKryo kryo, PayloadOutput out, T value) {
    write(out, value);
  }

  @Override
  T read(PayloadKryo kryo, PayloadInput in) {
    return read(in);
  }
}
