// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Set;

/** Knows which classes travel in the form that they write themselves by Java serialization. */
final class JavaForms {
  /** Classes of the JDK; those nested in them are included. */
  private static final Set<String> ALLOWED =
      Set.of(
          "java.lang.Boolean",
          "java.lang.Byte",
          "java.lang.Character",
          "java.lang.Class",
          "java.lang.Double",
          "java.lang.Enum",
          "java.lang.Float",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Number",
          "java.lang.Object",
          "java.lang.Short",
          "java.lang.StackTraceElement",
          "java.lang.String",
          "java.lang.StringBuffer",
          "java.lang.StringBuilder",
          "java.lang.invoke.MethodType",
          "java.lang.invoke.SerializedLambda",
          "java.math.BigDecimal",
          "java.math.BigInteger",
          "java.math.MathContext",
          "java.net.Inet4Address",
          "java.net.Inet6Address",
          "java.net.InetAddress",
          "java.net.InetSocketAddress",
          "java.net.SocketAddress",
          "java.net.URI",
          "java.sql.Date",
          "java.sql.Time",
          "java.sql.Timestamp",
          "java.text.AttributedCharacterIterator",
          "java.text.ChoiceFormat",
          "java.text.DateFormat",
          "java.text.DateFormatSymbols",
          "java.text.DecimalFormat",
          "java.text.DecimalFormatSymbols",
          "java.text.Format",
          "java.text.MessageFormat",
          "java.text.NumberFormat",
          "java.text.SimpleDateFormat",
          "java.time.Ser",
          "java.time.chrono.Ser",
          "java.time.temporal.ValueRange",
          "java.time.temporal.WeekFields",
          "java.util.AbstractCollection",
          "java.util.AbstractList",
          "java.util.AbstractMap",
          "java.util.AbstractSet",
          "java.util.ArrayDeque",
          "java.util.ArrayList",
          "java.util.Arrays",
          "java.util.BitSet",
          "java.util.Calendar",
          "java.util.CollSer",
          "java.util.Collections",
          "java.util.Comparators",
          "java.util.Currency",
          "java.util.Date",
          "java.util.EnumMap",
          "java.util.EnumSet",
          "java.util.GregorianCalendar",
          "java.util.HashMap",
          "java.util.HashSet",
          "java.util.Hashtable",
          "java.util.IdentityHashMap",
          "java.util.JumboEnumSet",
          "java.util.LinkedHashMap",
          "java.util.LinkedHashSet",
          "java.util.LinkedList",
          "java.util.Locale",
          "java.util.PriorityQueue",
          "java.util.Properties",
          "java.util.Random",
          "java.util.RegularEnumSet",
          "java.util.SimpleTimeZone",
          "java.util.Stack",
          "java.util.TimeZone",
          "java.util.TreeMap",
          "java.util.TreeSet",
          "java.util.UUID",
          "java.util.Vector",
          "java.util.concurrent.ConcurrentHashMap",
          "java.util.concurrent.ConcurrentLinkedDeque",
          "java.util.concurrent.ConcurrentLinkedQueue",
          "java.util.concurrent.ConcurrentSkipListMap",
          "java.util.concurrent.ConcurrentSkipListSet",
          "java.util.concurrent.CopyOnWriteArrayList",
          "java.util.concurrent.CopyOnWriteArraySet",
          "java.util.concurrent.atomic.AtomicBoolean",
          "java.util.concurrent.atomic.AtomicInteger",
          "java.util.concurrent.atomic.AtomicLong",
          "java.util.concurrent.atomic.AtomicReference",
          "java.util.concurrent.atomic.DoubleAccumulator",
          "java.util.concurrent.atomic.LongAccumulator",
          "java.util.concurrent.locks.AbstractOwnableSynchronizer", // in a ConcurrentHashMap's form
          "java.util.concurrent.locks.AbstractQueuedSynchronizer",
          "java.util.concurrent.locks.ReentrantLock",
          "java.util.regex.Pattern",
          "sun.util.calendar.ZoneInfo");

  /** The modules whose exceptions may come; other modules have some that do more than they say. */
  private static final Set<String> EXCEPTIONS = Set.of("java.base", "java.sql", "java.net.http");

  private static final ClassValue<Boolean> CHOSEN =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return chooses(type);
        }
      };

  private JavaForms() {}

  /** Returns whether an object of the JDK's class may be in such a form, in either direction. */
  static boolean mayHold(Class<?> type) {
    if (!Serializable.class.isAssignableFrom(type)) {
      return false;
    }
    if (type.isHidden()) {
      return true; // A lambda; its form says the class that it is from, which is asked next.
    }
    if (Throwable.class.isAssignableFrom(type)) {
      return EXCEPTIONS.contains(type.getModule().getName());
    }
    String name = type.getName();
    return ALLOWED.contains(name) || ALLOWED.contains(outermost(name));
  }

  /** Returns whether a class that the bytes of such a form name may be used. */
  static boolean mayRead(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    if (element.isPrimitive() || element == Object.class || !PayloadTypes.isOfPlatform(element)) {
      return true;
    }
    // Nothing is made of an interface, and of an array only room for what is asked in its turn.
    return element.isEnum() || element.isInterface() || type.isArray() || mayHold(element);
  }

  /**
   * Returns whether the program's class writes its own form, or inherits state from one that does.
   */
  static boolean isChosenBy(Class<?> type) {
    return CHOSEN.get(type);
  }

  private static boolean chooses(Class<?> type) {
    if (!Serializable.class.isAssignableFrom(type) || Proxy.isProxyClass(type)) {
      return false;
    }
    if (Externalizable.class.isAssignableFrom(type)) {
      return true;
    }
    Class<?> c = type;
    for (; c != null && !PayloadTypes.isOfPlatform(c); c = c.getSuperclass()) {
      if (declares(c, "writeObject", ObjectOutputStream.class)
          || declares(c, "readObject", ObjectInputStream.class)
          || declares(c, "writeReplace")
          || declares(c, "readResolve")) {
        return true;
      }
    }
    return c != null && hasState(c);
  }

  /**
   * Returns whether the JDK's class, which a class of the program extends, has fields to restore.
   */
  static boolean hasState(Class<?> type) {
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      for (var field : c.getDeclaredFields()) {
        // AbstractList and the like have caches and counters only.
        boolean isAbstract = Modifier.isAbstract(c.getModifiers());
        if (!Modifier.isStatic(field.getModifiers())
            && !(isAbstract && Modifier.isTransient(field.getModifiers()))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean declares(Class<?> type, String name, Class<?>... parameters) {
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals(name)
          && java.util.Arrays.equals(method.getParameterTypes(), parameters)) {
        return true;
      }
    }
    return false;
  }

  private static String outermost(String name) {
    int end = name.indexOf('$');
    return end < 0 ? name : name.substring(0, end);
  }
}
