// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes words so that a POSIX shell reads each of them as it is, with nothing in it expanded. */
public final class ShellWords {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
  private static final Pattern SEVERAL_LINES = Pattern.compile("[\\x00\\n\\r]");

  private ShellWords() {}

  /**
   * Returns the words as a command.
   *
   * @throws IllegalArgumentException if one has a zero byte
   */
  public static String join(List<String> words) {
    return words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
  }

  /**
   * Returns the word, in quotes where it needs them.
   *
   * @throws IllegalArgumentException if it has a zero byte, which no word can have
   */
  public static String quote(String word) {
    if (word.indexOf('\0') >= 0) {
      throw refused(word, "a zero byte");
    }
    // A tilde or an equals sign at the start has a meaning for some shells.
    return PLAIN.matcher(word).matches() && !word.startsWith("=")
        ? word
        : "'" + word.replace("'", "'\\''") + "'";
  }

  /**
   * Returns the word as {@link #quote} does, for a command that must stay on one line.
   *
   * @throws IllegalArgumentException if it has a line break or a zero byte
   */
  public static String quoteOnOneLine(String word) {
    if (SEVERAL_LINES.matcher(word).find()) {
      throw refused(word, "a line break or a zero byte");
    }
    return quote(word);
  }

  /**
   * Returns the word on one line, in which marks stand for the values of shell variables.
   *
   * @param variables the names of the variables by the marks
   * @throws IllegalArgumentException if it has a line break or a zero byte
   */
  public static String quoteOnOneLine(String word, Map<String, String> variables) {
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      int at = word.indexOf(variable.getKey());
      if (at >= 0) {
        String before = word.substring(0, at);
        String after = word.substring(at + variable.getKey().length());
        return (before.isEmpty() ? "" : quoteOnOneLine(before, variables))
            + "\"$"
            + variable.getValue()
            + "\""
            + (after.isEmpty() ? "" : quoteOnOneLine(after, variables));
      }
    }
    return quoteOnOneLine(word);
  }

  private static IllegalArgumentException refused(String word, String what) {
    return new IllegalArgumentException(
        "\"%s\" has %s, which no word of a command may have; leave it out"
            .formatted(word.replaceAll("\\p{Cntrl}", "?"), what));
  }
}
