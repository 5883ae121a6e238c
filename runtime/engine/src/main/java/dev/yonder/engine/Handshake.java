// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import dev.yonder.wire.Message;
import dev.yonder.wire.Protocol;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * What a driver asks of a worker before it takes it.
 *
 * @param secret what only workers know that the driver has started
 * @param classPath the digest of the class path that the driver gave to them
 */
@SuppressWarnings("ArrayRecordComponent") // compared in constant time, and by nobody else
record Handshake(byte[] secret, String classPath) {

  /** Enough of a digest for people to tell it from others. */
  private static final int DIGITS = 12;

  /** Returns why the worker is not taken, to complete "because …"; null if it is. */
  @Nullable String refusal(Message.Hello hello) {
    if (hello.protocol() != Protocol.VERSION) {
      return "it speaks version %d of the protocol, and the driver version %d; start it with the driver's own jars"
          .formatted(hello.protocol(), Protocol.VERSION);
    }
    if (!MessageDigest.isEqual(hello.secret(), secret)) {
      return "it does not know the secret of this run; a worker can join only the session that started it";
    }
    int here = Runtime.version().feature();
    if (hello.javaFeature() < here) {
      return "it runs Java %d, and the driver Java %d; give it a Java machine of at least that version"
          .formatted(hello.javaFeature(), here);
    }
    if (!hello.classPath().equals(classPath)) {
      return "its class path is another one than the driver's (%s, not %s); start it with the driver's own jars, in their order"
          .formatted(brief(hello.classPath()), brief(classPath));
    }
    return null;
  }

  private static String brief(String digest) {
    return digest.substring(0, Math.min(DIGITS, digest.length()));
  }
}
