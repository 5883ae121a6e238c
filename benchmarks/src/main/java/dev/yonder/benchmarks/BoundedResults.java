// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.RemoteFuture;
import dev.yonder.Session;
import dev.yonder.Yonder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes 300 results of 64 MiB, has another call use each, and drops it: the memory and the disk
 * that the program and its workers have at most, together.
 */
final class BoundedResults implements Row.Measurement {
  private static final int RESULTS = 300;
  private static final int LENGTH = 8 << 20;
  private static final long MIB = 1 << 20;
  private static final long SAMPLE_MILLIS = 20;

  @Override
  public double floor() {
    return Double.NaN;
  }

  @Override
  public int warmups() {
    return 0;
  }

  @Override
  public double ours() throws InterruptedException {
    Sampler sampler = new Sampler();
    sampler.start();
    try (Session session =
        Yonder.builder().profile("processes").cpus(2).memory("1 GiB").progress(false).open()) {
      CallsRemote.Calls calls = CallsRemote.on(session);
      for (int i = 0; i < RESULTS; i++) {
        RemoteFuture<double[]> made = calls.give(LENGTH);
        if (calls.last(made).join() != LENGTH) {
          throw new IllegalStateException("a result is wrong");
        }
      }
    }
    sampler.interrupt();
    sampler.join();
    return (sampler.mostMemory + sampler.mostDisk) / (double) MIB;
  }

  /** Looks again and again how much there is. */
  private static final class Sampler extends Thread {
    private long mostMemory;
    private long mostDisk;

    Sampler() {
      super("sampler");
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        while (true) {
          mostMemory = Math.max(mostMemory, memory());
          mostDisk = Math.max(mostDisk, disk());
          Thread.sleep(SAMPLE_MILLIS);
        }
      } catch (InterruptedException e) {
        // All is done.
      }
    }

    private static long memory() {
      return Stream.concat(
              Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants())
          .mapToLong(Sampler::resident)
          .sum();
    }

    private static long resident(ProcessHandle process) {
      try {
        return ProcessMemory.resident(process.pid());
      } catch (IOException e) {
        // It has just ended.
        return 0;
      }
    }

    private static long disk() {
      String prefix = "yonder-" + ProcessHandle.current().pid() + "-";
      try (Stream<Path> entries = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
        List<Path> mine =
            entries.filter(e -> e.getFileName().toString().startsWith(prefix)).toList();
        long bytes = 0;
        for (Path directory : mine) {
          bytes += size(directory);
        }
        return bytes;
      } catch (IOException | UncheckedIOException e) {
        // Something went while it was looked at.
        return 0;
      }
    }

    private static long size(Path directory) throws IOException {
      long bytes = 0;
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          bytes += Files.exists(file) ? Files.size(file) : 0;
        }
      }
      return bytes;
    }
  }
}
