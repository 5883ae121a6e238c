// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.serializers.FieldSerializer;
import com.esotericsoftware.kryo.serializers.ImmutableCollectionsSerializers;
import dev.yonder.NotSendableException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses how values of a class are encoded.
 *
 * <p>What is on the program's class path goes field by field. Of the JDK's classes only those go
 * that are known here, and nothing else is decoded.
 */
final class Serializers {
  /** How deep values may nest: deeper ones would use up the stack. */
  static final int DEEPEST = 1_000;

  private Serializers() {}

  /** Enters the classes that are met most, under numbers that are the same on both sides. */
  static void register(Kryo kryo, Coder coder) {
    int id = 21;
    kryo.register(Object[].class, id++);
    kryo.register(ArrayList.class, id++);
    kryo.register(HashMap.class, id++);
    kryo.register(LinkedHashMap.class, id++);
    for (PrimitiveType type : PrimitiveType.values()) {
      kryo.register(type.newArray(0).getClass(), new ArraySerializer(coder, type), id++);
    }
    ImmutableCollectionsSerializers.addDefaultSerializers(kryo);
  }

  /**
   * Returns what encodes values of the class, null for what Kryo itself has for it.
   *
   * @throws NotSendableException if they cannot be sent, with the reason
   */
  static @Nullable Serializer<?> choose(Class<?> type, Coder coder) {
    String refusal = Unsendable.reason(type);
    if (refusal != null) {
      throw new NotSendableException(refusal);
    }
    if (type.isArray() || type.isEnum() || type.isRecord() || Enum.class.isAssignableFrom(type)) {
      return null;
    }
    if (Throwable.class.isAssignableFrom(type)) {
      return new JavaSerializer();
    }
    Serializer<?> own = JdkSerializers.choose(type);
    if (own != null) {
      return own;
    }
    if (Classes.isOfPlatform(type)) {
      return JdkSerializers.isKryos(type) ? null : new JavaSerializer();
    }
    return ofProgram(type);
  }

  private static Serializer<?> ofProgram(Class<?> type) {
    return hasOwnForm(type) || Classes.extendsPlatform(type)
        ? new JavaSerializer()
        : new ProgramSerializer(type);
  }

  /** Returns whether the class says itself how it is serialized. */
  private static boolean hasOwnForm(Class<?> type) {
    if (!java.io.Serializable.class.isAssignableFrom(type)) {
      return false;
    }
    for (Class<?> c = type; c != null && !Classes.isOfPlatform(c); c = c.getSuperclass()) {
      if (Classes.declares(c, "writeReplace")
          || Classes.declares(c, "readResolve")
          || Classes.declares(c, "writeObject", java.io.ObjectOutputStream.class)
          || Classes.declares(c, "readObject", java.io.ObjectInputStream.class)) {
        return true;
      }
    }
    return java.io.Externalizable.class.isAssignableFrom(type);
  }

  /** Encodes a class of the program field by field. */
  private static final class ProgramSerializer extends Serializer<Object> {
    private final Class<?> type;
    private @Nullable FieldSerializer<Object> fields;

    ProgramSerializer(Class<?> type) {
      this.type = type;
    }

    @Override
    public void write(Kryo kryo, com.esotericsoftware.kryo.io.Output output, Object object) {
      fields(kryo).write(kryo, output, object);
    }

    @Override
    public Object read(
        Kryo kryo, com.esotericsoftware.kryo.io.Input input, Class<? extends Object> type) {
      return fields(kryo).read(kryo, input, type);
    }

    private FieldSerializer<Object> fields(Kryo kryo) {
      if (fields == null) {
        FieldSerializer.FieldSerializerConfig config = new FieldSerializer.FieldSerializerConfig();
        config.setExtendedFieldNames(true);
        // An inner object without its outer one would not be the same.
        config.setIgnoreSyntheticFields(false);
        fields = new FieldSerializer<>(kryo, type, config);
      }
      return fields;
    }
  }

  /** Returns whether the class could be anything, so that only a value tells. */
  static boolean isOpen(Class<?> type) {
    return type == Object.class
        || type.isInterface()
        || Modifier.isAbstract(type.getModifiers())
        || Collection.class.isAssignableFrom(type)
        || Map.class.isAssignableFrom(type);
  }
}
