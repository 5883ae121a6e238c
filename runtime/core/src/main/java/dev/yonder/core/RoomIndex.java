// SPDX-License-Identifier: Apache-2.0
package dev.yonder.core;

import dev.yonder.Resources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Workers by what is free of them, so that one with room is found without a look at all.
 *
 * <p>Workers with as many processors and gpus and about as much memory free share a bucket. They
 * change buckets when somebody searches, as many sessions never do.
 */
final class RoomIndex {
  private static final int MOST_GPUS = 255;
  private static final int MEMORY_SHIFT = 8;
  private static final int CPU_SHIFT = 16;

  private final TreeMap<Long, Bucket> buckets = new TreeMap<>();
  private final List<Worker> moved = new ArrayList<>();

  /** Workers that share a key. */
  static final class Bucket {
    private final long key;
    private final List<Worker> workers = new ArrayList<>(2);

    private Bucket(long key) {
      this.key = key;
    }

    private boolean mayFit(Resources needed) {
      return (key & MOST_GPUS) >= Math.min(needed.gpus(), MOST_GPUS)
          && ((key >> MEMORY_SHIFT) & 0xff) >= memoryClass(needed.memory());
    }
  }

  /** Notes that what is free of the worker changed, or that it is there or gone. */
  void changed(Worker worker) {
    if (!worker.moved) {
      worker.moved = true;
      moved.add(worker);
    }
  }

  /** Returns a worker with the resources free that is acceptable, of those with the fewest cpus. */
  @Nullable Worker tightest(Resources needed, Predicate<Worker> acceptable) {
    moveChanged();
    long least = (long) Math.max(0, needed.cpus()) << CPU_SHIFT;
    for (Bucket bucket : buckets.tailMap(least).values()) {
      if (bucket.mayFit(needed)) {
        for (Worker worker : bucket.workers) {
          if (worker.fits(needed) && acceptable.test(worker)) {
            return worker;
          }
        }
      }
    }
    return null;
  }

  /** Returns an acceptable worker, of those with the most cpus free. */
  @Nullable Worker roomiest(Predicate<Worker> acceptable) {
    moveChanged();
    for (Bucket bucket : buckets.descendingMap().values()) {
      for (Worker worker : bucket.workers) {
        if (acceptable.test(worker)) {
          return worker;
        }
      }
    }
    return null;
  }

  private void moveChanged() {
    for (Worker worker : moved) {
      worker.moved = false;
      long key = key(worker);
      Bucket from = worker.bucket;
      if (worker.gone) {
        remove(worker);
      } else if (from == null || from.key != key) {
        remove(worker);
        add(worker, key);
      }
    }
    moved.clear();
  }

  private void add(Worker worker, long key) {
    Bucket to = buckets.computeIfAbsent(key, Bucket::new);
    worker.bucket = to;
    worker.bucketPosition = to.workers.size();
    to.workers.add(worker);
  }

  private void remove(Worker worker) {
    Bucket from = worker.bucket;
    if (from == null) {
      return;
    }
    Worker last = from.workers.remove(from.workers.size() - 1);
    if (last != worker) {
      from.workers.set(worker.bucketPosition, last);
      last.bucketPosition = worker.bucketPosition;
    }
    worker.bucket = null;
    if (from.workers.isEmpty()) {
      buckets.remove(from.key);
    }
  }

  private static long key(Worker worker) {
    return ((long) Math.max(0, worker.freeCpus()) << CPU_SHIFT)
        | ((long) memoryClass(worker.freeMemory()) << MEMORY_SHIFT)
        | Math.min(worker.freeGpus(), MOST_GPUS);
  }

  /** Returns a number from 0 to 255 that grows with the bytes, four steps to a power of two. */
  private static int memoryClass(long bytes) {
    if (bytes < 4) {
      return (int) Math.max(0, bytes);
    }
    int power = 63 - Long.numberOfLeadingZeros(bytes);
    return 4 * (power - 1) + (int) ((bytes >> (power - 2)) & 3);
  }

  /** Distinct capacities, with how many workers have each. */
  static final class Capacities {
    private final Map<Resources, Integer> counts = new LinkedHashMap<>();

    void add(Worker worker, int change) {
      counts.merge(worker.capacity, change, Integer::sum);
      counts.remove(worker.capacity, 0);
    }

    boolean anyFits(Resources needed) {
      return counts.keySet().stream().anyMatch(capacity -> Worker.fits(capacity, needed));
    }
  }
}
