// SPDX-License-Identifier: Apache-2.0
package dev.yonder.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The TCP ports that a process of this host listens on, as Linux tells. */
public final class ListeningPorts {
  private static final String LISTENING = "0A";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private ListeningPorts() {}

  /** Returns the local addresses as the kernel writes them. */
  public static Set<String> of(long process) {
    Path of = Path.of("/proc", Long.toString(process));
    Set<String> addresses = new HashSet<>();
    try {
      Set<String> sockets = sockets(of.resolve("fd"));
      for (String table : List.of("tcp", "tcp6")) {
        for (String line : Files.readAllLines(of.resolve("net").resolve(table))) {
          String[] fields = line.trim().split("\\s+", -1);
          if (fields[STATE].equals(LISTENING) && sockets.contains(fields[INODE])) {
            addresses.add(fields[LOCAL_ADDRESS]);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return addresses;
  }

  private static Set<String> sockets(Path descriptors) throws IOException {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> open = Files.list(descriptors)) {
      for (Path descriptor : open.toList()) {
        String target = target(descriptor);
        if (target.startsWith("socket:[")) {
          inodes.add(target.substring("socket:[".length(), target.length() - 1));
        }
      }
    }
    return inodes;
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "closed meanwhile";
    }
  }
}
