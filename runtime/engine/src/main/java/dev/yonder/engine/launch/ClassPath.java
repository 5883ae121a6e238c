// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.launch;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The class path of this process, entry by entry. */
final class ClassPath {

  private ClassPath() {}

  /**
   * Returns the jars and directories that this process finds its classes in, in order.
   *
   * <p>Jars that only name others in their manifest, as build tools make them where a command line
   * would be too long, are replaced by those others. What is not there is left out, as the JVM
   * does.
   */
  static List<Path> ofThisProcess() throws IOException {
    Set<Path> found = new LinkedHashSet<>();
    for (String property : List.of("java.class.path", "jdk.module.path")) {
      String entries = System.getProperty(property, "");
      for (String entry : entries.split(File.pathSeparator, -1)) {
        if (!entry.isEmpty()) {
          add(Path.of(entry).toAbsolutePath().normalize(), found);
        }
      }
    }
    return List.copyOf(found);
  }

  private static void add(Path entry, Set<Path> found) throws IOException {
    if (Files.isDirectory(entry)) {
      found.add(entry);
    } else if (Files.isRegularFile(entry) && found.add(entry)) {
      for (Path named : namedByManifest(entry)) {
        add(named, found);
      }
    }
  }

  private static List<Path> namedByManifest(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      String named =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      if (named == null) {
        return List.of();
      }
      Set<Path> paths = new LinkedHashSet<>();
      for (String reference : named.trim().split(" +", -1)) {
        URI uri = jar.toUri().resolve(new URI(reference));
        if ("file".equals(uri.getScheme())) {
          paths.add(Path.of(uri).normalize());
        }
      }
      return List.copyOf(paths);
    } catch (URISyntaxException e) {
      throw new IOException("%s names a class path that cannot be read".formatted(jar), e);
    }
  }
}
