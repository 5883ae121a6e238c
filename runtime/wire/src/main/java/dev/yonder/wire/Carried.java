// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.Serializable;

/**
 * Stands in a serialized form for an object that is written beside it.
 *
 * @param index the object's place among those
 */
record Carried(int index) implements Serializable {}
