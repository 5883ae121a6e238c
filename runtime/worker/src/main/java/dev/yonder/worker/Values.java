// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.wire.Input;
import dev.yonder.wire.Message;
import dev.yonder.wire.Payload;
import dev.yonder.wire.PayloadCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what arrives at a worker into values. */
final class Values {
  private final PayloadCodec codec;
  private final ObjectStore store;

  Values(PayloadCodec codec, ObjectStore store) {
    this.codec = codec;
    this.store = store;
  }

  PayloadCodec codec() {
    return codec;
  }

  ObjectStore store() {
    return store;
  }

  /** Returns the arguments of an attempt, whose inputs must all be here. */
  @Nullable Object[] arguments(Message.Run run, String method) {
    @Nullable Object[] arguments = array(run.arguments(), "the arguments of " + method);
    for (int i = 0; i < run.positions().length; i++) {
      int position = run.positions()[i];
      arguments[position] =
          value(run.inputs().get(i), "argument " + (position + 1) + " of " + method);
    }
    return arguments;
  }

  /** Returns the value of an input, which must be here. */
  @Nullable Object value(Input input, String what) {
    if (input instanceof Input.Value value) {
      return codec.decode(value.payload(), what);
    }
    if (input instanceof Input.Stored stored) {
      return codec.decode(store.copy(stored.object()), what);
    }
    if (input instanceof Input.Gathered gathered) {
      List<@Nullable Object> elements = new ArrayList<>(gathered.elements().size());
      for (Input element : gathered.elements()) {
        elements.add(value(element, what + "[" + elements.size() + "]"));
      }
      return Collections.unmodifiableList(elements);
    }
    throw new AssertionError(input);
  }

  /** Returns the value of an object, which must be here and is not held any longer. */
  @Nullable Object taken(long object, String what) {
    Payload payload = store.get(object);
    if (payload == null) {
      throw new IllegalStateException("object " + object + " is not on this worker");
    }
    Object value = codec.decode(payload, what);
    store.drop(object);
    return value;
  }

  private @Nullable Object[] array(Payload payload, String what) {
    Object decoded = codec.decode(payload, what);
    if (decoded instanceof Object[] array) {
      return array;
    }
    throw new IllegalStateException(what + " are no array but " + decoded);
  }
}
