// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The calls made in one place, in order: gives each the key of its random numbers.
 *
 * <p>A call's key is a function of the key of the place and of its index there, so it is the same
 * in every run. Keys are 64 bits wide and mixed with the finalizer of SplitMix64 (Steele, Lea,
 * Flood, "Fast splittable pseudorandom number generators", 2014), a bijection: calls of one place
 * never share a key, and a million calls of different places do with a chance of 3·10<sup>-8</sup>.
 */
public final class CallSequence {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private final long key;
  private final AtomicLong next = new AtomicLong();
  private @Nullable Map<String, CallSequence> named;

  /** Constructs the sequence of the place of the key. */
  public CallSequence(long key) {
    this.key = key;
  }

  /** Returns the key of the next call. */
  long nextKey() {
    return child(key, next.getAndIncrement());
  }

  /** Returns the sequence of the calls made here under the name. */
  synchronized CallSequence named(String name) {
    if (named == null) {
      named = new HashMap<>();
    }
    return named.computeIfAbsent(name, n -> new CallSequence(child(key, n)));
  }

  /** Returns the key of the place or call of the index below the key. */
  static long child(long key, long index) {
    return mix(mix(key) + (index + 1) * GOLDEN_GAMMA);
  }

  /** Returns a key for the name, below the key. */
  static long child(long key, String name) {
    long hash = key;
    for (int i = 0; i < name.length(); i++) {
      hash = mix(hash + name.charAt(i) + GOLDEN_GAMMA);
    }
    return child(hash, name.length());
  }

  private static long mix(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
