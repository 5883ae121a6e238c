// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor;

import dev.yonder.Arg;
import dev.yonder.CallOptions;
import dev.yonder.RemoteFuture;
import dev.yonder.Results;
import dev.yonder.Session;
import dev.yonder.spi.TaskType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs each call in the calling thread, by its invoker, and remembers what was called. */
final class InlineSession implements Session {

  /** A call as the stub made it. */
  record Call(TaskType type, CallOptions options, List<@Nullable Object> arguments) {}

  final List<Call> calls = new ArrayList<>();

  @Override
  @SuppressWarnings("unchecked") // the stub says so
  public <T> RemoteFuture<T> submit(
      TaskType type, CallOptions options, @Nullable Object... arguments) {
    List<@Nullable Object> given = new ArrayList<>();
    for (Object argument : arguments) {
      given.add(argument);
    }
    calls.add(new Call(type, options, given));
    List<@Nullable Object> values = new ArrayList<>();
    try {
      for (Object argument : arguments) {
        values.add(value(argument));
      }
      for (int position : type.seeded()) {
        values.add(position, new Random(position));
      }
      Object result = type.invoker().invoke(values.toArray());
      return result instanceof DoneFuture<?> done
          ? (RemoteFuture<T>) done
          : (RemoteFuture<T>) new DoneFuture<>(this, result, null);
    } catch (Throwable failure) { // whatever the method throws belongs to the future
      return new DoneFuture<>(this, null, failure);
    }
  }

  private static @Nullable Object value(@Nullable Object argument) throws Throwable {
    if (argument instanceof Arg.Value<?> value) {
      return value.value();
    }
    return argument instanceof DoneFuture<?> future ? future.valueOrThrow() : argument;
  }

  @Override
  public <T> RemoteFuture<List<T>> all(List<? extends RemoteFuture<? extends T>> futures) {
    List<T> values = new ArrayList<>();
    futures.forEach(future -> values.add(future.join()));
    return new DoneFuture<>(this, values, null);
  }

  @Override
  public <A, R> Results<R> map(
      Iterable<? extends A> items, Function<? super A, ? extends RemoteFuture<R>> call) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String profile() {
    return "inline";
  }

  @Override
  public String description() {
    return "inline";
  }

  @Override
  public long seed() {
    return 0;
  }

  @Override
  public void cancelAll() {}

  @Override
  public void close() {}
}
