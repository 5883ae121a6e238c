// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import dev.yonder.wire.PayloadSerializer.Identity;
import java.util.DoubleSummaryStatistics;
import java.util.IntSummaryStatistics;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/**
 * Holders of one value, and statistics, of the table: 180 to 199. They arrive with the value of one
 * moment.
 */
final class AtomicTypes {
  private AtomicTypes() {}

  static void addTo(JdkTypes table) {
    table.add(
        180,
        AtomicInteger.class,
        ValueSerializer.<AtomicInteger>changing(
            (out, value) -> out.writeInt(value.get()), in -> new AtomicInteger(in.readInt())));
    table.add(
        181,
        AtomicLong.class,
        ValueSerializer.<AtomicLong>changing(
            (out, value) -> out.writeLong(value.get()), in -> new AtomicLong(in.readLong())));
    table.add(
        182,
        AtomicBoolean.class,
        ValueSerializer.<AtomicBoolean>changing(
            (out, value) -> out.writeBoolean(value.get()),
            in -> new AtomicBoolean(in.readBoolean())));
    table.add(
        183,
        LongAdder.class,
        ValueSerializer.<LongAdder>changing(
            (out, value) -> out.writeLong(value.sum()),
            in -> {
              LongAdder adder = new LongAdder();
              adder.add(in.readLong());
              return adder;
            }));
    table.add(
        184,
        DoubleAdder.class,
        ValueSerializer.<DoubleAdder>changing(
            (out, value) -> out.writeDouble(value.sum()),
            in -> {
              DoubleAdder adder = new DoubleAdder();
              adder.add(in.readDouble());
              return adder;
            }));
    holders(table);
    arrays(table);
    statistics(table);
  }

  private static void statistics(JdkTypes table) {
    table.add(
        189,
        IntSummaryStatistics.class,
        ValueSerializer.<IntSummaryStatistics>changing(
            (out, value) -> {
              out.writeLong(value.getCount());
              out.writeInt(value.getMin());
              out.writeInt(value.getMax());
              out.writeLong(value.getSum());
            },
            in ->
                new IntSummaryStatistics(
                    in.readLong(), in.readInt(), in.readInt(), in.readLong())));
    table.add(
        190,
        LongSummaryStatistics.class,
        ValueSerializer.<LongSummaryStatistics>changing(
            (out, value) -> {
              out.writeLong(value.getCount());
              out.writeLong(value.getMin());
              out.writeLong(value.getMax());
              out.writeLong(value.getSum());
            },
            in ->
                new LongSummaryStatistics(
                    in.readLong(), in.readLong(), in.readLong(), in.readLong())));
    table.add(
        191,
        DoubleSummaryStatistics.class,
        ValueSerializer.<DoubleSummaryStatistics>changing(
            (out, value) -> {
              out.writeLong(value.getCount());
              out.writeDouble(value.getMin());
              out.writeDouble(value.getMax());
              out.writeDouble(value.getSum());
            },
            in ->
                new DoubleSummaryStatistics(
                    in.readLong(), in.readDouble(), in.readDouble(), in.readDouble())));
  }

  private static void holders(JdkTypes table) {
    table.add(
        185,
        AtomicReference.class,
        new HolderSerializer<AtomicReference<Object>>(
            Identity.CYCLES,
            (kryo, out, reference) -> kryo.write(reference.get()),
            (kryo, in) -> {
              AtomicReference<Object> reference = new AtomicReference<>();
              kryo.reference(reference);
              reference.set(kryo.read());
              return reference;
            }));
    table.add(
        186,
        Optional.class,
        new HolderSerializer<Optional<?>>(
            Identity.NONE,
            (kryo, out, optional) -> kryo.write(optional.orElse(null)),
            (kryo, in) -> Optional.ofNullable(kryo.read())));
  }

  private static void arrays(JdkTypes table) {
    table.add(
        187,
        AtomicIntegerArray.class,
        ValueSerializer.<AtomicIntegerArray>changing(
            (out, array) -> {
              out.writeVarInt(array.length(), true);
              for (int i = 0; i < array.length(); i++) {
                out.writeVarInt(array.get(i), false);
              }
            },
            in -> {
              AtomicIntegerArray array = new AtomicIntegerArray(in.readLength());
              for (int i = 0; i < array.length(); i++) {
                array.set(i, in.readVarInt(false));
              }
              return array;
            }));
    table.add(
        188,
        AtomicLongArray.class,
        ValueSerializer.<AtomicLongArray>changing(
            (out, array) -> {
              out.writeVarInt(array.length(), true);
              for (int i = 0; i < array.length(); i++) {
                out.writeVarLong(array.get(i), false);
              }
            },
            in -> {
              AtomicLongArray array = new AtomicLongArray(in.readLength());
              for (int i = 0; i < array.length(); i++) {
                array.set(i, in.readVarLong(false));
              }
              return array;
            }));
  }
}
