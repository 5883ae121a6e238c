// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.TaskRefusedException;
import dev.yonder.core.Event;
import dev.yonder.core.Stage;
import dev.yonder.core.TaskSpec;
import dev.yonder.spi.TaskType;
import dev.yonder.wire.Input;
import dev.yonder.wire.Link;
import dev.yonder.wire.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Takes the attempts that a driver hands to a worker, and starts each when it has its inputs. */
final class Intake {
  private final String name;
  private final Link link;
  private final Catalog catalog;
  private final WorkerReports reports;
  private final WorkerSession session;
  private final Slots slots;
  private final Following<Handed> following = new Following<>();

  /** What the driver has described, by its numbers; used by the link's thread alone. */
  private final Map<Integer, Described> stages = new HashMap<>();

  /** Attempts whose inputs are not here yet. */
  private final Set<Held> heldBack = ConcurrentHashMap.newKeySet();

  private record Held(long task, int attempt) {}

  private record Described(Message.DefineStage message, Stage stage, @Nullable TaskType type) {}

  /** An attempt that was handed over, and what it is. */
  private record Handed(Message.Run run, Stage stage, TaskType type, boolean keep) {
    Held held() {
      return new Held(run.task(), run.attempt());
    }

    /** Returns the attempt with the result in the place of those that it awaits. */
    Handed with(Input result) {
      List<Input> inputs = new ArrayList<>(run.inputs());
      Input own = result instanceof Input.Value v ? new Input.Value(v.payload().copy()) : result;
      inputs.replaceAll(input -> input instanceof Input.Awaited ? own : input);
      return new Handed(
          new Message.Run(
              run.task(),
              run.attempt(),
              run.stage(),
              run.seedKey(),
              run.arguments(),
              run.positions(),
              inputs),
          stage,
          type,
          keep);
    }
  }

  Intake(
      String name,
      Link link,
      Catalog catalog,
      WorkerReports reports,
      WorkerSession session,
      Slots slots) {
    this.name = name;
    this.link = link;
    this.catalog = catalog;
    this.reports = reports;
    this.session = session;
    this.slots = slots;
  }

  void define(Message.DefineStage message) {
    long walltime = message.timed() ? Long.MAX_VALUE : 0;
    Stage.Needs needs = new Stage.Needs(message.needs(), 0, 0, true, walltime);
    stages.put(
        message.stage(),
        new Described(message, new Stage(message.name(), needs), catalog.get(message.type())));
  }

  void run(Message.Run run) {
    Described described = stages.get(run.stage());
    if (described == null) {
      throw new IllegalStateException("stage " + run.stage() + " was not described");
    }
    following.came(run.task(), run.attempt());
    if (described.type == null) {
      reports.report(
          new Event.TaskThrew(name, run.task(), run.attempt(), unknown(described.message)));
      return;
    }
    Handed handed = new Handed(run, described.stage, described.type, described.message.keep());
    if (run.inputs().isEmpty()) {
      start(handed);
      return;
    }
    heldBack.add(handed.held());
    for (Input input : run.inputs()) {
      if (input instanceof Input.Awaited awaited) {
        follow(handed, awaited.task());
        return;
      }
    }
    bring(handed);
  }

  private void follow(Handed handed, long task) {
    try {
      Input result = following.follow(task, handed);
      if (result != null) {
        bring(handed.with(result));
      }
    } catch (Following.Gone e) {
      giveBack(handed, task);
    }
  }

  private void bring(Handed handed) {
    session
        .inputs()
        .bring(
            handed.run.inputs(),
            /* patient= */ false,
            new Inputs.Ready() {
              @Override
              public void here() {
                startHeldBack(handed);
              }

              @Override
              public void missing(long object) {
                giveBack(handed, object);
              }
            });
  }

  /** Starts what was held back, at once for {@link #stop}, which must find it in one place. */
  private void startHeldBack(Handed handed) {
    synchronized (heldBack) {
      if (heldBack.remove(handed.held())) {
        start(handed);
      }
    }
  }

  private boolean stopHeldBack(Held held) {
    synchronized (heldBack) {
      return heldBack.remove(held);
    }
  }

  private void start(Handed handed) {
    TaskSpec task =
        new TaskSpec(
            handed.run.task(),
            handed.stage,
            TaskSpec.NO_PARENT,
            TaskSpec.NO_DEPENDENCIES,
            /* gather= */ false,
            new RemoteWork(session, handed.type, handed.run, handed.keep));
    slots.start(task, handed.run.attempt());
  }

  /** Gives back an attempt for want of an object, and what follows it, and so on. */
  private void giveBack(Handed handed, long missing) {
    if (heldBack.remove(handed.held())) {
      link.send(new Message.InputMissing(handed.run.task(), handed.run.attempt(), missing));
      left(handed.run.task(), handed.run.attempt(), /* result= */ null);
      link.flush();
    }
  }

  void stop(Message.Stop stop) {
    if (stopHeldBack(new Held(stop.task(), stop.attempt()))) {
      reports.report(new Event.TaskStopped(name, stop.task(), stop.attempt()));
    } else {
      slots.stop(stop.task(), stop.attempt(), stop.interrupt());
    }
  }

  /**
   * Takes notice, after the driver was told, that an attempt has ended.
   *
   * @param result what it returned, null if it ended in any other way
   */
  void left(long task, int attempt, @Nullable Input result) {
    List<Handed> followers = following.left(task, attempt, result);
    if (result != null) {
      followers.forEach(follower -> bring(follower.with(result)));
      return;
    }
    ArrayDeque<Handed> returned = new ArrayDeque<>(followers);
    long missing = task;
    while (!returned.isEmpty()) {
      Handed next = returned.remove();
      if (heldBack.remove(next.held())) {
        Message.Run run = next.run;
        link.send(new Message.InputMissing(run.task(), run.attempt(), awaited(run, missing)));
        returned.addAll(following.left(run.task(), run.attempt(), /* result= */ null));
      }
    }
  }

  private static long awaited(Message.Run run, long otherwise) {
    for (Input input : run.inputs()) {
      if (input instanceof Input.Awaited awaited) {
        return awaited.task();
      }
    }
    return otherwise;
  }

  private TaskRefusedException unknown(Message.DefineStage stage) {
    return new TaskRefusedException(
        ("worker %s has no remote method %s: its class path has no catalog that lists it. Was the"
                + " class compiled with Yonder's annotation processor, and is it on the class path"
                + " of the program?")
            .formatted(name, stage.type()));
  }
}
