// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.snippets;

import java.util.ArrayList;
import java.util.List;

/**
 * A block of Java code in a Markdown document.
 *
 * @param line the number of the block's first line of code in the document, from 1
 * @param code its lines without indentation, and without blank lines at its ends
 */
record Snippet(int line, List<String> code) {

  /** Returns the blocks of a document that are fenced by {@code ```java}; others are left alone. */
  static List<Snippet> in(List<String> document) {
    List<Snippet> snippets = new ArrayList<>();
    String fence = "";
    boolean java = false;
    int start = 0;
    for (int i = 0; i < document.size(); i++) {
      String line = document.get(i).strip();
      if (fence.isEmpty() && (line.startsWith("```") || line.startsWith("~~~"))) {
        String info = line.replaceFirst("^[`~]+", "").strip();
        fence = line.substring(0, line.length() - line.replaceFirst("^[`~]+", "").length());
        java = info.equals("java") || info.startsWith("java ");
        start = i + 1;
      } else if (!fence.isEmpty() && line.equals(fence)) {
        if (java) {
          snippets.add(trimmed(document, start, i));
        }
        fence = "";
      }
    }
    if (java && !fence.isEmpty()) {
      snippets.add(trimmed(document, start, document.size()));
    }
    return snippets;
  }

  private static Snippet trimmed(List<String> document, int start, int end) {
    int first = start;
    int last = end;
    while (first < last && document.get(first).isBlank()) {
      first++;
    }
    while (last > first && document.get(last - 1).isBlank()) {
      last--;
    }
    List<String> code = document.subList(first, last).stream().map(String::strip).toList();
    return new Snippet(first + 1, code);
  }

  /** Returns how many of the first lines stand one below the other somewhere in a source. */
  int linesFoundIn(List<String> source) {
    int most = 0;
    for (int start = 0; start < source.size(); start++) {
      int found = 0;
      while (found < code.size()
          && start + found < source.size()
          && source.get(start + found).strip().equals(code.get(found))) {
        found++;
      }
      most = Math.max(most, found);
    }
    return most;
  }
}
