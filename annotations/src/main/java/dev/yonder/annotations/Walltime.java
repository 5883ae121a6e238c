// SPDX-License-Identifier: Apache-2.0
package dev.yonder.annotations;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time, written as numbers with units from the largest to the smallest.
 *
 * <p>The units are {@code d}, {@code h}, {@code m} (or {@code min}), {@code s} and {@code ms}, each
 * at most once: {@code "2h"}, {@code "1d 12h"}, {@code "90min"}, {@code "1m 30s"}. Spaces are
 * optional and letter case does not matter. A bare number is refused, since batch systems differ on
 * its unit.
 */
public final class Walltime {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(\\d{1,9})\\s*d)?\\s*(?:(\\d{1,9})\\s*h)?\\s*(?:(\\d{1,9})\\s*m(?:in)?(?!s))?\\s*"
              + "(?:(\\d{1,9})\\s*s)?\\s*(?:(\\d{1,9})\\s*ms)?");

  private Walltime() {}

  /**
   * Returns the time that the text names, more than zero.
   *
   * @throws IllegalArgumentException if the text is not of the form above or names no time
   */
  public static Duration parse(String text) {
    String stripped = text.strip().toLowerCase(Locale.ROOT);
    Matcher form = FORM.matcher(stripped);
    if (stripped.isEmpty() || !form.matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is not a time: write numbers with the units d, h, m, s or ms, as in \"2h\" or \"1d 12h\"%s"
              .formatted(text, suggestion(stripped)));
    }
    Duration time =
        Duration.ofDays(number(form, 1))
            .plusHours(number(form, 2))
            .plusMinutes(number(form, 3))
            .plusSeconds(number(form, 4))
            .plusMillis(number(form, 5));
    if (time.isZero()) {
      throw new IllegalArgumentException(
          "\"%s\" is no time: it must be more than zero".formatted(text));
    }
    return time;
  }

  /** Returns the time as a text that {@link #parse} reads back, to the millisecond. */
  public static String format(Duration time) {
    StringBuilder text = new StringBuilder();
    append(text, time.toDaysPart(), "d");
    append(text, time.toHoursPart(), "h");
    append(text, time.toMinutesPart(), "m");
    append(text, time.toSecondsPart(), "s");
    append(text, time.toMillisPart(), "ms");
    return text.length() == 0 ? "0s" : text.toString();
  }

  private static void append(StringBuilder text, long number, String unit) {
    if (number != 0) {
      text.append(text.length() == 0 ? "" : " ").append(number).append(unit);
    }
  }

  private static long number(Matcher form, int group) {
    String digits = form.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static String suggestion(String text) {
    if (text.matches("\\d{1,9}")) {
      return "; did you mean \"%sm\" (minutes) or \"%sh\" (hours)?".formatted(text, text);
    }
    return "";
  }
}
