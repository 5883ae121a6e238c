// SPDX-License-Identifier: Apache-2.0
package dev.yonder.grid;

import dev.yonder.spi.BackendException;
import dev.yonder.spi.WorkerLaunch.CodeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The directory in which this process leaves files for nodes.
 *
 * <pre>
 * code/SHA256.jar            the class path, for all runs
 * blocks/RUN/ARRAY/job.sh    what was submitted, and its files
 * blocks/RUN/ARRAY/N.out     what the job printed
 * blocks/RUN/ARRAY/secrets/  what only the workers may know
 * </pre>
 *
 * Only the user may read or write any of it. Files appear whole or not at all.
 */
final class SharedDirectory {
  private static final String CODE = "code";
  private static final String BLOCKS = "blocks";
  private static final String SECRETS = "secrets";
  private static final String OWNER_ONLY_DIRECTORY = "rwx------";
  private static final String OWNER_ONLY_FILE = "rw-------";

  /** Much less than {@link Sweep#UNUSED}. */
  private static final Duration NOTED_EVERY = Duration.ofDays(14);

  private final Path root;
  private final String run;
  private final Clock clock;
  private boolean open;

  SharedDirectory(Path root, String run, Clock clock) {
    this.root = root;
    this.run = run;
    this.clock = clock;
  }

  /** Returns the directory of the jars. */
  Path code() {
    return root.resolve(CODE);
  }

  /** Returns the directory of an array's files. */
  Path array(String name) {
    return root.resolve(BLOCKS).resolve(run).resolve(name);
  }

  /** Returns the directory of an array's secrets. */
  Path secrets(String name) {
    return array(name).resolve(SECRETS);
  }

  /**
   * Makes the directory if it is not there, and has those parts removed that no run has used for a
   * long time.
   *
   * @throws BackendException if it cannot be made, or others could put files of theirs there
   */
  synchronized void open() throws BackendException {
    if (open) {
      return;
    }
    try {
      if (!Files.isDirectory(root)) {
        Files.createDirectories(root);
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString(OWNER_ONLY_DIRECTORY));
      }
      String problem = SafePath.problem(root);
      if (problem != null) {
        throw BackendException.lasting(
            "%s, so that others could have your jobs run what they like; change that, or choose another directory with the setting directory"
                .formatted(problem),
            null);
      }
      makeDirectory(code());
      makeDirectory(root.resolve(BLOCKS));
      Sweep.unused(List.of(code(), root.resolve(BLOCKS)), clock.instant());
      makeDirectory(root.resolve(BLOCKS).resolve(run));
      open = true;
    } catch (IOException e) {
      throw failed(root, e);
    }
  }

  /** Copies those jars that are not there. */
  void addCode(List<CodeFile> files) throws BackendException {
    for (CodeFile file : files) {
      Path kept = code().resolve(file.name());
      try {
        if (Files.isRegularFile(kept) && Files.size(kept) == Files.size(file.file())) {
          noteUse(kept);
        } else {
          write(kept, to -> copy(file.file(), to));
        }
      } catch (IOException e) {
        throw failed(kept, e);
      }
    }
  }

  /** Notes by its time that a file is in use; seldom, as archives of its classes fit no more. */
  private void noteUse(Path kept) throws IOException {
    Instant now = clock.instant();
    if (Files.getLastModifiedTime(kept).toInstant().isBefore(now.minus(NOTED_EVERY))) {
      Files.setLastModifiedTime(kept, FileTime.from(now));
    }
  }

  /** Writes the files of an array and its secrets, and returns its directory. */
  Path addArray(String name, Map<String, String> files, Map<String, byte[]> secrets)
      throws BackendException {
    Path directory = array(name);
    try {
      makeDirectory(directory);
      makeDirectory(secrets(name));
      for (Map.Entry<String, byte[]> secret : secrets.entrySet()) {
        write(secrets(name).resolve(secret.getKey()), to -> Files.write(to, secret.getValue()));
      }
      for (Map.Entry<String, String> file : files.entrySet()) {
        write(directory.resolve(file.getKey()), to -> Files.writeString(to, file.getValue()));
      }
      return directory;
    } catch (IOException e) {
      throw failed(directory, e);
    }
  }

  /** Removes the secrets of an array; workers that have not started yet will find none. */
  void removeSecrets(String name) {
    try {
      Sweep.delete(secrets(name));
    } catch (IOException e) {
      // They are of no use once their run is over.
    }
  }

  private static void makeDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      try {
        Files.createDirectory(
            directory,
            PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString(OWNER_ONLY_DIRECTORY)));
      } catch (FileAlreadyExistsException e) {
        // Another session has made it.
      }
    }
  }

  /** Copies the content, but not the rights. */
  private static void copy(Path from, Path to) throws IOException {
    try (OutputStream out = Files.newOutputStream(to)) {
      Files.copy(from, out);
    }
  }

  private interface Content {
    void writeTo(Path file) throws IOException;
  }

  private static void write(Path file, Content content) throws IOException {
    Path written =
        Files.createTempFile(
            file.resolveSibling(""),
            "new",
            ".part",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY_FILE)));
    try {
      content.writeTo(written);
      try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
        channel.force(/* metaData= */ true);
      }
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static BackendException failed(Path place, IOException e) {
    String reason =
        e instanceof FileSystemException f && f.getReason() != null
            ? f.getReason()
            : e.getClass().getSimpleName();
    return BackendException.passing(
        "%s cannot be written (%s), where nodes are to find their files; make room or change its rights, or choose another directory with the setting directory"
            .formatted(place, reason),
        e);
  }
}
