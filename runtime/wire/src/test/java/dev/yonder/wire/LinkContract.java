// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What links do, whatever carries their bytes. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class LinkContract {
  /** More than what waits anywhere between two sides. */
  private static final int MUCH = 32 << 20;

  private final Inbox toDriver = new Inbox();
  private final Inbox toWorker = new Inbox();
  private Sides sides;
  private Link driver;
  private Link worker;

  /** Returns two sides that have said nothing yet. */
  abstract Sides connect() throws Exception;

  @BeforeEach
  void start() throws Exception {
    sides = connect();
    Sides.Links links = sides.links();
    driver = links.driver();
    worker = links.worker();
    driver.start(toDriver);
    worker.start(toWorker);
  }

  @AfterEach
  void end() throws IOException {
    toDriver.open();
    toWorker.open();
    sides.close();
  }

  @Test
  void messagesArriveInTheirOrder() throws InterruptedException {
    int count = 50_000;
    for (int i = 0; i < count; i++) {
      worker.send(new Message.Started(i, 1));
      if (i % 1_000 == 0) {
        worker.flush();
      }
    }
    worker.flush();
    for (int i = 0; i < count; i++) {
      assertThat(toDriver.next()).isEqualTo(new Message.Started(i, 1));
    }
  }

  @Test
  void everyTypeOfMessageArrivesAsItWas() throws InterruptedException {
    List<Message> samples =
        Messages.samples().stream().filter(m -> !(m instanceof Message.Alive)).toList();
    samples.forEach(driver::send);
    driver.flush();
    List<Message> arrived = new ArrayList<>(toWorker.next(samples.size()));
    for (Message sample : samples) {
      assertThat(arrived)
          .anySatisfy(m -> assertThat(m).usingRecursiveComparison().isEqualTo(sample));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16_383, 16_384, 131_071, 131_072, 131_073, 1 << 20, MUCH})
  void payloadsOfAnySizeArriveAsTheyWere(int bytes) throws InterruptedException {
    byte[] head = new byte[bytes];
    double[] doubles = new double[bytes / Double.BYTES];
    for (int i = 0; i < bytes; i++) {
      head[i] = (byte) (i * 31);
    }
    Arrays.setAll(doubles, i -> Math.sqrt(i));
    boolean[] booleans = {true, false, true};
    Payload payload = new Payload(head, List.of(doubles, new int[0], booleans, head));
    worker.send(new Message.Finished(7, 2, 3, payload));
    driver.send(new Message.Fetched(8, payload));
    worker.flush();
    driver.flush();

    Message.Finished finished = (Message.Finished) toDriver.next();
    Message.Fetched fetched = (Message.Fetched) toWorker.next();
    for (Payload arrived : List.of(finished.value(), fetched.value())) {
      assertThat(Arrays.equals(arrived.head(), head)).isTrue();
      assertThat(Arrays.equals((double[]) arrived.arrays().get(0), doubles)).isTrue();
      assertThat((int[]) arrived.arrays().get(1)).isEmpty();
      assertThat((boolean[]) arrived.arrays().get(2)).isEqualTo(booleans);
      assertThat(Arrays.equals((byte[]) arrived.arrays().get(3), head)).isTrue();
    }
  }

  @Test
  void aLargeObjectHoldsUpNothing() throws InterruptedException {
    worker.send(new Message.Fetched(1, much()));
    worker.send(new Message.Started(2, 1));
    worker.flush();
    assertThat(toDriver.next()).isEqualTo(new Message.Started(2, 1));
    assertThat(toDriver.next()).isInstanceOf(Message.Fetched.class);
  }

  @Test
  void signsOfLifeComeBetweenThePartsOfALongMessage() throws InterruptedException {
    toDriver.shut();
    worker.send(new Message.Started(1, 1));
    worker.send(new Message.Finished(1, 1, 1, much()));
    worker.flush();
    Message.Alive alive = new Message.Alive(1, 2, 3);
    worker.send(alive);
    worker.flush();
    toDriver.open();
    List<Message> arrived = toDriver.next(3);
    assertThat(arrived.indexOf(alive)).isLessThan(2);
    assertThat(arrived.get(2)).isInstanceOf(Message.Finished.class);
  }

  @Test
  void bothDirectionsCanBeFull() throws Exception {
    int count = 100;
    toDriver.shut();
    toWorker.shut();
    CompletableFuture<Boolean> there = Sides.later(() -> sendWithRoom(driver, count));
    CompletableFuture<Boolean> back = Sides.later(() -> sendWithRoom(worker, count));
    toDriver.open();
    toWorker.open();
    assertThat(toDriver.next(count)).hasSize(count);
    assertThat(toWorker.next(count)).hasSize(count);
    there.get();
    back.get();
  }

  private static boolean sendWithRoom(Link link, int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      link.awaitRoom();
      link.send(new Message.Finished(i, 1, 1, new Payload(new byte[0], List.of(new int[1 << 16]))));
      link.flush();
    }
    return true;
  }

  @Test
  void whoMayWaitWaitsForRoom() throws Exception {
    toDriver.shut();
    worker.send(new Message.Finished(1, 1, 1, much()));
    worker.send(new Message.Finished(2, 1, 1, much()));
    worker.flush();
    assertThat(worker.queuedBytes()).isGreaterThan(MUCH);
    CompletableFuture<Long> queued =
        Sides.later(
            () -> {
              worker.awaitRoom();
              return worker.queuedBytes();
            });
    assertThat(queued).isNotDone();
    toDriver.open();
    assertThat(queued.get()).isLessThan(MUCH);
  }

  @Test
  void whoWaitsForRoomGoesOnWhenTheLinkEnds() throws Exception {
    toDriver.shut();
    worker.send(new Message.Finished(1, 1, 1, much()));
    worker.send(new Message.Finished(2, 1, 1, much()));
    worker.flush();
    CompletableFuture<Boolean> waiting =
        Sides.later(
            () -> {
              worker.awaitRoom();
              return true;
            });
    worker.close();
    assertThat(waiting.get()).isTrue();
  }

  @Test
  void whatWasSentBeforeTheEndArrives() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      driver.send(new Message.Stop(i, 1, false));
    }
    driver.send(new Message.Goodbye("the session is closed"));
    driver.close();

    assertThat(toWorker.end()).isEmpty();
    assertThat(toWorker.next(1_000).get(999)).isEqualTo(new Message.Stop(999, 1, false));
    assertThat(toWorker.next()).isEqualTo(new Message.Goodbye("the session is closed"));
    assertThat(toDriver.end()).isEmpty();
  }

  @Test
  void theLastWordArrivesThoughTheOtherSideIsTalking() throws Exception {
    CompletableFuture<Boolean> talking =
        Sides.later(
            () -> {
              while (toWorker.count() < 10_001) {
                worker.awaitRoom();
                worker.send(new Message.Printed(1, 1, new byte[1 << 14]));
                worker.flush();
              }
              return true;
            });
    assertThat(toDriver.next(10)).hasSize(10);
    for (int i = 0; i < 10_000; i++) {
      driver.send(new Message.Stop(i, 1, false));
    }
    driver.send(new Message.Goodbye("the session is closed"));
    driver.close();

    toWorker.end();
    assertThat(toWorker.rest()).hasSize(10_001).last().isInstanceOf(Message.Goodbye.class);
    assertThat(talking.get()).isTrue();
  }

  @Test
  void aSideThatReadsNothingKeepsNobodyFromClosing() throws Exception {
    toDriver.shut();
    worker.send(new Message.Finished(1, 1, 1, much()));
    worker.send(new Message.Finished(2, 1, 1, much()));
    worker.flush();
    worker.close();
    assertThat(toWorker.end()).isEmpty();
    toDriver.open();
    assertThat(toDriver.end()).isPresent();
  }

  @Test
  void aLinkThatIsCutInsideAMessageSaysSo() throws Exception {
    byte[] bytes = MessageCodecTest.written(List.of(new Message.Stop(1, 1, true)));
    sides.worker().transport().write(ByteBuffer.wrap(bytes, 0, bytes.length - 1));
    sides.worker().transport().close();
    assertThat(toDriver.end().orElseThrow()).isInstanceOf(EOFException.class);
    assertThat(toDriver.rest()).isEmpty();
  }

  @Test
  void rubbishEndsALink() throws Exception {
    sides.driver().transport().write(ByteBuffer.wrap(new byte[] {-1, -1, -1, -1, 0}));
    assertThat(toWorker.end().orElseThrow())
        .isInstanceOf(ProtocolException.class)
        .hasMessage("a frame has 1 to 131072 bytes, not -1");
    assertThat(toDriver.end().map(IOException::getClass)).isNotEqualTo(ProtocolException.class);
  }

  @Test
  void aThreadThatIsInterruptedDoesNoHarm() throws Exception {
    Sides.later(
            () -> {
              Thread.currentThread().interrupt();
              worker.send(new Message.Started(1, 1));
              worker.flush();
              return true;
            })
        .get();
    worker.send(new Message.Started(2, 1));
    worker.flush();
    assertThat(toDriver.next(2))
        .containsExactly(new Message.Started(1, 1), new Message.Started(2, 1));
  }

  @Test
  void whatIsSentAfterTheEndIsDropped() throws Exception {
    worker.close();
    worker.send(new Message.Started(1, 1));
    worker.flush();
    worker.awaitRoom();
    worker.close();
    assertThat(toDriver.end()).isEmpty();
    assertThat(toDriver.rest()).isEmpty();
  }

  private static Payload much() {
    return new Payload(new byte[0], List.of(new byte[MUCH]));
  }
}
