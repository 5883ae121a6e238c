// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.util.MapReferenceResolver;

/** Objects by number, where one that has not been made yet is an error and not null. */
final class StrictReferences extends MapReferenceResolver {

  @Override
  @SuppressWarnings("rawtypes") // as Kryo declares it
  public Object getReadObject(Class type, int id) {
    Object object = id < 0 || id >= readObjects.size() ? null : super.getReadObject(type, id);
    if (object == null) {
      throw new Refused(
          "refers back to a "
              + type.getName()
              + " that is not complete yet; let no cycle lead through a record, a List.of, Set.of"
              + " or Map.of, an Optional, a lambda or an exception");
    }
    return object;
  }
}
