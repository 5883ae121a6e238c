// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written and read without a Kryo is what one writes and reads. */
class PlainValuesTest {
  private final PayloadTypes types =
      new PayloadTypes(PlainValuesTest.class.getClassLoader(), /* mayLeaveHost= */ false);
  private final PlainValues plain = new PlainValues(types);

  @Provide
  Arbitrary<Object> value() {
    return Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(60),
            Arbitraries.of(true, false),
            Arbitraries.bytes(),
            Arbitraries.chars(),
            Arbitraries.shorts(),
            Arbitraries.integers(),
            Arbitraries.longs(),
            Arbitraries.floats(),
            Arbitraries.doubles())
        .map(value -> (Object) value)
        .injectNull(0.1);
  }

  @Provide
  Arbitrary<Object[]> values() {
    return value().array(Object[].class).ofMaxSize(20);
  }

  private byte[] byKryo(Object value) {
    PayloadKryo kryo = new PayloadKryo(types);
    kryo.write(value);
    return kryo.out.toPayload().head();
  }

  private Object readByKryo(byte[] bytes) {
    PayloadKryo kryo = new PayloadKryo(types);
    kryo.in.open(new Payload(bytes, List.of()));
    return kryo.read();
  }

  @Property(tries = 150, seed = Seed.OF_EVERY_BUILD)
  void aValueHasTheBytesOfAKryo(@ForAll("value") Object value) {
    Payload bytes = plain.encode(value);
    assertThat(bytes.head()).isEqualTo(byKryo(value));
    assertThat(plain.decode(bytes)).isEqualTo(value);
  }

  @Property(tries = 150, seed = Seed.OF_EVERY_BUILD)
  void anArrayHasTheBytesOfAKryo(@ForAll("values") Object[] values) {
    Payload bytes = plain.encode(values);
    assertThat(bytes.head()).isEqualTo(byKryo(values));
    assertThat((Object[]) plain.decode(bytes)).containsExactly(values);
  }

  @Example
  void otherValuesAreLeftToAKryo() {
    List<Object> others =
        List.of(
            List.of(1),
            new String[] {"typed"},
            new int[] {1},
            new Object[] {1, new Object[] {2}},
            "long".repeat(2_000),
            IntStream.range(0, 2_000).boxed().toArray(),
            new Object[] {new PayloadSamples.Point(1, 2)});
    for (Object value : others) {
      assertThat(plain.encode(value)).as("%s", value).isNull();
      assertThat(plain.decode(new Payload(byKryo(value), List.of())))
          .as("%s", value)
          .isSameAs(PlainValues.NOT_PLAIN);
    }
  }

  @Property(tries = 200, seed = Seed.OF_EVERY_BUILD)
  void damagedBytesAreNoticedOrReadAsByAKryo(
      @ForAll("values") Object[] values, @ForAll int place, @ForAll byte instead) {
    byte[] bytes = byKryo(values);
    bytes[Math.floorMod(place, bytes.length)] = instead;
    Object read;
    try {
      read = plain.decode(new Payload(bytes, List.of()));
    } catch (RuntimeException e) {
      assertThatThrownBy(() -> readByKryo(bytes)).isInstanceOf(RuntimeException.class);
      return;
    }
    if (read != PlainValues.NOT_PLAIN) {
      assertThat(byKryo(read)).isEqualTo(byKryo(readByKryo(bytes)));
    }
  }
}
