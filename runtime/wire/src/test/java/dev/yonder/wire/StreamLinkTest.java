// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How links end when something goes wrong on a side of them. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamLinkTest {
  private final MemoryPipe.Pair pipe = MemoryPipe.pair();
  private final Sides sides = new Sides(pipe.driver(), pipe.worker(), () -> {});

  @Test
  void aMessageForWhichThereIsNoMemoryEndsTheLink() throws Exception {
    Inbox inbox = new Inbox();
    sides.links().driver().start(inbox);
    sides.worker().transport().write(hugeArray());
    assertThat(inbox.end().orElseThrow())
        .hasMessageMatching("(?s).*(OutOfMemoryError|more bytes than this process can take).*");
  }

  /** Returns the first part of a message with an array that no machine can make. */
  private static ByteBuffer hugeArray() {
    WireOutput out = new WireOutput();
    Payload payload = new Payload(new byte[0], List.of(new byte[1]));
    MessageCodec.encode(new Message.Finished(1, 1, 1, payload), out);
    ByteBuffer skeleton =
        ByteBuffer.allocate(out.length() + 4)
            .put(out.bytes(), 0, out.length() - 1)
            .put(new byte[] {-1, -1, -1, -1, 7})
            .flip();
    return ByteBuffer.allocate(100)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(1 + Integer.BYTES + skeleton.remaining())
        .put((byte) Frame.PART)
        .putInt(skeleton.remaining())
        .put(skeleton)
        .flip();
  }

  @Test
  void aReceiverThatFailsEndsTheLink() throws Exception {
    Sides.Links links = sides.links();
    Inbox inbox = new Inbox();
    CompletableFuture<IOException> end = new CompletableFuture<>();
    links.worker().start(inbox);
    links
        .driver()
        .start(
            new Link.Receiver() {
              @Override
              public void received(Message message) {
                throw new NoClassDefFoundError("a class of another version");
              }

              @Override
              public void ended(@Nullable IOException reason) {
                end.complete(reason);
              }
            });
    links.worker().send(new Message.Started(1, 1));
    links.worker().flush();
    assertThat(end.get())
        .hasMessage(
            "a message could not be handled: java.lang.NoClassDefFoundError: a class of another"
                + " version");
    assertThat(inbox.end()).isEmpty();
  }

  @Test
  void aReceiverMayCloseItsLink() throws Exception {
    Sides.Links links = sides.links();
    Inbox inbox = new Inbox();
    CompletableFuture<Boolean> end = new CompletableFuture<>();
    links.worker().start(inbox);
    links
        .driver()
        .start(
            new Link.Receiver() {
              @Override
              public void received(Message message) {
                links.driver().close();
              }

              @Override
              public void ended(@Nullable IOException reason) {
                end.complete(reason == null);
              }
            });
    links.worker().send(new Message.Goodbye("done"));
    links.worker().flush();
    assertThat(end.get()).isTrue();
    assertThat(inbox.end()).isEmpty();
  }

  @Test
  void aSideThatCanOnlyBeReadIsNotWaitedForForEver() throws Exception {
    BlockingQueue<Boolean> closed = new LinkedBlockingQueue<>();
    Transport silent =
        new Transport() {
          @Override
          public int read(ByteBuffer buffer) throws IOException {
            try {
              closed.take();
            } catch (InterruptedException e) {
              throw new InterruptedIOException();
            }
            throw new ClosedChannelException();
          }

          @Override
          public void write(ByteBuffer buffer) throws IOException {
            throw new IOException("no way out");
          }

          @Override
          public void endOutput() {}

          @Override
          public void close() {
            closed.add(true);
          }
        };
    Inbox inbox = new Inbox();
    Link link = new StreamLink("mute", silent, new FrameReader(silent));
    link.start(inbox);
    link.send(new Message.Started(1, 1));
    link.flush();
    assertThat(inbox.end().orElseThrow())
        .hasMessage("nothing could be written: java.io.IOException: no way out");
  }
}
