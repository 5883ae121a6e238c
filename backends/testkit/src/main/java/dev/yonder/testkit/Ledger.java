// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.annotations.Remote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** Remote methods that leave behind how often they were run, whoever is there to be told. */
final class Ledger {
  private static final String OPEN = "open";

  private Ledger() {}

  /**
   * Adds a character to the file of the number, arrives at the gate, and returns the number.
   *
   * @param held whether it waits before all that until the directory is opened
   */
  @Remote
  static int enter(String directory, int number, boolean held, String gate)
      throws IOException, InterruptedException {
    while (held && !Files.exists(Path.of(directory, OPEN))) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    Files.writeString(
        file(Path.of(directory), number),
        "x",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    if (!gate.isEmpty()) {
      Gates.arrive(gate);
    }
    return number;
  }

  /** Lets all calls of the directory go on, now and later. */
  static void open(Path directory) throws IOException {
    Files.createFile(directory.resolve(OPEN));
  }

  /** Returns how often the method ran for the number. */
  static int entered(Path directory, int number) throws IOException {
    Path file = file(directory, number);
    return Files.exists(file) ? (int) Files.size(file) : 0;
  }

  private static Path file(Path directory, int number) {
    return directory.resolve("call-" + number);
  }
}
