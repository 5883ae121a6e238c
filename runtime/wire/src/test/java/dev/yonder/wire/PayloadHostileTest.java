// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.NotSendableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.management.BadAttributeValueExpException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Bytes that no codec has written end in one kind of exception, and run nothing. */
class PayloadHostileTest {
  private final PayloadCodec codec =
      new KryoPayloadCodec(PayloadHostileTest.class.getClassLoader());

  @Property(tries = 1_000, seed = Seed.OF_EVERY_BUILD)
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
    decode(new Payload(bytes, List.of()));
  }

  @Property(tries = 100, seed = Seed.OF_EVERY_BUILD)
  void textsSurvive(@ForAll String text) {
    assertThat(codec.decode(codec.encode(text, "it"), "it")).isEqualTo(text);
  }

  @Property(tries = 100, seed = Seed.OF_EVERY_BUILD)
  void nestedValuesSurvive(
      @ForAll @Size(max = 5) List<@Size(max = 5) Map<String, @Size(max = 5) List<Double>>> value) {
    assertThat(codec.decode(codec.encode(value, "it"), "it")).isEqualTo(value);
  }

  @Test
  void damagedPayloadsAreReadOrRefused() {
    List<Payload> valid = valid(codec);
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      Payload payload = valid.get(random.nextInt(valid.size()));
      byte[] head = payload.head().clone();
      int changes = 1 + random.nextInt(3);
      for (int i = 0; i < changes; i++) {
        head[random.nextInt(head.length)] = (byte) (random.nextInt(4) == 0 ? -1 : random.nextInt());
      }
      if (random.nextInt(4) == 0) {
        head = Arrays.copyOf(head, random.nextInt(head.length));
      }
      try {
        decode(new Payload(head, payload.arrays()));
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  @Test
  void damagedExceptionsStillArrive() {
    byte[] valid = codec.encodeThrowable(new IOException("disk", new RuntimeException())).head();
    for (long seed = 0; seed < 1_000; seed++) {
      Random random = new Random(seed);
      byte[] head = valid.clone();
      head[random.nextInt(head.length)] = (byte) random.nextInt();

      assertThat(codec.decodeThrowable(new Payload(head, List.of()))).isNotNull();
    }
  }

  @Test
  void lengthsThatCannotBeAreNotAllocated() {
    // An ArrayList, then arrays of objects in each other, each of which claims 2^31 - 1 elements.
    for (int type : new int[] {80 + 2, 252 + 2, 240 + 2, 245 + 2, 0 + 2, 9 + 2, 120 + 2}) {
      PayloadOutput out = new PayloadOutput();
      out.writeVarInt(type, true);
      out.writeVarInt(1, true);
      out.writeVarInt(9, true);
      for (int i = 0; i < 100; i++) {
        out.writeVarInt(Integer.MAX_VALUE, true);
      }
      assertThatThrownBy(() -> codec.decode(out.toPayload(), "it"))
          .isInstanceOf(NotSendableException.class);
    }
  }

  @Test
  void aClassOfTheJdkMayNotComeByName() {
    PayloadOutput out = new PayloadOutput();
    out.writeVarInt(1, true);
    out.writeVarInt(0, true);
    out.writeString("java.lang.ProcessBuilder");
    out.writeInt(0);

    assertThatThrownBy(() -> codec.decode(out.toPayload(), "it"))
        .isInstanceOf(NotSendableException.class)
        .hasMessage(
            "it cannot be read here: the class java.lang.ProcessBuilder is not one of those that"
                + " may come by name");
  }

  @Test
  void aSerializedFormHasAFilter() throws IOException {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    try (ObjectOutputStream stream = new ObjectOutputStream(form)) {
      stream.writeObject(new BadAttributeValueExpException("gadget"));
    }
    PayloadOutput out = new PayloadOutput();
    out.writeVarInt(250 + 2, true); // a serialized form
    out.writeVarInt(1, true); // not seen before
    out.writeVarInt(0, true); // nothing beside it
    out.writeVarInt(form.size(), true);
    out.writeBytes(form.toByteArray());

    assertThatThrownBy(() -> codec.decode(out.toPayload(), "it"))
        .isInstanceOf(NotSendableException.class)
        .hasMessage(
            "it cannot be read here: the class javax.management.BadAttributeValueExpException is"
                + " not one of those that may come by name");
  }

  @Test
  void readingDoesNotInitializeAClassThatIsOnlyNamed() {
    Payload payload = codec.encode(Touched[].class, "it");

    codec.decode(payload, "it");

    assertThat(TOUCHED).isEmpty();
  }

  static final List<String> TOUCHED = new ArrayList<>();

  static final class Touched {
    static {
      TOUCHED.add("Touched");
    }
  }

  private void decode(Payload payload) {
    try {
      codec.decode(payload, "it");
    } catch (NotSendableException e) {
      assertThat(e).hasMessageStartingWith("it cannot be read here: ");
    }
  }

  static List<Payload> valid(PayloadCodec codec) {
    PayloadSamples.SerializableFunction lambda = x -> x + 1;
    return List.of(
        codec.encode(new PayloadSamples.Savings("x"), "it"),
        codec.encode(List.of(1, "two", 3.0, new PayloadSamples.Point(1, 2)), "it"),
        codec.encode(new TreeMap<>(Map.of("a", List.of(1), "b", List.of())), "it"),
        codec.encode(new Object[] {new int[][] {{1}, {2, 3}}, new String[] {"ä", "日本"}}, "it"),
        codec.encode(new Random(1), "it"),
        codec.encode(Collections.unmodifiableList(new ArrayList<>(List.of(1, 2))), "it"),
        codec.encode(EnumSet.of(TimeUnit.DAYS), "it"),
        codec.encode(lambda, "it"),
        codec.encode(new PayloadSamples.Names("t", List.of("a", "b")), "it"),
        codec.encode(
            List.of(
                new double[5_000],
                java.time.Instant.EPOCH.atZone(java.time.ZoneId.of("Asia/Tokyo"))),
            "it"),
        codec.encode(PayloadSamples.Node.chain(50), "it"));
  }
}
