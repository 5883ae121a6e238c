// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.File;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The classes of the JDK whose values travel. */
final class JdkSerializers {
  /** Packages of plain values, all of whose serializable classes travel. */
  private static final Set<String> VALUES =
      Set.of(
          "java.lang",
          "java.math",
          "java.net",
          "java.text",
          "java.time",
          "java.time.chrono",
          "java.time.temporal",
          "java.time.zone",
          "java.time.format",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "java.util.regex",
          "java.io",
          "java.awt",
          "java.awt.geom",
          "java.sql",
          "jdk.internal.util.random",
          "java.util.random",
          "sun.util.calendar",
          "javax.security.auth.x500");

  /** Classes of those packages that do more than hold a value. */
  private static final Set<String> EXCEPTED =
      Set.of(
          "java.lang.ProcessBuilder",
          "java.io.ObjectStreamClass",
          "java.io.FilePermission",
          "java.net.SocketPermission");

  /** What Kryo itself encodes well although it is not, or not usefully, serializable. */
  private static final List<Class<?>> KRYOS =
      List.of(
          String.class,
          Number.class,
          Boolean.class,
          Character.class,
          Void.class,
          Class.class,
          StringBuilder.class,
          StringBuffer.class,
          java.util.Optional.class,
          java.util.OptionalInt.class,
          java.util.OptionalLong.class,
          java.util.OptionalDouble.class,
          java.util.BitSet.class,
          java.util.Currency.class,
          java.util.Locale.class,
          java.nio.charset.Charset.class,
          java.util.Date.class,
          java.util.Calendar.class,
          java.util.TimeZone.class,
          java.net.URL.class);

  private JdkSerializers() {}

  /** Returns whether values of the class of the JDK travel. */
  static boolean isKnown(Class<?> type) {
    return type.isPrimitive()
        || type == Object.class
        || type.isInterface()
        || Path.class.isAssignableFrom(type)
        || KRYOS.stream().anyMatch(known -> known.isAssignableFrom(type))
        || (Serializable.class.isAssignableFrom(type)
            && VALUES.contains(type.getPackageName())
            && !EXCEPTED.contains(type.getName()));
  }

  /** Returns whether Kryo itself encodes the class of the JDK faithfully. */
  static boolean isKryos(Class<?> type) {
    if (type == Object.class || type.isInterface()) {
      return true;
    }
    String name = type.getName();
    if (name.startsWith("java.time.") || name.startsWith("java.util.ImmutableCollections")) {
      return true;
    }
    if (name.startsWith("java.util.concurrent.atomic")) {
      return false;
    }
    return PLAIN_COLLECTIONS.contains(type)
        || KRYOS.stream().anyMatch(known -> known.isAssignableFrom(type))
        || EMPTY.contains(name);
  }

  /** Those that nothing but their elements makes up. */
  private static final Set<Class<?>> PLAIN_COLLECTIONS =
      Set.of(
          java.util.ArrayList.class,
          java.util.LinkedList.class,
          java.util.Vector.class,
          java.util.ArrayDeque.class,
          java.util.HashSet.class,
          java.util.LinkedHashSet.class,
          java.util.TreeSet.class,
          java.util.HashMap.class,
          java.util.Hashtable.class,
          java.util.TreeMap.class,
          java.util.concurrent.ConcurrentHashMap.class,
          java.util.concurrent.CopyOnWriteArrayList.class,
          java.util.concurrent.ConcurrentLinkedQueue.class,
          java.util.concurrent.ConcurrentLinkedDeque.class);

  private static final Set<String> EMPTY =
      Set.of(
          "java.util.Collections$EmptyList",
          "java.util.Collections$EmptyMap",
          "java.util.Collections$EmptySet",
          "java.util.Collections$SingletonList",
          "java.util.Collections$SingletonMap",
          "java.util.Collections$SingletonSet",
          "java.util.Arrays$ArrayList");

  /** Returns a serializer of our own for the class, null if there is none. */
  static @Nullable Serializer<?> choose(Class<?> type) {
    if (type == UUID.class) {
      return of(
          UUID.class,
          (uuid, out) -> {
            out.writeLong(uuid.getMostSignificantBits());
            out.writeLong(uuid.getLeastSignificantBits());
          },
          in -> new UUID(in.readLong(), in.readLong()));
    }
    if (type == URI.class) {
      return of(
          URI.class,
          (uri, out) -> out.writeString(uri.toString()),
          in -> URI.create(in.readString()));
    }
    if (type == File.class) {
      return of(
          File.class,
          (file, out) -> out.writeString(file.getPath()),
          in -> new File(in.readString()));
    }
    if (Path.class.isAssignableFrom(type)) {
      return of(
          Path.class,
          (path, out) -> out.writeString(path.toString()),
          in -> Path.of(in.readString()));
    }
    if (type == Pattern.class) {
      return of(
          Pattern.class,
          (pattern, out) -> {
            out.writeString(pattern.pattern());
            out.writeInt(pattern.flags());
          },
          in -> Pattern.compile(in.readString(), in.readInt()));
    }
    return null;
  }

  private static <T> Serializer<T> of(
      Class<T> type, BiConsumer<T, Output> write, Function<Input, T> read) {
    return new Serializer<>(/* acceptsNull= */ false, /* immutable= */ true) {
      @Override
      public void write(Kryo kryo, Output output, T value) {
        write.accept(value, output);
      }

      @Override
      public T read(Kryo kryo, Input input, Class<? extends T> ignored) {
        return type.cast(read.apply(input));
      }
    };
  }
}
