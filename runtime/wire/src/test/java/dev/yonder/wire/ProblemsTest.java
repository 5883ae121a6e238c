// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.esotericsoftware.kryo.io.Output;
import dev.yonder.Arg;
import dev.yonder.NotSendableException;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of values that cannot be sent, or bytes that cannot be understood. */
class ProblemsTest {
  private final KryoPayloadCodec codec = new KryoPayloadCodec(getClass().getClassLoader());

  static final class Cache {
    final ReentrantLock lock = new ReentrantLock();
    final transient Thread thread = Thread.currentThread();
  }

  static final class Model {
    final Cache cache = new Cache();
    final Map<String, Object> parts = Map.of("stream", new ByteArrayInputStream(new byte[0]));
  }

  static final class Node {
    @SuppressWarnings("unused") // read by reflection
    Node next;
  }

  @Test
  void allProblemsAreNamedWithTheirPaths() {
    Object[] arguments = {1, new Model(), Thread.currentThread()};

    assertThatThrownBy(() -> codec.encode(arguments, "Work.run"))
        .isInstanceOf(NotSendableException.class)
        .hasMessageContaining(
            "argument 2 of Work.run: Model.cache.lock (java.util.concurrent.locks.ReentrantLock)"
                + " cannot be sent: it belongs to this process: make the field transient")
        .hasMessageContaining(
            "argument 2 of Work.run: Model.parts.values[0] (java.io.ByteArrayInputStream)")
        .hasMessageContaining("argument 3 of Work.run: Thread (java.lang.Thread)")
        .hasMessageNotContaining("Model.cache.thread");
  }

  @Test
  void noMoreThanTenProblemsAreNamed() {
    List<Object> locks =
        Stream.generate(ReentrantLock::new).limit(100).<Object>map(l -> l).toList();

    assertThatThrownBy(() -> codec.encode(new ArrayList<>(locks), "the result of Work.run"))
        .hasMessageContaining("the result of Work.run: ArrayList[9] (")
        .hasMessageContaining("There may be more")
        .hasMessageNotContaining("[10]");
  }

  static Stream<Object> refused() throws Exception {
    Function<Integer, Integer> lambda = i -> i;
    return Stream.of(
        Thread.currentThread(),
        new StringWriter(),
        ForkJoinPool.commonPool(),
        ClassLoader.getSystemClassLoader(),
        new ThreadLocal<>(),
        List.of(1).iterator(),
        Stream.of(1),
        Arg.of(1),
        ProcessHandle.current(),
        new Object[] {lambda},
        lambda,
        Cache.class.getDeclaredField("lock"),
        new java.net.ServerSocket(),
        new java.util.logging.LogRecord(java.util.logging.Level.INFO, "x"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatBelongsToAProcessIsRefused(Object value) {
    assertThatThrownBy(() -> codec.encode(value, "it"))
        .isInstanceOf(NotSendableException.class)
        .hasMessageContaining("cannot be sent: it ");
  }

  @Test
  void aLongChainOfOwnObjectsIsRefusedInWords() {
    Node first = new Node();
    Node last = first;
    for (int i = 0; i < 100_000; i++) {
      last.next = new Node();
      last = last.next;
    }

    assertThatThrownBy(() -> codec.encode(first, "the result of Work.run"))
        .isInstanceOf(NotSendableException.class)
        .hasMessageContaining("nests more than");
  }

  @Test
  void chainsUpToTheBoundFitTheStackOfAThread() throws InterruptedException {
    Node first = new Node();
    Node last = first;
    for (int i = 1; i < WireKryo.DEEPEST - 1; i++) {
      last.next = new Node();
      last = last.next;
    }
    List<Object> decoded = new ArrayList<>();
    Thread small =
        new Thread(
            null,
            () -> decoded.add(codec.decode(codec.encode(first, "it"), "it")),
            "small",
            1024 * 1024);
    small.start();
    small.join();

    assertThat(decoded).hasSize(1);
  }

  @Test
  void aClassOfTheJdkThatIsNotSentIsNotMadeEither() {
    Output forged = new Output(64);
    forged.writeByte(1);
    forged.writeVarInt(0, true);
    forged.writeString("java.lang.Runtime");
    forged.writeInt(1);
    forged.writeVarInt(1, true);

    assertThatThrownBy(() -> codec.decode(new Payload(forged.toBytes(), List.of()), "it"))
        .isInstanceOf(NotSendableException.class)
        .hasMessageContaining("is not one of the JDK's classes that are sent");
  }

  @Test
  void aMissingClassIsNamed() {
    Payload payload = codec.encode(new Node(), "it");

    assertThatThrownBy(
            () ->
                new KryoPayloadCodec(ClassLoader.getPlatformClassLoader())
                    .decode(payload, "argument 1 of Work.run"))
        .isInstanceOf(NotSendableException.class)
        .hasMessageContaining("argument 1 of Work.run cannot be understood here")
        .hasMessageContaining(Node.class.getName() + ", which is not on the class path here");
  }

  @Test
  void aClassWithOtherFieldsIsNamed() {
    byte[] head = codec.encode(new Node(), "it").head();
    // Before the end are the fingerprint, the number of the object, and its field.
    head[head.length - 4] ^= 1;

    assertThatThrownBy(() -> codec.decode(new Payload(head, List.of()), "it"))
        .hasMessageContaining("is a " + Node.class.getName() + " with other fields");
  }

  @Test
  void aCycleThroughARecordIsRefusedInWords() {
    record Holder(List<Object> list) {}
    List<Object> list = new ArrayList<>();
    Holder holder = new Holder(list);
    list.add(holder);

    assertThatThrownBy(() -> codec.decode(codec.encode(holder, "it"), "it"))
        .isInstanceOf(NotSendableException.class)
        .hasMessageContaining("let no cycle lead through a record");
  }
}
