// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes objects in the form that they define themselves by Java serialization.
 *
 * <p>Objects in it that have no such form, as most records have not, travel beside it in Yonder's.
 * What may come out of a form is limited by a filter, and its sizes by the number of its bytes.
 */
final class JavaSerializer extends PayloadSerializer<Object> {
  private static final List<Class<?>> PRIMITIVES =
      List.of(
          void.class,
          boolean.class,
          byte.class,
          char.class,
          short.class,
          int.class,
          long.class,
          float.class,
          double.class);

  private final PayloadTypes types;
  private final boolean mayLeaveHost;

  JavaSerializer(PayloadTypes types, boolean mayLeaveHost) {
    super(Identity.SHARED);
    this.types = types;
    this.mayLeaveHost = mayLeaveHost;
  }

  @Override
  void write(PayloadKryo kryo, PayloadOutput out, Object object) {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    List<Object> carried = new ArrayList<>();
    try (FormOutput stream = new FormOutput(form, carried, kryo.instead())) {
      stream.writeObject(object);
    } catch (IOException e) {
      throw new PayloadException(
          "the serialized form of "
              + Describe.type(object.getClass())
              + " failed with "
              + Describe.failure(e),
          e);
    }
    out.writeVarInt(carried.size(), true);
    for (Object beside : carried) {
      kryo.write(beside);
    }
    out.writeVarInt(form.size(), true);
    out.writeBytes(form.toByteArray());
  }

  @Override
  Object read(PayloadKryo kryo, PayloadInput in) {
    Object[] carried = HolderSerializer.readElements(kryo, in);
    int length = in.readVarInt(true);
    int start = in.advance(length);
    try (FormInput stream =
        new FormInput(new ByteArrayInputStream(in.getBuffer(), start, length), carried, length)) {
      return stream.readOne();
    } catch (IOException | ClassNotFoundException e) {
      throw new PayloadException("a serialized form cannot be read: " + Describe.failure(e), e);
    }
  }

  private final class FormOutput extends ObjectOutputStream {
    private final List<Object> carried;
    private final Map<Object, Object> instead;

    FormOutput(OutputStream out, List<Object> carried, Map<Object, Object> instead)
        throws IOException {
      super(out);
      this.carried = carried;
      this.instead = instead;
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object object) {
      // Asked only where there is something: Map.of would call the object's own hashCode.
      Object other = instead.isEmpty() ? null : instead.get(object);
      if (other != null) {
        return other;
      }
      // A File is asked by its own serializer whether it may leave this host.
      if (object instanceof Serializable && !(mayLeaveHost && object instanceof File)) {
        return object;
      }
      carried.add(object);
      return new Carried(carried.size() - 1);
    }
  }

  private final class FormInput extends ObjectInputStream {
    private final @Nullable Object[] carried;
    private final int length;
    private @Nullable Class<?> refused;

    FormInput(ByteArrayInputStream in, @Nullable Object[] carried, int length) throws IOException {
      super(in);
      this.carried = carried;
      enableResolveObject(true);
      this.length = length;
      setObjectInputFilter(this::check);
    }

    /** Reads the object, which is not null. */
    Object readOne() throws IOException, ClassNotFoundException {
      try {
        Object object = readObject();
        if (object == null) {
          throw new PayloadException("the bytes are damaged: a serialized form is empty");
        }
        return object;
      } catch (InvalidClassException e) {
        if (refused == null) {
          throw e;
        }
        throw new PayloadException(
            "the class " + refused.getName() + " is not one of those that may come by name", e);
      }
    }

    @Override
    protected @Nullable Object resolveObject(Object object) throws IOException {
      if (!(object instanceof Carried beside)) {
        return object;
      }
      if (beside.index() < 0 || beside.index() >= carried.length) {
        throw new InvalidClassException("there is no object " + beside.index());
      }
      return carried[beside.index()];
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass type) {
      for (Class<?> primitive : PRIMITIVES) {
        if (primitive.getName().equals(type.getName())) {
          return primitive;
        }
      }
      // Never by the class loader of whoever is on the stack, as is the default.
      return types.load(type.getName());
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) throws IOException {
      throw new InvalidClassException("a proxy may not come");
    }

    private ObjectInputFilter.Status check(ObjectInputFilter.FilterInfo info) {
      // An element or a reference takes at least a byte, so there cannot be more of them.
      if (info.arrayLength() > length || info.references() > length) {
        return ObjectInputFilter.Status.REJECTED;
      }
      Class<?> type = info.serialClass();
      if (type == null || JavaForms.mayRead(type)) {
        return ObjectInputFilter.Status.ALLOWED;
      }
      refused = type;
      return ObjectInputFilter.Status.REJECTED;
    }
  }
}
