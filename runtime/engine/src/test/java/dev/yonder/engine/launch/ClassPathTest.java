// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class ClassPathTest {
  private static final String PROPERTY = "java.class.path";

  @TempDir private Path directory;

  /** Makes a jar that names the others, none if that is empty. */
  private Path jar(String name, String named) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (!named.isEmpty()) {
      manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, named);
    }
    Path jar = directory.resolve(name);
    Files.createDirectories(jar.getParent());
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return jar;
  }

  private static List<Path> of(String... entries) throws IOException {
    String former = System.getProperty(PROPERTY);
    System.setProperty(PROPERTY, String.join(File.pathSeparator, entries));
    try {
      return ClassPath.ofThisProcess();
    } finally {
      System.setProperty(PROPERTY, former);
    }
  }

  @Test
  void isInOrderWithEachEntryOnce() throws IOException {
    Path two = jar("two.jar", "");
    Path one = jar("one.jar", "");
    Path classes = Files.createDirectory(directory.resolve("classes"));
    assertThat(of(two.toString(), classes + "/", one.toString(), classes + "/../two.jar"))
        .containsExactly(two, classes, one);
  }

  @Test
  void leavesOutWhatIsNotThere() throws IOException {
    Path one = jar("one.jar", "");
    assertThat(of(directory.resolve("gone.jar").toString(), "", one.toString()))
        .containsExactly(one);
  }

  @Test
  void hasWhatManifestsName() throws IOException {
    Path deep = jar("lib/deep jar.jar", "");
    Path named = jar("lib/named.jar", "deep%20jar.jar ../all.jar");
    Path classes = Files.createDirectory(directory.resolve("classes"));
    Path all =
        jar(
            "all.jar",
            "lib/named.jar gone.jar  %s https://example.org/far.jar".formatted(classes.toUri()));
    Path last = jar("last.jar", "");
    assertThat(of(all.toString(), last.toString()))
        .containsExactly(all, named, deep, classes, last);
  }

  @Test
  void saysWhichJarNamesWhatCannotBeRead() throws IOException {
    Path jar = jar("bad.jar", "%zz.jar");
    assertThatThrownBy(() -> of(jar.toString()))
        .isInstanceOf(IOException.class)
        .hasMessage(jar + " names a class path that cannot be read");
  }
}
