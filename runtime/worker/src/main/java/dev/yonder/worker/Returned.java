// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.NotSendableException;
import dev.yonder.wire.Input;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The result of a call that a task of this worker made. */
final class Returned implements Deferred {
  private final Inputs inputs;
  private final Values values;
  private final Input result;
  private @Nullable CompletableFuture<?> here;
  private @Nullable Object decoded;
  private boolean isDecoded;

  Returned(Inputs inputs, Values values, Input result) {
    this.inputs = inputs;
    this.values = values;
    this.result = result;
  }

  @Override
  public synchronized CompletableFuture<?> here() {
    if (here == null) {
      CompletableFuture<@Nullable Void> arrival = new CompletableFuture<>();
      here = arrival;
      bring(arrival, /* patient= */ false);
    }
    return here;
  }

  private void bring(CompletableFuture<@Nullable Void> arrival, boolean patient) {
    inputs.bring(
        List.of(result),
        patient,
        new Inputs.Ready() {
          @Override
          public void here() {
            arrival.complete(null);
          }

          @Override
          public void missing(long object) {
            if (patient) {
              arrival.complete(null);
            } else {
              bring(arrival, /* patient= */ true);
            }
          }
        });
  }

  @Override
  public synchronized @Nullable Object resultOrEnd() {
    if (!isDecoded) {
      try {
        decoded = values.value(result, "the result of a call");
      } catch (NotSendableException | IllegalStateException e) {
        decoded = new End.Failure(e);
      }
      isDecoded = true;
    }
    return decoded;
  }
}
