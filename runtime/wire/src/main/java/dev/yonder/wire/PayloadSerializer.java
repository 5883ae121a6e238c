// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * Writes and reads the objects of one kind; without state, so that all threads share one.
 *
 * @param <T> what it writes
 */
abstract class PayloadSerializer<T> extends Serializer<T> {

  /** How far the identity of an object matters. */
  enum Identity {
    /** Two equal objects are as good as one, so it is not looked whether one comes twice. */
    NONE,
    /** An object that comes twice arrives as one; it can be part of itself. */
    CYCLES,
    /**
     * An object that comes twice arrives as one. It is made when what is in it has been read, so it
     * cannot be part of itself.
     */
    SHARED
  }

  private final Identity identity;

  PayloadSerializer(Identity identity) {
    this.identity = identity;
  }

  final Identity identity() {
    return identity;
  }

  /** Returns what two processes must agree on to understand each other's objects of the class. */
  int fingerprint() {
    return 0;
  }

  abstract void write(PayloadKryo kryo, PayloadOutput out, T object);

  abstract T read(PayloadKryo kryo, PayloadInput in);

  @Override
  public final void write(Kryo kryo, Output out, T object) {
    PayloadKryo payload = (PayloadKryo) kryo;
    if (identity == Identity.SHARED) {
      payload.enter(object);
      write(payload, (PayloadOutput) out, object);
      payload.leave();
    } else {
      write(payload, (PayloadOutput) out, object);
    }
  }

  @Override
  public final T read(Kryo kryo, Input in, Class<? extends T> type) {
    return read((PayloadKryo) kryo, (PayloadInput) in);
  }
}
