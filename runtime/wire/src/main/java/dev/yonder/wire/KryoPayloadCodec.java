// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.DefaultInstantiatorStrategy;
import com.esotericsoftware.kryo.util.Pool;
import dev.yonder.NotSendableException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objenesis.strategy.StdInstantiatorStrategy;

/** A codec that writes objects field by field with Kryo; classes are found by one class loader. */
public final class KryoPayloadCodec implements PayloadCodec {
  private static final int FIRST_BUFFER = 4096;

  private final ClassLoader classes;
  private final Pool<Kryo> pool =
      new Pool<>(/* threadSafe= */ true, /* softReferences= */ true) {
        @Override
        protected Kryo create() {
          return newKryo();
        }
      };

  /** Constructs a codec that finds the classes of values with the loader. */
  public KryoPayloadCodec(ClassLoader classes) {
    this(classes, /* mayLeaveHost= */ false);
  }

  /**
   * Constructs a codec.
   *
   * @param classes finds the classes of values
   * @param mayLeaveHost whether values may come to other hosts, where a bare path means nothing
   */
  public KryoPayloadCodec(ClassLoader classes, boolean mayLeaveHost) {
    this.classes = classes;
  }

  @Override
  public Payload encode(@Nullable Object value, String what) {
    Kryo kryo = pool.obtain();
    try {
      Output out = new Output(FIRST_BUFFER, -1);
      kryo.writeClassAndObject(out, value);
      return new Payload(out.toBytes(), List.of());
    } catch (KryoException e) {
      throw new NotSendableException(what + " cannot be sent: " + e.getMessage());
    } finally {
      pool.free(kryo);
    }
  }

  @Override
  public @Nullable Object decode(Payload payload, String what) {
    Kryo kryo = pool.obtain();
    try {
      return kryo.readClassAndObject(new Input(payload.head()));
    } catch (KryoException e) {
      throw new NotSendableException(what + " cannot be read here: " + e.getMessage());
    } finally {
      pool.free(kryo);
    }
  }

  @Override
  public Payload encodeThrowable(Throwable thrown) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(thrown);
    } catch (IOException e) {
      RuntimeException standIn = new RuntimeException(thrown.toString());
      standIn.setStackTrace(thrown.getStackTrace());
      return encodeThrowable(standIn);
    }
    return new Payload(bytes.toByteArray(), List.of());
  }

  @Override
  public Throwable decodeThrowable(Payload payload) {
    try (ObjectInputStream in = new Reader(payload.head())) {
      return (Throwable) in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      return new RuntimeException("an exception that cannot be read here: " + e.getMessage());
    }
  }

  private Kryo newKryo() {
    Kryo kryo = new Kryo();
    kryo.setRegistrationRequired(false);
    kryo.setReferences(true);
    kryo.setClassLoader(classes);
    kryo.setInstantiatorStrategy(new DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
    return kryo;
  }

  private final class Reader extends ObjectInputStream {
    Reader(byte[] bytes) throws IOException {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass type) throws ClassNotFoundException {
      return Class.forName(type.getName(), /* initialize= */ false, classes);
    }
  }
}
