// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.launch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says to all other processes that a directory is in use, for as long as the process lives.
 *
 * <p>Numbers of processes do not tell that: those of a container are not seen from outside of it,
 * and are others' numbers there.
 */
final class RunLock implements Closeable {
  private static final String NAME = "lock";

  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Returns the lock of a new directory, null where files cannot be locked. */
  static @Nullable RunLock take(Path directory) {
    Path file = directory.resolve(NAME + ".new");
    try {
      FileChannel channel =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try {
        channel.lock();
        // It gets its name when it is locked, so that nobody finds it before.
        Files.move(file, file(directory), StandardCopyOption.ATOMIC_MOVE);
        return new RunLock(channel);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      // As on some network file systems; the number of the process and the age have to do there.
      return null;
    }
  }

  /** Returns the file of the directory's lock, which may not be there. */
  static Path file(Path directory) {
    return directory.resolve(NAME);
  }

  /**
   * Runs the action if nobody holds the lock, which is held meanwhile.
   *
   * <p>Not for directories of this process: closing a file gives up all locks on it that the
   * process has, whatever they were taken with.
   *
   * @throws IOException if it cannot be told who holds it
   */
  static void ifFree(Path directory, Runnable action) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file(directory), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      if (channel.tryLock() != null) {
        action.run();
      }
    } catch (OverlappingFileLockException e) {
      // Somebody in this process looks at it as well.
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
