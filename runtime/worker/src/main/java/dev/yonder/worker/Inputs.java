// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.wire.Input;
import dev.yonder.wire.Link;
import dev.yonder.wire.Message;
import dev.yonder.wire.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds attempts back until the objects that they need are here.
 *
 * <p>An attempt takes no slot meanwhile, so that what computes a lost object again finds one.
 */
final class Inputs {
  private final ObjectStore store;
  private final Link link;

  // Guarded by this.
  private final Map<Long, List<Waiting>> waiting = new HashMap<>();

  /** Something that goes on when its objects are here, or is given up when one cannot be had. */
  interface Ready {
    void here();

    void missing(long object);
  }

  private static final class Waiting {
    final Ready ready;
    int absent;

    Waiting(Ready ready) {
      this.ready = ready;
    }
  }

  Inputs(ObjectStore store, Link link) {
    this.store = store;
    this.link = link;
  }

  /**
   * Has the objects of the inputs brought here.
   *
   * @param patient whether to wait for those that must be made again first
   */
  void bring(List<Input> inputs, boolean patient, Ready ready) {
    Set<Long> objects = new HashSet<>();
    inputs.forEach(input -> collect(input, objects));
    Waiting wait = new Waiting(ready);
    List<Long> toFetch = new ArrayList<>();
    synchronized (this) {
      for (long object : objects) {
        if (store.has(object)) {
          continue;
        }
        wait.absent++;
        List<Waiting> others = waiting.get(object);
        if (others == null) {
          others = new ArrayList<>();
          waiting.put(object, others);
          toFetch.add(object);
        }
        others.add(wait);
      }
    }
    if (wait.absent == 0) {
      ready.here();
      return;
    }
    toFetch.forEach(object -> link.send(new Message.Fetch(object, patient)));
    link.flush();
  }

  /** Takes an object that was asked for. */
  void arrived(long object, Payload payload) {
    store.put(object, payload);
    List<Waiting> complete = new ArrayList<>();
    synchronized (this) {
      for (Waiting wait : taken(object)) {
        if (--wait.absent == 0) {
          complete.add(wait);
        }
      }
    }
    complete.forEach(wait -> wait.ready.here());
  }

  /** Gives up what needs an object that is not to be had. */
  void missing(long object) {
    List<Waiting> given;
    synchronized (this) {
      given = taken(object);
      waiting.values().forEach(others -> others.removeAll(given));
    }
    given.forEach(wait -> wait.ready.missing(object));
  }

  private List<Waiting> taken(long object) {
    List<Waiting> others = waiting.remove(object);
    return others == null ? List.of() : others;
  }

  private static void collect(Input input, Set<Long> objects) {
    if (input instanceof Input.Stored stored) {
      objects.add(stored.object());
    } else if (input instanceof Input.Gathered gathered) {
      gathered.elements().forEach(element -> collect(element, objects));
    }
  }
}
