// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.io.Output;
import dev.yonder.NotSendableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Encodes values by Kryo.
 *
 * <p>What holds for values is in docs/payloads.md. What is shared or part of a cycle stays so
 * within one value.
 *
 * <p>Where {@code what} is the name of a method, without a blank, and the value an {@code
 * Object[]}, these are the arguments of a call, and errors name them as {@code argument 2 of
 * Work.add}.
 */
public final class KryoPayloadCodec implements PayloadCodec {
  private final ClassLoader loader;

  /** Those not in use; there are never more than threads that used one at the same time. */
  private final ConcurrentLinkedQueue<WireKryo> idle = new ConcurrentLinkedQueue<>();

  /** Constructs a codec that finds the classes of what it decodes by the loader. */
  public KryoPayloadCodec(ClassLoader loader) {
    this.loader = loader;
  }

  @Override
  public Payload encode(@Nullable Object value, String what) {
    WireKryo kryo = take();
    List<Object> arrays = new ArrayList<>(0);
    Output output = new Output(256, /* maxBufferSize= */ -1);
    try {
      kryo.beside(arrays);
      kryo.writeClassAndObject(output, value);
      giveBack(kryo);
      return new Payload(output.toBytes(), arrays);
    } catch (RuntimeException | Error e) {
      // The Kryo stays out of the pool: nobody knows what state it is in.
      throw new NotSendableException(ProblemSearch.message(value, what, new WireKryo(loader), e));
    }
  }

  @Override
  public @Nullable Object decode(Payload payload, String what) {
    WireKryo kryo = take();
    try {
      kryo.beside(payload.arrays());
      BoundedInput input = new BoundedInput(payload.head());
      Object value = kryo.readClassAndObject(input);
      if (input.position() != input.limit()) {
        throw new Refused("ends before its bytes do");
      }
      giveBack(kryo);
      return value;
    } catch (RuntimeException | Error e) {
      throw new NotSendableException(Failures.ofDecoding(what, e));
    }
  }

  @Override
  public Payload encodeThrowable(Throwable thrown) {
    return new Payload(ThrowableForm.encode(thrown), List.of());
  }

  @Override
  public Throwable decodeThrowable(Payload payload) {
    return ThrowableForm.decode(payload.head(), loader);
  }

  private WireKryo take() {
    WireKryo kryo = idle.poll();
    return kryo == null ? new WireKryo(loader) : kryo;
  }

  private void giveBack(WireKryo kryo) {
    kryo.beside(List.of());
    idle.add(kryo);
  }
}
