// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.wire.Link;
import dev.yonder.wire.Message;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The driver's end of a link; the time limit only ends a test that hangs. */
@Timeout(60)
class RemoteWorkerTest {

  /** A link to a worker that reads nothing, so that its end takes as long as the test likes. */
  private static final class SlowLink implements Link {
    final List<Message> sent = new CopyOnWriteArrayList<>();
    final CountDownLatch closing = new CountDownLatch(1);
    final CountDownLatch gate = new CountDownLatch(1);

    @Override
    public void start(Receiver receiver) {}

    @Override
    public void send(Message message) {
      sent.add(message);
    }

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
    public void close() {
      closing.countDown();
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static final class NoHost implements RemoteWorker.Host {
    @Override
    public void linkEnded(@Nullable IOException reason) {}

    @Override
    public void kill(String reason) {}
  }

  @Test
  void theEngineDoesNotWaitForAWorkerThatIsToEnd() throws Exception {
    SlowLink link = new SlowLink();
    EngineSession session = SimulatedWorkers.session(1, new SimulatedWorkers(1, /* coy= */ false));
    RemoteWorker worker = new RemoteWorker("slow", /* heapBytes= */ 0, link, session, new NoHost());
    worker.close();
    link.closing.await();
    assertThat(link.gate.getCount()).as("still in the middle of its end").isEqualTo(1);
    assertThat(link.sent).hasOnlyElementsOfType(Message.Goodbye.class).hasSize(1);
    link.gate.countDown();
    session.close();
  }
}
