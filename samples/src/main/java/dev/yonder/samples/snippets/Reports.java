// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples.snippets;

import dev.yonder.annotations.Remote;
import java.util.List;

/** Static remote methods. */
public final class Reports {
  private Reports() {}

  /** A report on some lines. */
  public record Report(String title, int words) {}

  /**
   * Counts the words of a text.
   *
   * @param title what the report is called
   * @param lines the text
   * @return the report
   */
  @Remote(cpus = 2, memory = "4 GiB", walltime = "10min", retries = 1)
  public static Report build(String title, List<String> lines) {
    int words = lines.stream().mapToInt(line -> line.split("\\s+", -1).length).sum();
    return new Report(title, words);
  }

  /** Reads a text. */
  @Remote
  public static List<String> read(String name) {
    return List.of("the text of " + name);
  }

  /** Combines two reports. */
  @Remote
  public static Report merge(Report left, Report right) {
    return new Report(left.title() + ", " + right.title(), left.words() + right.words());
  }
}
