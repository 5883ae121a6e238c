// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.exoplanets;

import dev.yonder.samples.UsageException;
import java.util.List;

/**
 * Where a record's fields are.
 *
 * @param count how many fields a record has
 * @param star the position of the host star's name
 * @param method the position of the discovery method
 */
record Columns(int count, int star, int method) {
  static final String STAR = "pl_hostname";
  static final String METHOD = "pl_discmethod";

  /**
   * Finds the columns in a header.
   *
   * @throws UsageException if one is missing
   */
  static Columns of(List<String> header, String file) {
    return new Columns(header.size(), find(STAR, header, file), find(METHOD, header, file));
  }

  private static int find(String column, List<String> header, String file) {
    int position = header.indexOf(column);
    if (position < 0) {
      throw new UsageException(
          ("%s has no column %s in its first line, which must name the columns, %s and %s among"
                  + " them, separated by commas")
              .formatted(file, column, STAR, METHOD));
    }
    return position;
  }
}
