// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.Session;
import dev.yonder.Yonder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A worker process until it is ready, against one that only connects. */
final class WorkerStart implements Row.Measurement {
  private final Path directory;
  private final Path archive;

  WorkerStart() {
    try {
      directory = Files.createTempDirectory("start");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    archive = directory.resolve("floor.jsa");
  }

  /** Has both find an archive of their classes, as they do but for the first time. */
  @Override
  public void prepare() {
    try {
      start("-XX:ArchiveClassesAtExit=" + archive);
      ours();
      Path cache = Path.of(System.getProperty("user.home"), ".cache", "yonder", "classes");
      for (int i = 0; i < 30 && !made(cache); i++) {
        Thread.sleep(500);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean made(Path cache) throws IOException {
    try (var files = Files.list(cache)) {
      return files.noneMatch(file -> file.toString().endsWith(".jsa.new"));
    }
  }

  @Override
  public double floor() throws Exception {
    return start("-XX:SharedArchiveFile=" + archive);
  }

  /** Starts a process, and returns the milliseconds until it has connected. */
  private double start(String option) throws IOException, InterruptedException {
    Path address = directory.resolve("s");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(address));
      long start = System.nanoTime();
      Process process =
          new ProcessBuilder(
                  List.of(
                      Jvm.tool("java"),
                      "-XX:ActiveProcessorCount=1",
                      "-Xlog:cds=off",
                      option,
                      "-cp",
                      System.getProperty("java.class.path"),
                      SocketFloor.class.getName(),
                      address.toString()))
              .inheritIO()
              .start();
      SocketChannel channel = server.accept();
      double millis = (System.nanoTime() - start) / 1e6;
      channel.close();
      process.waitFor();
      return millis;
    } finally {
      Files.deleteIfExists(address);
    }
  }

  @Override
  public double ours() {
    long start = System.nanoTime();
    try (Session session = Yonder.builder().profile("processes").cpus(1).progress(false).open()) {
      double millis = (System.nanoTime() - start) / 1e6;
      Sums.check(CallsRemote.on(session).increment(1).join(), 2);
      return millis;
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(archive);
    Files.deleteIfExists(directory);
  }
}
