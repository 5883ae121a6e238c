// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names with numbers in brackets, such as {@code node[03-16]} or {@code r[1-2]n[1-3,7]}. */
final class HostRange {
  private static final Pattern BRACKETS = Pattern.compile("\\[([0-9,-]*)\\]");
  private static final Pattern PART = Pattern.compile("([0-9]{1,9})(?:-([0-9]{1,9}))?");
  private static final int MOST_NAMES = 10_000;

  private HostRange() {}

  /**
   * Returns the names that the text stands for, in order.
   *
   * @throws IllegalArgumentException if what is in brackets is no list of numbers and ranges, or
   *     there are too many names; the message completes "the setting hosts …"
   */
  static List<String> expand(String text) {
    List<String> names = List.of("");
    int from = 0;
    Matcher brackets = BRACKETS.matcher(text);
    while (brackets.find()) {
      List<String> numbers = numbers(text, brackets.group(1));
      names = times(text, names, text.substring(from, brackets.start()), numbers);
      from = brackets.end();
    }
    return times(text, names, text.substring(from), List.of(""));
  }

  private static List<String> times(
      String text, List<String> starts, String middle, List<String> ends) {
    if ((long) starts.size() * ends.size() > MOST_NAMES) {
      throw new IllegalArgumentException(
          "has \"%s\", which stands for more than %d hosts".formatted(text, MOST_NAMES));
    }
    List<String> all = new ArrayList<>();
    for (String start : starts) {
      for (String end : ends) {
        all.add(start + middle + end);
      }
    }
    return all;
  }

  private static List<String> numbers(String text, String list) {
    List<String> numbers = new ArrayList<>();
    for (String part : list.split(",", -1)) {
      Matcher range = PART.matcher(part);
      if (!range.matches()) {
        throw wrong(text, "in brackets are numbers and ranges with commas, as in node[1-3,7]");
      }
      String first = range.group(1);
      String last = range.group(2) == null ? first : range.group(2);
      boolean padded = first.length() > 1 && first.startsWith("0");
      if (padded && first.length() != last.length()) {
        throw wrong(text, "a range with leading zeros has as many digits at both ends");
      }
      add(text, Integer.parseInt(first), Integer.parseInt(last), padded, first.length(), numbers);
    }
    return numbers;
  }

  private static void add(
      String text, int first, int last, boolean padded, int digits, List<String> numbers) {
    if (last < first) {
      throw wrong(text, "a range goes upwards, which %d-%d does not".formatted(first, last));
    }
    if (last - first >= MOST_NAMES) {
      throw wrong(text, "it stands for more than %d hosts".formatted(MOST_NAMES));
    }
    for (int i = first; i <= last; i++) {
      numbers.add(
          padded ? String.format(Locale.ROOT, "%0" + digits + "d", i) : Integer.toString(i));
    }
  }

  private static IllegalArgumentException wrong(String text, String problem) {
    return new IllegalArgumentException("has \"%s\", but %s".formatted(text, problem));
  }
}
