// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The JDK's maps that are sent, their entries, and the collections of enums. */
@SuppressWarnings("JdkObsolete") // programs use them nevertheless
final class FixedMaps {
  private FixedMaps() {}

  /** Registers all of them. */
  static void register(Kryo kryo) {
    plain(kryo, HashMap::new);
    plain(kryo, LinkedHashMap::new);
    plain(kryo, ConcurrentHashMap::new);
    plain(kryo, Hashtable::new);
    plain(kryo, Properties::new);
    plain(kryo, IdentityHashMap::new);
    plain(kryo, WeakHashMap::new);
    ordered(kryo, TreeMap::new, UnaryOperator.identity());
    ordered(kryo, ConcurrentSkipListMap::new, UnaryOperator.identity());
    wrapped(kryo, Collections::unmodifiableMap);
    wrapped(kryo, Collections::synchronizedMap);
    ordered(kryo, TreeMap::new, m -> Collections.unmodifiableSortedMap(sorted(m)));
    ordered(kryo, TreeMap::new, m -> Collections.synchronizedSortedMap(sorted(m)));
    ordered(kryo, TreeMap::new, m -> Collections.unmodifiableNavigableMap(sorted(m)));
    ordered(kryo, TreeMap::new, m -> Collections.synchronizedNavigableMap(sorted(m)));
    FixedCollections.constant(kryo, Collections.emptyMap());
    immutable(kryo);
    kryo.register(EnumMap.class, new EnumMapSerializer());
    kryo.register(EnumSet.class, new EnumSetSerializer());
  }

  private static void plain(Kryo kryo, Supplier<Map<Object, Object>> make) {
    kryo.register(
        make.get().getClass(), new Entries(comparator -> make.get(), UnaryOperator.identity()));
  }

  private static void ordered(
      Kryo kryo,
      Function<@Nullable Comparator<Object>, Map<Object, Object>> make,
      UnaryOperator<Map<Object, Object>> wrap) {
    kryo.register(wrap.apply(make.apply(null)).getClass(), new Entries(make, wrap));
  }

  private static void wrapped(Kryo kryo, UnaryOperator<Map<Object, Object>> wrap) {
    kryo.register(
        wrap.apply(new HashMap<>()).getClass(),
        new Entries(comparator -> new LinkedHashMap<>(), wrap));
  }

  private static NavigableMap<Object, Object> sorted(Map<Object, Object> map) {
    return (NavigableMap<Object, Object>) map;
  }

  private static void immutable(Kryo kryo) {
    kryo.register(Map.class, new Whole<>(FixedMaps::flat, FixedMaps::mapOf));
    kryo.register(
        Collections.singletonMap(1, 1).getClass(),
        new Whole<>(FixedMaps::flat, parts -> Collections.singletonMap(parts[0], parts[1])));
    kryo.register(
        Map.Entry.class, new Whole<>(FixedMaps::pair, parts -> Map.entry(parts[0], parts[1])));
    kryo.register(
        AbstractMap.SimpleEntry.class,
        new Whole<Map.Entry<?, ?>>(
            FixedMaps::pair, parts -> new AbstractMap.SimpleEntry<>(parts[0], parts[1])));
    kryo.register(
        AbstractMap.SimpleImmutableEntry.class,
        new Whole<Map.Entry<?, ?>>(
            FixedMaps::pair, parts -> new AbstractMap.SimpleImmutableEntry<>(parts[0], parts[1])));
  }

  private static @Nullable Object[] pair(Map.Entry<?, ?> entry) {
    return new @Nullable Object[] {entry.getKey(), entry.getValue()};
  }

  private static @Nullable Object[] flat(Map<?, ?> map) {
    return map.entrySet().stream().flatMap(e -> Arrays.stream(pair(e))).toArray();
  }

  private static Map<?, ?> mapOf(@Nullable Object[] parts) {
    Map.Entry<?, ?>[] entries = new Map.Entry<?, ?>[parts.length / 2];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = Map.entry(parts[2 * i], parts[2 * i + 1]);
    }
    return Map.ofEntries(entries);
  }
}
