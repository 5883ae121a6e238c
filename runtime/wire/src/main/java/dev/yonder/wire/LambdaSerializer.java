// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;

/** Encodes serializable lambdas by the form that the compiler gave them. */
final class LambdaSerializer extends Serializer<Object> {
  private final ClassLoader loader;

  LambdaSerializer(ClassLoader loader) {
    this.loader = loader;
  }

  @Override
  public void write(Kryo kryo, Output output, Object lambda) {
    SerializedLambda form = form(lambda);
    output.writeString(form.getCapturingClass());
    output.writeString(form.getFunctionalInterfaceClass());
    output.writeString(form.getFunctionalInterfaceMethodName());
    output.writeString(form.getFunctionalInterfaceMethodSignature());
    output.writeVarInt(form.getImplMethodKind(), true);
    output.writeString(form.getImplClass());
    output.writeString(form.getImplMethodName());
    output.writeString(form.getImplMethodSignature());
    output.writeString(form.getInstantiatedMethodType());
    output.writeVarInt(form.getCapturedArgCount(), true);
    for (int i = 0; i < form.getCapturedArgCount(); i++) {
      kryo.writeClassAndObject(output, form.getCapturedArg(i));
    }
  }

  private static SerializedLambda form(Object lambda) {
    try {
      Method replace = lambda.getClass().getDeclaredMethod("writeReplace");
      replace.setAccessible(true);
      return (SerializedLambda) replace.invoke(lambda);
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new KryoException("a lambda has no serialized form", e);
    }
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<? extends Object> ignored) {
    try {
      Class<?> capturing =
          Class.forName(input.readString().replace('/', '.'), /* initialize= */ false, loader);
      if (Classes.isOfPlatform(capturing)) {
        throw new KryoException("a lambda of the JDK: " + capturing);
      }
      SerializedLambda form =
          new SerializedLambda(
              capturing,
              input.readString(),
              input.readString(),
              input.readString(),
              input.readVarInt(true),
              input.readString(),
              input.readString(),
              input.readString(),
              input.readString(),
              captured(kryo, input));
      Method deserialize =
          capturing.getDeclaredMethod("$deserializeLambda$", SerializedLambda.class);
      deserialize.setAccessible(true);
      Object lambda = deserialize.invoke(null, form);
      kryo.reference(lambda);
      return lambda;
    } catch (ReflectiveOperationException e) {
      throw new KryoException("a lambda cannot be made again here", e);
    }
  }

  private static Object[] captured(Kryo kryo, Input input) {
    Object[] captured = new Object[Math.min(input.readVarInt(true), 255)];
    for (int i = 0; i < captured.length; i++) {
      captured[i] = kryo.readClassAndObject(input);
    }
    return captured;
  }
}
