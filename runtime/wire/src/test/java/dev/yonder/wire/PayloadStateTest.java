// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** State that equals does not see, and objects that come twice. */
class PayloadStateTest {
  private final PayloadCodec codec = new KryoPayloadCodec(PayloadStateTest.class.getClassLoader());

  @SuppressWarnings("unchecked")
  private <T> T send(T value) {
    return (T) codec.decode(codec.encode(value, "it"), "it");
  }

  @Test
  void noConstructorRunsAndTransientFieldsAreZero() {
    PayloadSamples.Account account = new PayloadSamples.Account("a");
    int before = PayloadSamples.Account.constructed;

    PayloadSamples.Account back = send(account);

    assertThat(PayloadSamples.Account.constructed).isEqualTo(before);
    assertThat(back.cached).isZero();
  }

  @Test
  void anObjectThatComesTwiceArrivesAsOne() {
    List<Object> shared = new ArrayList<>();
    int[] array = {1, 2};
    PayloadSamples.Point point = new PayloadSamples.Point(1, 2);

    List<Object> back = send(new ArrayList<>(List.of(shared, shared, array, array, point, point)));

    assertThat(back.get(0)).isSameAs(back.get(1));
    assertThat(back.get(2)).isSameAs(back.get(3));
    assertThat(back.get(4)).isSameAs(back.get(5));
  }

  @Test
  @SuppressWarnings("ModifiedButNotUsed") // It is used through the wrapper.
  void aWrapperAndWhatIsInItStayTogether() {
    List<Object> list = new ArrayList<>();
    List<Object> back = send(new ArrayList<>(List.of(list, Collections.unmodifiableList(list))));

    @SuppressWarnings("unchecked")
    List<Object> inner = (List<Object>) back.get(0);
    inner.add("new");

    assertThat(back.get(1)).isEqualTo(List.of("new"));
  }

  @Test
  void cyclesSurvive() {
    PayloadSamples.Node node = new PayloadSamples.Node(1, null);
    node.next = new PayloadSamples.Node(2, node);
    List<Object> list = new ArrayList<>();
    list.add(list);
    Object[] array = new Object[1];
    array[0] = array;

    PayloadSamples.Node back = send(node);
    List<Object> sameList = send(list);
    Object[] sameArray = send(array);

    assertThat(back.next.next).isSameAs(back);
    assertThat(sameList.get(0)).isSameAs(sameList);
    assertThat(sameArray[0]).isSameAs(sameArray);
  }

  @Test
  void aChainOfAHundredThousandNodesArrives() {
    PayloadSamples.Node back = send(PayloadSamples.Node.chain(100_000));

    int count = 0;
    for (PayloadSamples.Node node = back; node != null; node = node.next) {
      count++;
    }
    assertThat(count).isEqualTo(100_000);
  }

  @Test
  void ordersArrive() {
    TreeSet<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    set.add("b");
    TreeMap<String, Integer> map =
        new TreeMap<>(
            Comparator.comparing(
                (Function<String, Integer> & java.io.Serializable) String::length,
                Comparator.reverseOrder()));
    map.put("a", 1);
    map.put("bb", 2);
    PriorityQueue<Integer> queue = new PriorityQueue<>(Collections.reverseOrder());
    queue.addAll(List.of(1, 3, 2));

    assertThat(send(set).contains("B")).isTrue();
    assertThat(send(map).firstKey()).isEqualTo("bb");
    assertThat(new ArrayList<>(send(queue))).first().isEqualTo(3);
    assertThat(send(Comparator.<Integer>naturalOrder())).isSameAs(Comparator.naturalOrder());
    assertThat(send(Collections.unmodifiableSet(set)).contains("B")).isTrue();
    Comparator<? super String> lambdas =
        (Comparator<String> & java.io.Serializable) (a, b) -> b.compareTo(a);
    TreeSet<String> byLambda = new TreeSet<>(lambdas);
    byLambda.addAll(List.of("a", "b"));
    assertThat(send(byLambda)).containsExactly("b", "a");
    assertThat(send(Comparator.nullsFirst(Comparator.<Integer>naturalOrder())).compare(null, 1))
        .isNegative();
  }

  @Test
  void aCacheStaysACache() {
    Map<String, Integer> cache = new LinkedHashMap<>(16, 0.75f, true);
    cache.put("a", 1);
    cache.put("b", 2);

    Map<String, Integer> back = send(cache);
    back.get("a");

    assertThat(back.keySet()).containsExactly("b", "a");
    assertThat(cache.keySet()).containsExactly("a", "b");
  }

  @Test
  void holdersHaveTheirValues() {
    assertThat(send(new AtomicInteger(5)).get()).isEqualTo(5);
    assertThat(send(new AtomicLong(5)).get()).isEqualTo(5);
    assertThat(send(new AtomicReference<>("x")).get()).isEqualTo("x");
    assertThat(send(new StringBuilder("x")).toString()).isEqualTo("x");
    assertThat(send(Pattern.compile("a+", Pattern.CASE_INSENSITIVE)).matcher("AA").matches())
        .isTrue();
    assertThat(send(new ArrayDeque<>(List.of(1, 2)))).containsExactly(1, 2);
    assertThat(send(new LinkedBlockingQueue<>(List.of(1, 2)))).containsExactly(1, 2);
    assertThat(send(new LinkedBlockingQueue<>(7)).remainingCapacity()).isEqualTo(7);
    assertThat(send(IntStream.of(1, 5).summaryStatistics()))
        .hasToString(IntStream.of(1, 5).summaryStatistics().toString());
    assertThat(send(DoubleStream.of(1, 5).summaryStatistics()))
        .hasToString(DoubleStream.of(1, 5).summaryStatistics().toString());
    assertThat(send(LongStream.empty().summaryStatistics()))
        .hasToString(LongStream.empty().summaryStatistics().toString());
    Collection<Integer> some = Collections.unmodifiableCollection(new ArrayList<>(List.of(1)));
    assertThat(send(some)).containsExactly(1).hasSameClassAs(some);
    IdentityHashMap<Object, Integer> byIdentity = new IdentityHashMap<>();
    byIdentity.put(PayloadSamples.Shape.ROUND, 1);
    assertThat(send(byIdentity)).isEqualTo(byIdentity);
  }

  @Test
  void aRandomGoesOnWhereItWas() {
    Random random = new Random(1);
    random.nextGaussian();
    Random back = send(random);

    assertThat(back.nextGaussian()).isEqualTo(random.nextGaussian());
    assertThat(back.nextLong()).isEqualTo(random.nextLong());
  }

  @Test
  void lambdasArriveWithWhatTheyCapture() {
    int[] captured = {40};
    PayloadSamples.SerializableFunction lambda = x -> x + captured[0];
    PayloadSamples.SerializableFunction reference = Math::negateExact;

    PayloadSamples.SerializableFunction back = send(lambda);

    assertThat(back.applyAsInt(2)).isEqualTo(42);
    assertThat(send(reference).applyAsInt(2)).isEqualTo(-2);
    assertThat(send((IntUnaryOperator & java.io.Serializable) x -> 2 * x).applyAsInt(4))
        .isEqualTo(8);
  }

  @Test
  void whatCustomFormsHoldNeedNotBeSerializable() {
    PayloadSamples.BadPoint back =
        send(new PayloadSamples.BadPoint(new PayloadSamples.Point(1, 2)));

    assertThat(back).hasMessage("bad: Point[x=1.0, y=2.0]");
    assertThat(back.point).isEqualTo(new PayloadSamples.Point(1, 2));
    assertThat(send(PayloadSamples.Unit.METRE)).isSameAs(PayloadSamples.Unit.METRE);
    assertThat(send(new PayloadSamples.Names("t", List.of("a"))).title).isEqualTo("t");
  }

  @Test
  void largeArraysTravelBesideTheHeadWithoutACopy() {
    double[] large = new double[10_000];
    byte[] alsoLarge = new byte[100_000];
    Payload payload = codec.encode(List.of(large, alsoLarge, large, new int[10]), "it");

    assertThat(payload.arrays()).hasSize(2);
    assertThat(payload.arrays().get(0)).isSameAs(large);
    assertThat(payload.arrays().get(1)).isSameAs(alsoLarge);
    assertThat(payload.head().length).isLessThan(200);
    List<?> back = (List<?>) codec.decode(payload, "it");
    assertThat(back.get(0)).isSameAs(large);
    assertThat(back.get(2)).isSameAs(large);
    assertThat(back.get(3)).isEqualTo(new int[10]);
  }

  @Test
  void aClassIsNamedOncePerPayload() {
    List<Object> points = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      points.add(new PayloadSamples.Point(i, i));
    }

    assertThat(codec.encode(points, "it").head().length).isLessThan(1_000 * 20 + 200);
  }
}
