// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.Session;
import dev.yonder.SessionBuilder;
import dev.yonder.Yonder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sessions do with a settings file. */
class SettingsFileTest {

  private static SessionBuilder builder(Path directory, String content) throws IOException {
    Path file = Files.writeString(directory.resolve("lab.toml"), content);
    return Yonder.builder().settingsFile(file).progress(false);
  }

  @Test
  void aProfileOfTheFileIsUsed(@TempDir Path directory) throws IOException {
    String content =
        """
        profile = "lab"

        [profiles.lab]
        backend = "processes"
        cpus = 1
        memory = "96 MiB"
        jvm = ["-Dsite=the north", "-Xss4m"]
        env = { SITE = "south" }
        directory = "."

        [profiles.lab.calls]
        retries = 2
        """;
    try (Session session = builder(directory, content).open()) {
      WorkRemote.Calls calls = WorkRemote.on(session);
      assertThat(calls.property("site").join()).isEqualTo("the north");
      assertThat(calls.environment("SITE").join()).isEqualTo("south");
      assertThat(calls.property("user.dir").join()).isEqualTo(directory.toRealPath().toString());
      assertThat(session.description()).startsWith("1 worker processes with 1 slot each");
    }
  }

  @Test
  void whatTheProgramSetsGoesBefore(@TempDir Path directory) throws IOException {
    String content = "[profiles.threads]\ncpus = 3";
    try (Session session = builder(directory, content).profile("threads").open()) {
      assertThat(session.description()).startsWith("3 threads ");
    }
    try (Session session = builder(directory, content).profile("threads").cpus(2).open()) {
      assertThat(session.description()).startsWith("2 threads ");
    }
  }

  @Test
  void nothingIsStartedWhereSomethingIsWrong(@TempDir Path directory) throws IOException {
    String content = "[profiles.lab]\nbackend = \"processes\"\nmax-failures = 0";
    SessionBuilder builder = builder(directory, content).profile("lab");
    // Those of other tests may be ending.
    List<ProcessHandle> before = ProcessHandle.current().children().toList();
    assertThatThrownBy(builder::open)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "%s line 3: the setting max-failures of the profile lab is a number of at least 1, not"
                + " 0",
            directory.resolve("lab.toml"));
    assertThat(ProcessHandle.current().children().toList()).isSubsetOf(before);
  }

  @Test
  void withoutAFileNothingOfItsParserIsLoaded(@TempDir Path directory) throws Exception {
    assertThat(classesLoaded(directory)).contains("dev.yonder.engine.settings.ProfileLookup");
    assertThat(classesLoaded(directory)).noneMatch(name -> name.startsWith("tools.jackson"));
    Files.writeString(directory.resolve("yonder.toml"), "profile = 'inline'");
    assertThat(classesLoaded(directory)).anyMatch(name -> name.startsWith("tools.jackson"));
  }

  /** Returns the classes that a program loads which works with Yonder in a directory. */
  private static List<String> classesLoaded(Path directory) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xlog:class+load:file=classes.txt",
            "-cp",
            System.getProperty("java.class.path"),
            DefaultSessionProgram.class.getName(),
            "waits");
    builder.environment().remove("YONDER_PROFILE");
    builder.environment().put("XDG_CONFIG_HOME", directory.resolve("none").toString());
    Process process = builder.directory(directory.toFile()).redirectErrorStream(true).start();
    try {
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).as("the program ended").isTrue();
      assertThat(printed).isEqualTo("sum 3\n");
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(directory.resolve("classes.txt")).stream()
        .map(line -> line.replaceFirst("^(\\[[^]]*])+ ", "").split(" ", 2)[0])
        .toList();
  }
}
