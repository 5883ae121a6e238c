// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.launch;

import dev.yonder.worker.Catalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Jars by the digest of their content, kept for the next run.
 *
 * <p>Workers use these copies and not the program's own files, which a build may overwrite while
 * the workers run. A file is there whole or not at all.
 */
public final class CodeStore {
  private static final String HASHES = "hashes";

  private final Path directory;
  private final HashCache hashes;

  private CodeStore(Path directory) {
    this.directory = directory;
    this.hashes = HashCache.read(directory.resolve(HASHES));
  }

  /**
   * Returns the code of this process, with every jar in the store of the user.
   *
   * @throws IOException if the store cannot be written to, or is not safe from others
   */
  public static Code ofThisProcess() throws IOException {
    Path cache = CacheDirectory.make(CacheDirectory.ofUser());
    CodeStore store = new CodeStore(CacheDirectory.make(cache.resolve("code")));
    return store.add(ClassPath.ofThisProcess(), Catalog.names(ClassLoader.getSystemClassLoader()));
  }

  /** Returns the code of the class path, with every jar in the store of the directory. */
  static Code of(List<Path> classPath, Path directory) throws IOException {
    return new CodeStore(directory).add(classPath, List.of());
  }

  private Code add(List<Path> classPath, List<String> catalogs) throws IOException {
    List<Path> jars = new ArrayList<>();
    MessageDigest digest = Digests.start();
    for (Path entry : classPath) {
      String hash = Files.isDirectory(entry) ? addDirectory(entry) : addJar(entry);
      digest.update(hash.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      Path stored = directory.resolve(hash + ".jar");
      CacheSweep.used(stored);
      jars.add(stored);
    }
    hashes.write();
    CacheSweep.used(directory.resolve(HASHES));
    return new Code(jars, Digests.end(digest), catalogs);
  }

  private String addJar(Path jar) throws IOException {
    String key = HashCache.key(jar);
    String hash = hashes.get(key);
    if (hash == null || !isStored(hash)) {
      hash =
          store(
              out -> {
                try (InputStream in = Files.newInputStream(jar)) {
                  in.transferTo(out);
                }
              });
      hashes.put(key, hash);
    }
    return hash;
  }

  private String addDirectory(Path classes) throws IOException {
    String key = "directory " + DirectoryJar.state(classes);
    String hash = hashes.get(key);
    if (hash == null || !isStored(hash)) {
      hash = store(out -> DirectoryJar.write(classes, out));
      hashes.put(key, hash);
    }
    return hash;
  }

  private boolean isStored(String hash) {
    return Files.isRegularFile(directory.resolve(hash + ".jar"));
  }

  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Stores the content under its digest, which is returned. */
  private String store(Content content) throws IOException {
    Path written = null;
    try {
      written = Files.createTempFile(directory, "new", ".jar");
      MessageDigest digest = Digests.start();
      try (OutputStream out = new DigestOutputStream(Files.newOutputStream(written), digest)) {
        content.writeTo(out);
      }
      try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
        channel.force(/* metaData= */ true);
      }
      String hash = Digests.end(digest);
      Path stored = directory.resolve(hash + ".jar");
      // One that is there stays: with another time, archives of its classes would fit no more.
      if (!isStored(hash) || Files.size(stored) != Files.size(written)) {
        Files.move(
            written, stored, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
      return hash;
    } catch (IOException e) {
      throw new IOException(
          ("the program's code cannot be kept in %s (%s); free room there, or choose another place"
                  + " with XDG_CACHE_HOME")
              .formatted(directory, FileReason.of(e)),
          e);
    } finally {
      if (written != null) {
        Files.deleteIfExists(written);
      }
    }
  }
}
