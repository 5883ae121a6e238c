// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;

/** Payloads of many types, each by itself and all in one, to be damaged. */
final class FuzzValues {

  private FuzzValues() {}

  static List<byte[]> heads(PayloadCodec codec) {
    List<Object> values = new ArrayList<>(texts());
    values.addAll(times());
    values.addAll(collections());
    values.addAll(maps());
    List<byte[]> heads = new ArrayList<>();
    values.forEach(value -> heads.add(codec.encode(value, "it").head()));
    heads.add(codec.encode(values, "it").head());
    heads.add(codec.encode(values.toArray(), "it").head());
    return heads;
  }

  private static List<Object> texts() {
    return List.of(
        1,
        -2L,
        3.0,
        'x',
        "text",
        "Grüße, 日本",
        new BigInteger("-123456789012345678901234567890"),
        new BigDecimal("-1.2300"),
        new UUID(1, 2),
        URI.create("http://a.b/c?d#e"),
        new File("a/b"),
        Path.of("a", "b"),
        StandardCharsets.UTF_16,
        Locale.forLanguageTag("zh-Hant-TW"),
        Currency.getInstance("EUR"),
        Optional.of("x"),
        OptionalDouble.of(1.5),
        BitSet.valueOf(new long[] {5, 1L << 63}),
        int[][].class,
        InetSocketAddress.createUnresolved("a.b", 80),
        TimeUnit.DAYS,
        new AtomicInteger(4),
        new AtomicReference<>("referred to"),
        new AtomicLongArray(new long[] {1, 2}));
  }

  private static List<Object> times() {
    return List.of(
        Duration.ofNanos(-1),
        Period.of(1, -2, 3),
        Instant.ofEpochSecond(-5, 7),
        LocalDateTime.MAX,
        OffsetTime.of(1, 2, 3, 4, ZoneOffset.UTC),
        Instant.EPOCH.atZone(ZoneId.of("Europe/Berlin")),
        new GregorianCalendar(2024, 4, 3),
        TimeZone.getTimeZone("Asia/Tokyo"));
  }

  private static List<Object> collections() {
    List<Integer> numbers = List.of(3, 1, 2);
    return List.of(
        new ArrayList<>(numbers),
        Arrays.asList(1, null),
        new ArrayDeque<>(numbers),
        new HashSet<>(numbers),
        new TreeSet<>(numbers),
        new PriorityQueue<>(numbers),
        new CopyOnWriteArrayList<>(numbers),
        numbers,
        Set.of(1, 2),
        Collections.nCopies(5, "x"),
        EnumSet.of(PayloadSamples.Shape.SQUARE),
        Collections.unmodifiableList(new ArrayList<>(numbers)),
        Collections.synchronizedSet(new HashSet<>(numbers)),
        new ArrayList<>(numbers).subList(1, 2),
        new Object[] {new int[] {1}, new String[][] {{"a"}}, new boolean[2]});
  }

  private static List<Object> maps() {
    Map<String, Integer> map = Map.of("a", 1, "b", 2);
    Map<String, Integer> backwards = new TreeMap<>(Comparator.reverseOrder());
    backwards.putAll(map);
    EnumMap<TimeUnit, String> units = new EnumMap<>(Map.of(TimeUnit.DAYS, "d"));
    return List.of(
        map,
        backwards,
        units,
        new HashMap<>(map),
        new LinkedHashMap<>(map),
        new ConcurrentHashMap<>(map),
        new ConcurrentSkipListMap<>(map),
        Collections.unmodifiableMap(new HashMap<>(map)),
        Collections.emptySortedMap(),
        Map.entry("k", List.of(map, map)));
  }
}
