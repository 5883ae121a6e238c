// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.ClosureSerializer;
import com.esotericsoftware.kryo.util.DefaultInstantiatorStrategy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objenesis.strategy.StdInstantiatorStrategy;

/** A Kryo with its buffers, used for one value at a time. */
final class Coder {
  private static final int FIRST_BUFFER = 512;

  /** A value that needed more gives it back, since coders are kept. */
  private static final int MOST_KEPT = 1 << 20;

  private final Kryo kryo;
  private final Input input = new Input();
  private Output output = new Output(FIRST_BUFFER, -1);
  private List<Object> arrays = new ArrayList<>();

  Coder(ClassLoader loader) {
    kryo =
        new Kryo() {
          @Override
          @SuppressWarnings("rawtypes") // Kryo's signature
          public Serializer getDefaultSerializer(Class type) {
            Serializer<?> chosen = Serializers.choose(type, Coder.this);
            return chosen != null ? chosen : super.getDefaultSerializer(type);
          }
        };
    kryo.setClassLoader(loader);
    kryo.setRegistrationRequired(false);
    kryo.setReferences(true);
    kryo.setMaxDepth(Serializers.DEEPEST);
    kryo.setInstantiatorStrategy(new DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
    kryo.register(ClosureSerializer.Closure.class, new LambdaSerializer(loader), 20);
    Serializers.register(kryo, this);
  }

  Payload encode(@Nullable Object value) {
    arrays = List.of();
    try {
      kryo.writeClassAndObject(output, value);
      return new Payload(output.toBytes(), arrays);
    } finally {
      arrays = List.of();
      kryo.reset();
      output.reset();
      if (output.getBuffer().length > MOST_KEPT) {
        output = new Output(FIRST_BUFFER, -1);
      }
    }
  }

  @Nullable Object decode(Payload payload) {
    arrays = payload.arrays();
    try {
      input.setBuffer(payload.head());
      Object value = kryo.readClassAndObject(input);
      if (input.available() > 0) {
        throw new KryoException(input.available() + " bytes follow the end of the value");
      }
      return value;
    } catch (java.io.IOException e) {
      throw new KryoException(e);
    } finally {
      arrays = List.of();
      kryo.reset();
      input.setBuffer(NOTHING);
    }
  }

  private static final byte[] NOTHING = {};

  /** Has the array travel beside the value, and returns its number. */
  int sendBeside(Object array) {
    if (arrays.isEmpty()) {
      arrays = new ArrayList<>();
    }
    arrays.add(array);
    return arrays.size() - 1;
  }

  /** Returns the array of the number that came beside the value. */
  Object cameBeside(int number) {
    return arrays.get(number);
  }
}
