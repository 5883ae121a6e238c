// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What two sides do before they trust each other, whatever carries their bytes. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class HandshakeContract {
  private Sides sides;

  /** Returns two sides that have said nothing yet. */
  abstract Sides connect() throws Exception;

  @BeforeEach
  void start() throws Exception {
    sides = connect();
  }

  @AfterEach
  void end() throws IOException {
    sides.close();
  }

  @Test
  void aWorkerIsWelcomed() throws Exception {
    CompletableFuture<Message.Welcome> answer =
        Sides.later(() -> sides.worker().sayHello(Sides.HELLO, Sides.LIMIT));
    Message.Hello hello = sides.driver().awaitHello(Sides.LIMIT);
    assertThat(hello).usingRecursiveComparison().isEqualTo(Sides.HELLO);
    sides.driver().welcome(Sides.WELCOME, "w-1");
    assertThat(answer.get()).isEqualTo(Sides.WELCOME);
  }

  @Test
  void aWorkerIsRefusedWithTheReason() throws Exception {
    CompletableFuture<Message.Welcome> answer =
        Sides.later(() -> sides.worker().sayHello(Sides.HELLO, Sides.LIMIT));
    sides.driver().awaitHello(Sides.LIMIT);
    sides.driver().refuse("it is late");
    assertThatThrownBy(answer::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .hasMessage("the driver refused this worker because it is late");
  }

  @Test
  void nothingIsReadBeforeHello() throws Exception {
    writeAsWorker(MessageCodecTest.written(List.of(new Message.Started(1, 1))));
    assertThatThrownBy(() -> sides.driver().awaitHello(Sides.LIMIT))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("a worker says Hello first, not Started");
  }

  @Test
  void partsOfMessagesAreNotReadBeforeHello() throws Exception {
    writeAsWorker(new byte[] {2, 0, 0, 0, Frame.PART, 1});
    assertThatThrownBy(() -> sides.driver().awaitHello(Sides.LIMIT))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("a frame of the kind 1 came before the handshake");
  }

  @Test
  void aLongFrameIsRefusedBeforeHello() throws Exception {
    ByteBuffer length = ByteBuffer.allocate(Frame.HEADER).order(ByteOrder.LITTLE_ENDIAN);
    writeAsWorker(length.putInt(Frame.MOST_UNTRUSTED + 1).array());
    assertThatThrownBy(() -> sides.driver().awaitHello(Sides.LIMIT))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("a frame has 1 to 16384 bytes, not 16385");
  }

  @Test
  void aWorkerThatClosesBeforeHelloIsNoWorker() throws Exception {
    sides.worker().transport().endOutput();
    assertThatThrownBy(() -> sides.driver().awaitHello(Sides.LIMIT))
        .isInstanceOf(EOFException.class)
        .hasMessage("the other side closed the connection before the handshake");
  }

  @Test
  void aSilentWorkerIsNotAwaitedForever() {
    assertThatThrownBy(() -> sides.driver().awaitHello(Duration.ofMillis(1)))
        .isInstanceOf(IOException.class)
        .hasMessage("nothing came within PT0.001S");
  }

  @Test
  void aSilentDriverIsNotAwaitedForever() {
    assertThatThrownBy(() -> sides.worker().sayHello(Sides.HELLO, Duration.ofMillis(1)))
        .isInstanceOf(IOException.class)
        .hasMessage("nothing came within PT0.001S");
  }

  private void writeAsWorker(byte[] bytes) throws IOException {
    sides.worker().transport().write(ByteBuffer.wrap(bytes));
  }
}
