// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.KryoBufferOverflowException;

/** Says in words why a whole value cannot be encoded or decoded. */
final class Failures {
  private Failures() {}

  /** Returns the message for a value of which every part by itself could be sent. */
  static String ofEncoding(String what, Throwable failure) {
    if (isTooDeep(failure)) {
      return ("%s cannot be sent: it nests more than %,d objects into one another, as a linked list of"
              + " own nodes does; send them as a List or an array")
          .formatted(what, WireKryo.DEEPEST);
    }
    if (failure instanceof KryoBufferOverflowException || failure instanceof OutOfMemoryError) {
      return what
          + " cannot be sent: it takes more bytes than there is room for; keep large data in arrays"
          + " of primitive types, or send it in several calls";
    }
    return what
        + " cannot be sent: "
        + (failure instanceof Refused refused ? "something in it " + refused.reason() : failure);
  }

  /** Returns the message for bytes that do not make a value. */
  static String ofDecoding(String what, Throwable failure) {
    // Kryo wraps what the references throw.
    if ((failure instanceof KryoException ? failure.getCause() : failure)
        instanceof Refused refused) {
      return what + " cannot be understood here: something in it " + refused.reason();
    }
    if (isTooDeep(failure)) {
      return what + " cannot be understood here: it nests too deep";
    }
    return what
        + " cannot be understood here: its bytes are damaged, or other versions of the program wrote"
        + " them ("
        + failure
        + ")";
  }

  private static boolean isTooDeep(Throwable failure) {
    return failure instanceof StackOverflowError
        || (failure instanceof KryoException
            && String.valueOf(failure.getMessage()).startsWith("Max depth exceeded"));
  }
}
