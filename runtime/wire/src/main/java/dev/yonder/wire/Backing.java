// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is inside of the JDK's wrappers.
 *
 * <p>Their fields are closed to reflection, but they write them to any object stream; one that
 * keeps what it is given, and nothing else, is the way in that needs no option of the virtual
 * machine.
 */
final class Backing {
  private final Keeper keeper;

  Backing() {
    try {
      keeper = new Keeper();
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is written anywhere", e);
    }
  }

  /** Returns the collection or map that the wrapper passes everything on to. */
  Object of(Object wrapper) {
    return first(wrapper, Object.class);
  }

  /** Returns the enum type of an empty map's keys. */
  Class<?> keyType(Object map) {
    return (Class<?>) first(map, Class.class);
  }

  private Object first(Object wrapper, Class<?> type) {
    try {
      Object found = keeper.keep(wrapper, type);
      if (found == null) {
        throw new PayloadException("nothing was found inside of " + wrapper.getClass().getName());
      }
      return found;
    } catch (IOException e) {
      throw new PayloadException("it cannot be seen what is in " + wrapper.getClass().getName(), e);
    }
  }

  /** Writes nothing, and keeps the first object that it meets. */
  private static final class Keeper extends ObjectOutputStream {
    private @Nullable Object wrapper;
    private @Nullable Class<?> type;
    private @Nullable Object found;

    Keeper() throws IOException {
      super(OutputStream.nullOutputStream());
      enableReplaceObject(true);
    }

    @Nullable Object keep(Object wrapper, Class<?> type) throws IOException {
      this.wrapper = wrapper;
      this.type = type;
      try {
        writeObject(wrapper);
        return found;
      } finally {
        this.wrapper = null;
        found = null;
        reset(); // forgets the wrapper too
      }
    }

    /** Classes come here, and not to be replaced. */
    @Override
    protected void annotateClass(Class<?> written) {
      if (type == Class.class && found == null && written.isEnum()) {
        found = written;
      }
    }

    @Override
    protected @Nullable Object replaceObject(Object object) {
      if (object == wrapper) {
        return object;
      }
      if (found == null && type == Object.class) {
        found = object;
      }
      return null;
    }
  }
}
