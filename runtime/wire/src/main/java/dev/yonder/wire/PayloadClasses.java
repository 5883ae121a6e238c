// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.ClassResolver;
import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.IdentityMap;
import com.esotericsoftware.kryo.util.IdentityObjectIntMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes classes: those of the fixed table as numbers, others by name, once in a payload.
 *
 * <p>A name comes with a fingerprint of the fields, so that two versions of a class are noticed and
 * not mixed up.
 */
@SuppressWarnings("rawtypes") // Kryo's interface
final class PayloadClasses implements ClassResolver {
  /** What null is written as. */
  static final int NULL = 0;

  private static final int NAMED = 1;

  /** What the numbers of the table begin with. */
  static final int FIRST_NUMBER = 2;

  /** What a text starts with. */
  static final byte TEXT = FIRST_NUMBER + ValueTypes.TEXT;

  private final PayloadTypes types;
  private final IdentityMap<Class, Registration> known = new IdentityMap<>();
  private final IdentityObjectIntMap<Class> written = new IdentityObjectIntMap<>();
  private final List<Registration> read = new ArrayList<>();
  private @Nullable Kryo kryo;
  private boolean open;
  private int depth = Integer.MAX_VALUE;
  private @Nullable Class lastType;
  private @Nullable Registration last;

  PayloadClasses(PayloadTypes types) {
    this.types = types;
  }

  void open() {
    open = true;
  }

  void allowDepth(int depth) {
    this.depth = depth;
  }

  @Override
  public void setKryo(Kryo kryo) {
    this.kryo = kryo;
  }

  @Override
  public Registration register(Registration registration) {
    return registration; // Kryo's own, which are not used
  }

  @Override
  public @Nullable Registration unregister(int id) {
    return null;
  }

  @Override
  public Registration registerImplicit(Class type) {
    throw new AssertionError("not asked for, since the Kryo asks for registrations here");
  }

  @Override
  @SuppressWarnings("NullAway") // Kryo's constructor takes null for "none yet".
  public Registration getRegistration(Class type) {
    if (!open) {
      return null;
    }
    if (type == lastType) {
      return last;
    }
    Registration found = known.get(type);
    if (found == null) {
      found = types.of(type);
      known.put(type, found);
    }
    lastType = type;
    last = found;
    return found;
  }

  @Override
  @SuppressWarnings("NullAway") // as above
  public Registration getRegistration(int id) {
    return null;
  }

  @Override
  @SuppressWarnings("NullAway") // The interface has no annotations, and null stands for null.
  public Registration writeClass(Output out, @Nullable Class type) {
    if (type == null) {
      out.writeByte(NULL);
      return null;
    }
    deepen();
    Registration registration = getRegistration(type);
    if (registration.getId() != PayloadTypes.BY_NAME) {
      out.writeVarInt(registration.getId() + FIRST_NUMBER, true);
      return registration;
    }
    Class named = registration.getType();
    out.writeVarInt(NAMED, true);
    int index = written.get(named, -1);
    if (index >= 0) {
      out.writeVarInt(index, true);
      return registration;
    }
    index = written.size;
    written.put(named, index);
    out.writeVarInt(index, true);
    out.writeString(named.getName());
    out.writeInt(((PayloadSerializer<?>) registration.getSerializer()).fingerprint());
    return registration;
  }

  @Override
  @SuppressWarnings("NullAway") // as above
  public Registration readClass(Input in) {
    int number = in.readVarInt(true);
    if (number == NULL) {
      return null;
    }
    deepen();
    if (number != NAMED) {
      return types.numbered(number - FIRST_NUMBER);
    }
    int index = in.readVarInt(true);
    if (index >= 0 && index < read.size()) {
      return read.get(index);
    }
    if (index != read.size()) {
      throw new PayloadException("the bytes are damaged: there is no class " + index);
    }
    Registration registration = types.named(((PayloadInput) in).readText(), in.readInt());
    read.add(registration);
    return registration;
  }

  private void deepen() {
    if (kryo != null && kryo.getDepth() > depth) {
      throw new TooDeep();
    }
  }

  @Override
  public void reset() {
    if (written.size > 0) {
      written.clear(32);
    }
    read.clear();
  }
}
