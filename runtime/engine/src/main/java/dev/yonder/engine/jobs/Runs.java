// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.jobs;

import dev.yonder.spi.Spelling;
import dev.yonder.wire.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The runs in a directory that nodes share.
 *
 * @param directory the one that the profile names
 */
public record Runs(Path directory) {

  /**
   * Makes the directory of a new run.
   *
   * @throws IOException if it cannot be made, or others could change what is in it
   */
  public RunFiles create() throws IOException {
    try {
      return RunFiles.create(of(RunIds.next()));
    } catch (IOException e) {
      throw new IOException(
          "no directory for a run can be made in %s (%s); choose another one with the profile's setting \"directory\""
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  /** Returns the names of the runs, the latest last. */
  public List<String> names() throws IOException {
    Path runs = directory.resolve(RunFiles.RUNS);
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(runs)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(RunIds::isOne)
          .sorted()
          .toList();
    }
  }

  /**
   * Opens a run.
   *
   * @param run its name, or the path of its directory
   * @throws IllegalArgumentException if there is no such run
   * @throws IOException if it cannot be read, or others could change what is in it
   */
  public RunFiles open(String run) throws IOException {
    Path path = isPath(run) ? Path.of(run).toAbsolutePath().normalize() : of(run);
    if (!isPath(run) && !RunIds.isOne(run)) {
      throw new IllegalArgumentException(
          "the name of a run is like 20261125-181530-k3f9x, and not \"%s\"".formatted(run));
    }
    if (!Files.isDirectory(path)) {
      String close = isPath(run) ? null : Spelling.closest(run, names());
      throw new IllegalArgumentException(
          "there is no run %s in %s%s"
              .formatted(
                  run, path.getParent(), close == null ? "" : "; did you mean " + close + "?"));
    }
    return RunFiles.open(path);
  }

  /** Returns whether a run was named by the path of its directory. */
  public static boolean isPath(String run) {
    return run.indexOf('/') >= 0;
  }

  private Path of(String run) {
    return directory.resolve(RunFiles.RUNS).resolve(run);
  }
}
