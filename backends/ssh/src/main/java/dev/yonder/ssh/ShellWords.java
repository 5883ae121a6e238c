// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words that a POSIX shell reads as they are. */
final class ShellWords {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private ShellWords() {}

  /** Returns the words so that a shell finds just these, with nothing in them expanded. */
  static String join(List<String> words) {
    return words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
  }

  /**
   * Returns the word so that a shell finds just this.
   *
   * @throws IllegalArgumentException if it has a NUL, which no word can have
   */
  static String quote(String word) {
    if (word.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a word for a shell has no NUL: " + word.strip());
    }
    // A tilde or an equals sign at the start has a meaning for some shells.
    return PLAIN.matcher(word).matches() && !word.startsWith("=")
        ? word
        : "'" + word.replace("'", "'\\''") + "'";
  }
}
