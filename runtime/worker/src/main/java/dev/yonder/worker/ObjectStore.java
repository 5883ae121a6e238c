// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.wire.Payload;
import dev.yonder.wire.PayloadFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The objects that a worker holds: large results of its tasks, and those it has fetched.
 *
 * <p>Those that were used longest ago go to disk when the others fill a part of the heap. Safe for
 * use by several threads.
 */
final class ObjectStore {
  private static final System.Logger LOG = System.getLogger("dev.yonder");

  private final Path directory;
  private final long mostHeapBytes;

  /** In the order in which they were used last. */
  private final Map<Long, Held> objects = new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true);

  private long heapBytes;

  private volatile LongConsumer freed = object -> {};

  /** An object in the heap, in a file, or in both. */
  private static final class Held {
    @Nullable Payload payload;
    @Nullable Path file;
    final long size;

    Held(Payload payload) {
      this.payload = payload;
      this.size = payload.size();
    }
  }

  /**
   * Constructs an empty store.
   *
   * @param directory where objects go that the heap has no room for
   * @param mostHeapBytes how many bytes of objects stay in the heap
   */
  ObjectStore(Path directory, long mostHeapBytes) {
    this.directory = directory;
    this.mostHeapBytes = mostHeapBytes;
  }

  /** Holds the object. */
  synchronized void put(long object, Payload payload) {
    drop(object);
    objects.put(object, new Held(payload));
    heapBytes += payload.size();
    spill(object);
  }

  synchronized boolean has(long object) {
    return objects.containsKey(object);
  }

  /**
   * Returns the object, null if it is not here.
   *
   * @throws UncheckedIOException if it was on disk and cannot be read
   */
  synchronized @Nullable Payload get(long object) {
    Held held = objects.get(object);
    if (held == null) {
      return null;
    }
    if (held.payload == null && held.file != null) {
      try {
        held.payload = PayloadFile.read(held.file);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "a result on disk cannot be read from %s: %s".formatted(held.file, e.getMessage()), e);
      }
      heapBytes += held.size;
      Payload payload = held.payload;
      spill(object);
      return payload;
    }
    return held.payload;
  }

  /** Returns a copy of the object, which must be here and which a task may change. */
  Payload copy(long object) {
    Payload held = get(object);
    if (held == null) {
      throw new IllegalStateException("object " + object + " is not on this worker");
    }
    return held.copy();
  }

  /** Has the action run for every object that is freed, whether it is here or not. */
  void onFree(LongConsumer action) {
    freed = action;
  }

  void free(long[] objects) {
    for (long object : objects) {
      drop(object);
      freed.accept(object);
    }
  }

  /** Holds the object no longer. */
  synchronized void drop(long object) {
    Held held = objects.remove(object);
    if (held != null) {
      heapBytes -= held.payload == null ? 0 : held.size;
      delete(held.file);
    }
  }

  /** Has objects leave the heap until the rest fits, but not the one that is in use. */
  private void spill(long inUse) {
    Iterator<Map.Entry<Long, Held>> oldest = objects.entrySet().iterator();
    while (heapBytes > mostHeapBytes && oldest.hasNext()) {
      Map.Entry<Long, Held> next = oldest.next();
      Held held = next.getValue();
      if (next.getKey() != inUse && held.payload != null && written(next.getKey(), held)) {
        held.payload = null;
        heapBytes -= held.size;
      }
    }
  }

  /** Returns whether the object is on disk; where it cannot be, it stays in the heap. */
  private boolean written(long object, Held held) {
    Payload payload = held.payload;
    if (held.file != null || payload == null) {
      return true;
    }
    Path file = directory.resolve("object-" + object);
    try {
      PayloadFile.write(file, payload);
      held.file = file;
      return true;
    } catch (IOException e) {
      delete(file);
      LOG.log(
          System.Logger.Level.WARNING,
          "a result of {0} bytes stays in memory, as {1} has no room for it: {2}",
          held.size,
          directory,
          e.getMessage());
      return false;
    }
  }

  private static void delete(@Nullable Path file) {
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // It goes with the directory of the session.
      }
    }
  }
}
