// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Yonder;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams and sockets that end at the wrong moment; the time limit only ends a hang. */
@Timeout(120)
class BrokenLinkTest {
  private static final int LARGE = 20_000_000;

  private final Session session =
      Yonder.builder().profile("processes").cpus(1).progress(false).open();

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void aTaskThatClosesTheStandardStreamsTakesThemFromNobody() throws Exception {
    long worker = HarmRemote.here().get();
    RemoteFuture<Boolean> closing = FloodRemote.closeOutput();
    assertThat(closing.get()).as("an error of the stream").isFalse();
    assertThat(closing.log()).isEqualTo("before\nafter\n");
    RemoteFuture<String> later = WorkRemote.print("later");
    later.get();
    assertThat(later.log()).contains("later\n", "also later\n");
    assertThat(HarmRemote.here().get()).isEqualTo(worker);
  }

  @Test
  void aWorkerThatEndsInTheMiddleOfAResultIsReplacedAndTheResultMadeAgain() throws Exception {
    for (int i = 0; i < 4; i++) {
      String counter = Gates.fresh();
      RemoteFuture<double[]> large = LargeRemote.fill(counter, LARGE, i);
      ProcessHandle worker = ProcessHandle.of(LargeRemote.whereIs(large).get()).orElseThrow();
      // 160 MB are under way for longer than it takes to kill a process.
      CompletableFuture<double[]> arriving = large.toCompletableFuture();
      worker.destroyForcibly();
      assertThat(arriving.get()).hasSize(LARGE).startsWith(i).endsWith(i);
      worker.onExit().get();
      assertThat(Gates.counted(counter)).isBetween(1, 2);
    }
    assertThat(WorkRemote.add(1, 1).get()).isEqualTo(2);
  }

  @Test
  void whoeverComesToTheSocketWithoutTheSecretDoesNoHarm() throws Exception {
    Path socket = socket();
    List<SocketChannel> open = new ArrayList<>();
    for (byte[] bytes : List.of(new byte[0], new byte[] {9, 0, 0, 0, 0, 1}, hello(), garbage())) {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(ByteBuffer.wrap(bytes));
      open.add(channel);
    }
    assertThat(WorkRemote.add(1, 1).get()).isEqualTo(2);
    assertThat(open.get(2).read(ByteBuffer.allocate(1_000)))
        .as("a refusal, or the end")
        .isNotZero();
    assertThat(open.get(3).read(ByteBuffer.allocate(1_000))).as("the end").isEqualTo(-1);
    open.get(0).shutdownOutput();
    open.get(1).close();
    assertThat(open.get(0).read(ByteBuffer.allocate(1_000))).as("the end").isEqualTo(-1);
    for (SocketChannel channel : open) {
      channel.close();
    }
    assertThat(WorkRemote.add(2, 2).get()).isEqualTo(4);
  }

  /** Says a length that is allowed, and then what is no message. */
  private static byte[] hello() {
    return ByteBuffer.allocate(14)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(10)
        .put(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
        .array();
  }

  /** Says a length that is not allowed. */
  private static byte[] garbage() {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(Integer.MAX_VALUE).array();
  }

  private static Path socket() throws IOException {
    String own = "yonder-" + ProcessHandle.current().pid() + "-";
    try (Stream<Path> runs = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return runs.filter(run -> run.getFileName().toString().startsWith(own))
          .map(run -> run.resolve("driver"))
          .filter(Files::exists)
          .findFirst()
          .orElseThrow();
    }
  }
}
