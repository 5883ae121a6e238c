// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is equal to what was sent, and of the same class. */
@SuppressWarnings({"JdkObsolete", "JavaUtilDate"}) // programs send them nevertheless
class RoundTripTest {
  private final KryoPayloadCodec codec = new KryoPayloadCodec(getClass().getClassLoader());

  enum Colour {
    RED,
    GREEN {
      @Override
      boolean isDark() {
        return true;
      }
    };

    boolean isDark() {
      return false;
    }
  }

  record Point(int x, double y, List<String> names, byte b, char c, long l, boolean z, short s) {}

  static Stream<Object> values() throws Exception {
    return Stream.of(basics(), collections(), maps(), times()).flatMap(List::stream);
  }

  private static List<Object> basics() throws Exception {
    return List.of(
        1,
        -1L,
        (byte) 3,
        (short) 4,
        'c',
        2.5f,
        -0.0,
        true,
        "",
        "text",
        "ünï¢ode 😀",
        "x".repeat(100_000),
        Colour.RED,
        Colour.GREEN,
        TimeUnit.DAYS,
        new Point(1, 2.0, List.of("a"), (byte) 1, 'x', Long.MIN_VALUE, true, (short) -2),
        new BigInteger("123456789012345678901234567890"),
        new BigDecimal("1.50"),
        BigInteger.ZERO,
        BigDecimal.TEN,
        new UUID(1, 2),
        URI.create("http://example.org/a?b#c"),
        new URL("http://example.org/a"),
        new File("a/b"),
        Path.of("a", "b"),
        StandardCharsets.UTF_16,
        Locale.forLanguageTag("de-CH-1996"),
        Locale.ROOT,
        Currency.getInstance("CHF"),
        InetAddress.getByAddress("host", new byte[] {1, 2, 3, 4}),
        InetAddress.getByAddress(new byte[16]),
        InetSocketAddress.createUnresolved("host", 80),
        BitSet.valueOf(new long[] {5, 0, 7}),
        String.class,
        int.class,
        void.class,
        int[][].class,
        Point.class,
        Optional.empty(),
        Optional.of("x"),
        OptionalInt.of(3),
        OptionalLong.empty(),
        OptionalDouble.of(1.5));
  }

  private static List<Object> collections() {
    return List.of(
        new ArrayList<>(List.of(1, "b")),
        new ArrayList<>(Collections.nCopies(10_000, null)),
        new LinkedList<>(List.of(1, 2)),
        new HashSet<>(List.of(1, 2)),
        new LinkedHashSet<>(List.of(3, 1, 2)),
        new TreeSet<>(List.of(3, 1, 2)),
        treeSet(Comparator.<Integer>reverseOrder()),
        new CopyOnWriteArrayList<>(List.of(1)),
        Arrays.asList(1, null, 3),
        List.of(),
        List.of(1),
        List.of(1, 2, 3),
        Set.of(),
        Set.of(1),
        Set.of(1, 2, 3),
        Collections.emptyList(),
        Collections.emptySet(),
        Collections.singletonList(null),
        Collections.singleton("a"),
        Collections.unmodifiableList(new ArrayList<>(List.of(1))),
        Collections.unmodifiableList(new LinkedList<>(List.of(1))),
        Collections.unmodifiableSet(new HashSet<>(List.of(1))),
        Collections.unmodifiableSortedSet(new TreeSet<>(List.of(1, 2))),
        Collections.synchronizedList(new ArrayList<>(List.of(1))),
        Collections.synchronizedSet(new HashSet<>(List.of(1))),
        EnumSet.of(Colour.RED, Colour.GREEN),
        EnumSet.noneOf(Colour.class),
        EnumSet.of(DayOfWeek.FRIDAY));
  }

  private static Set<Integer> treeSet(Comparator<Integer> order) {
    Set<Integer> set = new TreeSet<>(order);
    Collections.addAll(set, 1, 2, 3);
    return set;
  }

  private static List<Object> maps() {
    EnumMap<Colour, String> byColour = new EnumMap<>(Map.of(Colour.RED, "r"));
    Map<String, Integer> map = new LinkedHashMap<>(Map.of("a", 1, "b", 2));
    map.put(null, null);
    Properties properties = new Properties();
    properties.setProperty("key", "value");
    return List.of(
        new HashMap<>(map),
        map,
        new TreeMap<>(Map.of("a", 1)),
        new ConcurrentHashMap<>(Map.of("a", 1)),
        new ConcurrentSkipListMap<>(Map.of("a", 1)),
        properties,
        byColour,
        new EnumMap<>(Colour.class),
        Map.of(),
        Map.of("a", 1),
        Map.of("a", 1, "b", 2),
        Map.entry("a", 1),
        new AbstractMap.SimpleEntry<>("a", null),
        new AbstractMap.SimpleImmutableEntry<>("a", 1),
        Collections.emptyMap(),
        Collections.singletonMap("a", null),
        Collections.unmodifiableMap(map),
        Collections.synchronizedMap(map),
        Collections.unmodifiableSortedMap(new TreeMap<>(Map.of("a", 1))));
  }

  private static List<Object> times() {
    Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
    calendar.setTimeInMillis(1_000_000_000_000L);
    return List.of(
        new Date(5),
        calendar,
        TimeZone.getTimeZone("Europe/Zurich"),
        Duration.ofSeconds(-5, 999_999_999),
        Instant.ofEpochSecond(-1, 5),
        LocalDate.of(-5, 1, 2),
        LocalDateTime.of(2024, 1, 2, 3, 4, 5, 6),
        LocalTime.NOON,
        MonthDay.of(2, 29),
        Month.MAY,
        OffsetDateTime.of(2024, 1, 2, 3, 4, 5, 6, ZoneOffset.ofHoursMinutes(5, 30)),
        OffsetTime.of(1, 2, 3, 4, ZoneOffset.UTC),
        Period.of(1, -2, 3),
        Year.of(2024),
        YearMonth.of(2024, 5),
        ZoneId.of("Europe/Berlin"),
        ZoneOffset.UTC,
        ZonedDateTime.of(2024, 1, 2, 3, 4, 5, 6, ZoneId.of("America/New_York")));
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueComesBackEqualAndOfTheSameClass(Object value) {
    Object decoded = codec.decode(codec.encode(value, "it"), "it");

    assertThat(decoded).isEqualTo(value).hasSameClassAs(value);
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueTravelsInsideOfOthers(Object value) {
    List<Object> list = new ArrayList<>(Arrays.asList(value, Map.of("key", value), value));

    List<?> decoded = (List<?>) codec.decode(codec.encode(list, "it"), "it");

    assertThat(decoded).isEqualTo(list);
  }

  @Test
  void nullIsAValue() {
    assertThat(codec.decode(codec.encode(null, "it"), "it")).isNull();
  }
}
