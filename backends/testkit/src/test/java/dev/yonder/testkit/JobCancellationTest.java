// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.SessionBuilder;
import dev.yonder.Yonder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of cancelled jobs; the time limit only ends a test that hangs. */
@Timeout(240)
class JobCancellationTest {
  @TempDir private Path directory;

  private SessionBuilder builder() {
    return Yonder.builder()
        .profile(FakeBatchProvider.NAME)
        .progress(false)
        .cancelGrace(Duration.ofMillis(50))
        .set("directory", directory.toString());
  }

  @Test
  void manyJobsAreCancelledByFewCommands() throws Exception {
    int count = 20;
    try (Session session = builder().set("slots", "1").open()) {
      String gate = Gates.fresh();
      List<RemoteFuture<String>> all =
          IntStream.range(0, count).mapToObj(i -> WorkRemote.on(session).passGate(gate)).toList();
      Gates.awaitArrival(gate);
      FakeBatch.Faults.HANGS.begin(directory);
      session.cancelAll();
      all.forEach(JobCancellationTest::awaitCancellation);
      FakeBatch.Faults.HANGS.end(directory);
    }
    assertThat(given("cancel")).as("two while it went on, and one at its end").hasSizeBetween(1, 3);
  }

  private static void awaitCancellation(RemoteFuture<?> future) {
    assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
  }

  private List<String> given(String verb) throws IOException {
    return FakeBatch.commands(directory).stream()
        .filter(command -> command.startsWith(verb + " "))
        .toList();
  }
}
