// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yonder.spi.LocalCommands;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserVariablesTest {

  @Test
  void noSecretIsSeen() {
    assertThat(List.of("HOME", "PATH", "LC_ALL", "LD_LIBRARY_PATH")).allMatch(UserVariables::has);
    assertThat(List.of("TOKEN", "PASSWORD", "HOMER", "XPATH", "TMPDIR", "SLURM_JOB_ID"))
        .noneMatch(UserVariables::has);
  }

  @Test
  void commandsSeeNoMoreThanTheyMay() throws Exception {
    LocalCommands commands = LocalCommands.knowing(name -> name.equals("PATH"));
    String seen =
        commands
            .run(List.of("env"), Map.of("MORE", "1"), new byte[0], Duration.ofSeconds(20))
            .out();
    assertThat(seen.lines().map(line -> line.substring(0, line.indexOf('='))))
        .containsExactlyInAnyOrder("PATH", "MORE");
  }
}
