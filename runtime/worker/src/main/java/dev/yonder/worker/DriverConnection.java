// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import dev.yonder.wire.Connection;
import dev.yonder.wire.StdioLinks;
import dev.yonder.wire.TlsIdentity;
import dev.yonder.wire.TlsServer;
import dev.yonder.wire.UnixServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The ways to a driver, as its command line names them to a worker. */
public final class DriverConnection {
  /** Before the path of a Unix domain socket. */
  public static final String UNIX = "unix:";

  /** Before the numbers of two descriptors with a comma between them. */
  public static final String DESCRIPTORS = "fd:";

  /** Before the path of the run's key, an at sign, and host:port pairs with commas between them. */
  public static final String TLS = "tls:";

  /** Before the directory of a run, through whose files a job and its driver speak. */
  public static final String FILES = "files:";

  /** The standard streams of the process. */
  public static final String STDIO = "stdio";

  /** What cannot be reached must not hold up the addresses after it; nor must a slow network. */
  private static final List<Duration> ROUNDS =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(10));

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  private DriverConnection() {}

  /**
   * Connects to the driver.
   *
   * @param link a link as in {@link WorkerOptions#link}
   */
  static Connection open(String link) throws IOException {
    if (link.startsWith(UNIX)) {
      return UnixServer.connect(Path.of(link.substring(UNIX.length())));
    }
    if (link.equals(STDIO)) {
      return StdioLinks.overStandardStreams();
    }
    if (link.startsWith(DESCRIPTORS)) {
      return descriptors(link);
    }
    if (link.startsWith(TLS)) {
      return tls(link);
    }
    throw unknown(link);
  }

  private static Connection tls(String link) throws IOException {
    int at = link.lastIndexOf('@');
    if (at < TLS.length()) {
      throw unknown(link);
    }
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (String address : link.substring(at + 1).split(",", -1)) {
      addresses.add(address(address, link));
    }
    TlsIdentity identity = TlsIdentity.read(Path.of(link.substring(TLS.length(), at)));
    Set<String> failures = new LinkedHashSet<>();
    for (Duration limit : ROUNDS) {
      for (InetSocketAddress address : addresses) {
        try {
          return TlsServer.connect(address, identity, limit, ANSWER_LIMIT);
        } catch (IOException e) {
          failures.add(e.getMessage());
        }
      }
    }
    throw new IOException(String.join("; ", failures));
  }

  private static InetSocketAddress address(String address, String link) {
    int colon = address.lastIndexOf(':');
    if (colon < 1) {
      throw unknown(link);
    }
    try {
      int port = Integer.parseInt(address, colon + 1, address.length(), 10);
      return new InetSocketAddress(address.substring(0, colon), port);
    } catch (IllegalArgumentException e) {
      throw unknown(link);
    }
  }

  private static Connection descriptors(String link) throws IOException {
    int comma = link.indexOf(',');
    try {
      int in = Integer.parseInt(link, DESCRIPTORS.length(), Math.max(0, comma), 10);
      int out = Integer.parseInt(link, comma + 1, link.length(), 10);
      return StdioLinks.overDescriptors(in, out);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw unknown(link);
    }
  }

  private static IllegalArgumentException unknown(String link) {
    return new IllegalArgumentException(
        "the driver is reached by link=unix:PATH, link=fd:IN,OUT, link=stdio or"
            + " link=tls:KEY@HOST:PORT, not by "
            + link);
  }
}
