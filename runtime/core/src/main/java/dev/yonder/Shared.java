// SPDX-License-Identifier: Apache-2.0
package dev.yonder;

import dev.yonder.spi.Shareable;
import dev.yonder.spi.Sharing;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A large value that many calls have as an argument: it is sent to each worker once, and not with
 * every call.
 *
 * <pre>{@code
 * Shared<double[]> prices = Shared.of(readPrices());
 * session.map(strategies, s -> BacktestRemote.run(s, prices));
 * }</pre>
 *
 * <p>All calls on a worker see one object, so none may change it; on threads it is the caller's
 * own. Workers forget the value when the program no longer refers to this, and no call needs it.
 * Safe for use by several threads.
 *
 * @param <T> the type of the value
 */
public final class Shared<T> implements Shareable {
  private final long id;
  private transient @Nullable T value;

  private Shared(T value) {
    this.value = value;
    this.id = Sharing.register(this, /* count= */ 1, "calls Shared.of");
  }

  /**
   * Returns the value as one to share.
   *
   * @throws IllegalStateException if called by a task in a worker process: what a task has made
   *     reaches other calls as the result of one
   */
  public static <T> Shared<T> of(T value) {
    return new Shared<>(Objects.requireNonNull(value, "a shared value is not null"));
  }

  /**
   * Returns the value, which the first call on a worker waits for.
   *
   * @throws NotSendableException if the value cannot be sent, or cannot be understood here
   */
  @SuppressWarnings("unchecked") // what was registered under the id
  public T get() {
    T here = value;
    if (here == null) {
      here = (T) Sharing.resolve(id);
      value = here;
    }
    return here;
  }

  @Override
  public void prepare() {}

  @Override
  public long number() {
    return id;
  }

  @Override
  public Object value(long number) {
    return get();
  }

  @Override
  public String toString() {
    return "Shared[" + id + "]";
  }
}
