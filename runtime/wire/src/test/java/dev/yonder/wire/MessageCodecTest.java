// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {
  private static final long MOST_ARRAY_BYTES = 1 << 20;

  static byte[] written(List<Message> messages) throws IOException {
    BytesTransport transport = new BytesTransport(new byte[0], 1);
    FrameWriter writer = new FrameWriter(transport, () -> null);
    for (Message message : messages) {
      writer.write(message);
    }
    while (writer.writeObjectPart()) {
      // Until all is written.
    }
    writer.flush();
    return transport.written.toByteArray();
  }

  static List<Message> read(byte[] bytes, int atATime) throws IOException {
    FrameReader reader = new FrameReader(new BytesTransport(bytes, atATime));
    reader.trust(MOST_ARRAY_BYTES);
    List<Message> messages = new ArrayList<>();
    for (Message next = reader.read(); next != null; next = reader.read()) {
      messages.add(next);
    }
    return messages;
  }

  @Test
  void everyTypeOfMessageHasASample() {
    Set<Class<?>> sampled = new HashSet<>();
    Messages.samples().forEach(message -> sampled.add(message.getClass()));
    assertThat(sampled).containsExactlyInAnyOrderElementsOf(leaves(Message.class));
  }

  private static Set<Class<?>> leaves(Class<?> type) {
    if (!type.isInterface()) {
      return Set.of(type);
    }
    Set<Class<?>> leaves = new HashSet<>();
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      leaves.addAll(leaves(permitted));
    }
    return leaves;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100_000})
  void everyMessageComesBackAsItWas(int atATime) throws IOException {
    List<Message> samples = Messages.samples();
    List<Message> back = read(written(samples), atATime);
    assertThat(back).hasSameSizeAs(samples);
    for (int i = 0; i < samples.size(); i++) {
      assertThat(back.get(i)).usingRecursiveComparison().isEqualTo(samples.get(i));
    }
  }

  @Test
  void theBytesAreThoseOfTheProtocolsVersion() throws IOException, URISyntaxException {
    StringBuilder lines = new StringBuilder();
    for (Message message : Messages.samples()) {
      lines
          .append(message.getClass().getSimpleName())
          .append(' ')
          .append(HexFormat.of().formatHex(written(List.of(message))))
          .append('\n');
    }
    var golden = getClass().getResource("/protocol/version-" + Protocol.VERSION + ".hex");
    assertThat(golden).as("golden bytes of version %d", Protocol.VERSION).isNotNull();
    assertThat(lines.toString())
        .as("a change of these bytes is another version of the protocol")
        .isEqualTo(Files.readString(Path.of(golden.toURI())));
  }

  @Test
  void longMessagesAreCutAndShortOnesGetThrough() throws IOException {
    double[] numbers = new double[100_000];
    Arrays.setAll(numbers, i -> i);
    Payload payload = new Payload(new byte[300_000], List.of(numbers, new byte[50_001], numbers));
    List<Message> urgent = new ArrayList<>(List.of(new Message.Alive(1, 2, 3)));
    BytesTransport transport = new BytesTransport(new byte[0], 1);
    FrameWriter writer =
        new FrameWriter(transport, () -> urgent.isEmpty() ? null : urgent.remove(0));
    writer.write(new Message.Finished(1, 1, 1, payload));
    writer.flush();
    FrameReader reader = new FrameReader(new BytesTransport(transport.written.toByteArray(), 999));
    reader.trust(2L * 100_000 * Double.BYTES + 50_001);
    assertThat(reader.read()).isEqualTo(new Message.Alive(1, 2, 3));
    Message.Finished finished = (Message.Finished) reader.read();
    assertThat(finished.value().head()).hasSize(300_000);
    assertThat((double[]) finished.value().arrays().get(2)).isEqualTo(numbers);
    assertThat(reader.read()).isNull();
  }

  @Test
  void whatIsNoMessageIsRefused() throws IOException {
    byte[] alive = written(List.of(new Message.Stop(1, 1, true)));
    byte[] unknown = alive.clone();
    unknown[Frame.HEADER] = 63;
    assertThatThrownBy(() -> read(unknown, 100))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("there is no message of the type 63");
    byte[] long_ = alive.clone();
    long_[2] = 0x7f;
    assertThatThrownBy(() -> read(long_, 100))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("a frame has 1 to 131072 bytes");
    assertThatThrownBy(() -> read(Arrays.copyOf(alive, alive.length - 1), 100))
        .isInstanceOf(EOFException.class);
    byte[] kind = alive.clone();
    kind[Frame.LENGTH] = 9;
    assertThatThrownBy(() -> read(kind, 100)).hasMessage("there is no frame of the kind 9");
  }

  @Test
  void beforeTheHandshakeOnlyShortMessagesAreRead() throws IOException {
    byte[] parts =
        written(List.of(new Message.Finished(1, 1, 1, new Payload(new byte[1 << 18], List.of()))));
    FrameReader untrusting = new FrameReader(new BytesTransport(parts, 1 << 16));
    assertThatThrownBy(untrusting::read)
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("a frame has 1 to 16384 bytes");
  }

  @Test
  void arraysThatDoNotFitAreRefusedBeforeTheyAreMade() throws IOException {
    Payload payload = new Payload(new byte[0], List.of(new double[(1 << 17) + 1]));
    byte[] bytes = written(List.of(new Message.Finished(1, 1, 1, payload)));
    assertThatThrownBy(() -> read(bytes, 1 << 16))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("more bytes than this process can take");
  }

  /** Whatever arrives, nothing but an {@link IOException} comes of it. */
  @Test
  void damagedBytesDoNoHarm() throws IOException {
    byte[] valid = written(Messages.samples());
    Random random = new Random(42);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = valid.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        read(bytes, 1 << 16);
      } catch (IOException e) {
        assertThat(e).isInstanceOfAny(ProtocolException.class, EOFException.class);
      }
    }
  }

  @Test
  void randomBytesDoNoHarm() throws IOException {
    Random random = new Random(42);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(200) + Frame.HEADER];
      random.nextBytes(bytes);
      bytes[0] = (byte) (bytes.length - Frame.LENGTH);
      bytes[1] = 0;
      bytes[2] = 0;
      bytes[3] = 0;
      bytes[4] = (byte) random.nextInt(5);
      try {
        read(bytes, 1 << 16);
      } catch (IOException e) {
        assertThat(e).isInstanceOfAny(ProtocolException.class, EOFException.class);
      }
    }
  }
}
