// SPDX-License-Identifier: Apache-2.0
package dev.yonder.engine.launch;

import dev.yonder.spi.ExitStatus;
import dev.yonder.wire.Connection;
import dev.yonder.wire.StdioLinks;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process that this one has started, and what it writes outside of its link. */
public final class ChildProcess {
  private static final int LAST_BYTES = 2_048;

  private final Process process;
  private final Path log;

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a process.
   *
   * @param environment what is set beside the environment of this process
   * @param directory its working directory, null for that of this process
   * @param log the file that both its output streams go to: a pipe would end with this process
   * @throws IOException if the program is not there or cannot be run
   */
  public static ChildProcess start(
      List<String> command, Map<String, String> environment, @Nullable Path directory, Path log)
      throws IOException {
    ProcessBuilder builder = builder(command, environment, directory);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new ChildProcess(builder.start(), log);
  }

  /**
   * Starts a process that is spoken to by its standard streams, which a shell moves elsewhere for
   * it, so that what it prints goes to the file; the rest is as for {@link #start}.
   */
  public static ChildProcess startPiped(
      List<String> command, Map<String, String> environment, @Nullable Path directory, Path log)
      throws IOException {
    List<String> shell = new ArrayList<>(List.of("/bin/sh", "-c"));
    shell.addAll(List.of(StdioLinks.SHELL_REDIRECTION + "; exec \"$@\"", "sh"));
    shell.addAll(command);
    ProcessBuilder builder = builder(shell, environment, directory);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new ChildProcess(builder.start(), log);
  }

  private static ProcessBuilder builder(
      List<String> command, Map<String, String> environment, @Nullable Path directory) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.directory(directory == null ? null : directory.toFile());
    return builder;
  }

  /** Returns the connection by the standard streams, which are pipes. */
  public Connection connection() {
    return StdioLinks.toProcess(process);
  }

  /** Returns the number of the process. */
  public long pid() {
    return process.pid();
  }

  /** Runs the action once the process has ended. */
  public void onExit(Runnable action) {
    var unused = process.onExit().thenRun(action);
  }

  /** Ends the process at once. */
  public void kill() {
    process.destroyForcibly();
  }

  /** Waits for the process to end, and returns whether it has. */
  public boolean awaitEnd(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  /** Returns whether a signal has ended the process. */
  public boolean wasEndedBySignal() {
    return !process.isAlive() && ExitStatus.isSignal(process.exitValue());
  }

  /** Returns how the process ended, and what it wrote last, to complete "because …". */
  public String story() {
    String report =
        CrashReport.inShort(CrashReport.file(log.resolveSibling(""), Long.toString(pid())));
    String written = report.isEmpty() ? lastWritten() : CrashReport.cutOff(lastWritten());
    String end =
        process.isAlive()
            ? "its process %d closed the link".formatted(pid())
            : "its process %d %s".formatted(pid(), ExitStatus.inWords(process.exitValue()));
    return end
        + detail("; its Java machine reports:\n", report)
        + detail("; it wrote last:\n", written);
  }

  private static String detail(String title, String text) {
    return text.isEmpty() ? "" : title + text.indent(2).stripTrailing();
  }

  /** Returns the end of what the process wrote. */
  public String lastWritten() {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.min(LAST_BYTES, file.length())];
      file.seek(file.length() - bytes.length);
      file.readFully(bytes);
      return new String(bytes, Charset.defaultCharset()).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
