// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import dev.yonder.testkit.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The commands of a lab's Slurm, each behind a script that notes that it was called and that can be
 * made to fail, to hang or to print something else. A call that was noted keeps its fault, though
 * that ends.
 */
final class FaultyCommands {
  /** What can become of a command, in the words of a shell; {@code $real} is the real one. */
  enum Fault {
    FAILS("echo 'error: Socket timed out on send/recv operation' >&2; exit 1"),
    HANGS("sleep 600"),
    PRINTS_RUBBISH("echo '<html>502 Bad Gateway</html>'; exit 0"),
    /** It does what it should, and nobody is told. */
    LOSES_ITS_ANSWER("\"$real\" \"$@\" >/dev/null; sleep 600"),
    ANSWERS_RUBBISH("\"$real\" \"$@\" >/dev/null; echo 'Have a nice day'; exit 0");

    private final String script;

    Fault(String script) {
      this.script = script;
    }
  }

  private final Path directory;

  FaultyCommands(Lab lab, Path directory) throws IOException {
    this.directory = Files.createDirectory(directory);
    for (String name : List.of("sbatch", "squeue", "scancel", "scontrol")) {
      String script =
          """
          #!/bin/sh
          real=%s/%s
          fault=$(cat %s 2>/dev/null)
          echo >>%s
          if [ -n "$fault" ]; then
            echo >>%s
            eval "$fault"
          fi
          exec "$real" "$@"
          """
              .formatted(lab.file("bin"), name, fault(name), callsOf(name), faultsOf(name));
      Path file = Files.writeString(directory.resolve(name), script);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private Path callsOf(String name) {
    return directory.resolve(name + ".calls");
  }

  private Path faultsOf(String name) {
    return directory.resolve(name + ".faults");
  }

  private Path fault(String name) {
    return directory.resolve(name + ".fault");
  }

  Path directory() {
    return directory;
  }

  void begin(String name, Fault fault) throws IOException {
    Path part = Files.writeString(directory.resolve("part"), fault.script);
    Files.move(part, fault(name));
  }

  void end(String name) throws IOException {
    Files.delete(fault(name));
  }

  /** Returns how often the command was called. */
  long calls(String name) throws IOException {
    return lines(callsOf(name));
  }

  /** Returns how many of the calls had a fault. */
  long faults(String name) throws IOException {
    return lines(faultsOf(name));
  }

  private static long lines(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }
}
