// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import dev.yonder.InputFile;
import dev.yonder.annotations.Remote;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

/** Remote methods that read files of the program. */
final class Reader {

  private Reader() {}

  /** What a method takes that has a file somewhere in it. */
  record Job(int number, List<InputFile> files) {}

  @Remote
  static String text(InputFile file) throws IOException {
    return Files.readString(file.path());
  }

  @Remote
  static int hash(InputFile file) throws IOException {
    return Arrays.hashCode(Files.readAllBytes(file.path()));
  }

  @Remote
  static String place(InputFile file) {
    return file.path().toString();
  }

  @Remote
  static long total(Job job) throws IOException {
    long total = 0;
    for (InputFile file : job.files()) {
      total += Files.size(file.path());
    }
    return total;
  }

  @Remote
  static String passOn(InputFile file) {
    return ReaderRemote.text(file).join();
  }

  @Remote
  static InputFile giveBack(InputFile file) {
    return file;
  }
}
