// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.DefaultClassResolver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends a class that has no fixed number by its name, and beside it a fingerprint of its fields, so
 * that a class that is different on the other side is an error rather than other values.
 */
final class NamedClasses extends DefaultClassResolver {
  private final ClassLoader loader;
  private final Map<String, Class<?>> byName = new HashMap<>();
  private final Map<Class<?>, Integer> fingerprints = new HashMap<>();
  private final Map<Class<?>, Integer> written = new HashMap<>();
  private final List<Class<?>> read = new ArrayList<>();

  /** Constructs a resolver that finds classes by the loader. */
  NamedClasses(ClassLoader loader) {
    this.loader = loader;
  }

  @Override
  @SuppressWarnings("rawtypes") // as Kryo declares it
  protected void writeName(Output output, Class type, Registration registration) {
    Class<?> named = registration.getType();
    output.writeByte(NAME + 2);
    Integer number = written.putIfAbsent(named, written.size());
    output.writeVarInt(number == null ? written.size() - 1 : number, true);
    if (number == null) {
      output.writeString(named.getName());
      output.writeInt(fingerprint(named));
    }
  }

  @Override
  protected Registration readName(Input input) {
    int number = input.readVarInt(true);
    if (number < 0 || number > read.size()) {
      throw new KryoException("class number " + number + " out of turn");
    }
    if (number == read.size()) {
      read.add(readNew(input));
    }
    return kryo.getRegistration(read.get(number));
  }

  private Class<?> readNew(Input input) {
    String name = input.readString();
    Class<?> type = named(name == null ? "" : name);
    // Refuses what is not sent before anything is said about its fields.
    kryo.getRegistration(type);
    if (input.readInt() != fingerprint(type)) {
      throw new Refused(
          "is a "
              + name
              + " with other fields than that class has here; have both sides run the same program");
    }
    return type;
  }

  private Class<?> named(String name) {
    Class<?> known = byName.get(name);
    if (known == null) {
      known = find(name, loader);
      byName.put(name, known);
    }
    return known;
  }

  /**
   * Returns the class of that name, which is not initialized.
   *
   * @throws Refused if there is none
   */
  static Class<?> find(String name, ClassLoader loader) {
    try {
      return Class.forName(name, /* initialize= */ false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      throw missing(name, e);
    }
  }

  /** Returns what to throw where there is no class of that name. */
  static Refused missing(String name, Throwable reason) {
    return new Refused(
        "is of the class "
            + name
            + ", which is not on the class path here ("
            + reason.getClass().getSimpleName()
            + "); add what it is in to the class path of the workers");
  }

  private int fingerprint(Class<?> type) {
    return type.isArray() || type.isEnum()
        ? 0
        : fingerprints.computeIfAbsent(type, OwnFields::fingerprint);
  }

  @Override
  public void reset() {
    super.reset();
    written.clear();
    read.clear();
  }
}
