// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends exceptions as themselves where that is possible, and always what is known about them.
 *
 * <p>The payload has both: the snapshot is what arrives where the exception itself cannot be read,
 * as when its class is missing. An exception that cannot be sent has a stand-in in its place; those
 * around it are sent as they are.
 */
final class ThrowableCodec {
  /** An exception that holds more than this is sent as its stand-in. */
  private static final int LARGEST = 8 * 1024 * 1024;

  /** Longer chains of causes lose their middle. */
  private static final int LONGEST_CHAIN = 12;

  /** How many exceptions a snapshot has, and one that is not likely to be needed. */
  private static final int MOST_PARTS = 24;

  private static final int PARTS_BESIDE = 3;

  private final Plain plain;

  /** Encodes and decodes values, with failures as they come. */
  interface Plain {
    /** Encodes the value, with other objects in the place of some. */
    Payload encode(@Nullable Object value, Map<Object, Object> instead);

    @Nullable Object decode(Payload payload);
  }

  /**
   * What travels.
   *
   * @param snapshot the exceptions and how they belong together
   * @param head that of the exception's own payload
   * @param arrays those of the exception's own payload
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
  record Sent(ThrowableSnapshot snapshot, byte[] head, List<Object> arrays) {}

  ThrowableCodec(Plain plain) {
    this.plain = plain;
  }

  /** Encodes an exception; never fails. */
  Payload encode(Throwable thrown) {
    try {
      Payload itself = itself(thrown, withoutMiddle(thrown));
      ThrowableSnapshot snapshot =
          ThrowableSnapshot.of(thrown, itself.head().length == 0 ? MOST_PARTS : PARTS_BESIDE);
      return plain.encode(new Sent(snapshot, itself.head(), itself.arrays()), Map.of());
    } catch (RuntimeException | Error e) {
      // Nothing more can be said of it; the other side says as much.
      return empty();
    }
  }

  /** Decodes an exception; never fails. */
  Throwable decode(Payload payload) {
    try {
      Sent sent = (Sent) plain.decode(payload);
      if (sent == null) {
        throw new PayloadException("the bytes are damaged: there is no exception");
      }
      return decode(sent);
    } catch (RuntimeException | Error e) {
      String text = "an exception that cannot be read here: " + Describe.failure(e);
      return new StandInException("unknown", text, text);
    }
  }

  private Throwable decode(Sent sent) {
    try {
      if (plain.decode(new Payload(sent.head, sent.arrays)) instanceof Throwable thrown) {
        return thrown;
      }
    } catch (RuntimeException | Error e) {
      // As where its class is missing; the snapshot has no such needs.
    }
    return sent.snapshot.standIn();
  }

  private Payload itself(Throwable thrown, IdentityHashMap<Object, Object> instead) {
    try {
      return bounded(plain.encode(thrown, instead));
    } catch (RuntimeException | Error e) {
      return withStandIns(thrown, instead);
    }
  }

  /**
   * Returns what leaves out the middle of a long chain of causes, but not the first of all.
   *
   * <p>Calls that wait for one another two thousand deep fail with such a chain, at every level.
   */
  private static IdentityHashMap<Object, Object> withoutMiddle(Throwable thrown) {
    List<Throwable> chain = ThrowableSnapshot.chain(thrown);
    IdentityHashMap<Object, Object> instead = new IdentityHashMap<>();
    if (chain.size() > LONGEST_CHAIN) {
      instead.put(chain.get(LONGEST_CHAIN - 1), chain.get(chain.size() - 1));
    }
    return instead;
  }

  /** Encodes it with stand-ins for those exceptions that cannot be sent even on their own. */
  private Payload withStandIns(Throwable thrown, IdentityHashMap<Object, Object> others) {
    try {
      IdentityHashMap<Object, Object> instead = new IdentityHashMap<>(others);
      List<Throwable> all = ThrowableSnapshot.reachable(thrown, MOST_PARTS);
      for (Throwable each : all) {
        if (!canBeSentAlone(each, all)) {
          instead.put(each, ThrowableSnapshot.shallow(each));
        }
      }
      return instead.size() == others.size()
          ? empty()
          : bounded(plain.encode(instead.getOrDefault(thrown, thrown), instead));
    } catch (RuntimeException | Error e) {
      return empty();
    }
  }

  private boolean canBeSentAlone(Throwable thrown, List<Throwable> all) {
    IdentityHashMap<Object, Object> instead = new IdentityHashMap<>();
    for (Throwable other : all) {
      if (other != thrown) {
        instead.put(other, new StandInException("", null, ""));
      }
    }
    try {
      bounded(plain.encode(thrown, instead));
      return true;
    } catch (RuntimeException | Error e) {
      return false;
    }
  }

  private static Payload bounded(Payload payload) {
    if (payload.size() > LARGEST) {
      throw new PayloadException("the exception is too large");
    }
    return payload;
  }

  private static Payload empty() {
    return new Payload(new byte[0], Collections.emptyList());
  }
}
