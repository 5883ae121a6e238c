// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.TaskRefusedException;
import dev.yonder.core.Event;
import dev.yonder.core.Stage;
import dev.yonder.core.TaskSpec;
import dev.yonder.spi.Sharing;
import dev.yonder.spi.TaskType;
import dev.yonder.wire.Link;
import dev.yonder.wire.Message;
import dev.yonder.wire.PayloadCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A worker whose driver is another process: runs what the driver says, until that is gone. */
final class WorkerProcess implements Link.Receiver {
  /** Results may fill this part of the heap before they go to disk. */
  private static final int PART_FOR_OBJECTS = 4;

  private final String name;
  private final Link link;
  private final Catalog catalog;
  private final WorkerReports reports;
  private final WorkerSession session;
  private final Slots slots;
  private final CompletableFuture<String> end = new CompletableFuture<>();

  /** What the driver has described, by its numbers; used by the link's thread alone. */
  private final Map<Integer, Described> stages = new HashMap<>();

  /** Attempts whose inputs are not here yet. */
  private final Set<Held> heldBack = ConcurrentHashMap.newKeySet();

  private record Held(long task, int attempt) {}

  private record Described(Message.DefineStage message, Stage stage, @Nullable TaskType type) {}

  WorkerProcess(
      String name,
      int cpus,
      Link link,
      Message.Welcome welcome,
      Catalog catalog,
      PayloadCodec codec,
      Path directory) {
    this.name = name;
    this.link = link;
    this.catalog = catalog;
    ObjectStore store =
        new ObjectStore(directory, Runtime.getRuntime().maxMemory() / PART_FOR_OBJECTS);
    Values values = new Values(codec, store);
    WorkerLogs logs = new WorkerLogs(link);
    this.reports = new WorkerReports(link, logs, values);
    this.session = new WorkerSession(welcome, link, values, new Inputs(store, link), logs);
    Sharing.askDriver(new SharedValues(session.inputs(), values)::get);
    this.slots = new Slots(name, cpus, new TaskRunner(reports), reports);
  }

  /** Runs what the driver says until that is gone, and returns why it ended. */
  String run() {
    link.start(this);
    return end.join();
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

  @Override
  public void received(Message message) {
    if (message instanceof Message.Run run) {
      run(run);
    } else if (message instanceof Message.Stop stop) {
      stop(stop);
    } else if (message instanceof Message.DefineStage stage) {
      define(stage);
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

  private void define(Message.DefineStage message) {
    long walltime = message.timed() ? Long.MAX_VALUE : 0;
    Stage.Needs needs = new Stage.Needs(message.needs(), 0, 0, true, walltime);
    stages.put(
        message.stage(),
        new Described(message, new Stage(message.name(), needs), catalog.get(message.type())));
  }

  private void run(Message.Run run) {
    Described described = stages.get(run.stage());
    if (described == null) {
      throw new IllegalStateException("stage " + run.stage() + " was not described");
    }
    if (described.type == null) {
      reports.report(
          new Event.TaskThrew(name, run.task(), run.attempt(), unknown(described.message)));
      return;
    }
    RemoteWork work = new RemoteWork(session, described.type, run, described.message.keep());
    TaskSpec task =
        new TaskSpec(
            run.task(),
            described.stage,
            TaskSpec.NO_PARENT,
            TaskSpec.NO_DEPENDENCIES,
            /* gather= */ false,
            work);
    if (run.inputs().isEmpty()) {
      start(task, run.attempt());
      return;
    }
    Held held = new Held(run.task(), run.attempt());
    heldBack.add(held);
    session
        .inputs()
        .bring(
            run.inputs(),
            /* patient= */ false,
            new Inputs.Ready() {
              @Override
              public void here() {
                if (heldBack.remove(held)) {
                  start(task, run.attempt());
                }
              }

              @Override
              public void missing(long object) {
                if (heldBack.remove(held)) {
                  link.send(new Message.InputMissing(run.task(), run.attempt(), object));
                  link.flush();
                }
              }
            });
  }

  private void stop(Message.Stop stop) {
    if (heldBack.remove(new Held(stop.task(), stop.attempt()))) {
      reports.report(new Event.TaskStopped(name, stop.task(), stop.attempt()));
    } else {
      slots.stop(stop.task(), stop.attempt(), stop.interrupt());
    }
  }

  private void start(TaskSpec task, int attempt) {
    slots.run(task, attempt);
    slots.flush();
  }

  private void fetch(long object) {
    var held = session.values().store().get(object);
    link.send(held == null ? new Message.Missing(object) : new Message.Fetched(object, held));
    link.flush();
  }

  private TaskRefusedException unknown(Message.DefineStage stage) {
    return new TaskRefusedException(
        ("worker %s has no remote method %s: its class path has no catalog that lists it. Was the"
                + " class compiled with Yonder's annotation processor, and is it on the class path"
                + " of the program?")
            .formatted(name, stage.type()));
  }
}
