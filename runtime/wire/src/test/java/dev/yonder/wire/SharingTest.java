// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is one object stays one, arrays are not copied, and code and classes keep their state. */
class SharingTest {
  private final KryoPayloadCodec codec = new KryoPayloadCodec(getClass().getClassLoader());

  interface SerializableSupplier<T> extends Supplier<T>, Serializable {}

  static final class Base extends ArrayList<Object> {
    private static final long serialVersionUID = 1L;
    int own;
  }

  static final class Node {
    final String name;
    final int[] small = {1, 2, 3};
    final List<Node> others = new ArrayList<>();
    transient int forgotten = 5;

    Node(String name) {
      this.name = name;
    }
  }

  @SuppressWarnings("unchecked") // of the type that was sent
  private <T> T roundTrip(T value) {
    return (T) codec.decode(codec.encode(value, "it"), "it");
  }

  @Test
  void cyclesOfOwnObjectsStayCycles() {
    Node node = new Node("a");
    node.others.add(node);
    node.others.add(new Node("b"));
    node.others.add(node.others.get(1));

    Node decoded = roundTrip(node);

    assertThat(decoded.name).isEqualTo("a");
    assertThat(decoded.small).containsExactly(1, 2, 3);
    assertThat(decoded.others.get(0)).isSameAs(decoded);
    assertThat(decoded.others.get(1)).isSameAs(decoded.others.get(2));
    assertThat(decoded.forgotten).isZero();
  }

  @Test
  void cyclesThroughCollectionsStayCycles() {
    AtomicReference<Object> box = new AtomicReference<>();
    List<Object> list = new ArrayList<>();
    Map<String, Object> map = new HashMap<>();
    map.put("list", Collections.unmodifiableList(list));
    list.add(map);
    list.add(box);
    box.set(list);

    List<Object> decoded = roundTrip(list);

    assertThat(((AtomicReference<?>) decoded.get(1)).get()).isSameAs(decoded);
  }

  @Test
  void largeArraysTravelBesideTheBytesOnceAndUncopied() {
    double[] large = new double[2048];
    int[] small = new int[4095];
    Object[] value = {large, small, large, new Object[] {large}};

    Payload payload = codec.encode(value, "it");
    assertThat(payload.arrays()).hasSize(1);
    assertThat(payload.arrays().get(0)).isSameAs(large);
    assertThat(payload.head().length).isBetween(16_380, 16_500);

    double[] received = new double[2048];
    Object[] decoded =
        (Object[]) codec.decode(new Payload(payload.head(), List.of(received)), "it");
    assertThat(decoded[0]).isSameAs(received);
    assertThat(decoded[2]).isSameAs(received);
    assertThat(decoded[1]).isEqualTo(small);
  }

  @Test
  void everyTypeOfArrayTravels() {
    for (PrimitiveType type : PrimitiveType.values()) {
      for (int length : new int[] {0, 5, 20_000}) {
        Object array = type.newArray(length);
        assertThat(roundTrip(array)).isEqualTo(array);
      }
    }
    assertThat(roundTrip(new int[][] {{1}, {2, 3}, null}))
        .isDeepEqualTo(new int[][] {{1}, {2, 3}, null});
    assertThat(roundTrip(new Comparable<?>[] {1, "a"})).containsExactly(1, "a");
  }

  @Test
  void serializableLambdasTravelWithWhatTheyCaptured() {
    int[] captured = {7};
    SerializableSupplier<Integer> lambda = () -> captured[0] + 1;
    IntFunction<String> reference = (IntFunction<String> & Serializable) Integer::toString;

    assertThat(roundTrip(lambda).get()).isEqualTo(8);
    assertThat(roundTrip(reference).apply(5)).isEqualTo("5");
    assertThat(roundTrip(List.of(lambda, lambda)).get(1).get()).isEqualTo(8);
    TreeMap<String, Integer> byLength =
        new TreeMap<>((Comparator<String> & Serializable) (a, b) -> b.compareTo(a));
    byLength.putAll(Map.of("a", 1, "b", 2));
    assertThat(roundTrip(byLength).firstKey()).isEqualTo("b");
    assertThat(roundTrip(Map.Entry.<String, Integer>comparingByKey()))
        .isInstanceOf(Comparator.class);
    assertThat(roundTrip(Comparator.<String>naturalOrder()).compare("a", "b")).isNegative();
  }

  @Test
  void viewsTravelAsWhatTheyShow() {
    List<Integer> list = new ArrayList<>(List.of(1, 2, 3, 4));
    Map<String, Integer> map = new LinkedHashMap<>(Map.of("a", 1));

    assertThat(roundTrip(list.subList(1, 3)))
        .isEqualTo(List.of(2, 3))
        .isInstanceOf(ArrayList.class);
    assertThat(roundTrip(Arrays.asList(1, 2).subList(0, 1))).containsExactly(1);
    assertThat(roundTrip(map.keySet())).containsExactly("a");
    assertThat(roundTrip(map.values())).containsExactly(1);
    assertThat(roundTrip(map.entrySet())).isEqualTo(map.entrySet());
    assertThat(roundTrip(IntStream.range(0, 2).boxed().toList())).containsExactly(0, 1);
  }

  @Test
  void stateThatEqualsDoesNotSeeTravelsToo() {
    Random random = new Random(5);
    PriorityQueue<Integer> queue = new PriorityQueue<>(Comparator.reverseOrder());
    Collections.addAll(queue, 1, 3, 2);
    Base base = new Base();
    base.own = 5;
    base.add("x");

    assertThat(roundTrip(random).nextLong()).isEqualTo(random.nextLong());
    assertThat(roundTrip(queue).poll()).isEqualTo(3);
    assertThat(roundTrip(base).own).isEqualTo(5);
    assertThat(roundTrip(base)).isEqualTo(base);
    assertThat(roundTrip(Pattern.compile("a+", Pattern.CASE_INSENSITIVE)).matcher("AA").matches())
        .isTrue();
    assertThat(roundTrip(Path.of("x")).getFileName().toString()).isEqualTo("x");
  }

  @Test
  void atomicValuesKeepWhatTheyHold() {
    DoubleAdder adder = new DoubleAdder();
    adder.add(1.5);

    assertThat(roundTrip(new AtomicInteger(5))).hasValue(5);
    assertThat(roundTrip(new AtomicLong(5))).hasValue(5);
    assertThat(roundTrip(new AtomicBoolean(true))).isTrue();
    assertThat(roundTrip(new AtomicReference<>("x"))).hasValue("x");
    assertThat(roundTrip(new AtomicIntegerArray(new int[] {1, 2})).get(1)).isEqualTo(2);
    assertThat(roundTrip(new AtomicReferenceArray<>(new String[] {"a"})).get(0)).isEqualTo("a");
    assertThat(roundTrip(adder).sum()).isEqualTo(1.5);
  }

  @Test
  void collectionsWithoutEqualsKeepTheirClassAndElements() {
    Set<String> concurrent = ConcurrentHashMap.newKeySet();
    concurrent.add("a");
    for (Collection<String> sent :
        List.of(
            new ArrayDeque<>(List.of("a")),
            new ConcurrentLinkedQueue<>(List.of("a")),
            new LinkedBlockingQueue<>(List.of("a")),
            Collections.unmodifiableCollection(List.of("a")),
            Collections.synchronizedCollection(new ArrayList<>(List.of("a"))),
            concurrent)) {
      assertThat(roundTrip(sent)).hasSameClassAs(sent).containsExactly("a");
    }
  }

  @Test
  void eightThreadsUseOneCodec() {
    List<Integer> sizes =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(
                thread -> {
                  int size = 0;
                  for (int i = 0; i < 500; i++) {
                    size +=
                        roundTrip(new ArrayList<>(List.of(thread, i, "text", new int[i]))).size();
                  }
                  return size;
                })
            .toList();

    assertThat(sizes).containsOnly(2_000);
  }
}
