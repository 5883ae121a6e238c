// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.Resources;
import dev.yonder.wire.Connection;
import dev.yonder.wire.KryoPayloadCodec;
import dev.yonder.wire.Link;
import dev.yonder.wire.Message;
import dev.yonder.wire.PayloadCodec;
import dev.yonder.wire.UnixServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The whole life of a worker within one process, so that the classes of workers are loaded. */
final class Training implements Link.Receiver {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int INLINE_BYTES = 1 << 16;

  private Training() {}

  /** What runs the worker. */
  interface Run {
    void run(WorkerOptions options) throws IOException;
  }

  static void train(Run worker) throws IOException {
    PayloadCodec codec = new KryoPayloadCodec(ClassLoader.getSystemClassLoader());
    codec.decode(codec.encode(List.of("a", 1, 2.0, new double[3]), "what is usual"), "it");
    codec.decodeThrowable(codec.encodeThrowable(new IOException("as it happens")));
    Path directory = Files.createTempDirectory("yonder-training");
    Path socket = directory.resolve("s");
    Path secret = Files.createFile(directory.resolve("secret"));
    try (UnixServer server = UnixServer.bind(socket)) {
      Thread driver = new Thread(() -> drive(server), "yonder-training-driver");
      driver.setDaemon(true);
      driver.start();
      worker.run(
          new WorkerOptions(
              DriverConnection.UNIX + socket,
              directory.toString(),
              secret.toString(),
              "trainee",
              "",
              new Resources(1, 0, 0, Map.of()),
              List.of()));
    } finally {
      Files.deleteIfExists(directory.resolve("trainee"));
      Files.deleteIfExists(secret);
      Files.deleteIfExists(directory);
    }
  }

  private static void drive(UnixServer server) {
    try {
      Connection connection = server.accept();
      Message.Hello hello = connection.awaitHello(LIMIT);
      Link link =
          connection.welcome(
              new Message.Welcome("processes", "", 0, 1_000, INLINE_BYTES), hello.worker());
      link.start(new Training());
      link.send(new Message.ReportStarted());
      link.send(new Message.Goodbye("its training is over"));
      link.close();
    } catch (IOException e) {
      System.err.println("yonder training: " + e);
    }
  }

  @Override
  public void received(Message message) {}

  @Override
  public void ended(@Nullable IOException reason) {}
}
