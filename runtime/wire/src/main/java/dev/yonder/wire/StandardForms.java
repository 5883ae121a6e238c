// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.serializers.ClosureSerializer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds for the JDK's hidden classes, such as that of a list's view, the class that stands for them
 * on the way.
 */
final class StandardForms {
  private static final String IMMUTABLE = "java.util.ImmutableCollections$";

  /** Public classes that have hidden subclasses, all of which are sent alike. */
  private static final List<Class<?>> PARENTS =
      List.of(
          Path.class,
          Charset.class,
          InetAddress.class,
          ZoneId.class,
          TimeZone.class,
          Calendar.class,
          Clock.class,
          EnumSet.class);

  private StandardForms() {}

  /**
   * Returns a class of {@link FixedTypes} to send objects of the class as, null if there is none.
   */
  static @Nullable Class<?> of(Class<?> type) {
    if (type.isHidden()) {
      return ClosureSerializer.Closure.class;
    }
    if (Proxy.isProxyClass(type)) {
      return InvocationHandler.class;
    }
    if (type.isArray() || type.isEnum() || !Platform.owns(type) || Refusals.reason(type) != null) {
      return null;
    }
    for (Class<?> parent : PARENTS) {
      if (parent.isAssignableFrom(type)) {
        return parent;
      }
    }
    return type.getName().startsWith("java.util.") ? collection(type) : null;
  }

  private static @Nullable Class<?> collection(Class<?> type) {
    boolean immutable = type.getName().startsWith(IMMUTABLE);
    if (Map.Entry.class.isAssignableFrom(type)) {
      return type.getName().equals("java.util.KeyValueHolder")
          ? Map.Entry.class
          : AbstractMap.SimpleEntry.class;
    } else if (Map.class.isAssignableFrom(type)) {
      return immutable
          ? Map.class
          : SortedMap.class.isAssignableFrom(type) ? TreeMap.class : LinkedHashMap.class;
    } else if (Set.class.isAssignableFrom(type)) {
      return immutable
          ? Set.class
          : SortedSet.class.isAssignableFrom(type) ? TreeSet.class : LinkedHashSet.class;
    } else if (List.class.isAssignableFrom(type)) {
      return immutable && !type.getName().endsWith("SubList") ? List.class : ArrayList.class;
    }
    boolean view = Collection.class.isAssignableFrom(type) && !Queue.class.isAssignableFrom(type);
    return view ? ArrayList.class : null;
  }
}
