// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * Hosts with sshd, or a Slurm cluster, that {@code bin/lab} of this checkout has made on this
 * machine, for tests against the real programs.
 *
 * <p>{@code docs/labs.md} says what is in them. A lab ends with the Java process that started it,
 * however that ends.
 */
public final class Lab implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(150);
  private static final int LACKING = 3;
  private static final Pattern LAST_LINE = Pattern.compile("settings=(/\\S+) profile=(\\S+)");

  /** What came of starting the labs that all tests of this process share, by name. */
  private static final Map<String, Start> SHARED = new HashMap<>();

  private final String name;
  private final Path base;
  private final Path settings;
  private final String profile;

  private Lab(String name, Path base, Path settings, String profile) {
    this.name = name;
    this.base = base;
    this.settings = settings;
    this.profile = profile;
  }

  /** What came of starting a lab: the lab, or why there is none. */
  private sealed interface Start {
    record Up(Lab lab) implements Start {}

    record Lacking(String reason) implements Start {}

    record Failed(String story) implements Start {}
  }

  /**
   * Returns the hosts with sshd that all tests of this process share, started when they are first
   * asked for. A test that breaks something there repairs it.
   *
   * <p>Where this machine cannot have them, skips the test and prints why; with the environment
   * variable {@code CI=true} that is a failure.
   */
  public static Lab ssh() {
    return shared("ssh");
  }

  /**
   * Returns the Slurm cluster that all tests of this process share, on the terms of {@link #ssh}.
   */
  public static Lab slurm() {
    return shared("slurm");
  }

  /**
   * Returns a lab of the caller's own, which the caller closes, on the terms of {@link #ssh}.
   *
   * @param name {@code ssh} or {@code slurm}
   * @param options what {@code bin/lab up} is told besides
   */
  public static Lab own(String name, String... options) {
    return require(start(name, List.of(options)));
  }

  private static Lab shared(String name) {
    synchronized (SHARED) {
      return require(SHARED.computeIfAbsent(name, n -> start(n, List.of())));
    }
  }

  private static Lab require(Start start) {
    if (start instanceof Start.Up up) {
      return up.lab();
    }
    if (start instanceof Start.Lacking lacking) {
      skip(lacking.reason());
    }
    throw new AssertionError(((Start.Failed) start).story());
  }

  /** Skips the test that is running; where everything must be tested, that is a failure. */
  private static void skip(String reason) {
    String skipped = "skipped: " + reason;
    System.out.println(skipped);
    assertThat(System.getenv("CI")).as(skipped).isNotEqualTo("true");
    Assumptions.abort(skipped);
  }

  private static Start start(String name, List<String> options) {
    Path base;
    try {
      base = Files.createTempDirectory("yonder-lab-");
    } catch (IOException e) {
      throw new UncheckedIOException("a lab has no directory", e);
    }
    List<String> words = new ArrayList<>(List.of("up", name));
    words.addAll(List.of("--while", Long.toString(ProcessHandle.current().pid())));
    words.addAll(options);
    Ran ran = bin(base, words);
    Matcher last = LAST_LINE.matcher(ran.out().strip());
    if (ran.status() == 0 && last.matches()) {
      Lab lab = new Lab(name, base, Path.of(last.group(1)), last.group(2));
      Runtime.getRuntime().addShutdownHook(new Thread(lab::close, "lab-down"));
      return new Start.Up(lab);
    }
    delete(base);
    return ran.status() == LACKING
        ? new Start.Lacking(ran.err().strip())
        : new Start.Failed("bin/lab up %s failed: %s".formatted(name, ran));
  }

  /** Runs {@code bin/lab} of this checkout. */
  private static Ran bin(Path base, List<String> words) {
    List<String> command =
        new ArrayList<>(List.of("bash", checkout().resolve("bin/lab").toString()));
    command.addAll(words);
    return Ran.run(Map.of("YONDER_LAB", base.toString()), LIMIT, command);
  }

  /**
   * Returns the directory of this checkout: the first with {@code bin/lab} from the working
   * directory up.
   */
  static Path checkout() {
    Path start = Path.of("").toAbsolutePath();
    for (Path path = start; path != null; path = path.getParent()) {
      if (Files.isRegularFile(path.resolve("bin/lab"))) {
        return path;
      }
    }
    throw new AssertionError(
        "bin/lab is in no directory above %s; run tests from a checkout".formatted(start));
  }

  private static void delete(Path base) {
    try {
      for (String name : List.of("ssh.lock", "slurm.lock")) {
        Files.deleteIfExists(base.resolve(name));
      }
      Files.deleteIfExists(base);
    } catch (IOException e) {
      throw new UncheckedIOException("a lab was taken down, and left something", e);
    }
  }

  /** Returns the settings file with the profiles of the lab. */
  public Path settings() {
    return settings;
  }

  /** Returns the profile for tests that are not about another one. */
  public String profile() {
    return profile;
  }

  /** Returns a file of the lab; {@code docs/labs.md} says which there are. */
  public Path file(String path) {
    return settings.resolveSibling(path);
  }

  /** Skips the test, on the terms of {@link #ssh}, unless hosts have networks of their own. */
  public void requireNetwork() {
    try {
      if (!Files.readString(file("mode")).strip().equals("namespaces")) {
        skip("the hosts of the lab %s have no network of their own; it takes root".formatted(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the lab %s does not say how it is made".formatted(name), e);
    }
  }

  /** Breaks or repairs something as {@code bin/lab} does when it is told the words. */
  public void fault(String... words) {
    List<String> all = new ArrayList<>(List.of(name));
    all.addAll(List.of(words));
    Ran ran = bin(base, all);
    assertThat(ran.status()).as("bin/lab %s: %s", String.join(" ", all), ran).isZero();
  }

  /**
   * Returns what came of a command of the cluster, or of one that was sent to a host by ssh.
   *
   * @param words a command in the lab's directory {@code bin} and its arguments, or {@code ssh} and
   *     its arguments
   */
  public Ran run(String... words) {
    List<String> command = new ArrayList<>(List.of(words));
    if (name.equals("ssh")) {
      command.addAll(1, List.of("-F", file("ssh_config").toString()));
    } else {
      command.set(0, file("bin").resolve(words[0]).toString());
    }
    Map<String, String> passwords =
        Map.of("SSH_ASKPASS", file("askpass").toString(), "SSH_ASKPASS_REQUIRE", "force");
    return Ran.run(passwords, LIMIT, command);
  }

  /** Takes the lab down; one that is down already stays so. */
  @Override
  public void close() {
    if (Files.exists(base)) {
      Ran ran = bin(base, List.of("down", name));
      assertThat(ran.status()).as("bin/lab down %s: %s", name, ran).isZero();
      delete(base);
    }
  }
}
