// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A file system of a few MiB, which only root can mount. */
final class SmallDisk implements AutoCloseable {
  private final Path path;

  private SmallDisk(Path path) {
    this.path = path;
  }

  /**
   * Mounts a file system in the directory, or skips the test and says why; where everything must be
   * tested, that is a failure.
   */
  static SmallDisk mount(Path directory, String size) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", "" + directory)
            .inheritIO()
            .start();
    if (mount.waitFor() != 0) {
      String reason = "skipped: no file system of %s can be mounted; it takes root".formatted(size);
      System.out.println(reason);
      assertThat(System.getenv("CI")).as(reason).isNotEqualTo("true");
      Assumptions.abort(reason);
    }
    return new SmallDisk(directory);
  }

  Path path() {
    return path;
  }

  /** Fills the file system to the last byte. */
  void fill() throws IOException {
    try (OutputStream out = Files.newOutputStream(path.resolve("filling"))) {
      for (int size = 1 << 16; size > 0; size /= 2) {
        byte[] bytes = new byte[size];
        try {
          while (true) {
            out.write(bytes);
          }
        } catch (IOException e) {
          // No room for so much.
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      int status =
          new ProcessBuilder("umount", "--lazy", path.toString()).inheritIO().start().waitFor();
      assertThat(status).as("unmounting %s", path).isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
