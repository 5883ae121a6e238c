// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.NotSendableException;
import dev.yonder.wire.KryoPayloadCodec;
import dev.yonder.wire.Link;
import dev.yonder.wire.Message;
import dev.yonder.wire.PayloadCodec;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The time limit ends a hang, which may be over a lock that no interrupt helps against. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedValuesTest {
  private static final long NUMBER = -1;

  @TempDir private Path directory;

  private final PayloadCodec codec = new KryoPayloadCodec(getClass().getClassLoader());
  private final Questions link = new Questions();
  private Inputs inputs;
  private ObjectStore store;
  private SharedValues shared;

  @BeforeEach
  void make() {
    store = new ObjectStore(directory, /* mostHeapBytes= */ 1_000);
    inputs = new Inputs(store, link);
    shared = new SharedValues(inputs, new Values(codec, store), file -> directory);
  }

  private CompletableFuture<Object> ask() {
    CompletableFuture<Object> value = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                value.complete(shared.value(NUMBER));
              } catch (RuntimeException e) {
                value.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return value;
  }

  @Test
  void anythingMayBeFreedWhileAValueIsOnItsWay() throws Exception {
    CompletableFuture<Object> value = ask();
    assertThat(link.take()).isEqualTo(NUMBER);
    store.free(LongStream.range(0, 64).toArray());
    inputs.arrived(NUMBER, codec.encode("there", "a value"));
    assertThat(value.get()).isEqualTo("there");
    assertThat(shared.value(NUMBER)).as("without asking again").isSameAs(value.get());
    store.free(new long[] {NUMBER});
    var unused = ask();
    assertThat(link.take()).as("asked for again").isEqualTo(NUMBER);
  }

  @Test
  void whatWasNotToBeHadIsAskedForAgain() throws Exception {
    CompletableFuture<Object> first = ask();
    link.take();
    inputs.missing(NUMBER);
    assertThatThrownBy(first::get)
        .hasCauseInstanceOf(NotSendableException.class)
        .hasMessageContaining("not to be had from it any more");
    CompletableFuture<Object> second = ask();
    link.take();
    inputs.arrived(NUMBER, codec.encode("there", "a value"));
    assertThat(second.get()).isEqualTo("there");
  }

  /** Keeps the numbers of the objects that are asked for. */
  private static final class Questions implements Link {
    private final BlockingQueue<Long> objects = new LinkedBlockingQueue<>();

    long take() throws InterruptedException {
      return objects.take();
    }

    @Override
    public void send(Message message) {
      objects.add(((Message.Fetch) message).object());
    }

    @Override
    public void start(Receiver receiver) {}

    @Override
    public void flush() {}

    @Override
    public long queuedBytes() {
      return 0;
    }

    @Override
    public long unwrittenBytes() {
      return 0;
    }

    @Override
    public void awaitRoom() {}

    @Override
    public void close() {}
  }
}
