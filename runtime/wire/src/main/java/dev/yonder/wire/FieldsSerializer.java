// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.util.List;
import org.objenesis.instantiator.ObjectInstantiator;
import org.objenesis.strategy.StdInstantiatorStrategy;

/**
 * Writes objects of the program's own classes field by field.
 *
 * <p>No constructor runs on arrival, even where there is one without arguments: what it does
 * besides setting fields would happen a second time. Transient fields arrive as zero or null.
 */
final class FieldsSerializer extends PayloadSerializer<Object> {
  private final FieldAccess[] fields;
  private final int fingerprint;
  private final ObjectInstantiator<?> instantiator;

  FieldsSerializer(Class<?> type) {
    super(Identity.CYCLES);
    List<FieldAccess> found = FieldAccess.of(type);
    fields = found.toArray(FieldAccess[]::new);
    fingerprint = FieldAccess.fingerprint(found);
    instantiator = new StdInstantiatorStrategy().newInstantiatorOf(type);
  }

  @Override
  int fingerprint() {
    return fingerprint;
  }

  /** Returns the fields that travel. */
  List<FieldAccess> fields() {
    return List.of(fields);
  }

  @Override
  void write(PayloadKryo kryo, PayloadOutput out, Object object) {
    for (FieldAccess field : fields) {
      field.write(kryo, out, object);
    }
  }

  @Override
  Object read(PayloadKryo kryo, PayloadInput in) {
    Object object = instantiator.newInstance();
    kryo.reference(object);
    for (FieldAccess field : fields) {
      field.read(kryo, in, object);
    }
    return object;
  }
}
