// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import dev.yonder.wire.PayloadSerializer.Identity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The unmodifiable and synchronized wrappers of the table: 150 to 179.
 *
 * <p>What is inside of one is sent as it is, and wrapped again. So it keeps its class and its
 * order, and is still shared with whoever else refers to it.
 */
@SuppressWarnings("JdkObsolete") // It has what programs send.
final class WrapperTypes {
  private static final Object LIST = new ArrayList<>();
  private static final Object LINKED = new LinkedList<>();
  private static final Object SET = new HashSet<>();
  private static final Object TREE_SET = new TreeSet<>();
  private static final Object MAP = new HashMap<>();
  private static final Object TREE_MAP = new TreeMap<>();

  private WrapperTypes() {}

  static void addTo(JdkTypes table) {
    add(table, 150, LIST, x -> Collections.unmodifiableCollection((Collection<?>) x));
    add(table, 151, LIST, x -> Collections.unmodifiableList((List<?>) x));
    add(table, 152, LINKED, x -> Collections.unmodifiableList((List<?>) x));
    add(table, 153, SET, x -> Collections.unmodifiableSet((Set<?>) x));
    add(table, 154, TREE_SET, x -> Collections.unmodifiableSortedSet((SortedSet<?>) x));
    add(table, 155, TREE_SET, x -> Collections.unmodifiableNavigableSet((NavigableSet<?>) x));
    add(table, 156, MAP, x -> Collections.unmodifiableMap((Map<?, ?>) x));
    add(table, 157, TREE_MAP, x -> Collections.unmodifiableSortedMap((SortedMap<?, ?>) x));
    add(table, 158, TREE_MAP, x -> Collections.unmodifiableNavigableMap((NavigableMap<?, ?>) x));
    add(table, 160, LIST, x -> Collections.synchronizedCollection((Collection<?>) x));
    add(table, 161, LIST, x -> Collections.synchronizedList((List<?>) x));
    add(table, 162, LINKED, x -> Collections.synchronizedList((List<?>) x));
    add(table, 163, SET, x -> Collections.synchronizedSet((Set<?>) x));
    add(table, 164, TREE_SET, x -> Collections.synchronizedSortedSet((SortedSet<?>) x));
    add(table, 165, TREE_SET, x -> Collections.synchronizedNavigableSet((NavigableSet<?>) x));
    add(table, 166, MAP, x -> Collections.synchronizedMap((Map<?, ?>) x));
    add(table, 167, TREE_MAP, x -> Collections.synchronizedSortedMap((SortedMap<?, ?>) x));
    add(table, 168, TREE_MAP, x -> Collections.synchronizedNavigableMap((NavigableMap<?, ?>) x));
  }

  private static void add(JdkTypes table, int number, Object sample, UnaryOperator<Object> wrap) {
    table.add(
        number,
        wrap.apply(sample).getClass(),
        new HolderSerializer<Object>(
            Identity.SHARED,
            (kryo, out, wrapper) -> {
              // Its own lock; nobody changes it meanwhile, and unmodifiable ones do not mind.
              synchronized (wrapper) {
                kryo.write(kryo.backing(wrapper));
              }
            },
            (kryo, in) -> {
              Object backing = kryo.read();
              if (backing == null) {
                throw new PayloadException("the bytes are damaged: a wrapper is empty");
              }
              return wrap.apply(backing);
            }));
  }
}
