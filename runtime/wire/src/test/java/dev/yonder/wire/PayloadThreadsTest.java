// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Threads share a codec, and even a payload. */
class PayloadThreadsTest {

  @Test
  void eightThreadsShareACodecAndAPayload() throws Exception {
    PayloadCodec codec = new KryoPayloadCodec(PayloadThreadsTest.class.getClassLoader());
    List<Object> shared = List.of("text", "Grüße", new PayloadSamples.Point(1, 2));
    Payload payload = codec.encode(shared, "it");
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Void>> work = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        int number = thread;
        work.add(
            () -> {
              for (int i = 0; i < 5_000; i++) {
                assertThat(codec.decode(payload, "it")).isEqualTo(shared);
                Object own =
                    new PayloadSamples.Pair<>(
                        number, List.of("own " + i, new PayloadSamples.Account("a", i)));
                assertThat(codec.decode(codec.encode(own, "it"), "it")).isEqualTo(own);
              }
              return null;
            });
      }
      for (Future<Void> done : pool.invokeAll(work)) {
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
