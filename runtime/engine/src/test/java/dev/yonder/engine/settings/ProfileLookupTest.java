// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.CallOptions;
import dev.yonder.spi.ProfileSettings;
import dev.yonder.spi.SessionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileLookupTest {
  private static final Set<String> COMMON = Set.of("backend", "cpus");

  private final Properties properties = new Properties();
  private final Map<String, String> variables = new HashMap<>();
  private Path here;
  private Path ofUser;

  @BeforeEach
  void directories(@TempDir Path directory) throws IOException {
    here = Files.createDirectories(directory.resolve("work"));
    ofUser = Files.createDirectories(directory.resolve("home/.config/yonder"));
    properties.setProperty("user.dir", here.toString());
    properties.setProperty("user.home", directory.resolve("home").toString());
  }

  private static Path write(Path directory, String content) throws IOException {
    return Files.writeString(directory.resolve("yonder.toml"), content);
  }

  private ProfileSettings find(
      @Nullable String profile, @Nullable Path file, Map<List<String>, Object> values) {
    ProfileLookup lookup =
        new ProfileLookup(
            new Environment(properties, variables),
            Set.of("inline", "processes", "threads"),
            COMMON);
    return lookup.find(new SessionSettings(profile, file, values, CallOptions.none()));
  }

  private ProfileSettings find(@Nullable String profile) {
    return find(profile, null, Map.of());
  }

  private String found() {
    return find(null).profile();
  }

  private void refused(@Nullable String profile, String message) {
    assertThatThrownBy(() -> find(profile))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void theProgramGoesBeforeThePropertyBeforeTheVariableBeforeTheFileBeforeThreads()
      throws IOException {
    assertThat(found()).isEqualTo("threads");
    write(here, "profile = 'lab'\n[profiles.lab]\nbackend = 'threads'");
    assertThat(found()).isEqualTo("lab");
    variables.put("YONDER_PROFILE", "inline");
    assertThat(found()).isEqualTo("inline");
    properties.setProperty("yonder.profile", "processes");
    assertThat(found()).isEqualTo("processes");
    assertThat(find("threads").profile()).isEqualTo("threads");
  }

  @Test
  void blankIsUnset() {
    properties.setProperty("yonder.profile", " ");
    variables.put("YONDER_PROFILE", "");
    properties.setProperty("yonder.settings", "");
    variables.put("YONDER_SETTINGS", " ");
    assertThat(found()).isEqualTo("threads");
  }

  @Test
  void theFirstFileThatHasTheProfileIsUsedForIt() throws IOException {
    write(here, "[profiles.lab]\nbackend = 'inline'\ncpus = 1");
    write(
        ofUser,
        """
        profile = "mine"
        [profiles.lab]
        backend = "threads"
        gpus = 2
        [profiles.mine]
        backend = "threads"
        cpus = 3
        """);
    assertThat(find("lab").backend()).isEqualTo("inline");
    assertThat(find("lab").keys()).containsExactlyInAnyOrder("backend", "cpus");
    assertThat(found()).isEqualTo("mine");
    assertThat(find(null).number("cpus", 1, 9)).hasValue(3);
    assertThat(find(null).origin("cpus")).isEqualTo(ofUser.resolve("yonder.toml") + " line 7");
  }

  @Test
  void theUsersDirectoryCanBeElsewhere() throws IOException {
    write(ofUser, "profile = 'inline'");
    Path other = Files.createDirectories(here.resolve("other/yonder"));
    write(other, "profile = 'processes'");
    variables.put("XDG_CONFIG_HOME", "relative");
    assertThat(found()).isEqualTo("inline");
    variables.put("XDG_CONFIG_HOME", here.resolve("other").toString());
    assertThat(found()).isEqualTo("processes");
  }

  @Test
  void aFileThatIsNamedIsTheOnlyOne() throws IOException {
    write(here, "profile = 'inline'");
    Path variable = Files.writeString(here.resolve("variable.toml"), "profile = 'processes'");
    Path property = Files.writeString(here.resolve("property.toml"), "[profiles.inline]\ncpus = 5");
    Path program = Files.writeString(here.resolve("program.toml"), "[profiles.inline]\ncpus = 6");
    variables.put("YONDER_SETTINGS", variable.toString());
    assertThat(found()).isEqualTo("processes");
    properties.setProperty("yonder.settings", property.toString());
    assertThat(found()).isEqualTo("threads");
    assertThat(find("inline").number("cpus", 1, 9)).hasValue(5);
    assertThat(find("inline", program, Map.of()).number("cpus", 1, 9)).hasValue(6);
  }

  @Test
  void aFileThatIsNamedMustBeThere() throws IOException {
    Path missing = here.resolve("missing.toml");
    variables.put("YONDER_SETTINGS", missing.toString());
    refused(
        null,
        missing
            + ", which the environment variable YONDER_SETTINGS names, is not there; correct the"
            + " name, or write the file");
    properties.setProperty("yonder.settings", here.toString());
    refused(
        null,
        here
            + ", which the system property yonder.settings names, is a directory; correct the name,"
            + " or write the file");
    assertThatThrownBy(() -> find(null, missing, Map.of()))
        .hasMessage(
            missing
                + ", which the program names, is not there; correct the name, or write the file");
  }

  @Test
  void aFileThatOthersMayWriteIsNotUsedWhetherFoundOrNamed() throws IOException {
    Path file = write(here, "profile = 'inline'");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThatThrownBy(() -> find(null)).hasMessageContaining("can be written to by others");
    assertThatThrownBy(() -> find(null, file, Map.of()))
        .hasMessageContaining("can be written to by others");
  }

  @Test
  void theProgramGoesBeforePropertiesBeforeTheFile() throws IOException {
    write(
        here,
        """
        [profiles.threads]
        cpus = 1
        gpus = 1
        env = { A = "file", B = "file", C = "file" }
        """);
    properties.setProperty("yonder.cpus", "2");
    properties.setProperty("yonder.env.B", "property");
    properties.setProperty("yonder.env.C", "property");
    Map<List<String>, Object> values = Map.of(List.of("cpus"), 3, List.of("env", "C"), "program");
    ProfileSettings settings = find(null, null, values);
    assertThat(settings.number("cpus", 1, 9)).hasValue(3);
    assertThat(settings.origin("cpus")).isEqualTo("Yonder.builder()");
    assertThat(find(null).number("cpus", 1, 9)).hasValue(2);
    assertThat(find(null).origin("cpus")).isEqualTo("the system property yonder.cpus");
    assertThat(settings.number("gpus", 0, 9)).hasValue(1);
    ProfileSettings env = settings.table("env");
    assertThat(env.text("A")).hasValue("file");
    assertThat(env.text("B")).hasValue("property");
    assertThat(env.origin("B")).isEqualTo("the system property yonder.env.B");
    assertThat(env.text("C")).hasValue("program");
  }

  @Test
  void aBuiltInProfileNeedsNoFileAndNoBackend() throws IOException {
    assertThat(find("processes").backend()).isEqualTo("processes");
    write(here, "[profiles.processes]\ncpus = 2\n[profiles.threads]\nbackend = 'inline'");
    assertThat(find("processes").backend()).isEqualTo("processes");
    assertThat(find("threads").backend()).isEqualTo("inline");
  }

  @Test
  void anUnknownProfileIsRefusedWithThoseThatThereAre() throws IOException {
    Path mine = ofUser.resolve("yonder.toml");
    String builtIn = "; the profiles are inline, processes, threads";
    refused(
        "thread",
        "there is no profile \"thread\" (given to the session)"
            + builtIn
            + "; there is no settings file "
            + here.resolve("yonder.toml")
            + " or "
            + mine
            + "; did you mean \"threads\"?");
    write(ofUser, "[profiles.lab]\nbackend = 'threads'\n[profiles.big]\nbackend = 'threads'");
    variables.put("YONDER_PROFILE", "lba");
    refused(
        null,
        "there is no profile \"lba\" (of the environment variable YONDER_PROFILE)"
            + builtIn
            + ", and in "
            + mine
            + " big, lab; did you mean \"lab\"?");
    properties.setProperty("yonder.profile", "slurm");
    refused(
        null,
        "there is no profile \"slurm\" (of the system property yonder.profile)"
            + builtIn
            + ", and in "
            + mine
            + " big, lab");
    properties.remove("yonder.profile");
    variables.clear();
    Path file = write(here, "\nprofile = 'labs'");
    refused(
        null,
        "there is no profile \"labs\" (of "
            + file
            + " line 2)"
            + builtIn
            + ", and in "
            + file
            + " none, and in "
            + mine
            + " big, lab; did you mean \"lab\"?");
  }

  @Test
  void theBackendIsSaidByTheFileAlone() throws IOException {
    Path file = write(here, "[profiles.lab]\ncpus = 4\n[profiles.big]\nbackend = 'thraeds'");
    refused(
        "lab",
        file
            + " line 1: the profile lab needs the setting backend, what its calls run on: one of"
            + " inline, processes, threads");
    refused(
        "big",
        file
            + " line 4: the setting backend of the profile big is one of inline, processes,"
            + " threads, not \"thraeds\"; did you mean \"threads\"?");
    assertThatThrownBy(() -> find(null, null, Map.of(List.of("backend"), "inline")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Yonder.builder(): the backend belongs to the profile, and is said in the settings file"
                + " only; choose another profile instead");
    properties.setProperty("yonder.backend", "inline");
    refused(
        null,
        "the system property yonder.backend: the backend belongs to the profile, and is said in the"
            + " settings file only; choose another profile instead");
  }

  @Test
  void whatOnlyChoosesIsNoSetting() {
    properties.setProperty("yonder.profile", "threads");
    properties.setProperty("yonder.settings", "");
    properties.setProperty("other.cpus", "4");
    assertThat(find(null).keys()).isEmpty();
  }
}
