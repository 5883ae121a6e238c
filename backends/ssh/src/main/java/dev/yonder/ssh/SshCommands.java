// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import dev.yonder.spi.ShellWords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command lines of ssh for one host.
 *
 * <p>Of an option that is said twice, ssh takes the first: what must hold stands before what the
 * profile says, and what may be otherwise behind it.
 *
 * @param settings what the profile says
 * @param host the host
 * @param socket where the connection that all commands share listens
 * @param log what that connection says of itself
 */
record SshCommands(SshSettings settings, HostSettings host, Path socket, Path log) {
  private static final String SSH = "ssh";
  private static final int MOST_SILENT_TIMES = 3;

  /** The shared connection outlives what was last done over it by so much, and so the driver. */
  private static final int IDLE_SECONDS = 60;

  /** Returns what tells how ssh understands the host. */
  List<String> query() {
    List<String> command = start();
    command.addAll(settings.options());
    command.add("-G");
    return to(command);
  }

  /**
   * Returns what opens the connection that further commands share, and runs the first.
   *
   * @param asks whether ssh may ask for a password on the terminal
   */
  List<String> open(Resolved resolved, boolean asks, String remoteCommand) {
    List<String> command = login(resolved, asks);
    command.addAll(List.of("-S", socket.toString(), "-o", "ControlMaster=yes"));
    command.addAll(List.of("-o", "ControlPersist=" + IDLE_SECONDS, "-E", log.toString()));
    return to(chosen(command, resolved), remoteCommand);
  }

  /** Returns what logs in without a shared connection, does nothing, and tells all about it. */
  List<String> explain(Resolved resolved) {
    List<String> command = login(resolved, /* asks= */ false);
    command.addAll(List.of("-S", "none", "-v"));
    return to(chosen(command, resolved), "true");
  }

  /** Returns what runs a command over the shared connection, and fails where there is none. */
  List<String> over(String remoteCommand) {
    List<String> command = start();
    command.addAll(List.of("-T", "-x", "-S", socket.toString(), "-o", "ControlMaster=no"));
    // Without the shared connection ssh would log in anew, and perhaps ask.
    command.addAll(List.of("-o", "ProxyCommand=false", "-o", "BatchMode=yes"));
    command.addAll(settings.options());
    return to(command, remoteCommand);
  }

  /** Returns what ends the shared connection, and all that goes over it. */
  List<String> exit() {
    List<String> command = start();
    command.addAll(List.of("-S", socket.toString(), "-O", "exit"));
    return to(command);
  }

  /** Returns the command with which a user would log in, as text for a shell. */
  String byHand() {
    List<String> command = start();
    command.addAll(settings.options());
    return ShellWords.join(to(command));
  }

  private List<String> start() {
    List<String> command = new ArrayList<>(List.of(SSH));
    if (settings.config() != null) {
      command.addAll(List.of("-F", settings.config().toString()));
    }
    return command;
  }

  private List<String> login(Resolved resolved, boolean asks) {
    List<String> command = start();
    command.addAll(List.of("-T", "-x"));
    // A key that is accepted when it is new is still checked from then on.
    boolean acceptsNew = resolved.hostKeys().equals("accept-new");
    command.addAll(List.of("-o", "StrictHostKeyChecking=" + (acceptsNew ? "accept-new" : "yes")));
    command.addAll(List.of("-o", "BatchMode=" + (asks ? "no" : "yes")));
    command.addAll(List.of("-o", "ClearAllForwardings=yes", "-o", "PermitLocalCommand=no"));
    if (resolved.hasCommand()) {
      command.addAll(List.of("-o", "RemoteCommand=none"));
    }
    return command;
  }

  private List<String> chosen(List<String> command, Resolved resolved) {
    command.addAll(settings.options());
    // Less than this would not say why a connection ends.
    command.addAll(List.of("-o", "LogLevel=INFO"));
    command.addAll(List.of("-o", "ConnectTimeout=" + settings.connectTimeout().toSeconds()));
    command.addAll(List.of("-o", "ServerAliveInterval=" + settings.keepAlive().toSeconds()));
    command.addAll(List.of("-o", "ServerAliveCountMax=" + MOST_SILENT_TIMES));
    List<String> ciphers = resolved.ciphersFrom(settings.cipher());
    if (!ciphers.isEmpty()) {
      command.addAll(List.of("-c", String.join(",", ciphers)));
    }
    return command;
  }

  private List<String> to(List<String> command, String... remoteCommand) {
    if (!host.user().isEmpty()) {
      command.addAll(List.of("-l", host.user()));
    }
    if (host.port() > 0) {
      command.addAll(List.of("-p", Integer.toString(host.port())));
    }
    command.add(host.name());
    command.addAll(List.of(remoteCommand));
    return command;
  }
}
