// SPDX-License-Identifier: Apache-2.0
package dev.yonder.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yonder.spi.SettingsLayer.Form;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ProfileSettingsTest {
  private static final Path DIRECTORY = Path.of("/home/ann/work");

  private static ProfileSettings of(SettingsLayer... layers) {
    return new ProfileSettings("lab", "ssh", List.of(layers), Set.of("cpus", "memory"));
  }

  /** What a file says. */
  private static SettingsLayer file(Map<String, Object> values) {
    return new SettingsLayer(
        values, Form.TYPED, path -> "lab.toml, " + String.join("/", path), DIRECTORY);
  }

  private static SettingsLayer texts(Map<List<String>, String> values) {
    return SettingsLayer.of(values, Form.TEXT, path -> "set()", DIRECTORY);
  }

  private static SettingsLayer properties(Map<List<String>, String> values) {
    return SettingsLayer.of(values, Form.TEXT_FOR_ALL, path -> "-D", DIRECTORY);
  }

  private static ProfileSettings typed(String key, Object value) {
    return of(file(Map.of(key, value)));
  }

  private static ProfileSettings text(String key, String value) {
    return of(texts(Map.of(List.of(key), value)));
  }

  private static void refused(Runnable reading, String message) {
    assertThatThrownBy(reading::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void thePlaceThatComesFirstDecides() {
    ProfileSettings settings =
        of(
            texts(Map.of(List.of("cpus"), "2")),
            properties(Map.of(List.of("cpus"), "3", List.of("link"), "tls")),
            file(Map.of("cpus", 4, "link", "unix", "warm", 1)));
    assertThat(settings.number("cpus", 1, 9)).hasValue(2);
    assertThat(settings.text("link")).hasValue("tls");
    assertThat(settings.number("warm", 0, 9)).hasValue(1);
    assertThat(settings.keys()).containsExactlyInAnyOrder("cpus", "link", "warm");
    assertThat(settings.origin("cpus")).isEqualTo("set()");
    assertThat(settings.origin("warm")).isEqualTo("lab.toml, warm");
    assertThat(settings.has("gpus")).isFalse();
    assertThat(settings.profile() + " " + settings.backend()).isEqualTo("lab ssh");
  }

  @Test
  void whatIsNotSaidIsAbsent() {
    ProfileSettings none = of();
    assertThat(none.text("a")).isEmpty();
    assertThat(none.texts("a")).isEmpty();
    assertThat(none.number("a", 0, 1)).isEmpty();
    assertThat(none.longNumber("a", 0, 1)).isEmpty();
    assertThat(none.size("a")).isEmpty();
    assertThat(none.duration("a")).isEmpty();
    assertThat(none.flag("a")).isEmpty();
    assertThat(none.choice("a", List.of("b"))).isEmpty();
    assertThat(none.path("a")).isEmpty();
    assertThat(none.table("a").keys()).isEmpty();
    refused(() -> none.origin("a"), "nobody said a");
  }

  @Test
  void numbersHaveBounds() {
    assertThat(text("warm", " 7 ").number("warm", 0, 9)).hasValue(7);
    assertThat(typed("seed", Long.MIN_VALUE).longNumber("seed", Long.MIN_VALUE, Long.MAX_VALUE))
        .hasValue(Long.MIN_VALUE);
    Consumer<ProfileSettings> read = settings -> settings.number("warm", 0, 9);
    refused(
        () -> read.accept(typed("warm", 10)),
        "lab.toml, warm: the setting warm of the profile lab is a number from 0 to 9, not 10");
    refused(
        () -> read.accept(typed("warm", 1.5)),
        "lab.toml, warm: the setting warm of the profile lab is a number from 0 to 9, not 1.5");
    refused(
        () -> read.accept(typed("warm", "7")),
        "lab.toml, warm: the setting warm of the profile lab is a number from 0 to 9, not \"7\";"
            + " leave out the quotes");
    refused(
        () -> text("warm", "many").number("warm", 1, Integer.MAX_VALUE),
        "set(): the setting warm of the profile lab is a number of at least 1, not \"many\"");
    refused(
        () -> typed("seed", true).longNumber("seed", Long.MIN_VALUE, Long.MAX_VALUE),
        "lab.toml, seed: the setting seed of the profile lab is a whole number, not true");
  }

  @Test
  void sizesAndTimesHaveUnits() {
    assertThat(typed("memory", "8 GiB").size("memory")).hasValue(8L << 30);
    assertThat(text("poll", "90s").duration("poll")).hasValue(Duration.ofSeconds(90));
    assertThat(typed("delay", "0s").duration("delay", Duration.ZERO)).hasValue(Duration.ZERO);
    assertThat(typed("delay", Duration.ofNanos(5)).duration("delay")).hasValue(Duration.ofNanos(5));
    refused(
        () -> typed("memory", 8).size("memory"),
        "lab.toml, memory: the setting memory of the profile lab cannot be used: \"8\" is not a"
            + " memory size: write a number and one of B, kB, MB, GB, TB, KiB, MiB, GiB or TiB, as"
            + " in \"4 GiB\"");
    refused(
        () -> typed("poll", 90).duration("poll"),
        "lab.toml, poll: the setting poll of the profile lab cannot be used: \"90\" is not a time:"
            + " write numbers with the units d, h, m, s or ms, as in \"2h\" or \"1d 12h\"; did you"
            + " mean \"90m\" (minutes) or \"90h\" (hours)?");
    refused(
        () -> typed("poll", "0s").duration("poll"),
        "lab.toml, poll: the setting poll of the profile lab is a time of more than zero, not"
            + " \"0s\"");
    refused(
        () -> typed("poll", "5ms").duration("poll", Duration.ofSeconds(1)),
        "lab.toml, poll: the setting poll of the profile lab is a time of at least \"1s\", not"
            + " \"5ms\"");
  }

  @Test
  void textsHaveQuotesAndListsHaveSeveral() {
    assertThat(text("jvm", " -Xss4m  -ea ").texts("jvm")).containsExactly("-Xss4m", "-ea");
    assertThat(typed("jvm", "-Xss4m -ea").texts("jvm")).containsExactly("-Xss4m", "-ea");
    assertThat(typed("jvm", List.of("-Dname=a b")).texts("jvm")).containsExactly("-Dname=a b");
    assertThat(text("jvm", " ").texts("jvm")).isEmpty();
    refused(
        () -> typed("host", 5).text("host"),
        "lab.toml, host: the setting host of the profile lab is a text, not 5; put it in quotes");
    refused(
        () -> typed("jvm", List.of("-ea", 4)).texts("jvm"),
        "lab.toml, jvm: the setting jvm of the profile lab is a list of texts, as in [\"one\","
            + " \"two\"], not [\"-ea\", 4]");
  }

  @Test
  void truthValuesAndChoicesAreFew() {
    assertThat(typed("progress", false).flag("progress")).hasValue(false);
    assertThat(text("progress", "true").flag("progress")).hasValue(true);
    assertThat(typed("link", "tls").choice("link", List.of("unix", "tls"))).hasValue("tls");
    refused(
        () -> typed("progress", "true").flag("progress"),
        "lab.toml, progress: the setting progress of the profile lab is true or false, not"
            + " \"true\"");
    refused(
        () -> text("progress", "yes").flag("progress"),
        "set(): the setting progress of the profile lab is true or false, not \"yes\"");
    refused(
        () -> typed("link", "unxi").choice("link", List.of("unix", "tls")),
        "lab.toml, link: the setting link of the profile lab is one of unix, tls, not \"unxi\"; did"
            + " you mean \"unix\"?");
    refused(
        () -> typed("link", List.of()).choice("link", List.of("unix", "tls")),
        "lab.toml, link: the setting link of the profile lab is one of unix, tls, not []");
  }

  @Test
  void pathsStartWhereTheyWereSaid() {
    String home = System.getProperty("user.home");
    assertThat(typed("directory", "../data").path("directory")).hasValue(Path.of("/home/ann/data"));
    assertThat(text("directory", "~/data").path("directory")).hasValue(Path.of(home, "data"));
    assertThat(text("directory", "~").path("directory")).hasValue(Path.of(home));
    refused(
        () -> typed("directory", "a\0b").path("directory"),
        "lab.toml, directory: the setting directory of the profile lab is a path, not \"a\0b\": Nul"
            + " character not allowed");
  }

  @Test
  void tablesAreMergedAndTheirErrorsHaveTheWholeName() {
    ProfileSettings settings =
        of(
            texts(Map.of(List.of("env", "SITE"), "south")),
            file(Map.of("env", Map.of("SITE", "north", "LANG", "C", "N", 4))));
    ProfileSettings env = settings.table("env");
    assertThat(env.keys()).containsExactlyInAnyOrder("SITE", "LANG", "N");
    assertThat(env.text("SITE")).hasValue("south");
    assertThat(env.text("LANG")).hasValue("C");
    refused(
        () -> env.text("N"),
        "lab.toml, env/N: the setting env.N of the profile lab is a text, not 4; put it in quotes");
    refused(
        () -> env.refuseUnknown(List.of("SIDE", "N", "LANG")),
        "set(): the table env of the profile lab (backend ssh) has no setting \"SITE\"; it has"
            + " LANG, N, SIDE; did you mean \"SIDE\"?");
    refused(
        () -> text("env", "x").table("env"),
        "set(): the setting env of the profile lab is a table, not \"x\"; say what is in it, as in"
            + " env.NAME");
    refused(
        () -> typed("env", Map.of("A", "b")).text("env"),
        "lab.toml, env: the setting env of the profile lab is a text, not a table");
  }

  @Test
  void whatIsUnknownIsRefusedButForProperties() {
    typed("cpus", 1).refuseUnknown(List.of("hosts"));
    of(properties(Map.of(List.of("heartbeat", "limit"), "1", List.of("cpsu"), "1")))
        .refuseUnknown(List.of("hosts"));
    refused(
        () -> typed("cpsu", 1).refuseUnknown(List.of("hosts")),
        "lab.toml, cpsu: the profile lab (backend ssh) has no setting \"cpsu\"; it has cpus, hosts,"
            + " memory; did you mean \"cpus\"?");
    refused(
        () -> text("nothing", "1").refuseUnknown(List.of("hosts")),
        "set(): the profile lab (backend ssh) has no setting \"nothing\"; it has cpus, hosts,"
            + " memory");
  }

  @Test
  void backendsSayWhatIsWrongOrMissingInTheSameForm() {
    assertThat(typed("host", "a b").wrong("host", "is a host, not \"a b\""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lab.toml, host: the setting host of the profile lab is a host, not \"a b\"");
    assertThat(typed("cpus", 1).missing("hosts", "the hosts that workers run on"))
        .hasMessage(
            "lab.toml, : the profile lab (backend ssh) needs the setting hosts, the hosts that"
                + " workers run on");
    assertThat(of().missing("hosts", "the hosts that workers run on"))
        .hasMessage(
            "the profile lab (backend ssh) needs the setting hosts, the hosts that workers run on;"
                + " no settings file has a profile lab");
  }

  @Test
  void ofTwoThatExcludeEachOtherTheLaterOneCounts() {
    Map<List<String>, String> values = new LinkedHashMap<>();
    values.put(List.of("env"), "x");
    values.put(List.of("env", "A"), "a");
    assertThat(of(texts(values)).table("env").text("A")).hasValue("a");
  }
}
