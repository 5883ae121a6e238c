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
   * Returns how many letters must be inserted, removed or replaced, or change places with their
   * neighbours, to make one word the other (Damerau, 1964; of two neighbours no third thing is
   * changed).
   */
  private static int distance(String a, String b) {
    int[][] rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        rows[i][j] = i == 0 || j == 0 ? i + j : next(rows, i, j, a, b);
      }
    }
    return rows[a.length()][b.length()];
  }

  private static int next(int[][] rows, int i, int j, String a, String b) {
    char left = a.charAt(i - 1);
    char right = b.charAt(j - 1);
    int replaced = rows[i - 1][j - 1] + (left == right ? 0 : 1);
    int least = Math.min(replaced, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && left == b.charAt(j - 2) && a.charAt(i - 2) == right && left != right;
    return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
  }
}
