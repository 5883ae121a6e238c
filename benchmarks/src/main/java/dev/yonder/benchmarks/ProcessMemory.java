// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory of a process, as Linux tells. */
final class ProcessMemory {
  private static final long KIB = 1_024;

  private ProcessMemory() {}

  /** Returns the bytes that the process has in memory now. */
  static long resident(long pid) throws IOException {
    return field(pid, "VmRSS:");
  }

  /** Returns the most bytes that the process has had in memory. */
  static long peak(long pid) throws IOException {
    return field(pid, "VmHWM:");
  }

  private static long field(long pid, String name) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith(name)) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB;
      }
    }
    throw new IOException(
        "%s has no %s, which is where the memory of a process is read; it may just be ending"
            .formatted(status, name));
  }
}
