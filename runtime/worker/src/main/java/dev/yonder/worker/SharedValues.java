// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.NotSendableException;
import dev.yonder.wire.Input;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The shared values that tasks of this worker have asked for, each decoded once. */
final class SharedValues {
  private final Inputs inputs;
  private final Values values;
  private final Map<Long, Object> decoded = new ConcurrentHashMap<>();

  SharedValues(Inputs inputs, Values values) {
    this.inputs = inputs;
    this.values = values;
    values.store().onFree(decoded::remove);
  }

  /** Returns the value, which is fetched from the driver if it is not here. */
  Object get(long id) {
    return decoded.computeIfAbsent(id, this::fetch);
  }

  private Object fetch(long id) {
    Input stored = new Input.Stored(id);
    CompletableFuture<Boolean> arrival = new CompletableFuture<>();
    inputs.bring(
        List.of(stored),
        /* patient= */ false,
        new Inputs.Ready() {
          @Override
          public void here() {
            arrival.complete(true);
          }

          @Override
          public void missing(long object) {
            arrival.complete(false);
          }
        });
    Object value = arrival.join() ? values.taken(id, "a shared value") : null;
    if (value == null) {
      throw new NotSendableException(
          "the value of a Shared is not to be had from the driver; its log says why if it could not"
              + " be sent, and otherwise nothing there refers to it any more");
    }
    return value;
  }
}
