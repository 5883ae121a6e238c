// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;

/**
 * Sends objects by Java's own serialization: those of the JDK's classes whose fields cannot be
 * seen, and of own classes that extend one. What is read passes {@link JavaFilter}.
 */
final class JavaForm extends Serializer<Object> {

  @Override
  public void write(Kryo kryo, Output output, Object object) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    } catch (IOException e) {
      throw new Refused("cannot be sent by Java's serialization: " + e);
    }
    output.writeVarInt(bytes.size(), true);
    output.writeBytes(bytes.toByteArray());
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
    byte[] bytes = input.readBytes(BoundedInput.length(input));
    try {
      Object object = read(bytes, kryo.getClassLoader());
      if (!type.isInstance(object)) {
        throw new Refused("is not the " + type.getName() + " that it claims to be");
      }
      return object;
    } catch (IOException | ClassNotFoundException e) {
      throw new Refused("cannot be read by Java's serialization: " + e);
    }
  }

  /** Returns the object of the bytes, whose classes are found by the loader. */
  static Object read(byte[] bytes, ClassLoader loader) throws IOException, ClassNotFoundException {
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes)) {
          @Override
          protected Class<?> resolveClass(ObjectStreamClass description)
              throws ClassNotFoundException {
            String name = description.getName();
            return name.equals(StandInException.class.getName())
                ? StandInException.class
                : ClassSerializer.named(name, loader);
          }
        }) {
      in.setObjectInputFilter(new JavaFilter(bytes.length));
      return in.readObject();
    }
  }
}
