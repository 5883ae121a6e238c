// SPDX-License-Identifier: Apache-2.0
package dev.yonder.ssh;

import dev.yonder.spi.BackendException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Says in words why ssh could not log in, or lost a connection: whatever it is, ssh ends with the
 * same status, and only what it writes tells.
 */
final class Diagnosis {
  /** The status with which ssh says that it was ssh that failed, and not the command. */
  static final int SSH_FAILED = 255;

  private static final Pattern DENIED = Pattern.compile("Permission denied \\(([^)]*)\\)");
  private static final Pattern ASKED = Pattern.compile("password|keyboard-interactive");
  private static final Pattern FINGERPRINT = Pattern.compile("(?:SHA256|MD5):[A-Za-z0-9+/=:]+");
  private static final Pattern SERVER_KEY =
      Pattern.compile("Server host key: (\\S+ (?:SHA256|MD5):\\S+)");
  private static final Pattern CONNECTING =
      Pattern.compile("debug1: Connecting to (\\S+) (?:\\[\\S+\\] )?(port [0-9]+)");
  private static final Pattern OFFENDING = Pattern.compile("Offending .* in (.*)");
  private static final int SHOWN_LINES = 5;

  /** What ssh writes at the end of connections, the most telling first. */
  private static final List<Pattern> LOST =
      List.of(
          Pattern.compile("Timeout, server .* not responding.*"),
          Pattern.compile(".*Connection to .* closed by remote host.*"),
          Pattern.compile(".*(?:Connection reset|Broken pipe|Connection timed out|No route).*"));

  /** Ways to fail that a line of ssh's tells. */
  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "Too many authentication failures",
              true,
              "refuses to look at so many keys",
              "name the right one with IdentityFile and IdentitiesOnly yes in your ssh_config"),
          new Rule(
              "Temporary failure in name resolution",
              false,
              "cannot be found, as no name server answers",
              "see that the network is there"),
          new Rule(
              "Could not resolve hostname",
              true,
              "is not known under that name",
              "correct the name in hosts, or add it to your ssh_config"),
          new Rule(
              "Connection refused",
              false,
              "is there, but no sshd listens",
              "see that sshd runs there, and that the port is right"),
          new Rule(
              "No route to host|Network is unreachable",
              false,
              "cannot be reached",
              "see that it is switched on, and that the network is there"),
          new Rule(
              "timed out",
              false,
              "does not answer",
              "see that it is switched on and no firewall is in between, or give it more time with"
                  + " connect-timeout"),
          new Rule(
              "Unable to negotiate",
              true,
              "and ssh do not agree on how to speak",
              "set in your ssh_config what the line says the host offers"),
          new Rule(
              "[Bb]ad configuration option|unsupported option|Can't open user config"
                  + "|extra arguments at end of line|no argument after keyword|[Uu]nknown option",
              true,
              "cannot be logged in to with these settings of ssh",
              "correct ssh-config, ssh-options or your ssh_config"),
          new Rule(
              "kex_exchange_identification|Connection (?:closed|reset) by",
              false,
              "ended the connection before the login",
              "its sshd may be busy (MaxStartups) or refuse this address; its log says why"));

  private final SshCommands commands;
  private final String address;
  private final String host;

  private record Rule(Pattern line, boolean lasting, String what, String advice) {
    Rule(String line, boolean lasting, String what, String advice) {
      this(Pattern.compile(line), lasting, what, advice);
    }
  }

  Diagnosis(SshCommands commands, Resolved resolved) {
    this.commands = commands;
    this.address = resolved.address();
    this.host = "host %s (%s)".formatted(commands.host(), resolved.address());
  }

  /** Returns whether the host would let somebody in who types a password or a code. */
  static boolean mayAsk(String text) {
    Matcher denied = DENIED.matcher(text);
    return denied.find() && ASKED.matcher(denied.group(1)).find();
  }

  /** Returns whether only {@code ssh -v} can tell more: of a jump host, or of a key. */
  static boolean isUnexplained(String text) {
    return text.contains("UNKNOWN port") || isUnknownKey(text);
  }

  private static boolean isUnknownKey(String text) {
    return text.contains("Host key verification failed") && !isChangedKey(text);
  }

  private static boolean isChangedKey(String text) {
    return text.contains("HOST IDENTIFICATION HAS CHANGED");
  }

  /** Returns the failure of a login of which {@code ssh -v} wrote all that it can. */
  BackendException explained(String verbose) {
    if (isUnknownKey(verbose)) {
      return unknownKey(
          last(SERVER_KEY, verbose, "one that ssh did not tell"), last(CONNECTING, verbose, ""));
    }
    String plain =
        verbose
            .lines()
            .filter(line -> !line.startsWith("debug") && !line.startsWith("OpenSSH"))
            .collect(Collectors.joining("\n"));
    return login(plain, /* asked= */ false);
  }

  private BackendException unknownKey(String key, String connected) {
    String who =
        connected.isEmpty() || connected.equals(address)
            ? "the %s is not known: its key is %s".formatted(host, key)
            : "the host at %s, which is on the way to the %s, is not known: its key is %s"
                .formatted(connected, host, key);
    return BackendException.lasting(
        who
            + ". If that is what those who run it say, add it by logging in once by hand: "
            + commands.byHand(),
        null);
  }

  /** Returns what was found last: what is said of jump hosts comes before the rest. */
  private static String last(Pattern pattern, String text, String otherwise) {
    String last = otherwise;
    Matcher found = pattern.matcher(text);
    while (found.find()) {
      last =
          IntStream.rangeClosed(1, found.groupCount())
              .mapToObj(found::group)
              .collect(Collectors.joining(" "));
    }
    return last;
  }

  /**
   * Returns the failure of a login.
   *
   * @param text what ssh wrote
   * @param asked whether ssh could ask on the terminal
   */
  BackendException login(String text, boolean asked) {
    if (isChangedKey(text)) {
      return changedKey(text);
    }
    Matcher denied = DENIED.matcher(text);
    if (denied.find()) {
      return denied(denied.group(), asked || !mayAsk(text));
    }
    for (Rule rule : RULES) {
      for (String line : text.lines().toList()) {
        if (rule.line.matcher(line).find()) {
          String message =
              "the %s %s: %s. To go on, %s".formatted(host, rule.what, line.strip(), rule.advice);
          return rule.lasting
              ? BackendException.lasting(message, null)
              : BackendException.passing(message, null);
        }
      }
    }
    return BackendException.passing(
        "the %s cannot be logged in to: %s. To see more, log in by hand: %s"
            .formatted(host, end(text), commands.byHand()),
        null);
  }

  private BackendException changedKey(String text) {
    Matcher fingerprint = FINGERPRINT.matcher(text);
    Matcher offending = OFFENDING.matcher(text);
    return BackendException.lasting(
        ("the %s shows another key (%s) than the one that is known%s: somebody may be in between."
                + " If those who run it say that its key was changed, forget the old one with"
                + " ssh-keygen -R %s, and log in once by hand: %s")
            .formatted(
                host,
                fingerprint.find() ? fingerprint.group() : "not told",
                offending.find() ? " (" + offending.group(1).strip() + ")" : "",
                ShellWords.quote(commands.knownAs()),
                commands.byHand()),
        null);
  }

  private BackendException denied(String line, boolean byKey) {
    String advice =
        byKey
            ? "see that your key is the one that it knows, and in the agent if it has a passphrase"
                + " (ssh-add); by hand it would be: %s"
            : "it would take a password or a code, but there is no terminal to ask on: start the"
                + " program on a terminal, or use a key; by hand it would be: %s";
    return BackendException.lasting(
        "the %s does not let you in: %s. To go on, ".formatted(host, line)
            + advice.formatted(commands.byHand()),
        null);
  }

  /** Returns why a connection ended that had been there, to complete "because …". */
  String lost(String text) {
    for (Pattern pattern : LOST) {
      for (String line : text.lines().toList()) {
        if (pattern.matcher(line).matches()) {
          return "the connection to the %s was lost: %s".formatted(host, line.strip());
        }
      }
    }
    return "the connection to the %s was lost: %s".formatted(host, end(text));
  }

  private static String end(String text) {
    List<String> lines = text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    return lines.isEmpty()
        ? "ssh did not say why, as where the host or its sshd ended at once"
        : lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()).stream()
            .collect(Collectors.joining("; "));
  }
}
