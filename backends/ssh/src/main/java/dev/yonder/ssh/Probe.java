// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import dev.yonder.spi.BackendException;
import dev.yonder.spi.CommandRunner.Result;
import dev.yonder.spi.ShellWords;
import dev.yonder.spi.WorkerLaunch;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Asks a host what it has. */
final class Probe {
  private static final String SCRIPT = Scripts.text("probe.sh");
  private static final int RANDOM_BYTES = 12;
  private static final int SHOWN = 400;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Probe() {}

  /**
   * Returns what the host has, and has it make the directories that it needs.
   *
   * @throws BackendException if the host cannot be logged in to, or no worker can run there
   */
  static HostFacts ask(Master master, HostSettings host, WorkerLaunch launch)
      throws BackendException {
    String mark = "@yonder-" + fresh();
    Result result = master.script(script(mark, host, launch));
    List<String> lines = result.out().lines().toList();
    int begin = lines.indexOf(mark + " begin");
    int end = lines.lastIndexOf(mark + " end");
    if (begin < 0 || end < begin) {
      throw BackendException.lasting(
          ("host %s did not run what it was asked to: sh %s. See that commands can be run there, as"
                  + " in ssh %s echo hello, and that start files such as ~/.bashrc neither read nor"
                  + " exit")
              .formatted(host, shortened(result.inWords()), host.name()),
          null);
    }
    return HostFacts.parse(lines.subList(begin + 1, end), host, launch.javaFeature());
  }

  /** Returns letters that nobody has had before. */
  static String fresh() {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String script(String mark, HostSettings host, WorkerLaunch launch) {
    String jars =
        launch.code().stream().map(WorkerLaunch.CodeFile::name).collect(Collectors.joining(" "));
    return """
        mark=%s
        java=%s
        feature=%d
        directory=%s
        jars=%s
        fresh=%s
        %s"""
        .formatted(
            mark,
            ShellWords.quote(host.java()),
            launch.javaFeature(),
            ShellWords.quote(host.directory()),
            ShellWords.quote(jars),
            fresh(),
            SCRIPT);
  }

  private static String shortened(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }
}
