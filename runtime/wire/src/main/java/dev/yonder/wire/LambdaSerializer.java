// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * Writes lambdas and method references whose type is serializable, with the values they capture.
 *
 * <p>A lambda arrives by the code that the compiler put into the class in which it is written.
 */
final class LambdaSerializer extends PayloadSerializer<Object> {
  private static final ClassValue<Method> DESCRIBE = methods("writeReplace");
  private static final ClassValue<Method> MAKE =
      methods("$deserializeLambda$", SerializedLambda.class);

  LambdaSerializer() {
    super(Identity.SHARED);
  }

  private static ClassValue<Method> methods(String name, Class<?>... parameters) {
    return new ClassValue<>() {
      @Override
      protected Method computeValue(Class<?> type) {
        try {
          Method method = type.getDeclaredMethod(name, parameters);
          method.setAccessible(true);
          return method;
        } catch (NoSuchMethodException e) {
          throw new PayloadException(type.getName() + " has no serializable lambda", e);
        }
      }
    };
  }

  /** Returns what the lambda is made of. */
  static SerializedLambda describe(Object lambda) {
    return (SerializedLambda) call(DESCRIBE.get(lambda.getClass()), lambda);
  }

  @Override
  void write(PayloadKryo kryo, PayloadOutput out, Object lambda) {
    SerializedLambda parts = describe(lambda);
    out.writeString(parts.getCapturingClass().replace('/', '.'));
    out.writeString(parts.getFunctionalInterfaceClass());
    out.writeString(parts.getFunctionalInterfaceMethodName());
    out.writeString(parts.getFunctionalInterfaceMethodSignature());
    out.writeByte(parts.getImplMethodKind());
    out.writeString(parts.getImplClass());
    out.writeString(parts.getImplMethodName());
    out.writeString(parts.getImplMethodSignature());
    out.writeString(parts.getInstantiatedMethodType());
    out.writeVarInt(parts.getCapturedArgCount(), true);
    for (int i = 0; i < parts.getCapturedArgCount(); i++) {
      kryo.write(parts.getCapturedArg(i));
    }
  }

  @Override
  Object read(PayloadKryo kryo, PayloadInput in) {
    Class<?> capturing = kryo.types().load(in.readText());
    if (PayloadTypes.isOfPlatform(capturing)) {
      throw new PayloadException(capturing.getName() + " may not be asked for lambdas");
    }
    SerializedLambda parts =
        new SerializedLambda(
            capturing,
            in.readText(),
            in.readText(),
            in.readText(),
            in.readByte(),
            in.readText(),
            in.readText(),
            in.readText(),
            in.readText(),
            HolderSerializer.readElements(kryo, in));
    return call(MAKE.get(capturing), /* receiver= */ null, parts);
  }

  @SuppressWarnings("NullAway") // A static method has no receiver.
  private static Object call(
      Method method, @org.jspecify.annotations.Nullable Object receiver, Object... arguments) {
    try {
      return method.invoke(receiver, arguments);
    } catch (InvocationTargetException e) {
      throw new PayloadException("a lambda of " + method.getDeclaringClass() + " is missing", e);
    } catch (IllegalAccessException e) {
      throw new AssertionError("accessible since it was looked up", e);
    }
  }
}
