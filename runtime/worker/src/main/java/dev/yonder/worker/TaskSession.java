// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.Arg;
import dev.yonder.NotSendableException;
import dev.yonder.RemoteFuture;
import dev.yonder.Results;
import dev.yonder.Session;
import dev.yonder.TaskStatus;
import dev.yonder.core.TaskSpec;
import dev.yonder.spi.CurrentSession;
import dev.yonder.spi.Shareable;
import dev.yonder.wire.Message;
import dev.yonder.wire.Payload;
import dev.yonder.wire.PayloadCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What sessions have in common, wherever calls are made: in the program or in a task. */
public abstract class TaskSession implements Session {

  private final String profile;
  private final Seeds seeds;
  private final boolean seedChosen;
  private volatile boolean seedTold;

  /**
   * Constructs a session.
   *
   * @param seedChosen whether the seed need not be told to the user, who knows it
   */
  protected TaskSession(String profile, Seeds seeds, boolean seedChosen) {
    this.profile = profile;
    this.seeds = seeds;
    this.seedChosen = seedChosen;
  }

  @Override
  public String profile() {
    return profile;
  }

  @Override
  public long seed() {
    return seeds.seed();
  }

  @Override
  public <A, R> Results<R> map(
      Iterable<? extends A> items, Function<? super A, ? extends RemoteFuture<R>> call) {
    long key = seeds.keyOfCall(null, /* seeded= */ false);
    return new MapResults<>(this, items.iterator(), call, key, mapWindow());
  }

  /** Returns how many calls a map makes ahead where it does not say. */
  protected abstract int mapWindow();

  /** Asks that a call end without a result. */
  protected abstract void requestCancel(TaskFuture<?> call, boolean interrupt);

  /** Returns how far a call has come that has not ended. */
  protected abstract TaskStatus statusOf(TaskFuture<?> call);

  /** Returns the number of the call's task, waiting for it if need be. */
  protected abstract long numberOf(TaskFuture<?> call);

  /** Returns the number of the call's task, {@link TaskSpec#NO_PARENT} while it is not known. */
  protected abstract long numberIfKnown(TaskFuture<?> call);

  /** Returns the threads that run what was attached to futures. */
  protected abstract Callbacks callbacks();

  /** Returns what random numbers derive from. */
  public Seeds seeds() {
    return seeds;
  }

  /** Makes the calls of the action in this session, as those of the place. */
  <T> T callFrom(CallSequence place, Supplier<T> action) {
    Session sessionBefore = CurrentSession.bind(this);
    CallSequence placeBefore = seeds.enter(place);
    try {
      return action.get();
    } finally {
      seeds.enter(placeBefore);
      CurrentSession.bind(sessionBefore);
    }
  }

  /** Returns the key of a call that this thread makes; the first seeded one tells the seed. */
  protected final long keyOfCall(@Nullable String name, boolean seeded) {
    if (seeded && !seedChosen && !seedTold) {
      seedTold = true;
      Log.get()
          .log(
              System.Logger.Level.INFO,
              "the random numbers of this run derive from the seed {0}; Yonder.builder().seed({0}L)"
                  + " repeats them",
              Long.toString(seed()));
    }
    return seeds.keyOfCall(name, seeded);
  }

  /** Returns who makes the calls of this thread, null if it runs no method of this session. */
  protected final Message.@Nullable Caller caller() {
    Attempt caller = ownTask();
    return caller == null ? null : new Message.Caller(caller.task().id(), caller.number());
  }

  /** Returns the attempt of this session whose method this thread runs, null if it runs none. */
  protected final @Nullable Attempt ownTask() {
    Attempt caller = Attempt.current();
    return caller != null && caller.work().session() == this ? caller : null;
  }

  /**
   * Replaces wrapped values by the values, refuses hidden futures, and counts the others.
   *
   * @param shared is told of the shared values among the arguments
   */
  protected final int unwrap(
      @Nullable Object[] arguments, String method, Consumer<Shareable> shared) {
    int futures = 0;
    for (int i = 0; i < arguments.length; i++) {
      Object argument = arguments[i];
      if (argument instanceof RemoteFuture<?> future) {
        checkOwn(future, method);
        futures++;
        continue;
      }
      if (argument instanceof Arg.Value<?> wrapped) {
        argument = wrapped.value();
        arguments[i] = argument;
      }
      HiddenFutures.refuse(argument, i, method, shared);
    }
    return futures;
  }

  /**
   * Encodes the arguments of a call.
   *
   * @throws NotSendableException if some cannot be sent; the message names each and the reasons
   */
  protected static Payload encode(PayloadCodec codec, @Nullable Object[] arguments, String method) {
    try {
      return codec.encode(arguments, "the arguments of " + method);
    } catch (NotSendableException all) {
      List<String> reasons = new ArrayList<>();
      for (int i = 0; i < arguments.length; i++) {
        try {
          codec.encode(arguments[i], "argument %d of %s".formatted(i + 1, method));
        } catch (NotSendableException one) {
          reasons.add(one.getMessage());
        }
      }
      throw reasons.isEmpty() ? all : new NotSendableException(String.join("\n", reasons));
    }
  }

  /** Refuses the future of another session. */
  protected final void checkOwn(RemoteFuture<?> future, String method) {
    if (future.session() != this) {
      throw new IllegalArgumentException(
          ("%s was called in the session %s with a future of the session %s (%s); get its result"
                  + " first, or make both calls in one session")
              .formatted(method, profile, future.session().profile(), future.taskId()));
    }
  }

  /**
   * Notes that a call needs the futures among the arguments, and returns their numbers.
   *
   * @param futures how many there are
   */
  protected static long[] use(@Nullable Object[] arguments, int futures) {
    if (futures == 0) {
      return TaskSpec.NO_DEPENDENCIES;
    }
    long[] dependencies = new long[futures];
    int next = 0;
    for (Object argument : arguments) {
      if (argument instanceof TaskFuture<?> future) {
        future.use();
        dependencies[next++] = future.id();
      }
    }
    return dependencies;
  }
}
