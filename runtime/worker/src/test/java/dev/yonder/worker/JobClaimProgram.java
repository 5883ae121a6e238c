// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.wire.RunFiles;
import java.io.IOException;
import java.nio.file.Path;

/** Claims attempts for jobs as fast as it can, and prints those that it has. */
final class JobClaimProgram {

  private JobClaimProgram() {}

  /**
   * Claims attempts once something is typed.
   *
   * @param arguments the run's directory, and how many tasks
   */
  public static void main(String[] arguments) throws IOException {
    RunFiles run = RunFiles.open(Path.of(arguments[0]));
    System.out.println("ready");
    System.in.read();
    for (int task = 0; task < Integer.parseInt(arguments[1]); task++) {
      if (run.claim(task, 1, "started")) {
        System.out.println(task);
      }
    }
  }
}
