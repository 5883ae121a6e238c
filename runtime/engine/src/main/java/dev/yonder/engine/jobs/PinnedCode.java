// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.jobs;

import dev.yonder.engine.launch.Code;
import dev.yonder.wire.RunFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The program's code as a run has it: what is queued runs what was submitted. */
public final class PinnedCode {
  private static final String STORE = "code";

  private PinnedCode() {}

  /** Has the jars in the directory that runs share, and returns them as they are there. */
  public static Code keep(Code code, Path directory) throws IOException {
    Path store = store(directory);
    if (!Files.isDirectory(store)) {
      Files.createDirectories(
          store,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    List<Path> kept = new ArrayList<>();
    for (Path jar : code.jars()) {
      Path shared = store.resolve(jar.getFileName());
      if (!Files.exists(shared)) {
        copy(jar, shared);
      }
      kept.add(shared);
    }
    return new Code(kept, code.digest(), code.catalogs());
  }

  /** Returns where runs share their code. */
  static Path store(Path directory) {
    return directory.resolve(STORE);
  }

  /**
   * Has the jars in the directory of the run, and returns them; one copy of each content serves all
   * runs where the file system has hard links.
   *
   * @param kept the code as {@link #keep} has returned it
   */
  public static Code pin(Code kept, RunFiles run) throws IOException {
    List<Path> pinned = new ArrayList<>();
    for (Path shared : kept.jars()) {
      pinned.add(link(shared, run.code().resolve(shared.getFileName())));
    }
    return new Code(pinned, kept.digest(), kept.catalogs());
  }

  private static Path link(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (FileAlreadyExistsException e) {
      // The class path has the same jar twice, or an earlier driver of the run has pinned it.
    } catch (IOException | UnsupportedOperationException e) {
      copy(from, to);
    }
    return to;
  }

  private static void copy(Path from, Path to) throws IOException {
    Path unfinished = to.resolveSibling(".%s-%s".formatted(to.getFileName(), UUID.randomUUID()));
    try {
      Files.copy(from, unfinished);
      Files.move(unfinished, to, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
