// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedSet;
import java.util.Stack;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The JDK's collections that are sent, apart from maps. */
@SuppressWarnings("JdkObsolete") // programs use them nevertheless
final class FixedCollections {
  private FixedCollections() {}

  /** Registers all of them. */
  static void register(Kryo kryo) {
    plain(kryo, ArrayList::new);
    plain(kryo, HashSet::new);
    plain(kryo, LinkedHashSet::new);
    plain(kryo, LinkedList::new);
    plain(kryo, ArrayDeque::new);
    plain(kryo, Vector::new);
    plain(kryo, Stack::new);
    plain(kryo, ConcurrentLinkedDeque::new);
    plain(kryo, ConcurrentLinkedQueue::new);
    plain(kryo, CopyOnWriteArrayList::new);
    plain(kryo, CopyOnWriteArraySet::new);
    plain(kryo, LinkedBlockingDeque::new);
    plain(kryo, LinkedBlockingQueue::new);
    plain(kryo, ConcurrentHashMap::newKeySet);
    ordered(kryo, TreeSet::new);
    ordered(kryo, ConcurrentSkipListSet::new);
    ordered(kryo, PriorityQueue::new);
    ordered(kryo, c -> new PriorityBlockingQueue<>(11, c));
    immutable(kryo);
    wrapped(kryo);
  }

  private static void plain(Kryo kryo, Supplier<Collection<Object>> make) {
    kryo.register(
        make.get().getClass(), new Elements(comparator -> make.get(), UnaryOperator.identity()));
  }

  private static void ordered(
      Kryo kryo, Function<@Nullable Comparator<Object>, Collection<Object>> make) {
    kryo.register(make.apply(null).getClass(), new Elements(make, UnaryOperator.identity()));
  }

  private static void immutable(Kryo kryo) {
    kryo.register(List.class, new Whole<>(List::toArray, FixedCollections::listOf));
    kryo.register(Set.class, new Whole<Set<?>>(Set::toArray, Set::of));
    constant(kryo, Collections.emptyList());
    constant(kryo, Collections.emptySet());
    constant(kryo, Collections.reverseOrder());
    constant(kryo, String.CASE_INSENSITIVE_ORDER);
    kryo.register(
        Collections.reverseOrder(String.CASE_INSENSITIVE_ORDER).getClass(), new JavaForm());
    kryo.register(
        Collections.singletonList(1).getClass(),
        new Whole<List<?>>(List::toArray, parts -> Collections.singletonList(parts[0])));
    kryo.register(
        Collections.singleton(1).getClass(),
        new Whole<Set<?>>(Set::toArray, parts -> Collections.singleton(parts[0])));
    kryo.register(Arrays.asList().getClass(), new Whole<List<?>>(List::toArray, Arrays::asList));
  }

  /** Makes a list as {@code List.of} does, or {@code Stream.toList}, which takes null. */
  private static List<?> listOf(@Nullable Object[] parts) {
    return Arrays.stream(parts).allMatch(Objects::nonNull)
        ? List.of(parts)
        : Collections.unmodifiableList(Arrays.asList(parts));
  }

  /** Registers a class that has one object. */
  static void constant(Kryo kryo, Object only) {
    kryo.register(only.getClass(), new Whole<>(value -> new Object[0], parts -> only));
  }

  private static void wrapped(Kryo kryo) {
    wrap(kryo, ArrayList::new, Collections::unmodifiableCollection);
    wrap(kryo, ArrayList::new, Collections::synchronizedCollection);
    wrap(kryo, ArrayList::new, c -> Collections.unmodifiableList((List<Object>) c));
    wrap(kryo, ArrayList::new, c -> Collections.synchronizedList((List<Object>) c));
    wrap(kryo, LinkedList::new, c -> Collections.unmodifiableList((List<Object>) c));
    wrap(kryo, LinkedList::new, c -> Collections.synchronizedList((List<Object>) c));
    wrap(kryo, LinkedHashSet::new, c -> Collections.unmodifiableSet((Set<Object>) c));
    wrap(kryo, LinkedHashSet::new, c -> Collections.synchronizedSet((Set<Object>) c));
    wrapOrdered(kryo, c -> Collections.unmodifiableSortedSet((SortedSet<Object>) c));
    wrapOrdered(kryo, c -> Collections.synchronizedSortedSet((SortedSet<Object>) c));
    wrapOrdered(kryo, c -> Collections.unmodifiableNavigableSet((NavigableSet<Object>) c));
    wrapOrdered(kryo, c -> Collections.synchronizedNavigableSet((NavigableSet<Object>) c));
  }

  private static void wrap(
      Kryo kryo, Supplier<Collection<Object>> make, UnaryOperator<Collection<Object>> wrap) {
    kryo.register(wrap.apply(make.get()).getClass(), new Elements(comparator -> make.get(), wrap));
  }

  private static void wrapOrdered(Kryo kryo, UnaryOperator<Collection<Object>> wrap) {
    kryo.register(wrap.apply(new TreeSet<>()).getClass(), new Elements(TreeSet::new, wrap));
  }
}
