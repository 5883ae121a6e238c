// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.*;
import java.time.temporal.ChronoUnit;
import java.util.*;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What goes out comes back: equal, and of the same class unless it is a view that becomes a copy.
 */
@SuppressWarnings({"AddressSelection", "JavaUtilDate", "JdkObsolete", "deprecation"})
class PayloadRoundTripTest {
  private final PayloadCodec codec =
      new KryoPayloadCodec(PayloadRoundTripTest.class.getClassLoader());

  @TestFactory
  Stream<DynamicTest> valuesOfTheProgram() {
    return same(
        new PayloadSamples.Point(1.5, -0.0),
        new PayloadSamples.Pair<>("a", List.of(new PayloadSamples.Point(1, 2))),
        new PayloadSamples.Everything(
            true, (byte) -1, 'é', (short) -2, -3, 1L << 40, 1.5f, 2.5, "t", 1),
        new PayloadSamples.Everything(
            false,
            Byte.MIN_VALUE,
            '\uFFFF',
            Short.MIN_VALUE,
            Integer.MIN_VALUE,
            Long.MIN_VALUE,
            Float.NaN,
            Double.NaN,
            null,
            null),
        PayloadSamples.Shape.ROUND,
        PayloadSamples.Shape.SQUARE,
        new PayloadSamples.Account("a", 1, 2),
        new PayloadSamples.Savings("b"),
        new PayloadSamples.Names("title", List.of("a", "b")),
        PayloadSamples.Unit.METRE,
        PayloadSamples.Point.class);
  }

  @TestFactory
  Stream<DynamicTest> smallValues() throws Exception {
    return same(
        true,
        (byte) 1,
        'x',
        (short) 2,
        -3,
        4L,
        5f,
        6.0,
        "",
        "text",
        "Grüße",
        "日本 \uD83D\uDE00 \uD800",
        "x".repeat(100_000),
        new BigInteger("-123456789012345678901234567890"),
        new BigDecimal("-1.2300"),
        BigInteger.ZERO,
        UUID.randomUUID(),
        URI.create("http://a.b/c?d#e"),
        new URL("http://no.such.host.invalid/x"),
        new File("a/b"),
        Path.of("a", "b"),
        Path.of("/"),
        StandardCharsets.UTF_16,
        Locale.GERMANY,
        Locale.ROOT,
        new Locale("no", "NO", "NY"),
        Locale.forLanguageTag("zh-Hant-TW"),
        Currency.getInstance("EUR"),
        Optional.empty(),
        Optional.of("x"),
        OptionalInt.of(3),
        OptionalInt.empty(),
        OptionalLong.of(1),
        OptionalDouble.of(1.5),
        BitSet.valueOf(new long[] {5, 1L << 63}),
        String.class,
        int.class,
        int[].class,
        List.class,
        MethodType.methodType(int.class, String.class),
        InetAddress.getByAddress("a.b", new byte[] {10, 0, 0, 1}),
        InetAddress.getByName("::1"),
        InetSocketAddress.createUnresolved("a.b", 80),
        RoundingMode.HALF_UP,
        TimeUnit.DAYS);
  }

  @TestFactory
  Stream<DynamicTest> times() {
    return same(
        Duration.ofNanos(-1),
        Period.of(1, -2, 3),
        Instant.ofEpochSecond(-5, 7),
        Instant.MAX,
        LocalDate.MIN,
        LocalTime.of(1, 2, 3, 4),
        LocalDateTime.MAX,
        ZoneOffset.ofHours(-3),
        ZoneId.of("Europe/Berlin"),
        ZoneId.of("UTC"),
        Year.of(-5),
        YearMonth.of(2024, 2),
        MonthDay.of(2, 29),
        OffsetDateTime.of(LocalDateTime.MIN, ZoneOffset.MAX),
        OffsetTime.of(LocalTime.NOON, ZoneOffset.UTC),
        DayOfWeek.FRIDAY,
        ChronoUnit.DAYS,
        ZonedDateTime.ofInstant(
            LocalDateTime.of(2024, 10, 27, 2, 30),
            ZoneOffset.ofHours(1),
            ZoneId.of("Europe/Berlin")),
        new Date(5),
        new GregorianCalendar(2024, Calendar.MAY, 3),
        TimeZone.getTimeZone("Asia/Tokyo"),
        new SimpleTimeZone(5, "mine"),
        Clock.systemUTC().getZone());
  }

  @TestFactory
  Stream<DynamicTest> collections() {
    List<Object> withNull = Arrays.asList(1, null, "x");
    return same(
        new ArrayList<>(withNull),
        new LinkedList<>(withNull),
        withNull,
        new Vector<>(withNull),
        new Stack<>(),
        new HashSet<>(withNull),
        new LinkedHashSet<>(withNull),
        new CopyOnWriteArrayList<>(withNull),
        new CopyOnWriteArraySet<>(withNull),
        new TreeSet<>(List.of(3, 1)),
        new ConcurrentSkipListSet<>(List.of(3, 1)),
        List.of(),
        List.of(1),
        List.of(1, 2),
        List.of(1, 2, 3),
        Set.of(),
        Set.of(1),
        Set.of(1, 2),
        Set.of(1, 2, 3),
        Stream.of(1, null, 3).toList(),
        Collections.emptyList(),
        Collections.emptySet(),
        Collections.singletonList(null),
        Collections.singleton(1),
        Collections.nCopies(5, "x"),
        Collections.nCopies(0, "x"),
        EnumSet.of(PayloadSamples.Shape.SQUARE),
        EnumSet.noneOf(PayloadSamples.Shape.class),
        EnumSet.allOf(TimeUnit.class),
        Collections.unmodifiableList(new ArrayList<>(withNull)),
        Collections.unmodifiableList(new LinkedList<>(withNull)),
        Collections.unmodifiableSet(new HashSet<>(withNull)),
        Collections.unmodifiableSortedSet(new TreeSet<>(List.of(1))),
        Collections.unmodifiableNavigableSet(new TreeSet<>(List.of(1))),
        Collections.synchronizedList(new ArrayList<>(withNull)),
        Collections.synchronizedSet(new HashSet<>(withNull)),
        Collections.checkedList(new ArrayList<>(List.of("a")), String.class),
        Collections.newSetFromMap(new IdentityHashMap<>()),
        ConcurrentHashMap.newKeySet(),
        IntStream.range(0, 100_000).boxed().toList());
  }

  @TestFactory
  Stream<DynamicTest> maps() {
    Map<String, Object> map = new HashMap<>(Map.of("a", 1, "b", List.of()));
    map.put(null, null);
    Properties properties = new Properties();
    properties.setProperty("k", "v");
    return same(
        map,
        new LinkedHashMap<>(map),
        new Hashtable<>(Map.of(1, 2)),
        new TreeMap<>(Map.of(2, 1, 1, 2)),
        new ConcurrentHashMap<>(Map.of(1, 2)),
        new ConcurrentSkipListMap<>(Map.of(1, 2)),
        new WeakHashMap<>(Map.of(1, 2)),
        properties,
        Map.of(),
        Map.of(1, 2),
        Map.of(1, 2, 3, 4),
        new EnumMap<>(Map.of(TimeUnit.DAYS, 1)),
        new EnumMap<>(TimeUnit.class),
        Collections.emptyMap(),
        Collections.singletonMap(null, 1),
        Collections.unmodifiableMap(map),
        Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(1, 2))),
        Collections.synchronizedMap(map),
        Collections.synchronizedSortedMap(new TreeMap<>(Map.of(1, 2))),
        new TreeMap<>(Map.of(1, 2, 3, 4)).headMap(3),
        new TreeMap<>(Map.of(1, 2, 3, 4)).descendingMap(),
        Map.entry(1, 2),
        new AbstractMap.SimpleEntry<>(1, null),
        new AbstractMap.SimpleImmutableEntry<>(1, null));
  }

  @TestFactory
  Stream<DynamicTest> arrays() {
    return same(
        new boolean[] {true, false},
        new byte[] {1, -1},
        new char[] {'a', '\uFFFF'},
        new short[] {-5},
        new int[] {1, -1},
        new long[] {Long.MIN_VALUE},
        new float[] {Float.NaN},
        new double[] {-0.0},
        new int[0],
        new int[3][4],
        new int[2][][],
        new double[][] {{1}, null, {2, 3}},
        new String[] {"a", null},
        new String[0],
        new Object[] {1, "x", new int[] {1}},
        new List<?>[] {List.of(1)},
        new Number[] {1, 2.0},
        new PayloadSamples.Point[][] {{new PayloadSamples.Point(1, 2)}, {}},
        new PayloadSamples.Shape[] {PayloadSamples.Shape.SQUARE},
        new Comparable<?>[] {1, "a"},
        new int[100_000],
        new byte[20_000],
        new boolean[20_000],
        new Class<?>[] {int.class, String.class});
  }

  @TestFactory
  Stream<DynamicTest> viewsBecomeCopies() {
    Map<String, Integer> map = new TreeMap<>(Map.of("a", 1, "b", 2));
    List<Integer> list = new ArrayList<>(List.of(1, 2, 3));
    return Stream.of(
        becomes(list.subList(0, 2), ArrayList.class),
        becomes(Arrays.asList(1, 2, 3).subList(1, 3), ArrayList.class),
        becomes(List.of(1, 2, 3).subList(1, 3), List.of(1, 2).getClass()),
        becomes(new HashMap<>(map).keySet(), LinkedHashSet.class),
        becomes(new HashMap<>(map).entrySet(), LinkedHashSet.class),
        becomes(((TreeMap<String, Integer>) map).descendingKeySet(), TreeSet.class),
        becomes(map.keySet(), TreeSet.class),
        becomes(new HashMap<>(map).entrySet().iterator().next(), AbstractMap.SimpleEntry.class));
  }

  private Stream<DynamicTest> same(Object... values) {
    return Stream.of(values).map(value -> becomes(value, value.getClass()));
  }

  private DynamicTest becomes(Object value, Class<?> type) {
    String name = type.getSimpleName() + " " + shown(value);
    return DynamicTest.dynamicTest(
        name,
        () -> {
          Object back = codec.decode(codec.encode(value, "it"), "it");

          assertThat(back).hasSameClassAs(type == value.getClass() ? value : back);
          assertThat(back.getClass()).isEqualTo(type);
          if (value instanceof Object[] array) {
            assertThat(Arrays.deepEquals((Object[]) back, array)).isTrue();
          } else {
            assertThat(back).isEqualTo(value);
          }
        });
  }

  private static String shown(Object value) {
    String text = value.getClass().isArray() ? "array" : value.toString();
    return text.length() > 40 ? text.substring(0, 40) : text;
  }
}
