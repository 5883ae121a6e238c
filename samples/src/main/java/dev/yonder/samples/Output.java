// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Where samples write, made sure of before they start to compute. */
public final class Output {

  private Output() {}

  /**
   * Returns the file to write for a path: the path itself where it ends in the extension, else the
   * default name in the directory that the path names.
   *
   * @param extension with its dot
   * @throws UsageException if it cannot be written
   */
  public static Path file(Path path, String extension, String defaultName) {
    boolean isFile = path.toString().endsWith(extension) && !Files.isDirectory(path);
    Path file = (isFile ? path : path.resolve(defaultName)).toAbsolutePath().normalize();
    directory(Objects.requireNonNull(file.getParent()));
    boolean writable =
        Files.notExists(file) || (Files.isRegularFile(file) && Files.isWritable(file));
    if (!writable) {
      throw new UsageException(
          "%s exists and cannot be overwritten; name another file with --out".formatted(file));
    }
    return file;
  }

  /**
   * Makes sure that a directory exists and can be written to, and returns it.
   *
   * @throws UsageException if it cannot
   */
  public static Path directory(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UsageException(
          "the directory %s cannot be made (%s); name another one with --out"
              .formatted(directory.toAbsolutePath().normalize(), e));
    }
    if (!Files.isWritable(directory)) {
      throw new UsageException(
          "nothing can be written to the directory %s; name another one with --out"
              .formatted(directory.toAbsolutePath().normalize()));
    }
    return directory;
  }
}
