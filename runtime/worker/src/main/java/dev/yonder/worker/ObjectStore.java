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

  private final Path directory;
  private final long mostHeapBytes;

  /** In the order in which they were used last. */
  private final Map<Long, Held> objects = new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true);

  private long heapBytes;

  /** Whether the last attempt to write failed, and that was told. */
  private boolean diskFull;

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

  /**
   * Holds a result that was made here, if there is room for it in the heap or on disk.
   *
   * <p>Where the disk has none, the heap takes as much again, and then no more: what runs needs it.
   *
   * @throws UncheckedIOException if there is no room; the message says where, and what to do
   */
  synchronized void keep(long object, Payload payload) {
    drop(object);
    objects.put(object, new Held(payload));
    heapBytes += payload.size();
    IOException full = spill(object);
    if (full != null && heapBytes - mostHeapBytes > mostHeapBytes) {
      drop(object);
      throw new UncheckedIOException(
          ("the result, of %d bytes, cannot be kept on its worker: other results fill %d bytes of"
                  + " its memory, and %s has no room for more (%s); free room there, choose another"
                  + " place with -Djava.io.tmpdir=…, give the workers more memory, or release"
                  + " results that nobody needs any more")
              .formatted(payload.size(), heapBytes, directory, full.getMessage()),
          full);
    }
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

  /**
   * Has objects leave the heap until the rest fits, but not the one that is in use; returns what
   * went wrong, null if nothing did.
   */
  private @Nullable IOException spill(long inUse) {
    Iterator<Map.Entry<Long, Held>> oldest = objects.entrySet().iterator();
    while (heapBytes > mostHeapBytes && oldest.hasNext()) {
      Map.Entry<Long, Held> next = oldest.next();
      Held held = next.getValue();
      if (next.getKey() != inUse && held.payload != null) {
        try {
          write(next.getKey(), held, held.payload);
        } catch (IOException e) {
          tellOnce(e);
          return e;
        }
        held.payload = null;
        heapBytes -= held.size;
      }
    }
    return null;
  }

  /** Has the object on disk, whole or not at all. */
  private void write(long object, Held held, Payload payload) throws IOException {
    if (held.file == null) {
      Path file = directory.resolve("object-" + object);
      try {
        PayloadFile.write(file, payload);
      } catch (IOException e) {
        delete(file);
        throw e;
      }
      held.file = file;
      diskFull = false;
    }
  }

  private void tellOnce(IOException reason) {
    if (!diskFull) {
      diskFull = true;
      Log.get()
          .log(
              System.Logger.Level.WARNING,
              "results stay in memory, as {0} has no room for them: {1}",
              directory,
              reason.getMessage());
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
