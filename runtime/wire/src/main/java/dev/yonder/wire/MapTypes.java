// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import dev.yonder.wire.PayloadSerializer.Identity;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Maps of the table: 120 to 149. */
@SuppressWarnings("JdkObsolete") // It has what programs send.
final class MapTypes {
  private MapTypes() {}

  static void addTo(JdkTypes table) {
    table.add(120, HashMap.class, plain(n -> new HashMap<>(capacity(n))));
    table.add(
        121,
        LinkedHashMap.class,
        new HolderSerializer<Map<Object, Object>>(
            Identity.CYCLES,
            (kryo, out, map) -> {
              out.writeBoolean(isByAccess(map));
              writeEntries(kryo, out, map);
            },
            (kryo, in) -> fill(kryo, in, new LinkedHashMap<>(16, 0.75f, in.readBoolean()))));
    table.add(122, Hashtable.class, plain(n -> new Hashtable<>()));
    table.add(123, IdentityHashMap.class, plain(n -> new IdentityHashMap<>()));
    table.add(124, WeakHashMap.class, plain(n -> new WeakHashMap<>()));
    table.add(125, ConcurrentHashMap.class, plain(n -> new ConcurrentHashMap<>()));
    table.add(126, TreeMap.class, sorted(TreeMap::new));
    table.add(127, ConcurrentSkipListMap.class, sorted(ConcurrentSkipListMap::new));
    table.add(
        128,
        EnumMap.class,
        new HolderSerializer<EnumMap<?, ?>>(
            Identity.CYCLES, MapTypes::writeEnumMap, MapTypes::readEnumMap));
    immutable(table);
    entries(table);
  }

  private static void immutable(JdkTypes table) {
    table.add(
        129,
        Map.of().getClass(),
        new HolderSerializer<Map<?, ?>>(
            Identity.SHARED,
            MapTypes::writeEntries,
            (kryo, in) -> Map.ofEntries(readEntries(kryo, in))),
        Map.of(1, 1).getClass());
    table.add(
        130, Collections.emptyMap().getClass(), CollectionTypes.constant(Collections.emptyMap()));
    table.add(
        131,
        Collections.singletonMap(1, 1).getClass(),
        new HolderSerializer<Map<?, ?>>(
            Identity.SHARED,
            (kryo, out, map) -> {
              Map.Entry<?, ?> entry = map.entrySet().iterator().next();
              kryo.write(entry.getKey());
              kryo.write(entry.getValue());
            },
            (kryo, in) -> Collections.singletonMap(kryo.read(), kryo.read())));
  }

  private static void entries(JdkTypes table) {
    table.add(132, AbstractMap.SimpleEntry.class, entry(AbstractMap.SimpleEntry::new));
    table.add(
        133, AbstractMap.SimpleImmutableEntry.class, entry(AbstractMap.SimpleImmutableEntry::new));
    table.add(134, Map.entry(1, 1).getClass(), entry(Map::entry));
  }

  private interface EntryOf {
    Map.Entry<?, ?> of(Object key, Object value);
  }

  @SuppressWarnings("NullAway") // Whether an entry takes null is its own affair.
  private static HolderSerializer<Map.Entry<?, ?>> entry(EntryOf of) {
    return new HolderSerializer<>(
        Identity.SHARED,
        (kryo, out, entry) -> {
          kryo.write(entry.getKey());
          kryo.write(entry.getValue());
        },
        (kryo, in) -> of.of(kryo.read(), kryo.read()));
  }

  private static int capacity(int entries) {
    return (int) Math.min(1 << 30, entries / 0.75 + 1);
  }

  private static <T extends Map<Object, Object>> HolderSerializer<T> plain(IntFunction<T> empty) {
    return new HolderSerializer<>(
        Identity.CYCLES,
        MapTypes::writeEntries,
        (kryo, in) -> {
          int length = in.readLength();
          T map = empty.apply(length);
          kryo.reference(map);
          put(kryo, map, length);
          return map;
        });
  }

  private static HolderSerializer<SortedMap<Object, Object>> sorted(
      Function<@Nullable Comparator<Object>, SortedMap<Object, Object>> empty) {
    return new HolderSerializer<>(
        Identity.CYCLES,
        (kryo, out, map) -> {
          kryo.write(map.comparator());
          writeEntries(kryo, out, map);
        },
        (kryo, in) -> fill(kryo, in, empty.apply(CollectionTypes.order(kryo.read()))));
  }

  private static void writeEntries(PayloadKryo kryo, PayloadOutput out, Map<?, ?> map) {
    Object[] now = map.entrySet().toArray();
    out.writeVarInt(now.length, true);
    for (Object object : now) {
      Map.Entry<?, ?> entry = (Map.Entry<?, ?>) object;
      kryo.write(entry.getKey());
      kryo.write(entry.getValue());
    }
  }

  private static <T extends Map<Object, Object>> T fill(PayloadKryo kryo, PayloadInput in, T map) {
    kryo.reference(map);
    put(kryo, map, in.readLength());
    return map;
  }

  @SuppressWarnings("NullAway") // Whether a map takes null is its own affair.
  private static void put(PayloadKryo kryo, Map<Object, Object> map, int length) {
    for (int i = 0; i < length; i++) {
      Object key = kryo.read();
      map.put(key, kryo.read());
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes", "NullAway"}) // An array cannot have the type.
  private static Map.Entry<Object, Object>[] readEntries(PayloadKryo kryo, PayloadInput in) {
    Map.Entry[] entries = new Map.Entry[in.readLength()];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = Map.entry(kryo.read(), kryo.read());
    }
    return entries;
  }

  /**
   * Returns whether looking an entry up moves it to the end, as in a cache.
   *
   * <p>The map does not tell, so a copy is asked: it keeps the order, and nobody else sees it move.
   */
  private static boolean isByAccess(Map<?, ?> map) {
    if (!(map instanceof LinkedHashMap<?, ?> linked) || map.size() < 2) {
      return false; // It makes no difference yet, and cannot be found out.
    }
    Map<?, ?> copy = (Map<?, ?>) linked.clone();
    Object first = copy.keySet().iterator().next();
    copy.get(first);
    return copy.keySet().iterator().next() != first;
  }

  private static void writeEnumMap(PayloadKryo kryo, PayloadOutput out, EnumMap<?, ?> map) {
    Class<?> type =
        map.isEmpty()
            ? new Backing().keyType(map)
            : map.keySet().iterator().next().getDeclaringClass();
    kryo.tokens().write(out, type);
    writeEntries(kryo, out, map);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // checked by hand
  private static EnumMap<?, ?> readEnumMap(PayloadKryo kryo, PayloadInput in) {
    EnumMap map = new EnumMap(CollectionTypes.enumType(kryo.tokens().read(in)));
    fill(kryo, in, (Map<Object, Object>) map);
    return map;
  }
}
