// SPDX-License-Identifier: Apache-2.0
package dev.yonder.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The name of this host, found without asking the network. */
public final class HostName {
  private static final String NAME = find();

  private HostName() {}

  /** Returns the name. */
  public static String get() {
    return NAME;
  }

  private static String find() {
    try {
      String kernel = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
      if (!kernel.isEmpty()) {
        return kernel;
      }
    } catch (IOException e) {
      // Not Linux: the environment may know.
    }
    String environment = System.getenv("HOSTNAME");
    String windows = System.getenv("COMPUTERNAME");
    return environment != null ? environment : windows != null ? windows : "localhost";
  }
}
