// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.InputFile;
import dev.yonder.NotSendableException;
import dev.yonder.spi.Sharing;
import dev.yonder.wire.Input;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** What tasks of this worker have asked for of what the program shares. */
final class SharedValues implements Sharing.Driver {
  private final Inputs inputs;
  private final Values values;
  private final FileCopies copies;

  /** Values by number, each decoded once. */
  private final Map<Long, Object> decoded = new ConcurrentHashMap<>();

  /**
   * Constructs what gets values from the driver.
   *
   * @param directory where the workers of the session on this host keep copies of files
   */
  SharedValues(Inputs inputs, Values values, Path directory) {
    this.inputs = inputs;
    this.values = values;
    this.copies = new FileCopies(directory, part -> (byte[]) fetch(part));
    values.store().onFree(decoded::remove);
  }

  @Override
  public Object value(long number) {
    return decoded.computeIfAbsent(number, this::fetch);
  }

  @Override
  public Path file(InputFile file) {
    return copies.get(file);
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
    if (value instanceof Sharing.Unavailable reason) {
      throw new NotSendableException(reason.message());
    }
    if (value == null) {
      throw new NotSendableException("what the program shares is not to be had from it any more");
    }
    return value;
  }
}
