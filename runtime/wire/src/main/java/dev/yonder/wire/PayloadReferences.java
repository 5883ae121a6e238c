// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.ReferenceResolver;
import com.esotericsoftware.kryo.util.IdentityObjectIntMap;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Notices objects that come twice in a payload, apart from those whose identity means nothing.
 *
 * <p>Two lists that share an element share it on arrival, and a value may be part of itself.
 */
@SuppressWarnings("rawtypes") // Kryo's interface
final class PayloadReferences implements ReferenceResolver {
  /** The room to keep for the next payload; a small one should not pay for clearing more. */
  private static final int KEEP = 128;

  private final IdentityObjectIntMap<Object> written = new IdentityObjectIntMap<>();
  private final ArrayList<@Nullable Object> read = new ArrayList<>();
  private @Nullable PayloadKryo kryo;

  void open(PayloadKryo kryo) {
    this.kryo = kryo;
  }

  @Override
  public void setKryo(Kryo kryo) {}

  @Override
  public int getWrittenId(Object object) {
    int id = written.get(object, -1);
    if (id >= 0 && kryo != null && kryo.isOpen(object)) {
      throw new PayloadException(
          "it holds an object of "
              + Describe.type(object.getClass())
              + " that is part of itself, which cannot be made again: a record, an immutable"
              + " collection or an object with its own serialized form needs its parts first");
    }
    return id;
  }

  @Override
  public int addWrittenObject(Object object) {
    int id = written.size;
    written.put(object, id);
    return id;
  }

  @Override
  public int nextReadId(Class type) {
    read.add(null);
    return read.size() - 1;
  }

  @Override
  public void setReadObject(int id, Object object) {
    read.set(id, object);
  }

  @Override
  public Object getReadObject(Class type, int id) {
    Object object = id >= 0 && id < read.size() ? read.get(id) : null;
    if (object == null) {
      throw new PayloadException("the bytes are damaged: there is no object " + id);
    }
    return object;
  }

  @Override
  public boolean useReferences(Class type) {
    return kryo == null
        || ((PayloadSerializer<?>) kryo.getRegistration(type).getSerializer()).identity()
            != PayloadSerializer.Identity.NONE;
  }

  @Override
  public void reset() {
    if (written.size > 0) {
      written.clear(KEEP);
    }
    if (read.size() > KEEP) {
      read.clear();
      read.trimToSize();
    } else {
      read.clear();
    }
  }
}
