// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What cannot travel, whatever is done. */
final class Unsendable {
  private static final Map<Class<?>, String> FAMILIES = new LinkedHashMap<>();

  static {
    String process = "belongs to this process";
    for (Class<?> type :
        new Class<?>[] {
          Thread.class,
          ThreadGroup.class,
          ThreadLocal.class,
          ClassLoader.class,
          Process.class,
          ProcessHandle.class,
          Runtime.class,
          Module.class,
          java.util.concurrent.Executor.class,
          java.util.concurrent.locks.Lock.class,
          java.util.concurrent.locks.ReadWriteLock.class,
          java.util.concurrent.locks.Condition.class,
          java.util.concurrent.Semaphore.class,
          java.util.concurrent.CountDownLatch.class,
          java.util.concurrent.CyclicBarrier.class,
          java.util.Timer.class,
          java.lang.ref.Reference.class,
          java.lang.invoke.MethodHandle.class,
          java.lang.invoke.VarHandle.class
        }) {
      FAMILIES.put(type, process);
    }
    String open = "is open in this process";
    for (Class<?> type :
        new Class<?>[] {
          java.io.InputStream.class,
          java.io.OutputStream.class,
          java.io.Reader.class,
          java.io.Writer.class,
          java.io.RandomAccessFile.class,
          java.io.FileDescriptor.class,
          java.net.Socket.class,
          java.net.ServerSocket.class,
          java.net.DatagramSocket.class,
          java.net.URLConnection.class,
          java.nio.channels.Channel.class,
          java.nio.channels.Selector.class,
          java.nio.file.FileSystem.class,
          java.nio.file.WatchService.class,
          java.util.Scanner.class,
          java.util.zip.ZipFile.class
        }) {
      FAMILIES.put(type, open);
    }
    FAMILIES.put(java.util.stream.BaseStream.class, "can be read only once, and only here");
    FAMILIES.put(java.util.Iterator.class, "can be read only once, and only here");
    FAMILIES.put(java.util.Enumeration.class, "can be read only once, and only here");
    FAMILIES.put(java.util.Spliterator.class, "can be read only once, and only here");
    FAMILIES.put(dev.yonder.Session.class, "is one of this process; tasks have Yonder.session()");
    FAMILIES.put(
        java.util.concurrent.Future.class, "stands for a result that may not be there yet");
    FAMILIES.put(dev.yonder.Arg.class, "stands for a result that may not be there yet");
  }

  private static final ClassValue<String> REASONS =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
          return find(type);
        }
      };

  private Unsendable() {}

  /** Returns why values of the class cannot be sent, null if they can for all that is known. */
  static @Nullable String reason(Class<?> type) {
    String reason = REASONS.get(type);
    return reason.isEmpty() ? null : reason;
  }

  private static String find(Class<?> type) {
    for (Map.Entry<Class<?>, String> family : FAMILIES.entrySet()) {
      if (family.getKey().isAssignableFrom(type)) {
        return type.getTypeName() + " " + family.getValue();
      }
    }
    if (type.getName().startsWith("java.sql.") && !Throwable.class.isAssignableFrom(type)) {
      return isDate(type) ? "" : type.getTypeName() + " is open in this process";
    }
    if (Classes.isLambda(type)) {
      return Serializable.class.isAssignableFrom(type)
          ? ""
          : "a lambda travels only if its type is Serializable, as in (Runnable & Serializable)";
    }
    if (Proxy.isProxyClass(type) || type.isHidden()) {
      return type.getTypeName() + " was made at run time, and no other process has it";
    }
    if (Classes.isOfPlatform(type) && !type.isArray() && !JdkSerializers.isKnown(type)) {
      return type.getTypeName() + " is a class of the JDK that has no form in which it travels";
    }
    return !Classes.isOfPlatform(type)
            && !Serializable.class.isAssignableFrom(type)
            && Classes.extendsPlatform(type)
        ? "%s extends %s, whose fields are out of reach, and is not Serializable"
            .formatted(type.getTypeName(), platformParent(type).getTypeName())
        : "";
  }

  private static boolean isDate(Class<?> type) {
    return java.util.Date.class.isAssignableFrom(type);
  }

  private static Class<?> platformParent(Class<?> type) {
    Class<?> above = type;
    while (!Classes.isOfPlatform(above)) {
      above = above.getSuperclass();
    }
    return above;
  }
}
