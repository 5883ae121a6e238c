// SPDX-License-Identifier: Apache-2.0
package dev.yonder.wire;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Files that are there whole or not at all, and that only their owner can read.
 *
 * <p>Threads of programs and tasks are interrupted at any time, which would close a channel; a
 * {@link RandomAccessFile} it does not harm.
 */
public final class WholeFile {
  private static final SecureRandom RANDOM = new SecureRandom();

  private WholeFile() {}

  /** Writes what a file is to hold. */
  interface Content {
    void writeTo(RandomAccessFile file) throws IOException;
  }

  /**
   * Writes a file in the place of the one that is there, if any.
   *
   * @throws IOException if it cannot be written; then nothing is left of it
   */
  public static void write(Path file, byte[] content) throws IOException {
    write(file, out -> out.write(content));
  }

  static void write(Path file, Content content) throws IOException {
    byte[] random = new byte[Long.BYTES];
    RANDOM.nextBytes(random);
    Path unfinished =
        file.resolveSibling("." + file.getFileName() + "-" + HexFormat.of().formatHex(random));
    try {
      Files.createFile(
          unfinished,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (RandomAccessFile out = new RandomAccessFile(unfinished.toFile(), "rw")) {
        content.writeTo(out);
        out.getFD().sync();
      }
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new IOException(
          "%s cannot be written (%s); free room there, or choose another directory"
              .formatted(file, e),
          e);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Has the entries of a directory survive a crash of the machine, where that can be asked for. */
  static void syncDirectory(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(/* metaData= */ true);
    } catch (IOException e) {
      // Not every file system can; the files themselves are safe.
    }
  }
}
