// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeStoreTest {
  private static final FileTime TIME = FileTime.from(Instant.ofEpochSecond(1_700_000_000));

  @TempDir private Path parent;
  private Path store;
  private Path program;

  @BeforeEach
  void make() throws IOException {
    store = Files.createDirectory(parent.resolve("store"));
    program = Files.createDirectory(parent.resolve("program"));
  }

  private Path file(String name, String content, FileTime time) throws IOException {
    Path file = program.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return Files.setLastModifiedTime(file, time);
  }

  private Code code(Path... classPath) throws IOException {
    return CodeStore.of(List.of(classPath), store);
  }

  private List<String> stored() throws IOException {
    try (Stream<Path> files = Files.list(store)) {
      return files.map(f -> f.getFileName().toString()).filter(n -> n.endsWith(".jar")).toList();
    }
  }

  private static FileTime later(FileTime time) {
    return FileTime.from(time.toInstant().plusSeconds(60));
  }

  @Test
  void keepsVersionsApart() throws IOException {
    Path jar = file("a.jar", "version 1", TIME);
    Code first = code(jar);
    file("a.jar", "version 2", later(TIME));
    Code second = code(jar);
    assertThat(second.digest()).isNotEqualTo(first.digest());
    assertThat(first.jars().get(0)).hasContent("version 1");
    assertThat(second.jars().get(0)).hasContent("version 2");
    file("a.jar", "version 1", later(later(TIME)));
    assertThat(code(jar)).as("the first version again").isEqualTo(first);
    assertThat(stored()).hasSize(2);
  }

  @Test
  void namesJarsByTheirContentAndCodeByItsOrder() throws IOException {
    Path one = file("one.jar", "1", TIME);
    Path two = file("two.jar", "2", TIME);
    Path copy = file("copy.jar", "1", TIME);
    Code code = code(one, two);
    for (Path jar : code.jars()) {
      assertThat(jar.getFileName()).hasToString(Digests.of(jar) + ".jar");
    }
    assertThat(code(copy, two)).as("other names").isEqualTo(code);
    assertThat(code(two, one).digest()).as("another order").isNotEqualTo(code.digest());
    assertThat(code(two, one).jars()).containsExactly(code.jars().get(1), code.jars().get(0));
  }

  @Test
  void doesNotReadWhatHasNotChanged() throws IOException {
    Path jar = file("a.jar", "what was read", TIME);
    Code code = code(jar);
    file("a.jar", "not read here", TIME);
    assertThat(code(jar)).as("same size and time").isEqualTo(code);
    Files.setLastModifiedTime(jar, later(TIME));
    assertThat(code(jar).jars().get(0)).as("another time").hasContent("not read here");
    file("a.jar", "of another length", later(TIME));
    assertThat(code(jar).jars().get(0)).as("another size").hasContent("of another length");
  }

  @Test
  void bringsBackWhatIsGoneFromIt() throws IOException {
    Path jar = file("a.jar", "content", TIME);
    Code code = code(jar);
    Files.delete(code.jars().get(0));
    assertThat(code(jar)).isEqualTo(code);
    assertThat(code.jars().get(0)).hasContent("content");
  }

  /** The Java machine does not use archives of classes whose jars have another time. */
  @Test
  void changesNoTimeOfAJarThatIsThere() throws IOException {
    Path jar = file("a.jar", "content", TIME);
    file("classes/A.class", "class", TIME);
    Path classes = program.resolve("classes");
    Code code = code(jar, classes);
    FileTime old = FileTime.from(Instant.now().minusSeconds(100_000));
    for (Path each : code.jars()) {
      Files.setLastModifiedTime(each, old);
    }
    assertThat(code(jar, classes)).as("used again").isEqualTo(code);
    file("classes/A.class", "class", later(TIME));
    assertThat(code(jar, classes)).as("classes written anew").isEqualTo(code);
    Files.delete(store.resolve("hashes"));
    assertThat(code(jar, classes)).as("with nothing remembered").isEqualTo(code);
    for (Path each : code.jars()) {
      assertThat(Files.getLastModifiedTime(each)).isEqualTo(old);
    }
    assertThat(stored()).hasSize(2);
  }

  @Test
  void replacesAJarThatWasCutOff() throws IOException {
    Path jar = file("a.jar", "content", TIME);
    Path stored = code(jar).jars().get(0);
    Files.writeString(stored, "cont");
    Files.setLastModifiedTime(jar, later(TIME));
    code(jar);
    assertThat(stored).hasContent("content");
  }
}
