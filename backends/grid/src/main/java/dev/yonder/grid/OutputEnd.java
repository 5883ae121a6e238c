// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The end of what a job has printed. */
final class OutputEnd {
  private static final int MOST = 2_048;

  private OutputEnd() {}

  /** Returns words to add to a reason, empty if there is nothing in the file. */
  static String of(Path output) {
    try (RandomAccessFile file = new RandomAccessFile(output.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.min(MOST, file.length())];
      file.seek(file.length() - bytes.length);
      file.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8).strip();
      return text.isEmpty() ? "" : "; it wrote last:\n" + text.indent(2).stripTrailing();
    } catch (IOException e) {
      return "";
    }
  }
}
