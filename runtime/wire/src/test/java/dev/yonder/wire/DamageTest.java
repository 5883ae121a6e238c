// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.io.Output;
import dev.yonder.NotSendableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged bytes give a value or a {@link NotSendableException}, and nothing else. */
class DamageTest {
  private final KryoPayloadCodec codec = new KryoPayloadCodec(getClass().getClassLoader());

  private void decode(byte[] bytes) {
    try {
      codec.decode(new Payload(bytes, List.of(new int[5_000])), "it");
    } catch (NotSendableException e) {
      // As it should be.
    }
  }

  @ParameterizedTest
  @MethodSource("dev.yonder.wire.RoundTripTest#values")
  void bytesThatWereChangedOrLost(Object value) {
    byte[] good = codec.encode(new ArrayList<>(Arrays.asList(value, value, 5)), "it").head();
    Random random = new Random(good.length);
    int rounds = Math.min(300, 200_000 / good.length + 20);
    for (int i = 0; i < rounds; i++) {
      byte[] bad = good.clone();
      for (int k = random.nextInt(3); k >= 0; k--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      decode(bad);
      decode(Arrays.copyOf(good, random.nextInt(good.length)));
    }
  }

  @Test
  void bytesByChance() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      if (bytes.length > 0) {
        bytes[0] = (byte) random.nextInt(120);
      }
      decode(bytes);
    }
  }

  @Test
  void aFieldOfAnotherTypeIsNotSet() {
    Payload payload =
        codec.encode(
            new RoundTripTest.Point(1, 2, List.of(), (byte) 1, 'c', 1, true, (short) 1), "it");
    byte[] bad = payload.head().clone();
    AtomicInteger refused = new AtomicInteger();
    for (int i = 0; i < bad.length; i++) {
      byte before = bad[i];
      bad[i] ^= 1;
      try {
        codec.decode(new Payload(bad, List.of()), "it");
      } catch (NotSendableException e) {
        refused.incrementAndGet();
      }
      bad[i] = before;
    }
    assertThat(refused).hasPositiveValue();
  }

  @Test
  void lengthsBeyondTheBytesAllocateNothing() {
    for (Class<?> type :
        List.of(Object[].class, String[].class, int[].class, ArrayList.class, List.class)) {
      Output output = new Output(64, -1);
      output.writeVarInt(
          new WireKryo(getClass().getClassLoader()).getRegistration(type).getId() + 2, true);
      output.writeVarInt(1, true);
      output.writeByte(0);
      output.writeVarInt(Integer.MAX_VALUE - 7, true);

      assertThatThrownBy(() -> codec.decode(new Payload(output.toBytes(), List.of()), "it"))
          .isInstanceOf(NotSendableException.class)
          .hasMessageNotContaining("OutOfMemory");
    }
  }
}
