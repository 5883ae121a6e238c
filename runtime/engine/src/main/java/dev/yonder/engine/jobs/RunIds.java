// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.jobs;

import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** The names of runs: the time at which one began, in UTC, and what makes it unique. */
final class RunIds {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  /** Without letters and digits that look alike. */
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final int RANDOM = 5;
  private static final Pattern FORM = Pattern.compile("\\d{8}-\\d{6}-[a-z0-9]{5}");
  private static final SecureRandom CHANCE = new SecureRandom();

  private RunIds() {}

  /** Returns a new name, such as {@code 20261125-181530-k3f9x}. */
  static String next() {
    StringBuilder name =
        new StringBuilder(TIME.format(LocalDateTime.now(ZoneOffset.UTC))).append('-');
    for (int i = 0; i < RANDOM; i++) {
      name.append(ALPHABET.charAt(CHANCE.nextInt(ALPHABET.length())));
    }
    return name.toString();
  }

  static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }
}
