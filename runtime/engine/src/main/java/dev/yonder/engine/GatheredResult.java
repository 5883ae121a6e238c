// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.wire.Input;
import dev.yonder.worker.Deferred;
import dev.yonder.worker.End;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The results of several calls, of which none is decoded before the program asks for the list. */
final class GatheredResult implements Deferred, Transferable {
  private final List<@Nullable Object> elements;
  private final Runnable free;
  private @Nullable Object decoded;

  /** Constructs the list from {@link Deferred} and {@link Transferable} results. */
  GatheredResult(List<@Nullable Object> elements, Runnable free) {
    this.elements = elements;
    this.free = free;
  }

  @Override
  public CompletableFuture<?> here() {
    return CompletableFuture.allOf(
        elements.stream()
            .map(element -> ((Deferred) element).here())
            .toArray(CompletableFuture<?>[]::new));
  }

  @Override
  public synchronized Object resultOrEnd() {
    if (decoded == null) {
      decoded = listOrEnd();
    }
    return decoded;
  }

  private Object listOrEnd() {
    List<@Nullable Object> values = new ArrayList<>(elements.size());
    for (Object element : elements) {
      Object value = ((Deferred) element).resultOrEnd();
      if (value instanceof End) {
        return value;
      }
      values.add(value);
    }
    return Collections.unmodifiableList(values);
  }

  @Override
  public void free() {
    free.run();
  }

  @Override
  public Input input() {
    return new Input.Gathered(
        elements.stream().map(element -> ((Transferable) element).input()).toList());
  }
}
