// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds something in what a command printed. */
final class Output {

  private Output() {}

  /**
   * Returns the first group of the pattern's last match: wrappers print before what they wrap.
   *
   * @param expected says what it is, for the exception
   */
  static String last(Pattern pattern, String printed, String expected)
      throws UnexpectedOutputException {
    Matcher matcher = pattern.matcher(printed);
    String found = null;
    while (matcher.find()) {
      found = matcher.group(1);
    }
    if (found == null) {
      throw new UnexpectedOutputException(expected);
    }
    return found;
  }
}
