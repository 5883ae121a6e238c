// SPDX-License-Identifier: Apache-2.0
package dev.yonder.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hosts with sshd, or a Slurm cluster, that {@code bin/lab} makes on this machine; it ends with
 * this process at the latest.
 */
final class Lab implements AutoCloseable {
  private static final String PROGRAM = "yonder.lab";
  private static final int LACKING = 3;
  private static final long MOST_SECONDS = 150;
  private static final Pattern LAST_LINE = Pattern.compile("settings=(/\\S+) profile=(\\S+)");

  private final String name;
  private final Path base;
  private final Path settings;

  private Lab(String name, Path base, Path settings) {
    this.name = name;
    this.base = base;
    this.settings = settings;
  }

  /** What came of a command: its status, what it printed, and what it complained of. */
  private record Ran(int status, String out, String err) {}

  /**
   * Starts a lab.
   *
   * @param name {@code ssh} or {@code slurm}
   * @throws LackingException if this machine cannot have it
   */
  static Lab up(String name) {
    if (System.getProperty(PROGRAM) == null) {
      throw new LackingException("the lab is started by bin/lab, which only bin/bench knows");
    }
    try {
      Path base = Files.createTempDirectory("lab");
      long self = ProcessHandle.current().pid();
      Ran ran = run(base, List.of("up", name, "--while", Long.toString(self)));
      Matcher last = LAST_LINE.matcher(ran.out);
      if (ran.status == 0 && last.matches()) {
        return new Lab(name, base, Path.of(last.group(1)));
      }
      delete(base);
      throw ran.status == LACKING
          ? new LackingException(ran.err)
          : new IllegalStateException("bin/lab up " + name + " failed: " + ran.err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Ran run(Path base, List<String> words) throws IOException {
    List<String> command = new ArrayList<>(List.of("bash", System.getProperty(PROGRAM)));
    command.addAll(words);
    // Files and no pipes, which what a lab leaves in the background would keep open.
    Path out = Files.createTempFile("lab", ".out");
    Path err = Files.createTempFile("lab", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().put("YONDER_LAB", base.toString());
      Process process = builder.start();
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        process.destroy();
        throw new IOException(command + " takes too long; see " + base);
      }
      String printed = Files.readString(out).strip();
      return new Ran(process.exitValue(), printed, Files.readString(err).strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(command + " was interrupted", e);
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static void delete(Path base) throws IOException {
    for (String file : List.of("ssh.lock", "slurm.lock")) {
      Files.deleteIfExists(base.resolve(file));
    }
    Files.deleteIfExists(base);
  }

  /** Returns the settings file with the profiles of the lab. */
  Path settings() {
    return settings;
  }

  /** Returns a file of the lab. */
  Path file(String path) {
    return settings.resolveSibling(path);
  }

  @Override
  public void close() throws IOException {
    Ran ran = run(base, List.of("down", name));
    if (ran.status != 0) {
      throw new IOException("bin/lab down " + name + " failed: " + ran.err);
    }
    delete(base);
  }
}
