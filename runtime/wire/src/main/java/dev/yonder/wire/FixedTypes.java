// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.serializers.ClosureSerializer;
import java.lang.reflect.InvocationHandler;

/**
 * The classes of the JDK that are sent by a fixed number, which is their place in this list: both
 * sides run the same version.
 */
final class FixedTypes {
  private FixedTypes() {}

  /** Registers all of them. */
  static void register(Kryo kryo) {
    for (PrimitiveType type : PrimitiveType.values()) {
      kryo.register(type.newArray(0).getClass(), new PrimitiveSerializer(type));
    }
    kryo.register(Object[].class, new ArraySerializer());
    kryo.register(String[].class, new ArraySerializer());
    kryo.register(ClosureSerializer.Closure.class, new LambdaSerializer());
    kryo.register(InvocationHandler.class, new ProxySerializer());
    FixedCollections.register(kryo);
    FixedMaps.register(kryo);
    FixedTimes.register(kryo);
    FixedValues.register(kryo);
  }

  /** Registers one class, which the serializer is for. */
  static <T> void add(Kryo kryo, Class<T> type, Serializer<? super T> serializer) {
    kryo.register(type, serializer);
  }
}
