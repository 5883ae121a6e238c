// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a process prints beside the cutting of its file; the limit only ends a test that hangs. */
@Timeout(60)
class OutputTailTest {
  @TempDir private Path directory;

  @Test
  void nothingIsCutOffWhileSomethingIsWritten() throws Exception {
    OutputFile output = OutputFile.of(directory, "w");
    Files.write(output.path(), new byte[OutputFile.MOST_BYTES + 1]);
    OutputTail tail = new OutputTail(output);
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);
    PrintStream held =
        new PrintStream(OutputStream.nullOutputStream()) {
          @Override
          public void write(byte[] bytes, int offset, int length) {
            writing.countDown();
            await(written);
          }
        };
    Thread writer = new Thread(() -> tail.write(held, new byte[1], 0, 1));
    Thread cutter = new Thread(tail::look);
    writer.start();
    writing.await();
    cutter.start();
    while (cutter.getState() != Thread.State.BLOCKED) {
      assertThat(cutter.isAlive()).as("waits").isTrue();
      TimeUnit.MILLISECONDS.sleep(1);
    }
    assertThat(output.path()).hasSize(OutputFile.MOST_BYTES + 1L);
    written.countDown();
    cutter.join();
    assertThat(output.path()).hasSize(OutputFile.NOTE.length() + OutputFile.KEPT_BYTES);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
