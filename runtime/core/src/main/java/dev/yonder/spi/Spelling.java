// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds what somebody who mistyped a word is likely to have meant. */
public final class Spelling {

  private Spelling() {}

  /** Returns the word that is closest to the mistyped one, null if none is close. */
  public static @Nullable String closest(String mistyped, Collection<String> words) {
    String closest = null;
    int least = Math.max(1, mistyped.length() / 3) + 1;
    for (String word : words) {
      int distance = distance(mistyped.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        closest = word;
      }
    }
    return closest;
  }

  /**
   * Returns the end of a message that names the closest word, such as {@code ; did you mean
   * "cpus"?}; empty if none is close.
   */
  public static String suggestion(String mistyped, Collection<String> words) {
    String closest = closest(mistyped, words);
    return closest == null ? "" : "; did you mean \"" + closest + "\"?";
  }

  /**
   * Returns how many letters must be inserted, removed or replaced to make one word the other
   * (Levenshtein, 1966).
   */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
