// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.CallOptions;
import dev.yonder.spi.TaskType;
import dev.yonder.wire.PayloadCodec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the engine tells of workers that idle, and which it lets go; the time limit ends a hang. */
@Timeout(60)
class EngineLoadTest {
  private static final String WORKER = "simulated-0";
  private static final TaskType ONE = TaskType.of("Simulated#one(I)", "", arguments -> 1);

  @Test
  void aWorkerThatHasRunSomethingSinceItWasSeenToIdleStays() {
    KnownEngine workers =
        new KnownEngine(new SimulatedWorkers(1, /* coy= */ false), new CompletableFuture<>());
    try (EngineSession session = SimulatedWorkers.session(1, workers)) {
      assertThat(workers.idle()).isEqualTo(Map.of(WORKER, 0L));
      assertThat(session.<Integer>submit(ONE, CallOptions.none(), 1).join()).isEqualTo(1);
      assertThat(workers.idle()).isEqualTo(Map.of(WORKER, 1L));
      workers.engine.join().retire(WORKER, /* handed= */ 0);
      assertThat(workers.idle()).containsKey(WORKER);
      workers.engine.join().retire(WORKER, /* handed= */ 1);
      assertThat(workers.idle()).isEmpty();
    }
  }

  /** Workers whose engine can be asked. */
  private record KnownEngine(SimulatedWorkers workers, CompletableFuture<Engine> engine)
      implements Workers {

    Map<String, Long> idle() {
      CompletableFuture<Engine.Load> load = new CompletableFuture<>();
      engine.join().load(List.of(WORKER), load::complete);
      return load.join().idle();
    }

    @Override
    public void open(EngineSession session, Engine opened) {
      engine.complete(opened);
      workers.open(session, opened);
    }

    @Override
    public PayloadCodec codec() {
      return workers.codec();
    }

    @Override
    public TaskType type(String id) {
      return workers.type(id);
    }

    @Override
    public void close() {
      workers.close();
    }
  }
}
