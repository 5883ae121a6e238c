// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.Arg;
import dev.yonder.NotSendableException;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What cannot travel is refused with everything that is wrong with it, and where. */
class PayloadErrorsTest {
  private static final ClassLoader CLASSES = PayloadErrorsTest.class.getClassLoader();
  private final PayloadCodec codec = new KryoPayloadCodec(CLASSES);

  private String refusal(Object value) {
    return refusal(codec, value);
  }

  private static String refusal(PayloadCodec codec, Object value) {
    try {
      codec.encode(value, "argument 1 of Work.run");
    } catch (NotSendableException e) {
      return e.getMessage();
    }
    throw new AssertionError("was not refused");
  }

  @Test
  void everythingIsNamedAtOnceWithItsPath() {
    PayloadSamples.Model model = new PayloadSamples.Model();
    model.parts.add(Map.of("in", new ByteArrayInputStream(new byte[0])));

    String[] lines = refusal(model).split("\n");

    assertThat(lines[0]).isEqualTo("argument 1 of Work.run cannot be sent: of what is in it,");
    assertThat(lines[1])
        .startsWith("  Model.rule (dev.yonder.wire.PayloadSamples$Model$$Lambda")
        .endsWith(
            ") is a lambda whose type is not serializable; declare its type as an interface that"
                + " extends java.io.Serializable, or cast it with (Type & Serializable)");
    assertThat(lines[2])
        .isEqualTo(
            "  Model.worker (java.lang.Thread) is part of this process; make the field transient,"
                + " and start what is needed on the worker");
    assertThat(lines[3])
        .isEqualTo(
            "  Model.cache.lock (java.util.concurrent.locks.ReentrantLock) guards the memory of"
                + " this process; make the field transient, and make a new one on the worker if it"
                + " is needed there");
    assertThat(lines[4])
        .isEqualTo(
            "  Model.parts[0][in] (java.io.ByteArrayInputStream) is an open stream of this process;"
                + " send the data (a String, a byte array), or a file's name and open it on the"
                + " worker");
    assertThat(lines).hasSize(5);
  }

  @Test
  void oneObstacleIsOneLine() {
    assertThat(refusal(new PayloadSamples.Cache()))
        .isEqualTo(
            "argument 1 of Work.run cannot be sent: Cache.lock"
                + " (java.util.concurrent.locks.ReentrantLock) guards the memory of this process;"
                + " make the field transient, and make a new one on the worker if it is needed"
                + " there");
  }

  @Test
  void manyObstaclesAreCounted() {
    List<Object> threads = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      threads.add(new Thread());
    }

    assertThat(refusal(threads).lines().toList()).hasSize(12).last().isEqualTo("  and 15 more");
  }

  @Test
  void whatBelongsToThisProcessIsRefused() {
    assertThat(refusal(new Thread())).contains("is part of this process");
    assertThat(refusal(List.of(1).iterator())).contains("is a place in a collection");
    assertThat(refusal(List.of(1).stream())).contains("can be read only once, and only here");
    assertThat(refusal(Optional.of(new Thread()))).contains("Optional.value (java.lang.Thread)");
    assertThat(refusal(new ThreadLocal<>())).contains("is part of this process");
    assertThat(refusal(CLASSES)).contains("refers to code that this process has loaded");
    assertThat(refusal(new CompletableFuture<>())).contains("runs things in this process");
    assertThat(refusal(Arg.of(1))).contains("pass it as an argument itself");
    assertThat(refusal(new java.util.SplittableRandom(1)))
        .contains("is a class of the JDK that has no form for sending");
    assertThat(refusal(RandomGenerator.of("L64X128MixRandom")))
        .contains("is a class of the JDK that has no form for sending");
    assertThat(refusal(ByteBuffer.allocate(1))).contains("is a window on memory of this process");
    assertThat(refusal((Supplier<Integer>) () -> 1)).contains("is a lambda whose type is not");
    assertThat(
            refusal(
                Proxy.newProxyInstance(CLASSES, new Class<?>[] {Supplier.class}, (p, m, a) -> 1)))
        .contains("is of a class that was made at run time");
    assertThat(refusal(System.getLogger("x"))).contains("writes to the log of this process");
    assertThat(refusal(Stream.of(1).spliterator())).contains("can be read only once");
  }

  @Test
  void whatALambdaCapturesIsNamed() {
    Thread thread = new Thread();
    PayloadSamples.SerializableFunction lambda = x -> x + thread.getPriority();

    assertThat(refusal(lambda)).contains(".captured[0] (java.lang.Thread) is part of this process");
  }

  @Test
  void whatAnExceptionHoldsIsNamed() {
    assertThat(refusal(List.of(new PayloadSamples.Tied("t", null))))
        .contains("[0].thread (java.lang.Thread) is part of this process");
  }

  @Test
  void aPathStaysOnItsHost() {
    PayloadCodec far = new KryoPayloadCodec(CLASSES, /* mayLeaveHost= */ true);

    assertThat(
            refusal(far, new PayloadSamples.Pair<>(Path.of("a"), new File("b"))).lines().toList())
        .hasSize(3)
        .element(2)
        .isEqualTo(
            "  Pair.second (java.io.File) means another file on another host; send"
                + " InputFile.of(path)");
  }

  @Test
  void aRecordThatIsPartOfItselfIsRefused() {
    List<Object> list = new ArrayList<>();
    PayloadSamples.Pair<?, ?> pair = new PayloadSamples.Pair<>(list, null);
    list.add(pair);

    assertThat(refusal(pair))
        .isEqualTo(
            "argument 1 of Work.run cannot be sent: it holds an object of"
                + " dev.yonder.wire.PayloadSamples.Pair that is part of itself, which cannot be made"
                + " again: a record, an immutable collection or an object with its own serialized"
                + " form needs its parts first");
  }

  @Test
  void aBottomlessValueIsRefused() {
    assertThat(refusal(PayloadSamples.Node.chain(3_000_000)))
        .isEqualTo(
            "argument 1 of Work.run cannot be sent: it is nested too deep, as a list of many nodes"
                + " that each hold the next one is; send an array or a collection of the parts"
                + " instead");
  }

  @Test
  void aMissingClassIsNamed() {
    Payload payload = codec.encode(new PayloadSamples.Point(1, 2), "it");
    PayloadCodec elsewhere = new KryoPayloadCodec(ClassLoader.getPlatformClassLoader());

    assertThatThrownBy(() -> elsewhere.decode(payload, "the result of Work.run"))
        .isInstanceOf(NotSendableException.class)
        .hasMessage(
            "the result of Work.run cannot be read here: the class"
                + " dev.yonder.wire.PayloadSamples$Point is not on the class path here; add the jar"
                + " that has it");
  }

  @Test
  void anotherVersionOfAClassIsNoticed() {
    byte[] head = codec.encode(new PayloadSamples.Point(1, 2), "it").head();
    int fingerprint = 2 + 1 + PayloadSamples.Point.class.getName().length();
    head[fingerprint] ^= 1;

    assertThatThrownBy(() -> codec.decode(new Payload(head, List.of()), "it"))
        .isInstanceOf(NotSendableException.class)
        .hasMessage(
            "it cannot be read here: the class dev.yonder.wire.PayloadSamples$Point has other"
                + " fields here; run the same classes on both sides");
  }

  @Test
  void aConstructorThatRefusesIsQuoted() {
    byte[] head = codec.encode(new PayloadSamples.Checked(1), "it").head();
    head[head.length - 1] = 0;

    assertThatThrownBy(() -> codec.decode(new Payload(head, List.of()), "it"))
        .hasMessage(
            "it cannot be read here: the constructor of dev.yonder.wire.PayloadSamples$Checked threw"
                + " java.lang.IllegalArgumentException: not positive: 0");
  }
}
