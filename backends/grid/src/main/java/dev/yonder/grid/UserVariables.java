// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import java.util.regex.Pattern;

/**
 * The variables of this process that commands of batch systems get to see, and so jobs.
 *
 * <p>Others may be secrets, or be right for this host alone.
 */
final class UserVariables {
  private static final Pattern SEEN =
      Pattern.compile("HOME|USER|LOGNAME|SHELL|PATH|LANG|LC_[A-Z]+|TZ|LD_LIBRARY_PATH|KRB5CCNAME");

  private UserVariables() {}

  static boolean has(String variable) {
    return SEEN.matcher(variable).matches();
  }
}
