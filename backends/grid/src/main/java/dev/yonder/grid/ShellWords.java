// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import java.util.Map;
import java.util.regex.Pattern;

/** Writes words so that a shell reads each of them as it is. */
final class ShellWords {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
  private static final Pattern REFUSED = Pattern.compile("[\\x00\\n\\r]");

  private ShellWords() {}

  /**
   * Returns the word, in quotes where it needs them.
   *
   * @throws IllegalArgumentException if it has a line break or a zero byte
   */
  static String quote(String word) {
    if (REFUSED.matcher(word).find()) {
      throw new IllegalArgumentException(
          "\"%s\" has a line break or a zero byte, which no word of a command may have"
              .formatted(word.replaceAll("\\p{Cntrl}", "?")));
    }
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /**
   * Returns the word, in which marks stand for the values of shell variables.
   *
   * @param variables the names of the variables by the marks
   */
  static String quote(String word, Map<String, String> variables) {
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      int at = word.indexOf(variable.getKey());
      if (at >= 0) {
        String before = word.substring(0, at);
        String after = word.substring(at + variable.getKey().length());
        return (before.isEmpty() ? "" : quote(before, variables))
            + "\"$"
            + variable.getValue()
            + "\""
            + (after.isEmpty() ? "" : quote(after, variables));
      }
    }
    return quote(word);
  }
}
