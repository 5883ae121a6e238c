// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.wire.Connection;
import dev.yonder.wire.KryoPayloadCodec;
import dev.yonder.wire.Link;
import dev.yonder.wire.Message;
import dev.yonder.wire.PayloadCodec;
import dev.yonder.wire.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The program of a worker process: runs what its driver says, and ends with it. */
public final class WorkerMain {
  /** The only argument of a process that runs nothing, but loads what workers need. */
  public static final String TRAIN = "train";

  /** The only argument of a process that runs nothing, but loads what jobs need. */
  public static final String TRAIN_FOR_JOBS = "train-for-jobs";

  private static final Duration HANDSHAKE_LIMIT = Duration.ofSeconds(30);

  /** The status of a worker that its driver did not take. */
  private static final int NOT_TAKEN = 3;

  private WorkerMain() {}

  /** Runs the worker; the arguments are those of {@link WorkerOptions#arguments}. */
  public static void main(String[] arguments) {
    int status = 0;
    try {
      if (List.of(arguments).equals(List.of(TRAIN))) {
        Training.train(WorkerMain::run);
      } else if (List.of(arguments).equals(List.of(TRAIN_FOR_JOBS))) {
        JobTraining.train();
      } else {
        WorkerOptions options = WorkerOptions.parse(arguments);
        Catalog catalog = Catalog.of(ClassLoader.getSystemClassLoader(), options.catalogs());
        if (OneShotWorker.isMeant(options)) {
          OneShotWorker.run(options, catalog);
        } else {
          run(options, catalog);
        }
      }
    } catch (IOException | RuntimeException e) {
      System.err.println("yonder worker: " + e);
      status = NOT_TAKEN;
    }
    // What tasks have left running does not keep the process, nor does a hook that waits.
    Runtime.getRuntime().halt(status);
  }

  private static void run(WorkerOptions options, Catalog catalog) throws IOException {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    Connection connection = DriverConnection.open(options.link());
    PayloadCodec codec = new KryoPayloadCodec(loader, options.elsewhere());
    Message.Welcome welcome = connection.sayHello(hello(options), HANDSHAKE_LIMIT);
    Link link = connection.link("driver");
    ExhaustedHeap.endWithOwnThreads();
    TaskOutput.install(() -> {});
    Path directory = Path.of(options.directory()).resolve(options.name());
    WorkerProcess worker =
        WorkerProcess.ofLink(
            options, link, welcome, catalog, codec, Files.createDirectory(directory));
    OutputFile output = OutputFile.of(directory.resolveSibling(""), options.name());
    Runnable look = look(output, options);
    Runnable looks = options.elsewhere() ? both(look, new DriverSilence(worker)::look) : look;
    Heartbeat heartbeat = new Heartbeat(worker, looks, welcome.heartbeatMillis());
    heartbeat.start();
    if (options.elsewhere()) {
      DrainOnSignal.install(worker);
    }
    String reason = worker.run();
    System.err.println("yonder worker: ends because " + reason);
  }

  private static Runnable both(Runnable first, Runnable second) {
    return () -> {
      first.run();
      second.run();
    };
  }

  /** Returns what looks at what this process prints, which is its only attempt's with one slot. */
  private static Runnable look(OutputFile output, WorkerOptions options) throws IOException {
    if (options.capacity().cpus() > 1 || !Files.exists(output.path())) {
      return output::trim;
    }
    OutputTail tail = new OutputTail(output);
    TaskOutput.readFrom(tail);
    return tail::look;
  }

  private static Message.Hello hello(WorkerOptions options) throws IOException {
    return new Message.Hello(
        Protocol.VERSION,
        Runtime.version().feature(),
        options.classPath(),
        Files.readAllBytes(Path.of(options.secretFile())),
        options.name(),
        HostName.get(),
        ProcessHandle.current().pid(),
        options.capacity());
  }
}
