// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.launch;

import java.io.IOException;
import java.nio.file.Path;

/** Makes a run directory in a process of its own, and keeps it until its input ends. */
final class RunDirectoryProgram {

  private RunDirectoryProgram() {}

  public static void main(String[] arguments) throws IOException {
    try (RunDirectory directory = RunDirectory.make(Path.of(arguments[0]))) {
      System.out.println(directory.path());
      System.in.transferTo(System.err);
    }
  }
}
