// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class HmacTest {

  @Test
  void isThatOfTheStandard() {
    byte[] key = new byte[20];
    Arrays.fill(key, (byte) 0x0b);
    Hmac hmac = new Hmac(key);
    assertThat(HexFormat.of().formatHex(hmac.end("Hi There".getBytes(US_ASCII))))
        .isEqualTo("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  }

  @Test
  void isThatOfTheJdkForKeysAndTextsOfAnyLength() throws GeneralSecurityException {
    Random random = new Random(7);
    for (int length = 0; length < 300; length++) {
      byte[] key = new byte[1 + length % 64];
      byte[] text = new byte[length];
      random.nextBytes(key);
      random.nextBytes(text);
      Mac expected = Mac.getInstance("HmacSHA256");
      expected.init(new SecretKeySpec(key, "HmacSHA256"));
      Hmac hmac = new Hmac(key);
      hmac.update(text, 0, length / 3);
      hmac.update(Arrays.copyOfRange(text, length / 3, length / 2));
      assertThat(hmac.end(Arrays.copyOfRange(text, length / 2, length)))
          .isEqualTo(expected.doFinal(text))
          .hasSize(Hmac.BYTES);
    }
  }

  @Test
  void takesNoKeyOfMoreThanABlock() {
    assertThatThrownBy(() -> new Hmac(new byte[65])).hasMessageContaining("at most 64 bytes");
  }
}
