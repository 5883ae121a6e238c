// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import dev.yonder.Session;
import dev.yonder.Yonder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A program from its launch to the first result of a worker process, against one of the JDK alone
 * that finds its classes, and its worker's, in archives.
 */
final class FirstResult implements Row.Measurement {
  /** How many half seconds the archive of the workers' classes may take. */
  private static final int MOST_WAITS = 30;

  private final Path directory;

  FirstResult() {
    try {
      directory = Files.createTempDirectory("first");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has both find their archives, as they do but for the first time. */
  @Override
  public void prepare() {
    try {
      floor("ArchiveClassesAtExit");
      ours();
      Path cache = Path.of(System.getProperty("user.home"), ".cache", "yonder", "classes");
      for (int i = 0; i < MOST_WAITS && beingMade(cache); i++) {
        Thread.sleep(500);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean beingMade(Path cache) throws IOException {
    if (!Files.isDirectory(cache)) {
      return false;
    }
    try (var files = Files.list(cache)) {
      return files.anyMatch(file -> file.toString().endsWith(".jsa.new"));
    }
  }

  @Override
  public double floor() throws Exception {
    return floor("SharedArchiveFile");
  }

  private double floor(String flag) throws IOException, InterruptedException {
    String worker = "-XX:%s=%s".formatted(flag, directory.resolve("worker.jsa"));
    return Jvm.secondsToFirstLine(
        List.of("-XX:%s=%s".formatted(flag, directory.resolve("driver.jsa")), "-Xlog:cds=off"),
        FirstResultFloor.class,
        List.of(worker, directory.resolve("s").toString()));
  }

  @Override
  public double ours() throws IOException, InterruptedException {
    return Jvm.secondsToFirstLine(List.of(), FirstResult.class, List.of());
  }

  @Override
  public void close() throws IOException {
    for (String name : List.of("driver.jsa", "worker.jsa", "s")) {
      Files.deleteIfExists(directory.resolve(name));
    }
    Files.deleteIfExists(directory);
  }

  /** The program that is launched: prints a result, and ends. */
  public static void main(String[] arguments) {
    try (Session session = Yonder.builder().profile("processes").cpus(1).progress(false).open()) {
      System.out.println(CallsRemote.on(session).increment(1).join());
    }
  }
}
