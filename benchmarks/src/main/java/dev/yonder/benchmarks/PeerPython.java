// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Python in which peers are installed: {@code python3}, or what the environment names.
 *
 * @param prefix what the commands begin with
 * @param scripts the directory of the scripts, as Python sees it
 * @param copies the directory of copies to be deleted, null if there is none
 */
record PeerPython(List<String> prefix, Path scripts, @Nullable Path copies)
    implements AutoCloseable {
  /** Names another Python than that on the path. */
  static final String PYTHON = "YONDER_PEERS_PYTHON";

  /** Names a directory with a system of its own, in which Python is run, which takes root. */
  static final String CHROOT = "YONDER_PEERS_CHROOT";

  static PeerPython of(Path directory) throws IOException {
    String python = System.getenv().getOrDefault(PYTHON, "python3");
    String root = System.getenv(CHROOT);
    if (root == null || root.isBlank()) {
      return new PeerPython(List.of(python, "-B"), directory, null);
    }
    Path copies = Files.createTempDirectory(Path.of(root, "tmp"), "peers-");
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".py")).toList()) {
        Files.copy(file, copies.resolve(file.getFileName()));
      }
    }
    Path inside = Path.of("/").resolve(Path.of(root).relativize(copies));
    return new PeerPython(List.of("chroot", root, python, "-B"), inside, copies);
  }

  List<String> command(String script, String... arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(scripts.resolve(script).toString());
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  @Override
  public void close() throws IOException {
    if (copies != null) {
      try (Stream<Path> files = Files.walk(copies)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
