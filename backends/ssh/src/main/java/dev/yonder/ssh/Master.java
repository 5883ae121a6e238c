// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import dev.yonder.spi.BackendException;
import dev.yonder.spi.CommandRunner;
import dev.yonder.spi.CommandRunner.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one connection to a host, over which all commands go; opened when it is first needed, and
 * anew when it was lost.
 *
 * <p>Not safe for use by several threads, but for {@link #close} and what has begun.
 */
final class Master {
  /** Somebody may have to look for a code first. */
  private static final Duration ASKING_LIMIT = Duration.ofMinutes(2);

  /** What a login and a short command take where all is well, and then some. */
  private static final Duration COMMAND_LIMIT = Duration.ofSeconds(60);

  private static final Duration SHORT_LIMIT = Duration.ofSeconds(10);

  /** Only one host asks at a time: they all ask on the same terminal. */
  private static final Object ASKING = new Object();

  private final SshCommands commands;
  private final CommandRunner runner;
  private final Processes processes;
  private final BooleanSupplier terminal;
  private @Nullable Resolved resolved;
  private boolean asked;
  private volatile boolean opened;
  private volatile boolean closed;

  Master(
      SshCommands commands, CommandRunner runner, Processes processes, BooleanSupplier terminal) {
    this.commands = commands;
    this.runner = runner;
    this.processes = processes;
    this.terminal = terminal;
  }

  /**
   * Runs a script, for which the connection is opened if it is not there.
   *
   * @throws BackendException if the host cannot be logged in to
   */
  Result script(String script) throws BackendException {
    byte[] input = script.getBytes(StandardCharsets.UTF_8);
    if (opened && Files.exists(commands.socket())) {
      Result result = runner.run(commands.over("exec sh -s"), Map.of(), input, COMMAND_LIMIT);
      if (result.status() != Diagnosis.SSH_FAILED) {
        return result;
      }
      end();
    }
    return open("exec sh -s", input);
  }

  private Result open(String remoteCommand, byte[] input) throws BackendException {
    refuseIfClosed();
    Resolved host = resolve();
    Diagnosis diagnosis = new Diagnosis(commands, host);
    Duration limit = commands.settings().connectTimeout().plus(COMMAND_LIMIT);
    Result result = tryOpen(commands.open(host, /* asks= */ false, remoteCommand), input, limit);
    Diagnosis.Asking asking = asking();
    if (result.status() == Diagnosis.SSH_FAILED
        && Diagnosis.mayAsk(written(result))
        && asking == Diagnosis.Asking.ASKED) {
      asked = true;
      synchronized (ASKING) {
        result = tryOpen(commands.open(host, /* asks= */ true, remoteCommand), input, ASKING_LIMIT);
      }
    }
    if (result.status() == Diagnosis.SSH_FAILED) {
      String text = written(result);
      throw Diagnosis.isUnexplained(text)
          ? diagnosis.explained(verbose(host, limit))
          : diagnosis.login(text, asking);
    }
    opened = true;
    refuseIfClosed();
    return result;
  }

  private void refuseIfClosed() throws BackendException {
    if (closed) {
      end();
      throw BackendException.lasting("the backend is closed", null);
    }
  }

  private Diagnosis.Asking asking() {
    if (asked) {
      return Diagnosis.Asking.NOT_AGAIN;
    }
    return terminal.getAsBoolean() ? Diagnosis.Asking.ASKED : Diagnosis.Asking.NOBODY;
  }

  private Result tryOpen(List<String> command, byte[] input, Duration limit)
      throws BackendException {
    LocalDirectory.forget(List.of(commands.log(), commands.socket()));
    return runner.run(command, Map.of(), input, limit);
  }

  /** Returns what ssh wrote: what it does not like in its settings does not go to its log. */
  private String written(Result result) {
    return LocalDirectory.end(commands.log()) + "\n" + result.err();
  }

  private Resolved resolve() throws BackendException {
    if (resolved == null) {
      Result result = runner.run(commands.query(), Map.of(), new byte[0], SHORT_LIMIT);
      if (result.status() != 0) {
        throw new Diagnosis(commands, Resolved.parse(""))
            .login(result.err(), Diagnosis.Asking.NOBODY);
      }
      resolved = Resolved.parse(result.out());
    }
    return resolved;
  }

  private String verbose(Resolved host, Duration limit) throws BackendException {
    return runner.run(commands.explain(host), Map.of(), new byte[0], limit).err();
  }

  /**
   * Runs a command over the connection that is there.
   *
   * @throws BackendException if the connection was lost
   */
  Result run(String remoteCommand, CommandRunner.Input input, Duration limit)
      throws BackendException {
    Result result = runner.run(commands.over(remoteCommand), Map.of(), input, limit);
    if (result.status() == Diagnosis.SSH_FAILED) {
      throw BackendException.passing(lost(result.err()), null);
    }
    return result;
  }

  /**
   * Starts a command over the connection that is there.
   *
   * @param err the file for what the command and ssh write to standard error
   */
  Process start(String remoteCommand, Path err) throws BackendException {
    try {
      return processes.start(commands.over(remoteCommand), err);
    } catch (IOException e) {
      throw BackendException.lasting("ssh cannot be run: " + e.getMessage(), e);
    }
  }

  /** Returns why the connection was lost, to complete "because …". */
  String lost(String text) {
    Resolved host = resolved == null ? Resolved.parse("") : resolved;
    return new Diagnosis(commands, host).lost(LocalDirectory.end(commands.log()) + "\n" + text);
  }

  /** Ends the connection for good, and all that goes over it. */
  void close() {
    closed = true;
    end();
  }

  private void end() {
    if (!opened) {
      return;
    }
    opened = false;
    try {
      runner.run(commands.exit(), Map.of(), new byte[0], SHORT_LIMIT);
    } catch (BackendException e) {
      // It ends by itself once nothing goes over it.
    }
  }
}
