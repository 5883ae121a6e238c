// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryJarTest {
  @TempDir private Path parent;

  /** Makes a directory with files of their own names as content, in the order, of the time. */
  private Path directory(String name, Instant time, String... files) throws IOException {
    Path directory = parent.resolve(name);
    for (String file : files) {
      Path made = directory.resolve(file);
      Files.createDirectories(made.getParent());
      Files.writeString(made, file);
      Files.setLastModifiedTime(made, FileTime.from(time));
    }
    return directory;
  }

  private static byte[] jar(Path directory) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DirectoryJar.write(directory, out);
    return out.toByteArray();
  }

  @Test
  void hasTheSameBytesOfTheSameContent() throws IOException {
    Path one = directory("one", Instant.now(), "a/A.class", "B.class", "a/b/C.class");
    Path two =
        directory(
            "two", Instant.ofEpochSecond(1_000_000_000), "a/b/C.class", "B.class", "a/A.class");
    assertThat(jar(two)).isEqualTo(jar(one));
    assertThat(DirectoryJar.state(two)).as("names and times").isNotEqualTo(DirectoryJar.state(one));
  }

  @Test
  void hasOtherBytesOfAnotherNameOrContent() throws IOException {
    byte[] jar = jar(directory("one", Instant.now(), "a/A.class", "B.class"));
    assertThat(jar(directory("named", Instant.now(), "a/A.class", "C.class"))).isNotEqualTo(jar);
    Path changed = directory("changed", Instant.now(), "a/A.class", "B.class");
    Files.writeString(changed.resolve("B.class"), "C.class");
    assertThat(jar(changed)).isNotEqualTo(jar);
  }

  @Test
  void holdsEveryFileUnderItsName() throws IOException {
    List<String> entries = new ArrayList<>();
    try (JarInputStream in =
        new JarInputStream(
            new ByteArrayInputStream(
                jar(
                    directory(
                        "one", Instant.now(), "b.txt", "a/A.class", "META-INF/services/x"))))) {
      for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
        entries.add(entry.getName() + "=" + new String(in.readAllBytes(), UTF_8));
      }
    }
    assertThat(entries)
        .containsExactly(
            "META-INF/services/x=META-INF/services/x", "a/A.class=a/A.class", "b.txt=b.txt");
  }

  @Test
  void isInAnotherStateWhenAFileHasAnotherTimeOrSize() throws IOException {
    Instant time = Instant.ofEpochSecond(1_700_000_000);
    Path directory = directory("one", time, "A.class", "B.class");
    String state = DirectoryJar.state(directory);
    assertThat(DirectoryJar.state(directory)).isEqualTo(state);
    Path file = directory.resolve("B.class");
    Files.setLastModifiedTime(file, FileTime.from(time.plusSeconds(1)));
    assertThat(DirectoryJar.state(directory)).as("another time").isNotEqualTo(state);
    Files.writeString(file, "longer than before");
    Files.setLastModifiedTime(file, FileTime.from(time));
    assertThat(DirectoryJar.state(directory)).as("another size").isNotEqualTo(state);
    directory("one", time, "B.class");
    assertThat(DirectoryJar.state(directory)).as("as before").isEqualTo(state);
    directory("one", time, "C.class");
    assertThat(DirectoryJar.state(directory)).as("one more").isNotEqualTo(state);
  }
}
