// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the line of a file on which something is said.
 *
 * <p>The parser does not tell. But the first lines of a file up to the end of any statement are a
 * file themselves, so the statement lies between the longest of those that do not have it and the
 * shortest that has it. Only errors ask, so it need not be fast.
 */
final class StatementSearch {
  private final String content;
  private final List<String> path;

  /** Where each line ends, after an entry for no line. */
  private final List<Integer> ends = new ArrayList<>(List.of(0));

  private StatementSearch(String content, List<String> path) {
    this.content = content;
    this.path = path;
    for (int end = content.indexOf('\n'); end >= 0; end = content.indexOf('\n', end + 1)) {
      ends.add(end + 1);
    }
    ends.add(content.length());
  }

  /**
   * Returns the line, from 1, on which the statement begins that says the path first.
   *
   * @param content what says it
   */
  static int line(String content, List<String> path) {
    return new StatementSearch(content, path).line();
  }

  private int line() {
    int without = 0;
    int with = ends.size() - 1;
    for (Part part = between(without, with); part != null; part = between(without, with)) {
      if (part.has(path)) {
        with = part.lines;
      } else {
        without = part.lines;
      }
    }
    return without + 1;
  }

  /** The first lines of the file, which are a file themselves. */
  private record Part(int lines, Map<String, Object> values) {

    boolean has(List<String> path) {
      Object value = values;
      for (String name : path) {
        value = value instanceof Map<?, ?> table ? table.get(name) : null;
      }
      return value != null;
    }
  }

  /** Returns a part of more lines than the one and fewer than the other, null if there is none. */
  private @Nullable Part between(int fewer, int more) {
    int middle = (fewer + more) >>> 1;
    for (int lines = middle; lines > fewer; lines--) {
      Part part = part(lines);
      if (part != null) {
        return part;
      }
    }
    for (int lines = middle + 1; lines < more; lines++) {
      Part part = part(lines);
      if (part != null) {
        return part;
      }
    }
    return null;
  }

  private @Nullable Part part(int lines) {
    try {
      return new Part(lines, Toml.parse(content.substring(0, ends.get(lines))));
    } catch (Toml.SyntaxException e) {
      return null;
    }
  }
}
