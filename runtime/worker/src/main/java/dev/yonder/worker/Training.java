// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.Resources;
import dev.yonder.spi.TaskType;
import dev.yonder.wire.Connection;
import dev.yonder.wire.KryoPayloadCodec;
import dev.yonder.wire.Link;
import dev.yonder.wire.Message;
import dev.yonder.wire.Payload;
import dev.yonder.wire.PayloadCodec;
import dev.yonder.wire.UnixServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The whole life of a worker within one process, so that the classes of workers are loaded. */
final class Training implements Link.Receiver {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int INLINE_BYTES = 1 << 16;
  private static final String TRAINEE = "trainee";

  /** What the worker runs. */
  static final TaskType ECHO =
      TaskType.of("dev.yonder.worker.Training#echo(Ljava/lang/Object;)", "", echoed -> echoed[0]);

  private final CountDownLatch finished = new CountDownLatch(1);

  private Training() {}

  /** What runs the worker. */
  interface Run {
    void run(WorkerOptions options, Catalog catalog) throws IOException;
  }

  /** Has the classes loaded that values of the usual kinds need, and those of the program. */
  static PayloadCodec loadWhatIsUsual() throws IOException {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    PayloadCodec codec = new KryoPayloadCodec(loader);
    codec.decode(codec.encode(List.of("a", 1, 2.0, new double[3]), "what is usual"), "it");
    codec.decodeThrowable(codec.encodeThrowable(new IOException("as it happens")));
    Catalog.of(loader, Catalog.names(loader)).load(loader);
    return codec;
  }

  static void train(Run worker) throws IOException {
    PayloadCodec codec = loadWhatIsUsual();
    Path directory = Files.createTempDirectory("yonder-training");
    Path output = Files.createFile(OutputFile.of(directory, TRAINEE).path());
    Path socket = directory.resolve("s");
    Path secret = Files.createFile(directory.resolve("secret"));
    try (UnixServer server = UnixServer.bind(socket)) {
      Thread driver = new Thread(() -> drive(server, codec), "yonder-training-driver");
      driver.setDaemon(true);
      driver.start();
      worker.run(
          new WorkerOptions(
              DriverConnection.UNIX + socket,
              directory.toString(),
              secret.toString(),
              TRAINEE,
              "",
              new Resources(1, 0, 0, Map.of()),
              List.of(),
              /* elsewhere= */ false,
              List.of()),
          Catalog.of(ECHO));
    } finally {
      Files.deleteIfExists(directory.resolve(TRAINEE));
      Files.deleteIfExists(output);
      Files.deleteIfExists(secret);
      Files.deleteIfExists(directory);
    }
  }

  private static void drive(UnixServer server, PayloadCodec codec) {
    try {
      Connection connection = server.accept();
      Message.Hello hello = connection.awaitHello(LIMIT);
      Link link =
          connection.welcome(
              new Message.Welcome("processes", "", 0, 1_000, INLINE_BYTES), hello.worker());
      Training trainer = new Training();
      link.start(trainer);
      link.send(new Message.ReportStarted());
      Resources one = new Resources(1, 0, 0, Map.of());
      link.send(new Message.DefineStage(0, ECHO.id(), ECHO.name(), one, false, true));
      Payload arguments = codec.encode(new Object[] {1}, "what is usual");
      link.send(new Message.Run(1, 1, 0, 1L, arguments, new int[0], List.of()));
      link.flush();
      trainer.finished.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
      link.send(new Message.Goodbye("its training is over"));
      link.close();
    } catch (IOException | InterruptedException e) {
      System.err.println("yonder training: " + e);
    }
  }

  @Override
  public void received(Message message) {
    if (message instanceof Message.Finished) {
      finished.countDown();
    }
  }

  @Override
  public void ended(@Nullable IOException reason) {
    finished.countDown();
  }
}
