// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.KryoException;

/** Why a value cannot be written or read, in half a sentence; never leaves the codec. */
class PayloadException extends KryoException {
  private static final long serialVersionUID = 1L;

  PayloadException(String why) {
    super(why);
  }

  PayloadException(String why, Throwable cause) {
    super(why, cause);
  }

  /** Returns the reason alone: Kryo's adds its trace of fields. */
  String why() {
    return String.valueOf(super.getMessage());
  }
}
