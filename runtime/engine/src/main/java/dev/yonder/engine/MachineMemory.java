// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much memory this machine has, or the container that this process is in.
 *
 * <p>The Java machine knows it as well, and takes three times as long to tell as a worker takes to
 * say Hello; so it is only asked where the system has no such files.
 */
final class MachineMemory {
  private static final Path TOTAL = Path.of("/proc/meminfo");

  /** The limits of a container, of the second and the first version of control groups. */
  private static final Path[] LIMITS = {
    Path.of("/sys/fs/cgroup/memory.max"), Path.of("/sys/fs/cgroup/memory/memory.limit_in_bytes")
  };

  /** A Java machine takes a quarter of the memory for its heap where nothing is said. */
  private static final int JVM_DEFAULT_PART = 4;

  private MachineMemory() {}

  /** Returns the memory in bytes. */
  static long bytes() {
    try {
      return Math.min(total(TOTAL), limit(LIMITS));
    } catch (IOException | NumberFormatException e) {
      return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
          ? system.getTotalMemorySize()
          : Runtime.getRuntime().maxMemory() * JVM_DEFAULT_PART;
    }
  }

  /** Reads a first line such as {@code MemTotal: 24576000 kB}. */
  static long total(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      String line = reader.readLine();
      if (line == null || !line.startsWith("MemTotal:") || !line.endsWith(" kB")) {
        throw new IOException(file + " does not begin with the memory");
      }
      return Long.parseLong(line.substring("MemTotal:".length(), line.length() - 3).strip()) << 10;
    }
  }

  /** Reads the first limit that there is; none is the word max, or a number beyond any machine. */
  static long limit(Path... files) throws IOException {
    for (Path file : files) {
      if (Files.isReadable(file)) {
        String limit = Files.readString(file).strip();
        return limit.equals("max") ? Long.MAX_VALUE : Long.parseLong(limit);
      }
    }
    return Long.MAX_VALUE;
  }
}
