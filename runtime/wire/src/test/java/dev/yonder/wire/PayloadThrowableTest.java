// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.RemoteTrace;
import dev.yonder.TaskId;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Exceptions arrive as themselves or as a stand-in, and never not at all. */
class PayloadThrowableTest {
  private final PayloadCodec codec =
      new KryoPayloadCodec(PayloadThrowableTest.class.getClassLoader());

  private Throwable send(Throwable thrown) {
    return codec.decodeThrowable(codec.encodeThrowable(thrown));
  }

  @Test
  void causesSuppressedOnesAndFramesArrive() {
    IOException cause = new IOException("disk");
    IllegalStateException thrown = new IllegalStateException("no", cause);
    thrown.addSuppressed(
        new RemoteTrace(new TaskId(3), "Work.run", 2, "alpha", "w1", "last words"));

    Throwable back = send(thrown);

    assertThat(back).isExactlyInstanceOf(IllegalStateException.class).hasMessage("no");
    assertThat(back.getStackTrace()).isEqualTo(thrown.getStackTrace());
    assertThat(back.getCause()).isExactlyInstanceOf(IOException.class).hasMessage("disk");
    assertThat(back.getCause().getStackTrace()).isEqualTo(cause.getStackTrace());
    RemoteTrace trace = (RemoteTrace) back.getSuppressed()[0];
    assertThat(trace.host()).isEqualTo("alpha");
    assertThat(trace.taskId()).isEqualTo(new TaskId(3));
    assertThat(trace).hasMessage(thrown.getSuppressed()[0].getMessage());
  }

  @Test
  void fieldsThatAreNotSerializableArrive() {
    Throwable back = send(new PayloadSamples.BadPoint(new PayloadSamples.Point(1, 2)));

    assertThat(((PayloadSamples.BadPoint) back).point).isEqualTo(new PayloadSamples.Point(1, 2));
  }

  @Test
  void whatCannotBeSentHasAStandIn() {
    PayloadSamples.Tied tied = new PayloadSamples.Tied("bound", new IOException("disk"));
    tied.addSuppressed(new IllegalArgumentException("also"));

    Throwable back = send(tied);

    assertThat(back)
        .isInstanceOf(StandInException.class)
        .hasToString("dev.yonder.wire.PayloadSamples$Tied: bound")
        .hasMessage("dev.yonder.wire.PayloadSamples$Tied: bound");
    assertThat(back.getStackTrace()).isEqualTo(tied.getStackTrace());
    assertThat(back.getCause()).isExactlyInstanceOf(IOException.class);
    assertThat(back.getSuppressed()[0]).isExactlyInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anExceptionAroundOneThatCannotBeSentStaysItself() {
    Throwable back = send(new IOException("outer", new PayloadSamples.Tied("inner", null)));

    assertThat(back).isExactlyInstanceOf(IOException.class).hasMessage("outer");
    assertThat(back.getCause()).hasToString("dev.yonder.wire.PayloadSamples$Tied: inner");
  }

  @Test
  void anExceptionThatCannotEvenSpeakArrives() {
    Throwable back = send(new PayloadSamples.Mute());

    assertThat(back)
        .isInstanceOf(StandInException.class)
        .hasMessage(
            "dev.yonder.wire.PayloadSamples$Mute: (its message cannot be had:"
                + " java.lang.IllegalStateException)");
  }

  @Test
  void aMissingClassHasAStandIn() {
    PayloadSamples.BadPoint thrown = new PayloadSamples.BadPoint(new PayloadSamples.Point(1, 2));
    thrown.initCause(new IOException("disk"));
    ClassLoader without =
        new ClassLoader(PayloadThrowableTest.class.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.endsWith("BadPoint")) {
              throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
          }
        };

    Throwable back = new KryoPayloadCodec(without).decodeThrowable(codec.encodeThrowable(thrown));

    assertThat(back)
        .isInstanceOf(StandInException.class)
        .hasToString("dev.yonder.wire.PayloadSamples$BadPoint: bad: Point[x=1.0, y=2.0]");
    assertThat(back.getStackTrace()).isEqualTo(thrown.getStackTrace());
    assertThat(back.getCause()).hasToString("java.io.IOException: disk");
  }

  @Test
  void causesInACircleArrive() {
    IOException a = new IOException("a");
    IOException b = new IOException("b", a);
    a.initCause(b);

    Throwable back = send(a);

    assertThat(back.getCause().getCause()).isSameAs(back);
    PayloadSamples.Tied tied = new PayloadSamples.Tied("t", b);
    a.addSuppressed(tied);
    assertThat(send(tied).getCause().getCause().getSuppressed()).hasSize(1);
  }

  @Test
  void hugeOnesAreBounded() {
    Throwable chain = new IOException("first");
    for (int i = 0; i < 20_000; i++) {
      chain = new IOException("number " + i, chain);
    }
    PayloadSamples.Tied wordy = new PayloadSamples.Tied("x".repeat(10_000_000), null);

    assertThat(send(chain)).hasToString("java.io.IOException: number 19999");
    assertThat(codec.encodeThrowable(wordy).size()).isLessThan(1_000_000);
    assertThat(send(wordy).getMessage()).endsWith("x… (cut after 100000 characters)");
  }

  @Test
  void rubbishIsAnExceptionToo() {
    assertThat(codec.decodeThrowable(new Payload(new byte[0], List.of())))
        .hasMessage(
            "unknown: an exception that cannot be read here: dev.yonder.wire.PayloadException: the"
                + " bytes end too early");
    assertThat(codec.decodeThrowable(codec.encode("text", "it")))
        .isInstanceOf(StandInException.class);
  }
}
