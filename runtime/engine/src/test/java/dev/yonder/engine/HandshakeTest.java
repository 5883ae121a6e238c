// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.Resources;
import dev.yonder.wire.Message;
import dev.yonder.wire.Protocol;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandshakeTest {
  private static final int JAVA = Runtime.version().feature();
  private static final String CLASS_PATH = "0123456789abcdef";
  private static final byte[] SECRET = {1, 2, 3};

  private final Handshake rules = new Handshake(SECRET, CLASS_PATH);

  private static Message.Hello hello(int protocol, int java, String classPath, byte... secret) {
    return new Message.Hello(
        protocol, java, classPath, secret, "w", "host", 1, new Resources(1, 0, 0, Map.of()));
  }

  @Test
  void takesAWorkerOfItsOwn() {
    byte[] same = SECRET.clone();
    assertThat(rules.refusal(hello(Protocol.VERSION, JAVA, CLASS_PATH, same))).isNull();
    assertThat(rules.refusal(hello(Protocol.VERSION, JAVA + 1, CLASS_PATH, same))).isNull();
  }

  @Test
  void refusesAnotherVersionOfTheProtocolBeforeAllElse() {
    assertThat(rules.refusal(hello(Protocol.VERSION + 1, JAVA - 1, "f")))
        .isEqualTo(
            "it speaks version %d of the protocol, and the driver version %d; start it with the driver's own jars"
                .formatted(Protocol.VERSION + 1, Protocol.VERSION));
    assertThat(rules.refusal(hello(Protocol.VERSION - 1, JAVA, CLASS_PATH, SECRET)))
        .startsWith("it speaks version %d of".formatted(Protocol.VERSION - 1));
  }

  @Test
  void refusesAnotherSecretAndTellsNothingElse() {
    String refusal =
        "it does not know the secret of this run; a worker can join only the session that started it";
    assertThat(rules.refusal(hello(Protocol.VERSION, JAVA - 1, "f", (byte) 1, (byte) 2, (byte) 4)))
        .isEqualTo(refusal);
    assertThat(rules.refusal(hello(Protocol.VERSION, JAVA, CLASS_PATH, (byte) 1, (byte) 2)))
        .isEqualTo(refusal);
    assertThat(rules.refusal(hello(Protocol.VERSION, JAVA, CLASS_PATH))).isEqualTo(refusal);
  }

  @Test
  void refusesAnOlderJava() {
    assertThat(rules.refusal(hello(Protocol.VERSION, JAVA - 1, CLASS_PATH, SECRET)))
        .isEqualTo(
            "it runs Java %d, and the driver Java %d; give it a Java machine of at least that version"
                .formatted(JAVA - 1, JAVA));
  }

  @Test
  void refusesAnotherClassPath() {
    assertThat(rules.refusal(hello(Protocol.VERSION, JAVA, "fedcba9876543210", SECRET)))
        .isEqualTo(
            "its class path is another one than the driver's (fedcba987654, not 0123456789ab);"
                + " start it with the driver's own jars, in their order");
    assertThat(rules.refusal(hello(Protocol.VERSION, JAVA, "", SECRET)))
        .startsWith("its class path is another one than the driver's (, not 0123456789ab)");
  }
}
