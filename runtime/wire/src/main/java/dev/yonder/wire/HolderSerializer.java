// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.util.Collection;

/**
 * Writes objects that are made of other objects, by two functions.
 *
 * @param <T> what it writes
 */
final class HolderSerializer<T> extends PayloadSerializer<T> {
  private final Writer<T> writer;
  private final Reader<T> reader;

  /** Writes an object. */
  interface Writer<T> {
    void write(PayloadKryo kryo, PayloadOutput out, T object);
  }

  /** Reads an object; one with cycles is made known to the Kryo before its parts are read. */
  interface Reader<T> {
    T read(PayloadKryo kryo, PayloadInput in);
  }

  HolderSerializer(Identity identity, Writer<T> writer, Reader<T> reader) {
    super(identity);
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  void write(PayloadKryo kryo, PayloadOutput out, T object) {
    writer.write(kryo, out, object);
  }

  @Override
  T read(PayloadKryo kryo, PayloadInput in) {
    return reader.read(kryo, in);
  }

  /** Writes the elements, as they are at one moment where the collection is a concurrent one. */
  static void writeElements(PayloadKryo kryo, PayloadOutput out, Collection<?> elements) {
    Object[] now = elements.toArray();
    out.writeVarInt(now.length, true);
    for (Object element : now) {
      kryo.write(element);
    }
  }

  /** Reads elements that nothing in them can refer back to. */
  static Object[] readElements(PayloadKryo kryo, PayloadInput in) {
    Object[] elements = new Object[in.readLength()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = kryo.read();
    }
    return elements;
  }
}
