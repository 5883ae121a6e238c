// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.CallOptions;
import dev.yonder.Resources;
import dev.yonder.core.Event;
import dev.yonder.spi.TaskType;
import dev.yonder.wire.KryoPayloadCodec;
import dev.yonder.wire.Link;
import dev.yonder.wire.MemoryPipe;
import dev.yonder.wire.Message;
import dev.yonder.wire.Payload;
import dev.yonder.wire.PayloadCodec;
import dev.yonder.wire.Protocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Workers that speak the protocol over links in memory, and return one value for every call. */
final class SimulatedWorkers implements Workers {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Resources CAPACITY = new Resources(1, 0, 0, Map.of());
  private static final long LEAD_NANOS = 1_000_000;

  private final int workers;
  private final boolean coy;
  private final PayloadCodec codec = new KryoPayloadCodec(SimulatedWorkers.class.getClassLoader());
  private final Payload value = codec.encode(1, "the result of every call");

  /**
   * Constructs workers that join when the session is opened.
   *
   * @param coy whether they return only when they are asked how far they have come, which they do
   *     not say
   */
  SimulatedWorkers(int workers, boolean coy) {
    this.workers = workers;
    this.coy = coy;
  }

  /** Opens a session with so many workers. */
  static EngineSession session(int count, Workers workers) {
    WorkerSupply supply =
        new WorkerSupply(
            new Resources(count, 0, 0, Map.of()),
            /* enforced= */ true,
            /* lineage= */ true,
            Integer.MAX_VALUE,
            "simulated workers",
            /* blocks= */ null,
            mailbox -> workers);
    CommonSettings settings = CommonSettings.of(Said.nothing("simulated"), CallOptions.none());
    return SessionOpening.open("simulated", settings, supply, /* isDefault= */ false);
  }

  @Override
  public void open(EngineSession session, Engine engine) {
    try {
      for (int i = 0; i < workers; i++) {
        join("simulated-" + i, session, engine);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void join(String name, EngineSession session, Engine engine) throws IOException {
    MemoryPipe.Pair pipe = MemoryPipe.pair();
    Daemons.start(
        "simulated-hello-" + name,
        () -> {
          try {
            pipe.worker().sayHello(hello(name), LIMIT);
            Link link = pipe.worker().link("driver");
            link.start(new Simulated(link));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    pipe.driver().awaitHello(LIMIT);
    Link link = pipe.driver().welcome(new Message.Welcome("", "", 0, 1_000, 65_536), name);
    RemoteWorker worker = new RemoteWorker(name, /* heapBytes= */ 0, link, session, new NoHost());
    engine.join(
        worker,
        new Event.WorkerJoined(name, CAPACITY, LEAD_NANOS, Long.MAX_VALUE, /* expendable= */ true));
    worker.start();
  }

  private static Message.Hello hello(String name) {
    return new Message.Hello(
        Protocol.VERSION, Runtime.version().feature(), "", new byte[0], name, "", 1, CAPACITY);
  }

  private final class Simulated implements Link.Receiver {
    private final Link link;
    private final Queue<Message.Run> kept = new ArrayDeque<>();

    Simulated(Link link) {
      this.link = link;
    }

    @Override
    public void received(Message message) {
      if (message instanceof Message.Run run) {
        kept.add(run);
      }
      if (!coy || message instanceof Message.ReportStarted) {
        kept.forEach(
            run -> link.send(new Message.Finished(run.task(), run.attempt(), 1_000, value)));
        kept.clear();
        link.flush();
      }
    }

    @Override
    public void ended(@Nullable IOException reason) {
      link.close();
    }
  }

  private static final class NoHost implements RemoteWorker.Host {
    @Override
    public void linkEnded(@Nullable IOException reason) {}

    @Override
    public void kill(String reason) {
      throw new IllegalStateException("a simulated worker is not to be ended: " + reason);
    }
  }

  @Override
  public PayloadCodec codec() {
    return codec;
  }

  @Override
  public TaskType type(String id) {
    throw new IllegalArgumentException("simulated tasks make no calls: " + id);
  }

  @Override
  public void close() {}
}
