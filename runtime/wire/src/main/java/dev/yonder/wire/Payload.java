// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/**
 * A value in the form in which it travels: bytes, and beside them the large primitive arrays that
 * the value refers to.
 *
 * <p>The arrays are those of the value itself and not copies, so neither is to be changed while the
 * payload is in use.
 */
public final class Payload {
  private final byte[] head;
  private final List<Object> arrays;

  /**
   * Constructs a payload, which takes over both.
   *
   * @param head the encoded value, without the arrays
   * @param arrays primitive arrays in the order in which the value refers to them
   */
  public Payload(byte[] head, List<Object> arrays) {
    this.head = head;
    this.arrays = arrays;
  }

  /** Returns the encoded value without the arrays; not to be changed. */
  public byte[] head() {
    return head;
  }

  /** Returns the primitive arrays in the order in which the value refers to them. */
  public List<Object> arrays() {
    return arrays;
  }

  /** Returns a payload whose arrays are copies, so that a value made of it may be changed. */
  public Payload copy() {
    List<Object> copies = new ArrayList<>(arrays.size());
    for (Object array : arrays) {
      int length = Array.getLength(array);
      Object copy = PrimitiveType.of(array).newArray(length);
      System.arraycopy(array, 0, copy, 0, length);
      copies.add(copy);
    }
    return new Payload(head, copies);
  }

  /** Returns how many bytes the value has on its way, headers apart. */
  public long size() {
    long size = head.length;
    for (Object array : arrays) {
      size += (long) Array.getLength(array) * PrimitiveType.of(array).bytes();
    }
    return size;
  }
}
