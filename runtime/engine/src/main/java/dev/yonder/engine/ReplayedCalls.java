// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.RemoteFuture;
import dev.yonder.core.Stage;
import dev.yonder.spi.Spelling;
import dev.yonder.spi.TaskType;
import dev.yonder.wire.Payload;
import dev.yonder.wire.RunRecord;
import dev.yonder.worker.TaskFuture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The calls of a run that earlier drivers have made, and that a session makes again. */
final class ReplayedCalls {
  private final String run;
  private final List<Replayed> calls = new ArrayList<>();
  private final Map<Long, TaskFuture<?>> byNumber = new HashMap<>();

  /** A call, and the name of its method. */
  private record Replayed(String name, RemoteFuture<?> future) {}

  /** Constructs none of the run. */
  ReplayedCalls(String run) {
    this.run = run;
  }

  /**
   * Has the session make a call again, with the same number; those that it depends on were before.
   *
   * @param type the method, null for a call that gathers
   * @param over whether it has ended
   * @param arguments the encoded plain arguments, null if they are not needed any more
   */
  void add(
      EngineSession session,
      RunRecord.Submitted call,
      @Nullable TaskType type,
      boolean over,
      @Nullable Payload arguments) {
    int[] positions = call.positions();
    int last = positions.length - 1;
    @Nullable Object[] given = new Object[last < 0 ? 0 : positions[last] + 1];
    for (int i = 0; i <= last; i++) {
      given[positions[i]] = byNumber.get(call.dependencies()[i]);
    }
    TaskFuture<?> future = session.callAgain(call, type, stage(call, over), given, arguments);
    byNumber.put(future.id(), future);
    calls.add(new Replayed(call.name(), future));
  }

  /** What has failed for good is not tried again. */
  private static Stage stage(RunRecord.Submitted call, boolean over) {
    RunRecord.Needs needs = call.needs();
    return new Stage(
        call.name(),
        new Stage.Needs(
            needs.resources(),
            needs.priority(),
            over ? 0 : needs.retries(),
            needs.idempotent(),
            needs.walltimeNanos()));
  }

  /** Returns the results of all calls, in the order in which they were made. */
  List<RemoteFuture<?>> futures() {
    return calls.stream().<RemoteFuture<?>>map(Replayed::future).toList();
  }

  /**
   * Returns the results of the calls of a method.
   *
   * @throws IllegalArgumentException if there is none
   */
  @SuppressWarnings("unchecked") // taken on trust
  <T> List<RemoteFuture<T>> futures(String method) {
    List<RemoteFuture<T>> found =
        calls.stream()
            .filter(call -> call.name.equals(method))
            .map(call -> (RemoteFuture<T>) call.future)
            .toList();
    if (found.isEmpty()) {
      Set<String> names =
          calls.stream().map(Replayed::name).collect(Collectors.toCollection(TreeSet::new));
      String closest = Spelling.closest(method, names);
      throw new IllegalArgumentException(
          "the run %s has no call of %s; there are calls of %s%s"
              .formatted(
                  run,
                  method,
                  names.isEmpty() ? "nothing" : String.join(", ", names),
                  closest == null ? "" : "; did you mean " + closest + "?"));
    }
    return found;
  }
}
