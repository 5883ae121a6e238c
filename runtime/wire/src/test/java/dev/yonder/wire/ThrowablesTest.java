// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Exceptions travel as themselves or as stand-ins, and never fail to. */
class ThrowablesTest {
  private final KryoPayloadCodec codec = new KryoPayloadCodec(getClass().getClassLoader());

  private static final class Unsendable extends Exception {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings({"unused", "serial"}) // cannot be serialized, which is the point
    Unsendable(String message, Throwable cause) {
      super(message, cause);
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      throw new NotSerializableException("never");
    }
  }

  /** Has a field that cannot be sent. */
  private static final class WithLock extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // is what is tested
    private final Object lock = new Object();
  }

  private static final class Hostile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }

    @Override
    public synchronized Throwable getCause() {
      throw new IllegalStateException("no cause");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("no trace");
    }
  }

  private Throwable roundTrip(Throwable thrown) {
    return codec.decodeThrowable(codec.encodeThrowable(thrown));
  }

  @Test
  void anExceptionComesBackAsItselfWithCausesAndSuppressed() {
    Exception thrown = new IllegalStateException("outer", new IOException("inner"));
    thrown.addSuppressed(new ArithmeticException("aside"));

    Throwable decoded = roundTrip(thrown);

    assertThat(decoded).isInstanceOf(IllegalStateException.class).hasMessage("outer");
    assertThat(decoded.getCause()).isInstanceOf(IOException.class).hasMessage("inner");
    assertThat(decoded.getSuppressed()[0]).isInstanceOf(ArithmeticException.class);
    assertThat(decoded.getStackTrace()).isEqualTo(thrown.getStackTrace());
  }

  @Test
  void aStandInSaysWhatItStandsForAndKeepsTheOthersAsTheyAre() {
    Exception thrown = new Unsendable("outer", new IOException("inner"));
    thrown.addSuppressed(new ArithmeticException("aside"));

    Throwable decoded = roundTrip(thrown);

    assertThat(decoded).isInstanceOf(StandInException.class);
    assertThat(decoded).hasMessage(Unsendable.class.getName() + ": outer");
    assertThat(decoded.getStackTrace()).isEqualTo(thrown.getStackTrace());
    assertThat(decoded.getCause()).isInstanceOf(IOException.class).hasMessage("inner");
    assertThat(decoded.getSuppressed()[0]).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void aCauseThatCannotBeSentDoesNotChangeTheException() {
    Throwable decoded = roundTrip(new IOException("outer", new Unsendable("inner", null)));

    assertThat(decoded).isInstanceOf(IOException.class);
    assertThat(decoded.getCause()).hasMessage(Unsendable.class.getName() + ": inner");
  }

  @Test
  void aFieldThatCannotBeSentArrivesAsNull() {
    Throwable decoded = roundTrip(new WithLock());
    assertThat(decoded).isInstanceOf(WithLock.class);
    assertThat(((WithLock) decoded).lock).isNull();
  }

  @Test
  void aMissingClassMakesAStandIn() {
    KryoPayloadCodec other = new KryoPayloadCodec(ClassLoader.getPlatformClassLoader());

    Throwable decoded = other.decodeThrowable(codec.encodeThrowable(new Hostile()));

    assertThat(decoded).isInstanceOf(StandInException.class);
    assertThat(decoded.getMessage()).contains(Hostile.class.getName());
  }

  @Test
  void aLongChainKeepsItsBeginningAndItsRoot() {
    Throwable thrown = new IOException("root");
    for (int i = 1999; i >= 1; i--) {
      thrown = new IllegalStateException("level " + i, thrown);
    }

    List<Throwable> chain = StandIns.chain(roundTrip(thrown));

    assertThat(chain).hasSize(11);
    assertThat(chain.get(9)).hasMessage("level 10").isInstanceOf(IllegalStateException.class);
    assertThat(chain.get(10)).hasMessage("root").isInstanceOf(IOException.class);
  }

  @Test
  void aCircleOfCausesEnds() {
    Exception first = new Exception("first");
    Exception second = new Exception("second", first);
    first.initCause(second);

    assertThat(roundTrip(first).getCause()).hasMessage("second");
  }

  @Test
  void anExceptionIsAValueToo() {
    Object decoded = codec.decode(codec.encode(List.of(new IOException("disk")), "it"), "it");

    assertThat((List<?>) decoded).singleElement().isInstanceOf(IOException.class);
  }

  @Test
  void damagedBytesAreAnExceptionToo() {
    byte[] good = codec.encodeThrowable(new IOException("disk")).head();
    Random random = new Random(1);
    assertThatCode(
            () -> {
              for (int i = 0; i < 2_000; i++) {
                byte[] bad = good.clone();
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
                codec.decodeThrowable(new Payload(bad, List.of()));
                codec.decodeThrowable(
                    new Payload(
                        java.util.Arrays.copyOf(good, random.nextInt(good.length)), List.of()));
              }
            })
        .doesNotThrowAnyException();
  }
}
