// SPDX-License-Identifier: Apache-2.0
package dev.yonder.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What samples find on threads, they find on worker processes; the time limit ends a hang. */
@Timeout(120)
class ProfilesTest {
  @TempDir private Path directory;

  @SuppressWarnings("NullAway.Init") // JUnit sets the directory
  ProfilesTest() {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mandelbrot --height 120 --width 180 --tile 50",
        "exoplanets --partition 4 --top 5"
      })
  void findTheSameAndOpenNoPort(String sample) throws Exception {
    Map<String, Ran> runs = new TreeMap<>();
    for (String profile : List.of("threads", "processes")) {
      PortWatch watch = new PortWatch();
      try {
        runs.put(profile, run(sample, profile));
      } finally {
        watch.end();
      }
      assertThat(watch.opened()).isEmpty();
      if (profile.equals("processes")) {
        assertThat(watch.workers()).as("workers that were looked at").isNotEmpty();
      }
    }

    assertThat(runs.values()).allSatisfy(ran -> assertThat(ran.status()).isZero());
    assertThat(runs.values()).allSatisfy(ran -> assertThat(ran.out()).contains("right: "));
    assertThat(results(runs, "processes")).isEqualTo(results(runs, "threads")).isNotEmpty();
    assertThat(files("processes")).isEqualTo(files("threads")).isNotEmpty();
  }

  @Test
  void aPortThatIsOpenedIsSeen() throws Exception {
    PortWatch watch = new PortWatch();
    try (ServerSocket open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "%04X".formatted(open.getLocalPort());
      while (watch.opened().isEmpty()) {
        Thread.onSpinWait();
      }
      watch.end();
      assertThat(watch.opened()).hasSize(1).first().asString().endsWith(":" + address);
    }
  }

  private Ran run(String sample, String profile) {
    String all = sample + " --profile " + profile + " --out " + directory.resolve(profile);
    return Ran.demo(all.split(" ", -1));
  }

  /** Returns the lines of the output that do not tell where and how fast it ran. */
  private List<String> results(Map<String, Ran> runs, String profile) {
    return runs.get(profile)
        .out()
        .lines()
        .filter(line -> !line.contains(" s  "))
        .map(line -> line.replace(directory.resolve(profile).toString(), "OUT"))
        .filter(line -> !line.contains(profile))
        .toList();
  }

  /** Returns what the sample wrote, by name; letters stand for bytes, so that they compare. */
  private Map<String, String> files(String profile) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> written = Files.walk(directory.resolve(profile))) {
      for (Path file : written.filter(Files::isRegularFile).toList()) {
        contents.put(
            file.getFileName().toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }
}
