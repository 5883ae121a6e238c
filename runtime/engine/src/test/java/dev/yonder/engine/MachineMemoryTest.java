// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineMemoryTest {
  @TempDir private Path directory;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  @Test
  void isWhatTheJavaMachineSaysToo() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    assertThat(MachineMemory.bytes()).isEqualTo(system.getTotalMemorySize());
  }

  @Test
  void isReadFromTheFilesOfTheSystem() throws IOException {
    assertThat(MachineMemory.total(file("a", "MemTotal:       24576000 kB\nMemFree: 1 kB\n")))
        .isEqualTo(24_576_000L * 1024);
    assertThatThrownBy(() -> MachineMemory.total(file("b", ""))).isInstanceOf(IOException.class);
    Path missing = directory.resolve("missing");
    assertThat(MachineMemory.limit(missing, file("c", "1073741824\n"))).isEqualTo(1L << 30);
    assertThat(MachineMemory.limit(file("d", "max\n"), missing)).isEqualTo(Long.MAX_VALUE);
    assertThat(MachineMemory.limit(missing, missing)).isEqualTo(Long.MAX_VALUE);
  }
}
