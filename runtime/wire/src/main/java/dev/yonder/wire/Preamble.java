// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What a shell's start files and greetings print before the worker's marker. */
final class Preamble {
  private static final int MOST = 1 << 16;

  /** What an error shows: the last of it tells most. */
  private static final int SHOWN = 2_000;

  private Preamble() {}

  /**
   * Reads up to the end of the marker.
   *
   * @throws NoStartException if it does not come
   */
  static void skip(InputStream in) throws IOException {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    int matched = 0;
    while (matched < StdioLinks.MARKER.length()) {
      int next = read(in, seen);
      if (next < 0) {
        throw new NoStartException("the worker ended before its start" + instead(seen));
      }
      if (seen.size() == MOST) {
        throw new NoStartException(
            "the worker's start does not come within %d bytes%s".formatted(MOST, instead(seen)));
      }
      seen.write(next);
      // The marker's first byte comes nowhere else in it.
      boolean fits = next == StdioLinks.MARKER.charAt(matched);
      matched = fits ? matched + 1 : next == StdioLinks.MARKER.charAt(0) ? 1 : 0;
    }
  }

  private static int read(InputStream in, ByteArrayOutputStream seen) throws IOException {
    try {
      return in.read();
    } catch (IOException e) {
      throw new NoStartException(
          "the worker's start cannot be read: " + e.getMessage() + instead(seen));
    }
  }

  private static String instead(ByteArrayOutputStream seen) {
    String text = seen.toString(StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      return "; it printed nothing to its standard output";
    }
    return "; instead came: "
        + (text.length() > SHOWN ? "…" + text.substring(text.length() - SHOWN) : text);
  }
}
