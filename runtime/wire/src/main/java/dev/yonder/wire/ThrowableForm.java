// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an exception: stand-ins, which can always be understood, and the exception itself by
 * Java's serialization where that is possible.
 */
final class ThrowableForm {
  /** How many causes have stand-ins that are not likely to be needed. */
  private static final int KEPT_BESIDE = 2;

  private ThrowableForm() {}

  /** Returns the bytes; never fails. */
  static byte[] encode(Throwable thrown) {
    byte[] itself = itself(thrown);
    int kept = itself.length == 0 ? StandIns.KEPT : KEPT_BESIDE;
    byte[] standIns = bytesOf(StandIns.of(thrown, kept), new IdentityHashMap<>());
    if (standIns == null) {
      throw new AssertionError("texts can always be written");
    }
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + standIns.length + itself.length);
    return bytes.putInt(standIns.length).put(standIns).put(itself).array();
  }

  /** Returns the exception of the bytes, or its stand-in; never fails. */
  static Throwable decode(byte[] bytes, ClassLoader loader) {
    try {
      ByteBuffer parts = ByteBuffer.wrap(bytes);
      byte[] standIns = new byte[BoundedInput.bounded(new BoundedInput(bytes), parts.getInt())];
      parts.get(standIns);
      byte[] itself = new byte[parts.remaining()];
      parts.get(itself);
      Throwable thrown = itself.length == 0 ? null : read(itself, loader);
      if (thrown == null) {
        thrown = read(standIns, StandInException.class.getClassLoader());
      }
      return thrown == null ? damaged("no exception") : thrown;
    } catch (RuntimeException | Error e) {
      return damaged(e.toString());
    }
  }

  private static StandInException damaged(String why) {
    return new StandInException(
        Throwable.class.getName(), "the bytes of an exception are damaged: " + why);
  }

  private static @Nullable Throwable read(byte[] bytes, ClassLoader loader) {
    try {
      return JavaForm.read(bytes, loader) instanceof Throwable thrown ? thrown : null;
    } catch (IOException | ClassNotFoundException | RuntimeException | Error e) {
      return null;
    }
  }

  /** Returns the exception by Java's serialization, nothing if that is not possible. */
  private static byte[] itself(Throwable thrown) {
    IdentityHashMap<Throwable, Throwable> instead = new IdentityHashMap<>();
    List<Throwable> chain = StandIns.chain(thrown);
    if (chain.size() > StandIns.LONGEST_CHAIN) {
      Throwable root = chain.get(chain.size() - 1);
      instead.put(chain.get(StandIns.KEPT), root);
      chain = new ArrayList<>(chain.subList(0, StandIns.KEPT));
      chain.add(root);
    }
    byte[] bytes = bytesOf(thrown, instead);
    if (bytes == null) {
      instead.putAll(shells(chain));
      bytes = bytesOf(thrown, instead);
    }
    return bytes == null ? new byte[0] : bytes;
  }

  /** Returns stand-ins for those of the chain that cannot be sent even without the others. */
  private static IdentityHashMap<Throwable, Throwable> shells(List<Throwable> chain) {
    IdentityHashMap<Throwable, Throwable> shells = new IdentityHashMap<>();
    for (Throwable link : chain) {
      IdentityHashMap<Throwable, Throwable> others = new IdentityHashMap<>();
      for (Throwable belonging : StandIns.belonging(link)) {
        others.put(belonging, new StandInException("", null));
      }
      others.remove(link);
      if (bytesOf(link, others) == null) {
        shells.put(link, StandIns.shellWithRest(link));
      }
    }
    return shells;
  }

  private static byte @Nullable [] bytesOf(
      Throwable thrown, IdentityHashMap<Throwable, Throwable> instead) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ReplacingOutput out = new ReplacingOutput(bytes, instead)) {
      out.writeObject(thrown);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException | RuntimeException | Error e) {
      return null;
    }
  }

  /** Writes some exceptions in the place of others, and null for what is not serializable. */
  private static final class ReplacingOutput extends ObjectOutputStream {
    private final IdentityHashMap<Throwable, Throwable> instead;

    ReplacingOutput(ByteArrayOutputStream bytes, IdentityHashMap<Throwable, Throwable> instead)
        throws IOException {
      super(bytes);
      this.instead = instead;
      enableReplaceObject(true);
    }

    @Override
    protected @Nullable Object replaceObject(@Nullable Object object) {
      if (object instanceof Throwable thrown) {
        return instead.getOrDefault(thrown, thrown);
      }
      // A field that cannot be sent must not cost its exception the class that programs catch.
      return object instanceof Serializable ? object : null;
    }
  }
}
