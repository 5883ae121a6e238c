// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Derives the random numbers of a session's calls from its seed.
 *
 * <p>Every call has a key that depends on the place where it is made and on its index there. A
 * place is a running task, an item of a map, or a thread of the program. The first thread of the
 * program that calls has the same place in every run; others need {@code CallOptions.key} for that,
 * and are told so.
 */
@SuppressWarnings("ThreadLocalUsage") // every session counts the calls of a thread on its own
public final class Seeds {

  private final long seed;

  /** What the keys of calls derive from. */
  private final long base;

  private final CallSequence root;
  private final AtomicInteger threads = new AtomicInteger();
  private final AtomicBoolean warned = new AtomicBoolean();
  private final ThreadLocal<@Nullable CallSequence> place = new ThreadLocal<>();
  private final ThreadLocal<OfThread> ofThread = ThreadLocal.withInitial(this::ofNewThread);

  /** The calls of a thread of the program, and whether its place is the same in every run. */
  private record OfThread(CallSequence calls, boolean repeatable) {}

  /** Looked for when the first is wanted, as that takes long. */
  private static final class Generators {
    static final RandomGeneratorFactory<RandomGenerator> FACTORY =
        RandomGeneratorFactory.of("L64X128MixRandom");
  }

  /** Constructs the numbers of a session of the seed. */
  public Seeds(long seed) {
    this(seed, seed);
  }

  private Seeds(long seed, long base) {
    this.seed = seed;
    this.base = base;
    this.root = new CallSequence(base);
  }

  /**
   * Returns the numbers of a program that goes on with the calls of others, of which it repeats
   * none.
   *
   * @param number how many programs there were, this one included
   */
  public Seeds ofProgram(int number) {
    return number == 1 ? this : new Seeds(seed, CallSequence.child(seed, "program " + number));
  }

  /** Returns the seed. */
  public long seed() {
    return seed;
  }

  /**
   * Returns the key of a call that this thread makes.
   *
   * @param name the name of the sequence the call belongs to, null if it has none
   * @param seeded whether the call has random numbers itself
   */
  public long keyOfCall(@Nullable String name, boolean seeded) {
    CallSequence here = place.get();
    if (name != null) {
      return (here == null ? root : here).named(name).nextKey();
    }
    if (here != null) {
      return here.nextKey();
    }
    OfThread own = ofThread.get();
    if (seeded && !own.repeatable && warned.compareAndSet(false, true)) {
      Log.get()
          .log(
              System.Logger.Level.WARNING,
              "Several threads make seeded calls, so their random numbers differ from run to run: name"
                  + " the calls of each thread with XRemote.with(CallOptions.none().key(\"…\"))");
    }
    return own.calls.nextKey();
  }

  /** Makes the sequence the place of this thread's calls, and returns the place before. */
  @Nullable CallSequence enter(@Nullable CallSequence calls) {
    CallSequence before = place.get();
    place.set(calls);
    return before;
  }

  /** Returns the generator for the seeded parameter at the position of a call of the key. */
  static RandomGenerator generator(long callKey, int position) {
    return Generators.FACTORY.create(CallSequence.child(callKey, -2L - position));
  }

  private OfThread ofNewThread() {
    int thread = threads.getAndIncrement();
    return new OfThread(new CallSequence(CallSequence.child(base, -1L - thread)), thread == 0);
  }
}
