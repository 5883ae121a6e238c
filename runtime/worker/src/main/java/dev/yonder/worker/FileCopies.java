// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.InputFile;
import dev.yonder.NotSendableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;

/**
 * The copies of the program's files on this host, by their content; the workers of a session share
 * them. Safe for use by several threads.
 */
final class FileCopies {
  private final Path directory;
  private final LongFunction<byte[]> parts;

  /** One for each content: a lock of a file holds off other processes, and this other threads. */
  private final Map<String, Object> locks = new ConcurrentHashMap<>();

  /**
   * Constructs what copies files.
   *
   * @param directory where copies go; made when the first one is
   * @param parts returns the part of a number from the program
   */
  FileCopies(Path directory, LongFunction<byte[]> parts) {
    this.directory = directory;
    this.parts = parts;
  }

  /**
   * Returns the copy of the file, which is made if it is not there.
   *
   * @throws NotSendableException if it cannot be made
   */
  Path get(InputFile file) {
    Path copy = directory.resolve(file.sha256()).resolve(file.name());
    synchronized (locks.computeIfAbsent(file.sha256(), sha -> new Object())) {
      try {
        if (!Files.exists(copy)) {
          Files.createDirectories(copy.getParent());
          makeAlone(file, copy);
        }
        return copy;
      } catch (IOException e) {
        throw new NotSendableException(
            ("%s cannot be copied to %s: %s. Make room there, or choose another place with"
                    + " -Djava.io.tmpdir=… of the program")
                .formatted(file, copy, e.getMessage()),
            e);
      }
    }
  }

  private void makeAlone(InputFile file, Path copy) throws IOException {
    try (FileChannel locked =
            FileChannel.open(
                directory.resolve(file.sha256() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = locked.lock()) {
      if (lock.isValid() && !Files.exists(copy)) {
        Path unfinished = copy.resolveSibling(".unfinished");
        try {
          write(file, unfinished);
          Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("r--------"));
          Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          Files.deleteIfExists(unfinished);
        }
      }
    }
  }

  private void write(InputFile file, Path to) throws IOException {
    MessageDigest digest = sha256();
    try (FileChannel channel =
        FileChannel.open(
            to,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      for (int part = 0; part < file.parts(); part++) {
        byte[] bytes = parts.apply(file.number() - part);
        digest.update(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(file.sha256())) {
      throw new NotSendableException(
          "the content of %s changed while it was copied".formatted(file));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
