// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.TaskStatus;
import dev.yonder.core.TaskSpec;
import dev.yonder.wire.Link;
import dev.yonder.wire.Message;
import dev.yonder.worker.End;
import dev.yonder.worker.TaskFuture;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The calls that tasks of one worker in another process make; used by the thread of its link. */
final class NestedCalls {
  private final Link link;
  private final EngineSession session;
  private final Map<Long, TaskFuture<?>> calls = new ConcurrentHashMap<>();

  NestedCalls(Link link, EngineSession session) {
    this.link = link;
    this.session = session;
  }

  /** Takes what the worker has to say about calls. */
  void received(Message.FromWorker message) {
    if (message instanceof Message.CallMade made) {
      make(made);
    } else if (message instanceof Message.ForgetCall forget) {
      calls.remove(forget.call());
    } else if (message instanceof Message.CancelCall cancel) {
      future(cancel.call()).cancel(cancel.interrupt());
    } else if (message instanceof Message.CancelAll) {
      session.cancelAll();
    } else if (message instanceof Message.AskCall ask) {
      tellStatus(ask.call());
    } else {
      throw new IllegalStateException("a worker sent " + message);
    }
  }

  /** Returns the future of a call that was made and not forgotten. */
  TaskFuture<?> future(long call) {
    TaskFuture<?> future = calls.get(call);
    if (future == null) {
      throw new IllegalStateException("a worker names call " + call + ", which is not known");
    }
    return future;
  }

  /** Returns the number of the task of a call, {@link TaskSpec#NO_PARENT} for none. */
  long taskOf(long call) {
    TaskFuture<?> future = calls.get(call);
    return future == null ? TaskSpec.NO_PARENT : future.id();
  }

  /** Forgets all calls, as the worker is gone. */
  void abandon() {
    calls.clear();
  }

  private void make(Message.CallMade made) {
    @Nullable Object[] given = new Object[arity(made)];
    for (int i = 0; i < made.futures().length; i++) {
      given[made.positions()[i]] = future(made.futures()[i]);
    }
    TaskFuture<?> future;
    try {
      future = session.submitNested(made, given);
    } catch (IllegalArgumentException refused) {
      link.send(new Message.CallFailed(made.call(), session.codec().encodeThrowable(refused)));
      link.flush();
      return;
    }
    calls.put(made.call(), future);
    link.send(new Message.CallTaken(made.call(), future.id()));
    link.flush();
    var unused = future.end().thenAccept(ended -> tellEnd(made.call(), ended));
  }

  private static int arity(Message.CallMade made) {
    int last = made.positions().length - 1;
    return last < 0 ? 0 : made.positions()[last] + 1;
  }

  private void tellEnd(long call, @Nullable Object ended) {
    if (ended instanceof Transferable result) {
      link.send(new Message.CallReturned(call, result.input()));
    } else if (ended instanceof End.Failure failure) {
      link.send(new Message.CallFailed(call, failure.encoded(session.codec())));
    } else if (ended instanceof End.Cancellation cancellation) {
      link.send(new Message.CallCancelled(call, cancellation.message()));
    } else {
      throw new AssertionError(ended);
    }
    link.flush();
  }

  private void tellStatus(long call) {
    TaskFuture<?> future = future(call);
    session.status(
        future.id(),
        status -> {
          TaskStatus told = future.isDone() || status == null ? future.status() : status;
          link.send(new Message.CallStatus(call, ordinal(told)));
          link.flush();
        });
  }

  private static int ordinal(TaskStatus status) {
    return List.of(TaskStatus.values()).indexOf(status);
  }
}
