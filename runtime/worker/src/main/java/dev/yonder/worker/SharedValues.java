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
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongFunction;

/** What tasks of this worker have asked for of what the program shares. */
final class SharedValues implements Sharing.Driver {
  private final Inputs inputs;
  private final Values values;
  private final Function<InputFile, Path> files;

  /** Values by number, each decoded once; some are on their way. */
  private final Map<Long, CompletableFuture<Object>> decoded = new ConcurrentHashMap<>();

  /**
   * Constructs what gets values from the driver.
   *
   * @param files returns the copy of a file
   */
  SharedValues(Inputs inputs, Values values, Function<InputFile, Path> files) {
    this.inputs = inputs;
    this.values = values;
    this.files = files;
    values.store().onFree(decoded::remove);
  }

  /**
   * Returns what gets values from the driver, and copies its files.
   *
   * @param directory where the workers of the session on this host keep copies of files
   */
  static SharedValues copied(Inputs inputs, Values values, Path directory) {
    LongFunction<byte[]> parts = part -> (byte[]) fetch(inputs, values, part);
    return new SharedValues(inputs, values, new FileCopies(directory, parts)::get);
  }

  @Override
  public Object value(long number) {
    // Fetched outside the map, whose locks the thread needs that frees others and brings this one.
    CompletableFuture<Object> mine = new CompletableFuture<>();
    CompletableFuture<Object> earlier = decoded.putIfAbsent(number, mine);
    if (earlier != null) {
      return joined(earlier);
    }
    try {
      Object value = fetch(inputs, values, number);
      mine.complete(value);
      return value;
    } catch (RuntimeException | Error e) {
      decoded.remove(number, mine);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private static Object joined(CompletableFuture<Object> value) {
    try {
      return value.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException reason) {
        throw reason;
      }
      throw e;
    }
  }

  @Override
  public Path file(InputFile file) {
    return files.apply(file);
  }

  private static Object fetch(Inputs inputs, Values values, long id) {
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
