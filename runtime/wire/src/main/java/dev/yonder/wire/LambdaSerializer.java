// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Sends lambdas that are serializable: the place in the program, and what they captured. */
final class LambdaSerializer extends Serializer<Object> {
  private static final String NOT_SERIALIZABLE =
      "is a lambda that is not serializable: give it a type that extends Serializable, as with the"
          + " cast (Function<A, B> & Serializable)";

  private final JavaForm ofPlatform = new JavaForm();

  @Override
  public void write(Kryo kryo, Output output, Object lambda) {
    check(lambda);
    boolean platform = Platform.owns(lambda.getClass());
    output.writeBoolean(platform);
    if (platform) {
      ofPlatform.write(kryo, output, lambda);
      return;
    }
    SerializedLambda form = formOf(lambda);
    output.writeString(form.getCapturingClass());
    output.writeString(form.getFunctionalInterfaceClass());
    output.writeString(form.getFunctionalInterfaceMethodName());
    output.writeString(form.getFunctionalInterfaceMethodSignature());
    output.writeVarInt(form.getImplMethodKind(), true);
    output.writeString(form.getImplClass());
    output.writeString(form.getImplMethodName());
    output.writeString(form.getImplMethodSignature());
    output.writeString(form.getInstantiatedMethodType());
    kryo.writeClassAndObject(output, captured(form));
  }

  /**
   * Returns what a lambda of the program is made of.
   *
   * @throws Refused if it is not serializable
   */
  static SerializedLambda formOf(Object lambda) {
    try {
      Method replace = lambda.getClass().getDeclaredMethod("writeReplace");
      if (replace.trySetAccessible() && replace.invoke(lambda) instanceof SerializedLambda form) {
        return form;
      }
    } catch (NoSuchMethodException e) {
      // Not serializable, as below.
    } catch (ReflectiveOperationException e) {
      throw new Refused("is a lambda that cannot be taken apart: " + e);
    }
    throw new Refused(NOT_SERIALIZABLE);
  }

  /**
   * Does nothing for a lambda that can be sent, apart from what it captured.
   *
   * @throws Refused if it cannot
   */
  static void check(Object lambda) {
    if (!Platform.owns(lambda.getClass())) {
      formOf(lambda);
    } else if (!(lambda instanceof Serializable)) {
      throw new Refused(NOT_SERIALIZABLE);
    }
  }

  /** Returns what the lambda captured. */
  static @Nullable Object[] captured(SerializedLambda form) {
    @Nullable Object[] captured = new @Nullable Object[form.getCapturedArgCount()];
    for (int i = 0; i < captured.length; i++) {
      captured[i] = form.getCapturedArg(i);
    }
    return captured;
  }

  @Override
  public Object read(Kryo kryo, Input input, Class<? extends Object> type) {
    if (input.readBoolean()) {
      return ofPlatform.read(kryo, input, Object.class);
    }
    String capturingName = String.valueOf(input.readString());
    Class<?> capturing = NamedClasses.find(capturingName.replace('/', '.'), kryo.getClassLoader());
    if (Platform.owns(capturing)) {
      throw new Refused("is a lambda of the JDK's " + capturing.getName());
    }
    return revive(
        capturing,
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
            (Object[]) kryo.readClassAndObject(input)));
  }

  private static Object revive(Class<?> capturing, SerializedLambda form) {
    try {
      Method revive = capturing.getDeclaredMethod("$deserializeLambda$", SerializedLambda.class);
      revive.setAccessible(true);
      return revive.invoke(null, form);
    } catch (InvocationTargetException e) {
      throw new Refused(different(capturing) + e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new Refused(different(capturing) + e);
    }
  }

  private static String different(Class<?> capturing) {
    return "is a lambda that the " + capturing.getName() + " that is here does not have: ";
  }
}
