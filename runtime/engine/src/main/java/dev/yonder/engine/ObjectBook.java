// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.NotSendableException;
import dev.yonder.core.Event;
import dev.yonder.wire.Message;
import dev.yonder.wire.Payload;
import dev.yonder.wire.PayloadCodec;
import dev.yonder.worker.Deferred;
import dev.yonder.worker.End;
import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the results are that stay on workers, and who waits for them; used by the engine's thread
 * alone.
 *
 * <p>A result goes from worker to worker through the driver, which keeps nothing of it.
 */
final class ObjectBook {
  private static final Cleaner CLEANER = Cleaner.create();

  /** A result takes as much while it comes, and something is there besides. */
  private static final double PART_OF_HEAP = 0.9;

  private final PayloadCodec codec;
  private final SharedPayloads shared;

  /** Asks the engine's thread to do something later. */
  private final Consumer<Runnable> later;

  /** Tells the scheduler. */
  private final Consumer<Event> scheduler;

  private final Garbage garbage;

  /** Whether workers are gone for good, and what they kept; read by threads that want a result. */
  private volatile boolean closed;

  /** What to do once nobody waits for a result that is on its way. */
  private final List<Runnable> whenNothingComes = new ArrayList<>();

  private final Map<String, ObjectLink> links = new HashMap<>();
  private final Map<Long, Entry> entries = new HashMap<>();
  private final Traffic traffic;

  /** A result that some worker keeps or has kept. */
  private static final class Entry {
    final WeakReference<KeptResult> result;
    final long bytes;
    @Nullable String holder;
    boolean asked;
    final Set<String> copies = new HashSet<>();
    final List<KeptResult> waiting = new ArrayList<>(0);
    final Set<ObjectLink> relays = new LinkedHashSet<>(0);

    /** Relays that wait for a lost result to be made again. */
    final Set<ObjectLink> patient = new LinkedHashSet<>(0);

    Entry(@Nullable KeptResult result, KeptAt at) {
      this.result = new WeakReference<>(result);
      this.bytes = at.bytes();
      this.holder = at.worker();
    }
  }

  ObjectBook(PayloadCodec codec, Consumer<Runnable> later, Consumer<Event> scheduler) {
    this.codec = codec;
    this.shared = new SharedPayloads(codec);
    this.later = later;
    this.scheduler = scheduler;
    this.garbage = new Garbage();
    this.traffic = new Traffic(links, Runtime.getRuntime().maxMemory(), later);
  }

  void join(ObjectLink link) {
    links.put(link.name(), link);
  }

  /** Takes notice that a worker is gone, and what it kept with it. */
  void leave(String worker) {
    links.remove(worker);
    for (Map.Entry<Long, Entry> each : entries.entrySet()) {
      Entry entry = each.getValue();
      entry.copies.remove(worker);
      entry.relays.removeIf(link -> link.name().equals(worker));
      entry.patient.removeIf(link -> link.name().equals(worker));
      if (worker.equals(entry.holder)) {
        lost(each.getKey(), entry);
      }
    }
  }

  /** Takes a result that the scheduler has accepted, for its task's future. */
  KeptResult kept(long task, KeptAt at) {
    Runnable free = freeing(task);
    KeptResult result = new KeptResult(task, at.bytes(), codec, this::wanted, free);
    CLEANER.register(result, free);
    entries.put(task, new Entry(result, at));
    garbage.made(at.bytes());
    return result;
  }

  /** Returns the list of results, for the future of the task that gathers them. */
  GatheredResult gathered(long task, List<@Nullable Object> results) {
    Runnable free = freeing(task);
    GatheredResult gathered = new GatheredResult(results, free);
    CLEANER.register(gathered, free);
    return gathered;
  }

  /** Returns another task's result, for the future of the task that returned that one's future. */
  ForwardedResult forwarded(long task, @Nullable Object result) {
    if (!(result instanceof Deferred deferred)) {
      throw new AssertionError("results of workers in other processes are deferred");
    }
    Runnable free = freeing(task);
    ForwardedResult forwarded = new ForwardedResult(deferred, free);
    CLEANER.register(forwarded, free);
    return forwarded;
  }

  /** Returns what tells the scheduler, once, that nobody will ask for the result. */
  private Runnable freeing(long task) {
    AtomicBoolean freed = new AtomicBoolean();
    Consumer<Event> told = scheduler;
    return () -> {
      if (freed.compareAndSet(false, true)) {
        told.accept(new Event.ResultFreed(task));
      }
    };
  }

  /** Takes notice that a lost result is on a worker again. */
  void restored(long task, KeptAt at) {
    Entry entry = entries.get(task);
    if (entry == null) {
      // Nobody can ask for it, but another one is made from it.
      entries.put(task, new Entry(null, at));
    } else {
      entry.holder = at.worker();
      entry.asked = false;
      entry.relays.addAll(entry.patient);
      entry.patient.clear();
      ask(task, entry);
    }
  }

  /** Takes notice that a lost result is here, or can never be had. */
  void ended(long task, Object payloadOrEnd) {
    Entry entry = entries.get(task);
    if (entry != null) {
      KeptResult result = entry.result.get();
      if (result != null) {
        result.arrived(payloadOrEnd);
      }
      entry.waiting.clear();
      entry.relays.addAll(entry.patient);
      entry.patient.clear();
      answer(task, entry, payloadOrEnd instanceof Payload payload ? payload : null);
      lookWhetherSomethingComes();
    }
  }

  /** Has a result brought here; called by any thread. */
  private void wanted(KeptResult result) {
    later.accept(() -> want(result));
    if (closed) {
      // Nobody may be left to take the request.
      result.arrived(gone(result.task()));
    }
  }

  private void want(KeptResult result) {
    Entry entry = entries.get(result.task());
    if (closed) {
      result.arrived(gone(result.task()));
      return;
    }
    if (entry == null) {
      result.arrived(End.Released.INSTANCE);
      return;
    }
    String tooLarge = tooLarge(result.task(), entry.bytes);
    if (tooLarge != null) {
      result.arrived(new End.Failure(new NotSendableException(tooLarge)));
      return;
    }
    scheduler.accept(new Event.ResultWanted(result.task()));
    entry.waiting.add(result);
    ask(result.task(), entry);
  }

  private static End.Failure gone(long task) {
    return new End.Failure(
        new IllegalStateException(
            ("the result of task-%d stayed on its worker, which ended with the session; ask for"
                    + " large results with get() before the session is closed")
                .formatted(task)));
  }

  /** Returns why a result cannot be brought here, null if it may. */
  private static @Nullable String tooLarge(long task, long bytes) {
    long heap = Runtime.getRuntime().maxMemory();
    return bytes < heap * PART_OF_HEAP
        ? null
        : ("the result of task-%d has %d MiB, for which the heap of this program, of %d MiB, has no"
                + " room; give it more with -Xmx, or have another call make less of it first")
            .formatted(task, bytes >> 20, heap >> 20);
  }

  /** Runs the action once nobody waits for a result that is on its way. */
  void whenNothingComes(Runnable action) {
    whenNothingComes.add(action);
    lookWhetherSomethingComes();
  }

  private void lookWhetherSomethingComes() {
    if (!whenNothingComes.isEmpty()
        && entries.values().stream().allMatch(entry -> entry.waiting.isEmpty())) {
      whenNothingComes.forEach(Runnable::run);
      whenNothingComes.clear();
    }
  }

  /** Tells everybody who waits, or will, that nothing comes any more. */
  void close() {
    closed = true;
    entries.forEach(
        (task, entry) -> {
          entry.waiting.forEach(result -> result.arrived(gone(task)));
          entry.waiting.clear();
        });
    lookWhetherSomethingComes();
  }

  /**
   * Sends the worker an object, or has it brought here for it.
   *
   * @param patient whether the worker waits if the object must be made again first
   */
  void fetch(long object, boolean patient, ObjectLink link) {
    if (object < 0) {
      Daemons.start("yonder-share", () -> share(object, link));
      return;
    }
    Entry entry = entries.get(object);
    KeptResult result = entry == null ? null : entry.result.get();
    Payload here = result == null ? null : result.payload();
    if (entry != null && here == null && entry.holder == null && patient) {
      entry.patient.add(link);
      scheduler.accept(new Event.ResultWanted(object));
    } else if (entry == null || (here == null && entry.holder == null)) {
      link.send(new Message.Missing(object));
    } else if (here != null) {
      entry.copies.add(link.name());
      link.send(new Message.Fetched(object, here));
    } else {
      entry.relays.add(link);
      ask(object, entry);
    }
  }

  /** Sends a shared value, which is encoded on a thread of its own, as it may be large. */
  private void share(long object, ObjectLink link) {
    link.send(new Message.Fetched(object, shared.get(object)));
  }

  /** Deletes a shared value from all workers, as nothing refers to it any more. */
  void unshare(long object) {
    shared.forget(object);
    links.values().forEach(link -> link.send(new Message.Free(new long[] {object})));
  }

  private void ask(long object, Entry entry) {
    ObjectLink holder = entry.holder == null ? null : links.get(entry.holder);
    if (holder != null && !entry.asked && (!entry.waiting.isEmpty() || !entry.relays.isEmpty())) {
      entry.asked = true;
      traffic.ask(object, entry.bytes, holder);
    }
  }

  /** Takes an object from its worker, for those who wait for it. */
  void arrived(long object, Payload payload) {
    Entry entry = entries.get(object);
    if (entry == null) {
      return;
    }
    entry.asked = false;
    answer(object, entry, payload);
    traffic.over(object);
    if (!entry.waiting.isEmpty()) {
      entry.waiting.forEach(result -> result.arrived(payload));
      entry.waiting.clear();
      scheduler.accept(new Event.ResultSecured(object));
      lookWhetherSomethingComes();
    }
  }

  /** Takes notice that a worker does not have an object that it was asked for. */
  void missing(long object, String worker) {
    Entry entry = entries.get(object);
    if (entry != null && worker.equals(entry.holder)) {
      lost(object, entry);
    }
  }

  private void lost(long object, Entry entry) {
    entry.holder = null;
    entry.asked = false;
    traffic.over(object);
    answer(object, entry, null);
  }

  private static void answer(long object, Entry entry, @Nullable Payload payload) {
    for (ObjectLink link : entry.relays) {
      if (payload == null) {
        link.send(new Message.Missing(object));
      } else {
        entry.copies.add(link.name());
        link.send(new Message.Fetched(object, payload));
      }
    }
    entry.relays.clear();
  }

  /** Deletes the object wherever it is; who waits for it is told so. */
  void release(long object) {
    Entry entry = entries.remove(object);
    if (entry == null) {
      return;
    }
    traffic.over(object);
    entry.waiting.forEach(result -> result.arrived(End.Released.INSTANCE));
    entry.relays.addAll(entry.patient);
    answer(object, entry, null);
    lookWhetherSomethingComes();
    if (entry.holder != null) {
      entry.copies.add(entry.holder);
    }
    for (String worker : entry.copies) {
      discard(worker, object);
    }
  }

  /** Deletes the object from a worker. */
  void discard(String worker, long object) {
    ObjectLink link = links.get(worker);
    if (link != null) {
      link.send(new Message.Free(new long[] {object}));
    }
  }
}
