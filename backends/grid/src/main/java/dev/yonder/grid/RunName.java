// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/** Names what one backend submits, so that nothing else has the same name, whoever runs it. */
final class RunName {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
  private static final int RANDOM_BYTES = 3;

  private RunName() {}

  /** Returns a name of letters, digits and hyphens that begins with the time. */
  static String next() {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    return FORM.format(LocalDateTime.now(ZoneId.systemDefault()))
        + "-"
        + HexFormat.of().formatHex(random);
  }
}
