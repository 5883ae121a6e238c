// SPDX-License-Identifier: Apache-2.0
package dev.yonder.annotations;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, written as a number and a unit.
 *
 * <p>The units are {@code B}, {@code kB}, {@code MB}, {@code GB}, {@code TB} (powers of 1000) and
 * {@code KiB}, {@code MiB}, {@code GiB}, {@code TiB} (powers of 1024). The number may have a
 * fraction, a space between the two is optional, and letter case does not matter. {@code "4G"} is
 * refused, since programs differ on what it means.
 */
public final class MemorySize {
  private static final Pattern FORM = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?)\\s*([A-Za-z]+)");
  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final String UNITS = "B, kB, MB, GB, TB, KiB, MiB, GiB or TiB";
  private static final Map<String, Long> BYTES =
      Map.of(
          "b", 1L,
          "kb", 1_000L,
          "mb", 1_000_000L,
          "gb", 1_000_000_000L,
          "tb", 1_000_000_000_000L,
          "kib", 1L << 10,
          "mib", 1L << 20,
          "gib", 1L << 30,
          "tib", 1L << 40);

  private MemorySize() {}

  /**
   * Returns the number of bytes that the text names, at least 1; a fraction of a byte is rounded
   * up.
   *
   * @throws IllegalArgumentException if the text is not of the form above or exceeds
   *     2<sup>63</sup>−1
   */
  public static long parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is not a memory size: write a number and one of %s, as in \"4 GiB\""
              .formatted(text, UNITS));
    }
    String unit = form.group(2);
    Long factor = BYTES.get(unit.toLowerCase(Locale.ROOT));
    if (factor == null) {
      throw new IllegalArgumentException(
          "\"%s\" has the unknown unit %s: write one of %s%s"
              .formatted(text, unit, UNITS, suggestion(form.group(1), unit)));
    }
    BigDecimal bytes = new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(factor));
    if (bytes.signum() == 0) {
      throw new IllegalArgumentException(
          "\"%s\" is no memory: it must be at least 1 B".formatted(text));
    }
    if (bytes.compareTo(LARGEST) > 0) {
      throw new IllegalArgumentException(
          "\"%s\" is more than %d bytes, the largest memory size".formatted(text, Long.MAX_VALUE));
    }
    return bytes.setScale(0, RoundingMode.CEILING).longValueExact();
  }

  /** Returns the bytes as a text that {@link #parse} reads back to the same number. */
  public static String format(long bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    int unit = 0;
    long value = bytes;
    while (unit < units.length - 1 && value != 0 && value % 1024 == 0) {
      value /= 1024;
      unit++;
    }
    return value + " " + units[unit];
  }

  private static String suggestion(String number, String unit) {
    if (unit.length() != 1 || "kmgt".indexOf(Character.toLowerCase(unit.charAt(0))) < 0) {
      return "";
    }
    String letter = unit.toUpperCase(Locale.ROOT);
    return "; did you mean \"%s %siB\" (powers of 1024)?".formatted(number, letter);
  }
}
