// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Kryo with buffers, for one payload at a time. */
final class PayloadKryo extends Kryo {
  final PayloadOutput out = new PayloadOutput();
  final PayloadInput in = new PayloadInput();
  private final PayloadClasses classes;
  private final ClassTokens tokens;
  private final PayloadTypes types;
  private final List<Object> open = new ArrayList<>();
  private Map<Object, Object> instead = Map.of();
  private @Nullable Backing backing;

  PayloadKryo(PayloadTypes types) {
    this(types, new PayloadClasses(types));
  }

  private PayloadKryo(PayloadTypes types, PayloadClasses classes) {
    super(classes, new PayloadReferences());
    this.classes = classes;
    this.types = types;
    this.tokens = new ClassTokens(types);
    setReferences(true);
    setAutoReset(false);
    // Only now: Kryo's constructor registers serializers of its own, which are not used.
    classes.open();
    ((PayloadReferences) getReferenceResolver()).open(this);
  }

  /** Allows values nested so deep; a deeper one throws {@link TooDeep}. */
  void allowDepth(int depth) {
    classes.allowDepth(depth);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Registration getRegistration(Class type) {
    return classes.getRegistration(type);
  }

  /** Notes that the object is being written, and cannot be referred to before that has ended. */
  void enter(Object object) {
    open.add(object);
  }

  void leave() {
    open.remove(open.size() - 1);
  }

  /** Returns whether the object is being written and can only be made when it has been read. */
  boolean isOpen(Object object) {
    for (Object candidate : open) {
      if (candidate == object) {
        return true;
      }
    }
    return false;
  }

  /** Returns what is known of classes. */
  PayloadTypes types() {
    return types;
  }

  /** Writes and reads classes that are values. */
  ClassTokens tokens() {
    return tokens;
  }

  /** Returns the objects to be written in the place of others; compared by identity. */
  Map<Object, Object> instead() {
    return instead;
  }

  /** Has other objects written in the place of some, inside of serialized forms. */
  void replace(Map<Object, Object> instead) {
    this.instead = instead;
  }

  /** Returns the collection or map inside of a wrapper of the JDK. */
  Object backing(Object wrapper) {
    if (backing == null) {
      backing = new Backing();
    }
    return backing.of(wrapper);
  }

  /** Reads an object or null. */
  @Nullable Object read() {
    return in.isNext(PayloadClasses.TEXT) ? in.readText() : readClassAndObject(in);
  }

  /** Writes an object or null. */
  void write(@Nullable Object object) {
    // What values have most of; the bytes are the same either way.
    if (object instanceof String text) {
      out.writeByte(PayloadClasses.TEXT);
      out.writeString(text);
    } else {
      writeClassAndObject(out, object);
    }
  }

  /** Makes it ready for another payload. */
  void close() {
    reset();
    in.forget();
    out.clear();
    instead = Map.of();
  }

  @Override
  public void reset() {
    super.reset();
    if (open != null) { // Kryo's constructor may come here.
      open.clear();
      tokens.reset();
    }
  }
}
