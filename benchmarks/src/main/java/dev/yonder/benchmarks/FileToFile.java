// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The least that a job can do: reads a number from a file, and writes the next into another. */
final class FileToFile {

  private FileToFile() {}

  public static void main(String[] arguments) throws IOException {
    Path out = Path.of(arguments[1]);
    int number = Integer.parseInt(Files.readString(Path.of(arguments[0])));
    Path written = Files.writeString(Path.of(out + ".part"), Integer.toString(number + 1));
    Files.move(written, out);
  }
}
