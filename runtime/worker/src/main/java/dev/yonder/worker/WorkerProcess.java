// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.spi.Sharing;
import dev.yonder.wire.Link;
import dev.yonder.wire.Message;
import dev.yonder.wire.PayloadCodec;
import dev.yonder.wire.RunFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A worker whose driver is another process: runs what the driver says, until that is gone. */
final class WorkerProcess implements Link.Receiver {
  /** Results may fill this part of the heap before they go to disk. */
  private static final int PART_FOR_OBJECTS = 4;

  private final Link link;
  private final WorkerSession session;
  private final Slots slots;
  private final Intake intake;
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private volatile long heard = System.nanoTime();

  private WorkerProcess(
      WorkerOptions options,
      List<String> gpus,
      Link link,
      Values values,
      WorkerSession session,
      Catalog catalog) {
    this.link = link;
    this.session = session;
    WorkerReports reports = new WorkerReports(link, session.logs(), values);
    this.slots =
        new Slots(
            options.name(),
            options.capacity().cpus(),
            new TaskRunner(reports, new Gpus(gpus)),
            reports);
    this.intake = new Intake(options.name(), link, catalog, reports, session, slots);
    reports.onEnd(intake::left);
  }

  /**
   * Returns a worker of a driver that is there.
   *
   * @param directory of its own, in that of the session on this host
   */
  static WorkerProcess ofLink(
      WorkerOptions options,
      Link link,
      Message.Welcome welcome,
      Catalog catalog,
      PayloadCodec codec,
      Path directory) {
    Values values = values(codec, directory);
    WorkerSession session = new WorkerSession(welcome, link, values, /* refusal= */ null);
    Path files = directory.resolveSibling("files");
    Sharing.askDriver(SharedValues.copied(session.inputs(), values, files));
    return new WorkerProcess(options, options.gpus(), link, values, session, catalog);
  }

  /**
   * Returns a worker that is the job of one attempt.
   *
   * @param gpus those that the job was given
   * @param files the directory of the run, in which there are copies of the program's files
   * @param directory of its own, on this host
   * @param refusal what a task is told that makes a call
   */
  static WorkerProcess ofJob(
      WorkerOptions options,
      List<String> gpus,
      Link link,
      Message.Welcome welcome,
      Catalog catalog,
      PayloadCodec codec,
      RunFiles files,
      Path directory,
      String refusal) {
    Values values = values(codec, directory);
    WorkerSession session = new WorkerSession(welcome, link, values, refusal);
    Sharing.askDriver(
        new SharedValues(
            session.inputs(), values, file -> files.inputFile(file.sha256(), file.name())));
    return new WorkerProcess(options, gpus, link, values, session, catalog);
  }

  private static Values values(PayloadCodec codec, Path directory) {
    ObjectStore store =
        new ObjectStore(directory, Runtime.getRuntime().maxMemory() / PART_FOR_OBJECTS);
    return new Values(codec, store);
  }

  /** Runs what the driver says until that is gone, and returns why it ended. */
  String run() {
    link.start(this);
    return end.join();
  }

  /** Tells the driver that this worker is about to be ended, and waits for it to let go. */
  void drain(String reason) {
    link.send(new Message.Draining(reason));
    link.flush();
    end.join();
  }

  /** Tells the driver that this worker is alive. */
  void beat(Message.Alive alive) {
    link.send(alive);
    link.flush();
  }

  /** Sends what tasks have printed since the last time. */
  void sendPrinted() {
    session.logs().send();
  }

  /** Returns when the driver was heard of last, as {@link System#nanoTime} tells. */
  long heard() {
    return heard;
  }

  /** Ends this worker, for the reason. */
  void end(String reason) {
    end.complete(reason);
  }

  @Override
  public void received(Message message) {
    heard = System.nanoTime();
    if (message instanceof Message.Run run) {
      intake.run(run);
    } else if (message instanceof Message.Stop stop) {
      intake.stop(stop);
    } else if (message instanceof Message.DefineStage stage) {
      intake.define(stage);
    } else if (message instanceof Message.ReportStarted) {
      slots.reportStarted();
      link.send(new Message.StartsReported());
      link.flush();
    } else if (message instanceof Message.Fetch fetch) {
      fetch(fetch.object());
    } else if (message instanceof Message.Fetched fetched) {
      session.inputs().arrived(fetched.object(), fetched.value());
    } else if (message instanceof Message.Missing missing) {
      session.inputs().missing(missing.object());
    } else if (message instanceof Message.Free free) {
      session.values().store().free(free.objects());
    } else if (message instanceof Message.Goodbye goodbye) {
      end.complete(goodbye.reason());
    } else if (message instanceof Message.FromDriver aboutCall
        && !(message instanceof Message.Alive)) {
      session.received(aboutCall);
    }
  }

  @Override
  public void ended(@Nullable IOException reason) {
    end.complete(reason == null ? "the driver closed the link" : "the link broke: " + reason);
  }

  private void fetch(long object) {
    var held = session.values().store().get(object);
    link.send(held == null ? new Message.Missing(object) : new Message.Fetched(object, held));
    link.flush();
  }
}
