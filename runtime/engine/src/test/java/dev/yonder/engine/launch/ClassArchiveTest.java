// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Archives that Java machines make and use; the time limit only ends a hang. */
@Timeout(120)
class ClassArchiveTest {
  private static final String JAVA = System.getProperty("java.home") + "/bin/java";
  private static final String FROM_ARCHIVE = "ArchivedProgram source: shared objects file (top)";

  @TempDir private Path directory;
  private Code code;

  /** What the Java machine runs. */
  static final class ArchivedProgram {
    private ArchivedProgram() {}

    public static void main(String[] arguments) {
      System.out.println("ran");
    }
  }

  @BeforeEach
  void store() throws IOException {
    Path classes = directory.resolve("classes");
    String name = ArchivedProgram.class.getName().replace('.', '/') + ".class";
    Files.createDirectories(classes.resolve(name).getParent());
    try (var in = ArchivedProgram.class.getClassLoader().getResourceAsStream(name)) {
      assertThat(in).isNotNull();
      Files.write(classes.resolve(name), in.readAllBytes());
    }
    code = CodeStore.of(List.of(classes), Files.createDirectory(directory.resolve("store")));
  }

  private ClassArchive archive(String... jvm) throws IOException {
    return ClassArchive.in(directory, code, 1L << 30, List.of(jvm));
  }

  private void make(ClassArchive archive) throws IOException {
    assertThat(archive.claim()).isTrue();
    Path log = directory.resolve("log");
    ChildProcess maker = archive.make(command(List.of()), Map.of(), log);
    assertThat(maker.awaitEnd(Duration.ofMinutes(1))).isTrue();
    assertThat(archive.exists()).as(maker.lastWritten()).isTrue();
  }

  private List<String> command(List<String> options) {
    List<String> command = new ArrayList<>(List.of(JAVA));
    command.addAll(options);
    command.addAll(List.of("-cp", code.jars().get(0).toString(), ArchivedProgram.class.getName()));
    return command;
  }

  /** Returns what a Java machine with the options and the classes writes. */
  private String written(List<String> options) throws IOException {
    Process process = new ProcessBuilder(command(options)).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  private String loaded(ClassArchive archive) throws IOException {
    List<String> options = new ArrayList<>(archive.options());
    options.add("-Xlog:class+load");
    return written(options);
  }

  @Test
  void isUsedOnceItIsThere() throws IOException {
    ClassArchive archive = archive();
    assertThat(archive.options()).isEmpty();
    make(archive);
    assertThat(archive.claim()).as("there is one").isFalse();
    assertThat(loaded(archive())).contains(FROM_ARCHIVE);
  }

  @Test
  void isUsedAfterItsJarsHaveBeenUsedForLong() throws IOException {
    Path jar = code.jars().get(0);
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minus(Duration.ofDays(20))));
    make(archive());
    CacheSweep.used(jar);
    assertThat(loaded(archive())).contains(FROM_ARCHIVE);
  }

  @Test
  void isMadeAnewWhenAJarHasAnotherTime() throws IOException {
    make(archive());
    Path jar = code.jars().get(0);
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    ClassArchive another = archive();
    assertThat(another.exists()).isFalse();
    make(another);
    assertThat(loaded(another)).contains(FROM_ARCHIVE);
  }

  @Test
  void isOneForEachKindOfJavaMachine() throws IOException {
    make(archive());
    assertThat(archive("-XX:-UseCompressedOops").exists()).isFalse();
    assertThat(ClassArchive.in(directory, code, 1L << 36, List.of()).exists()).isFalse();
    assertThat(ClassArchive.in(directory, code, 1L << 34, List.of()).exists()).isTrue();
  }

  @Test
  void thatDoesNotFitIsIgnoredWithoutAWord() throws IOException {
    ClassArchive archive = archive();
    make(archive);
    Files.setLastModifiedTime(
        code.jars().get(0), FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    assertThat(written(archive.options())).isEqualTo("ran\n");
    assertThat(loaded(archive)).as("it does not fit").doesNotContain(FROM_ARCHIVE);
  }
}
