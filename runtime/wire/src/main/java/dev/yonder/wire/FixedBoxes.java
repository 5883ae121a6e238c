// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** The JDK's optional and atomic values. */
final class FixedBoxes {
  private FixedBoxes() {}

  /** Registers all of them. */
  static void register(Kryo kryo) {
    kryo.register(
        Optional.class,
        Whole.ofOne(Object.class, (Optional<?> value) -> value.orElse(null), Optional::ofNullable));
    kryo.register(
        OptionalInt.class,
        new Whole<OptionalInt>(
            value -> value.stream().boxed().toArray(),
            parts -> parts.length == 0 ? OptionalInt.empty() : OptionalInt.of((Integer) parts[0])));
    kryo.register(
        OptionalLong.class,
        new Whole<OptionalLong>(
            value -> value.stream().boxed().toArray(),
            parts -> parts.length == 0 ? OptionalLong.empty() : OptionalLong.of((Long) parts[0])));
    kryo.register(
        OptionalDouble.class,
        new Whole<OptionalDouble>(
            value -> value.stream().boxed().toArray(),
            parts ->
                parts.length == 0 ? OptionalDouble.empty() : OptionalDouble.of((Double) parts[0])));
    kryo.register(
        AtomicBoolean.class, Whole.ofOne(Boolean.class, AtomicBoolean::get, AtomicBoolean::new));
    kryo.register(
        AtomicInteger.class, Whole.ofOne(Integer.class, AtomicInteger::get, AtomicInteger::new));
    kryo.register(AtomicLong.class, Whole.ofOne(Long.class, AtomicLong::get, AtomicLong::new));
    kryo.register(
        AtomicReference.class,
        new Filled<AtomicReference<Object>>(
            AtomicReference::new, AtomicReference::get, AtomicReference::set));
    kryo.register(
        AtomicIntegerArray.class,
        Whole.ofOne(
            int[].class,
            (AtomicIntegerArray value) ->
                IntStream.range(0, value.length()).map(value::get).toArray(),
            AtomicIntegerArray::new));
    kryo.register(
        AtomicLongArray.class,
        Whole.ofOne(
            long[].class,
            (AtomicLongArray value) ->
                IntStream.range(0, value.length()).mapToLong(value::get).toArray(),
            AtomicLongArray::new));
    kryo.register(
        AtomicReferenceArray.class,
        new Whole<AtomicReferenceArray<?>>(
            value -> IntStream.range(0, value.length()).mapToObj(value::get).toArray(),
            AtomicReferenceArray::new));
    kryo.register(LongAdder.class, Whole.ofOne(Long.class, LongAdder::sum, FixedBoxes::longAdder));
    kryo.register(
        DoubleAdder.class, Whole.ofOne(Double.class, DoubleAdder::sum, FixedBoxes::doubleAdder));
  }

  private static LongAdder longAdder(long sum) {
    LongAdder adder = new LongAdder();
    adder.add(sum);
    return adder;
  }

  private static DoubleAdder doubleAdder(double sum) {
    DoubleAdder adder = new DoubleAdder();
    adder.add(sum);
    return adder;
  }
}
