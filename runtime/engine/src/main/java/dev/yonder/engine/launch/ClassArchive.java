// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The classes of a worker as the Java machine shares them between processes (AppCDS), which halves
 * the time it takes to start one.
 *
 * <p>Made once for a class path and a Java machine, by a worker that does nothing else, while a
 * session runs; the next sessions use it. One that does not fit is ignored by the Java machine.
 */
public final class ClassArchive {
  /** An attempt that failed, or whose machine went down, is repeated after this. */
  private static final Duration RETRY_AFTER = Duration.ofDays(1);

  private final Path file;

  private ClassArchive(Path file) {
    this.file = file;
  }

  /** Returns the archive for the code, which may not be there. */
  public static ClassArchive of(Code code) throws IOException {
    Path directory =
        CacheDirectory.make(CacheDirectory.make(CacheDirectory.ofUser()).resolve("classes"));
    String java = System.getProperty("java.vm.version") + " " + System.getProperty("java.home");
    return new ClassArchive(
        directory.resolve(
            code.digest().substring(0, 32) + "-" + Integer.toHexString(java.hashCode()) + ".jsa"));
  }

  /** Returns whether the archive is there. */
  public boolean exists() {
    return Files.isRegularFile(file);
  }

  /** Returns the options that have a Java machine use the archive, none if it is not there. */
  public List<String> options() {
    CacheSweep.used(file);
    return exists()
        ? List.of("-XX:SharedArchiveFile=" + file, "-Xshare:auto", "-Xlog:cds=off")
        : List.of();
  }

  /**
   * Returns whether this process is the one to make the archive: it is not there, and nobody has
   * tried lately.
   */
  public boolean claim() {
    Path mark = file.resolveSibling(file.getFileName() + ".making");
    try {
      if (exists()) {
        return false;
      }
      if (Files.exists(mark)
          && Files.getLastModifiedTime(mark)
              .toInstant()
              .isBefore(Instant.now().minus(RETRY_AFTER))) {
        Files.delete(mark);
      }
      Files.createFile(mark);
      return true;
    } catch (IOException e) {
      // Somebody else makes it, or nobody can.
      return false;
    }
  }

  /**
   * Starts a worker that ends soon and whose classes then make the archive, even after this
   * process.
   *
   * @param command starts the worker
   */
  public ChildProcess make(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    // The shell gives the archive its name when it is whole, and is not needed before. One that the
    // disk had no room for goes.
    List<String> wrapped =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                "nice -n 19 \"$@\" && mv -f -- \"$0.new\" \"$0\" || rm -f -- \"$0.new\"",
                file.toString(),
                command.get(0),
                "-XX:ArchiveClassesAtExit=" + file + ".new"));
    wrapped.addAll(command.subList(1, command.size()));
    return ChildProcess.start(wrapped, environment, /* directory= */ null, log);
  }
}
