// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import dev.yonder.wire.PayloadSerializer.Identity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
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
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Collections of the table: 80 to 119. */
@SuppressWarnings("JdkObsolete") // It has what programs send.
final class CollectionTypes {
  private CollectionTypes() {}

  /** Makes an empty collection. */
  private interface Sorted<T> {
    T of(@Nullable Comparator<Object> order);
  }

  static void addTo(JdkTypes table) {
    table.add(80, ArrayList.class, plain(ArrayList::new));
    table.add(81, LinkedList.class, plain(n -> new LinkedList<>()));
    table.add(82, ArrayDeque.class, plain(n -> new ArrayDeque<>()));
    table.add(83, HashSet.class, plain(HashSet::new));
    table.add(84, LinkedHashSet.class, plain(LinkedHashSet::new));
    table.add(85, Vector.class, plain(Vector::new));
    table.add(86, Stack.class, plain(n -> new Stack<>()));
    table.add(87, CopyOnWriteArrayList.class, plain(n -> new CopyOnWriteArrayList<>()));
    table.add(88, CopyOnWriteArraySet.class, plain(n -> new CopyOnWriteArraySet<>()));
    table.add(89, ConcurrentLinkedQueue.class, plain(n -> new ConcurrentLinkedQueue<>()));
    table.add(90, ConcurrentLinkedDeque.class, plain(n -> new ConcurrentLinkedDeque<>()));
    table.add(91, ConcurrentHashMap.KeySetView.class, plain(n -> ConcurrentHashMap.newKeySet()));
    table.add(
        92,
        TreeSet.class,
        CollectionTypes.<SortedSet<Object>>sorted(SortedSet::comparator, TreeSet::new));
    table.add(
        93,
        ConcurrentSkipListSet.class,
        CollectionTypes.<SortedSet<Object>>sorted(
            SortedSet::comparator, ConcurrentSkipListSet::new));
    table.add(94, PriorityQueue.class, sorted(PriorityQueue::comparator, PriorityQueue::new));
    table.add(
        95,
        PriorityBlockingQueue.class,
        sorted(PriorityBlockingQueue::comparator, order -> new PriorityBlockingQueue<>(11, order)));
    bounded(table);
    table.add(
        98,
        Arrays.asList().getClass(),
        new HolderSerializer<List<?>>(
            Identity.CYCLES, HolderSerializer::writeElements, CollectionTypes::readArrayList));
    table.add(
        99,
        EnumSet.class,
        new HolderSerializer<EnumSet<?>>(
            Identity.CYCLES, CollectionTypes::writeEnums, CollectionTypes::readEnums));
    immutable(table);
  }

  private static void bounded(JdkTypes table) {
    table.add(
        96,
        LinkedBlockingQueue.class,
        new HolderSerializer<LinkedBlockingQueue<Object>>(
            Identity.CYCLES,
            (kryo, out, queue) -> {
              out.writeInt(queue.size() + queue.remainingCapacity());
              HolderSerializer.writeElements(kryo, out, queue);
            },
            (kryo, in) -> fill(kryo, in, new LinkedBlockingQueue<>(in.readInt()))));
    table.add(
        97,
        LinkedBlockingDeque.class,
        new HolderSerializer<LinkedBlockingDeque<Object>>(
            Identity.CYCLES,
            (kryo, out, queue) -> {
              out.writeInt(queue.size() + queue.remainingCapacity());
              HolderSerializer.writeElements(kryo, out, queue);
            },
            (kryo, in) -> fill(kryo, in, new LinkedBlockingDeque<>(in.readInt()))));
  }

  private static void immutable(JdkTypes table) {
    table.add(
        100,
        List.of().getClass(),
        new HolderSerializer<List<?>>(
            Identity.SHARED,
            HolderSerializer::writeElements,
            (kryo, in) -> list(HolderSerializer.readElements(kryo, in))),
        List.of(1).getClass(),
        List.of(1, 2, 3).subList(0, 2).getClass());
    table.add(
        101,
        Set.of().getClass(),
        new HolderSerializer<Set<?>>(
            Identity.SHARED,
            HolderSerializer::writeElements,
            (kryo, in) -> Set.of(HolderSerializer.readElements(kryo, in))),
        Set.of(1).getClass());
    table.add(102, Collections.emptyList().getClass(), constant(Collections.emptyList()));
    table.add(103, Collections.emptySet().getClass(), constant(Collections.emptySet()));
    table.add(
        104,
        Collections.singletonList(1).getClass(),
        one((List<?> list) -> list.get(0), Collections::singletonList));
    table.add(
        105,
        Collections.singleton(1).getClass(),
        one((Set<?> set) -> set.iterator().next(), Collections::singleton));
    table.add(
        106,
        Collections.nCopies(1, 1).getClass(),
        new HolderSerializer<List<?>>(
            Identity.SHARED,
            (kryo, out, list) -> {
              out.writeVarInt(list.size(), true);
              kryo.write(list.isEmpty() ? null : list.get(0));
            },
            (kryo, in) -> Collections.nCopies(in.readVarInt(true), kryo.read())));
  }

  static <T> HolderSerializer<T> constant(T value) {
    return new HolderSerializer<>(Identity.NONE, (kryo, out, object) -> {}, (kryo, in) -> value);
  }

  private static <T> HolderSerializer<T> one(
      Function<T, @Nullable Object> part, Function<@Nullable Object, T> of) {
    return new HolderSerializer<>(
        Identity.SHARED,
        (kryo, out, object) -> kryo.write(part.apply(object)),
        (kryo, in) -> of.apply(kryo.read()));
  }

  private static <T extends Collection<Object>> HolderSerializer<T> plain(IntFunction<T> empty) {
    return new HolderSerializer<>(
        Identity.CYCLES,
        HolderSerializer::writeElements,
        (kryo, in) -> {
          int length = in.readLength();
          T collection = empty.apply(length);
          kryo.reference(collection);
          for (int i = 0; i < length; i++) {
            add(collection, kryo.read());
          }
          return collection;
        });
  }

  private static <T extends Collection<Object>> HolderSerializer<T> sorted(
      Function<T, @Nullable Comparator<? super Object>> order, Sorted<? extends T> empty) {
    return new HolderSerializer<>(
        Identity.CYCLES,
        (kryo, out, collection) -> {
          kryo.write(order.apply(collection));
          HolderSerializer.writeElements(kryo, out, collection);
        },
        (kryo, in) -> fill(kryo, in, empty.of(order(kryo.read()))));
  }

  @SuppressWarnings("unchecked") // Fails where it is used if the bytes are damaged.
  static @Nullable Comparator<Object> order(@Nullable Object object) {
    if (object != null && !(object instanceof Comparator)) {
      throw new PayloadException("the bytes are damaged: an order is missing");
    }
    return (Comparator<Object>) object;
  }

  private static <T extends Collection<Object>> T fill(
      PayloadKryo kryo, PayloadInput in, T collection) {
    kryo.reference(collection);
    int length = in.readLength();
    for (int i = 0; i < length; i++) {
      add(collection, kryo.read());
    }
    return collection;
  }

  @SuppressWarnings("NullAway") // Whether a collection takes null is its own affair.
  private static void add(Collection<Object> collection, @Nullable Object element) {
    collection.add(element);
  }

  private static List<?> readArrayList(PayloadKryo kryo, PayloadInput in) {
    Object[] elements = new Object[in.readLength()];
    List<?> list = Arrays.asList(elements);
    kryo.reference(list);
    for (int i = 0; i < elements.length; i++) {
      elements[i] = kryo.read();
    }
    return list;
  }

  private static List<?> list(Object[] elements) {
    // List.of takes no null, but the lists of Stream.toList are of the same class and do.
    return Arrays.asList(elements).contains(null)
        ? Arrays.stream(elements).toList()
        : List.of(elements);
  }

  @SuppressWarnings("EnumOrdinal") // Both sides have the same classes.
  private static void writeEnums(PayloadKryo kryo, PayloadOutput out, EnumSet<?> set) {
    EnumSet<?> some = set.isEmpty() ? EnumSet.complementOf(set) : set;
    if (some.isEmpty()) {
      throw new PayloadException("it holds an EnumSet of an enum without constants");
    }
    kryo.tokens().write(out, some.iterator().next().getDeclaringClass());
    out.writeVarInt(set.size(), true);
    for (Enum<?> constant : set) {
      out.writeVarInt(constant.ordinal(), true);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // checked by hand
  private static EnumSet<?> readEnums(PayloadKryo kryo, PayloadInput in) {
    Class type = enumType(kryo.tokens().read(in));
    Object[] constants = type.getEnumConstants();
    EnumSet set = EnumSet.noneOf(type);
    for (int left = in.readLength(); left > 0; left--) {
      int ordinal = in.readVarInt(true);
      if (ordinal < 0 || ordinal >= constants.length) {
        throw new PayloadException("the bytes are damaged: there is no constant " + ordinal);
      }
      set.add(constants[ordinal]);
    }
    return set;
  }

  static Class<?> enumType(Class<?> type) {
    if (!type.isEnum()) {
      throw new PayloadException("the bytes are damaged: " + type.getName() + " is no enum");
    }
    return type;
  }
}
