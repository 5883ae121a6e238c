// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Makes jars of class directories, the same bytes of the same content. */
final class DirectoryJar {
  /** The first time that every time zone can write into a jar. */
  private static final long TIME = 315_619_200_000L;

  private DirectoryJar() {}

  /** Returns a digest of the names, sizes and times of all files, which is much cheaper. */
  static String state(Path directory) throws IOException {
    MessageDigest digest = Digests.start();
    for (Path file : files(directory)) {
      String line = HashCache.key(file) + "\n";
      digest.update(line.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return Digests.end(digest);
  }

  /** Writes the jar. */
  static void write(Path directory, OutputStream out) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(out)) {
      // Compressing takes longer than anything else here, and the jar stays on this host.
      jar.setLevel(0);
      for (Path file : files(directory)) {
        ZipEntry entry = new ZipEntry(name(directory, file));
        entry.setTime(TIME);
        jar.putNextEntry(entry);
        Files.copy(file, jar);
        jar.closeEntry();
      }
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      return walk.filter(Files::isRegularFile)
          .sorted(java.util.Comparator.comparing(file -> name(directory, file)))
          .toList();
    }
  }

  private static String name(Path directory, Path file) {
    return directory.relativize(file).toString().replace('\\', '/');
  }
}
